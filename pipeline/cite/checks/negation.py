"""Negation: what a claim denies its passages deny, and what they deny it does not affirm."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.undone import base_of
from pipeline.cite.checks.base import Context, Lack
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground, shown
from pipeline.model.atoms import Bound, Cue, Sense, mark


def negation(said: Said, grounds: Sequence[Ground], context: Context) -> Iterator[Lack]:
    """A negation that was added to what the passage affirms, or lost from what it denies."""
    if not grounds:
        return
    there = [cue for ground in grounds for cue in ground.atoms.cues if cue.sense is Sense.NEGATION]
    ours = [cue for cue in said.atoms.cues if cue.sense is Sense.NEGATION]
    firm = [cue for cue in there if not cue.loose]
    undone = {
        cue.governs
        for ground in grounds
        for cue in ground.atoms.cues
        if cue.sense in _UNDONE and cue.governs and not cue.plain
    }
    denied = {word for cue in there for word in (cue.governs, *cue.reach) if word}
    is_short = all(ground.short for ground in grounds)
    for cue in ours:
        if cue.loose and cue.governs and is_short and not there and _is_affirmed(said, cue, grounds, context):
            yield _turned(cue, firm)
            continue
        if cue.loose or (not is_short and len(ours) <= len(there)):
            continue
        if any(_is_same(cue, other) for other in firm) or _is_not_yet(cue, said, undone):
            continue
        if _bounds_a_date(cue, said):
            continue
        bare = is_short and not there and not cue.governs and _is_whole(cue, said)
        if bare or (cue.governs and cue.governs not in denied and _is_affirmed(said, cue, grounds, context)):
            yield _turned(cue, firm)
    if is_short:
        yield from _merely(said, ours, grounds)
        lost = list(_lost(said, ours, firm, context))
        yield from lost
        yield from _undenied(said, ours, there, context)
        if not lost:
            yield from _overlooked(said, ours, firm, context)


def _is_whole(cue: Cue, said: Said) -> bool:
    """Whether a negation without a word to govern denies all the same: by nobody, not 1,240 metres long."""
    says_no = not cue.text.lower().endswith(("not", "n't", "n’t"))
    return says_no or bool(_FIGURE.match(said.text[cue.end :].lstrip().removeprefix("be ")))


def _turned(cue: Cue, firm: Sequence[Cue]) -> Lack:
    message = f'"{cue.text}" turns what the passage affirms'
    return Lack("CITE006", message, cue.start, cue.end, _notes(firm), _KEEP)


_KEEP = ("say it as the passage does",)


def _is_not_yet(cue: Cue, said: Said, undone: set[str]) -> bool:
    """Whether a claim says that something was not done yet, which the passage tells as still to be done."""
    around = set(said.text[max(cue.start - 12, 0) : cue.end + 30].lower().split())
    return cue.governs in undone and not around.isdisjoint(_PERFECT)


_UNDONE = frozenset((Sense.FUTURE, Sense.POSSIBLE, Sense.NECESSARY))
_PERFECT = frozenset("has have had hasn't haven't hadn't yet".split())


def _bounds_a_date(cue: Cue, said: Said) -> bool:
    """Whether a negation and a bound make one bound together: not before 2026, nothing until 2025."""
    return any(
        date.bound is not Bound.BY and cue.end <= date.start and _NOT_BEFORE.search(said.text[cue.end : date.start])
        for date in said.atoms.dates
    )


_NOT_BEFORE = re.compile(r"^[^,;.:]*\b(?:before|until|till|earlier than|sooner than)\b[^,;.:]*$")


def _is_same(cue: Cue, other: Cue) -> bool:
    """Whether two negations deny the same in other words: `none was caught below 1,500 m`, `no animals …`."""
    if cue.governs and cue.governs == mark(stem(other.text.lower())):
        return False  # `did not fail to appear` for `failed to appear`
    return len({*cue.clause, cue.governs} & {*other.clause, other.governs} - {""}) > 1


def _is_affirmed(said: Said, cue: Cue, grounds: Sequence[Ground], context: Context) -> bool:
    """Whether a passage has the word that the claim denies."""
    for word, _, _ in said.words():
        own = context.reader.stem(base_of(word) or word)
        if mark(own) == cue.governs:
            return shown(grounds, "stem", own)
    return False


def _merely(said: Said, ours: Sequence[Cue], grounds: Sequence[Ground]) -> Iterator[Lack]:
    """`Merely a purchase` where the passage has `not merely a purchase`, which denies it."""
    words = said.words()
    for (word, start, end), (following, _, _) in pairwise(words):
        if word not in _ONLY or any(cue.end <= start and start - cue.end < _CLOSE for cue in ours):
            continue
        denied = _IDIOM.search(said.text[max(start - _CLOSE, 0) : start])
        if not denied and shown(grounds, "words", f"not {word} {following}"):
            message = f'the passage denies "{word} {following}", the claim does not'
            yield Lack("CITE006", message, start, end, (f'passage says: "not {word}"',), _KEEP)


_ONLY = frozenset("merely simply solely only just".split())
_IDIOM = re.compile(r"(?:\bnot|n['’]t)(?: \w+)?\s*$", re.IGNORECASE)
_CLOSE = 12
"""Characters within which a negation stands right before a word."""


def _lost(said: Said, ours: Sequence[Cue], there: Sequence[Cue], context: Context) -> Iterator[Lack]:
    """Words that every passage with them denies, and that the claim has without a negation."""
    denied = {cue.governs: cue for cue in there if cue.governs and not cue.plain}
    if not denied:
        return
    kept = {word for cue in ours for word in (cue.governs, *cue.reach)}
    told = {mark(context.reader.stem(word)) for word in _told(said)}
    for word, start, end in said.words():
        cue = denied.get(mark(context.reader.stem(word)))
        if cue is None or cue.governs in kept or (len(cue.clause) > 1 and told.isdisjoint(cue.clause)):
            continue
        if cue.text.lower() not in _OF_NOUNS or not any(_is_near(said.text, our.start, end) for our in ours):
            message = f'the passage denies "{said.text[start:end]}", the claim does not'
            yield Lack("CITE006", message, start, end, _notes([cue]), _KEEP)
            return


def _overlooked(said: Said, ours: Sequence[Cue], there: Sequence[Cue], context: Context) -> Iterator[Lack]:
    """What the passage denies in other words than the claim affirms it: most of the clause is the claim's."""
    if any(cue.text.lower() not in _HALF for cue in ours):
        return
    words = {mark(context.reader.stem(word)): (start, end) for word, start, end in said.words()}
    told = words.keys() | {mark(figure) for figure in _FIGURE.findall(said.text)}
    for cue in there:
        if cue.reach == (cue.governs,) and cue.governs not in told:
            continue  # `an undisclosed fee`, which the claim leaves out
        clause = {*cue.clause, *([cue.governs] if cue.governs else [])}
        shared = clause & told
        places = [words[word] for word in shared if word in words]
        if len(shared) > 2 and 3 * len(shared) >= 2 * len(clause) and places:
            start, end = max(places)
            message = f'the passage denies "{said.text[start:end]}", the claim does not'
            yield Lack("CITE006", message, start, end, _notes([cue]), _KEEP)
            return


