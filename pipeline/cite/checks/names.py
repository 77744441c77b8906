"""Names: a claim's full names stand in a cited passage; the brief's subjects stand in a cited source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cite.checks.base import Context, Lack, listed, named
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground, Unanswered, Words, nearest, shown
from pipeline.model.atoms import Name


def names(said: Said, grounds: Sequence[Ground], context: Context) -> Iterator[Lack]:
    """Every name that no passage has."""
    if not said.atoms.names:
        return
    sources = dict.fromkeys(ground.source for ground in grounds)
    bodies = [body for source in sources if (body := context.bodies(source))]
    look = _Look(grounds, bodies, context)
    for name in said.atoms.names:
        capitals = name.text.isupper()
        if look.holds(name.words, capitals=capitals) or (name.initial and not capitals and look.holds_rest(name.words)):
            continue
        there = [other.text for ground in grounds for other in ground.atoms.names]
        notes = (f"passage says: {listed(there)}",) if there else ("the passage has no name",)
        near = nearest(name, grounds)
        hints = (f'did you mean "{near}"?',) if near else _advice(name, bodies)
        yield Lack("CITE004", f'name "{name.text}" is {named(grounds)}', name.start, name.end, notes, hints)


def _advice(name: Name, bodies: Sequence[Ground]) -> tuple[str, ...]:
    """A name that the source has elsewhere may be a subject, or wants a passage of its own."""
    if any(name.words in body.names for body in bodies):
        return ("cite the passage that names it, or list it under names: as a subject of the brief",)
    return ()


class _Look:
    """Looks names up in passages, and subjects in bodies."""

    def __init__(self, grounds: Sequence[Ground], bodies: Sequence[Ground], context: Context) -> None:
        self._grounds, self._bodies = grounds, bodies
        self._subjects, self._reader = context.subjects, context.reader

    def holds(self, words: Words, *, capitals: bool = False) -> bool:
        """Whether a name stands in a passage, whole; a subject or people before it may stand apart from it."""
        if self._stands(words, capitals=capitals):
            return True
        for length in range(1, min(len(words), self._subjects.longest + 1)):
            lead, rest = words[:length], words[length:]
            if self._is_subject(lead) and rest[0] != "of" and self._stands(lead) and self.holds(rest):
                return True
        if "of" in words[2:-1]:  # a full name and where its bearer belongs: each stands by itself
            at = words.index("of", 2)
            return self.holds(words[:at]) and self.holds(words[at + 1 :])
        return False

    def holds_rest(self, words: Words) -> bool:
        """Whether the first word has its capital from the sentence, and the rest, if any, is held."""
        rest = words[2:] if words[1:2] == ("of",) else words[1:]
        return self._is_common(words[0]) and (not rest or self.holds(rest))

    def _is_common(self, word: str) -> bool:
        """Whether a word is none of a name: common, or in lower case in the passage. A lock may not know of it."""
        if self._reader.is_common(word):
            return True
        try:
            return shown(self._grounds, "lower", word)
        except Unanswered:
            return False

    def _is_subject(self, words: Words) -> bool:
        return bool(self._subjects.of(words) or self._subjects.people(words))

    def _stands(self, words: Words, *, capitals: bool = False) -> bool:
        if any(words in ground.names for ground in self._grounds):
            return True
        if any(shown(self._bodies, "name", other) for other in self._subjects.of(words)):
            return True
        if any(other in ground.names for ground in self._grounds for other in self._subjects.people(words)):
            return True
        return self._is_acronym(words, capitals=capitals) or self._is_plural(words)

    def _is_acronym(self, words: Words, *, capitals: bool) -> bool:
        """`LDP` for the Liberal Democratic Party, and the other way round."""
        if len(words) == 1:
            return capitals and len(words[0]) > 1 and any(words[0] in ground.initials for ground in self._grounds)
        letters = "".join(word[0] for word in words if word != "of")
        return len(letters) > 1 and any(letters in ground.acronyms for ground in self._grounds)

    def _is_plural(self, words: Words) -> bool:
        """`Tomahawks` for `Tomahawk`, and the other way round."""
        last = words[-1]
        if len(last) < 5 or last.endswith("ss"):
            return False
        other = (*words[:-1], last.removesuffix("s") if last.endswith("s") else last + "s")
        return any(other in ground.names for ground in self._grounds)
