"""Terms: a report's term must be told by its passage as so, neither denied nor only possible, to come or supposed."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.cite.atoms import Reader
from pipeline.cite.atoms.english import folded_words
from pipeline.cite.checks.base import named
from pipeline.cite.denied import DENIALS
from pipeline.cite.ground import Ground, shown_any
from pipeline.model.atoms import Cue, Sense, mark
from pipeline.model.fact import Fact, Reported
from pipeline.model.problem import Path, Problem, Where

_UNDONE = {
    Sense.POSSIBLE: "as possible only", Sense.FUTURE: "as still to come", Sense.NECESSARY: "as what must be",
    Sense.SUPPOSED: "under an if",
}  # fmt: skip
_ARTICLES = ("the", "a", "an", "its", "their", "his", "her")


class Terms:
    """Holds terms against passages."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def hold(self, fact: Fact, report: Reported, ground: Ground, path: Path) -> Iterator[Problem]:
        """One of the term's words stands in the passage, and is told there as so."""
        value = report.value or ""
        if value not in fact.terms:
            hint = "write one of: " + ", ".join(fact.terms)
            yield Problem("FACT006", f'"{value}" is none of the terms of this fact', Where(path), hints=(hint,))
            return
        shown = [words for words in fact.terms[value] if ground.shows("words", " ".join(folded_words(words)))]
        if not shown:
            wanted = " or ".join(f'"{words}"' for words in fact.terms[value])
            message = f'"{value}" is {named([ground])}: {wanted} does not stand there'
            hint = "cite the passage that shows it, or correct the words of the term"
            yield Problem("FACT001", message, Where(path), hints=(hint,))
            return
        turned = [self._turned(words, ground) for words in shown]
        if all(turned) and (cue := turned[0]):
            yield _refused(shown[0], cue, path)

    def _turned(self, words: str, ground: Ground) -> Cue | None:
        """What turns the words of a term wherever they stand; None if they are told as so in one place.

        A word that names a kind is not what is to come: it will have the latest missiles.
        """
        own = folded_words(words)
        marks = {mark(self._reader.stem(word)) for word in own}
        for cue in ground.atoms.cues:
            if set(folded_words(cue.text)) <= set(own):
                continue  # a term that says itself what is to come
            denied = cue.sense is Sense.NEGATION
            turns = (denied or cue.sense in _UNDONE) and cue.governs in marks and not cue.plain
            if turns and not denied and shown_any([ground], "words", [f"{each} {own[0]}" for each in _ARTICLES]):
                continue
            reaches = cue.sense is Sense.SUPPOSED or (denied and not cue.plain and cue.text.lower() in DENIALS)
            if turns or (reaches and marks & set(cue.reach)):
                return cue
        return None


def _refused(words: str, cue: Cue, path: Path) -> Problem:
    notes = (f"passage says: {cue.text}",)
    if cue.sense is Sense.NEGATION:
        hint = "a passage that denies a term does not report it"
        return Problem("FACT001", f'the passage denies "{words}"', Where(path), notes=notes, hints=(hint,))
    message = f'the passage tells "{words}" {_UNDONE[cue.sense]}'
    hint = "report the stage that it tells, or give the term the words that tell it, as in planned: [is to be built]"
    return Problem("FACT001", message, Where(path), notes=notes, hints=(hint,))