_HALF = frozenset("unless until few than rarely seldom".split())
"""Negations that leave the clause before them alone."""


def _told(said: Said) -> Iterator[str]:
    """The words and figures of a claim, in lower case."""
    yield from (word for word, _, _ in said.words())
    yield from _FIGURE.findall(said.text)


_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def _undenied(said: Said, ours: Sequence[Cue], there: Sequence[Cue], context: Context) -> Iterator[Lack]:
    """What somebody denies in the passage, and the claim has in all its words without a denial."""
    if ours:
        return
    words = {mark(context.reader.stem(word)): (start, end) for word, start, end in said.words()}
    for cue in there:
        if cue.text.lower() in _DENIED and len(cue.reach) > 1 and words.keys() >= set(cue.reach):
            start, end = words[max(cue.reach, key=lambda word: words[word])]
            message = f'the passage denies "{said.text[start:end]}", the claim does not'
            yield Lack("CITE006", message, start, end, _notes([cue]), _KEEP)


_DENIED = frozenset(("denied", "denies", "deny", "denying"))
_OF_NOUNS = frozenset("no neither none nobody nothing nor".split())
"""They govern a noun: `no decision was taken` says what `a decision was not taken` says."""


def _is_near(text: str, start: int, end: int) -> bool:
    """Whether a negation at `start` follows a word that ends at `end`, in its clause: `a decision was not taken`."""
    return end <= start and not _CLAUSE.search(text[end:start])


_CLAUSE = re.compile(r"[,;:.?!()]|\b(?:and|but|while|though|although|because|whereas)\b")


def _notes(cues: Sequence[Cue]) -> tuple[str, ...]:
    return (f'passage says: "{cues[0].text}"',) if cues else ("the passage has no negation",)
