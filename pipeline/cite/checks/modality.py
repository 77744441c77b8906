"""Modality: `signed` is not `anticipated`, `will` is not `may`. A claim is no firmer than its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cite.checks.base import Context, Lack, listed
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground
from pipeline.model.atoms import Cue, Sense, mark

_CONFLICTS: dict[Sense, frozenset[Sense]] = {
    Sense.SIGNED: frozenset((Sense.FUTURE, Sense.POSSIBLE, Sense.APPROVED)),
    Sense.APPROVED: frozenset((Sense.FUTURE, Sense.POSSIBLE, Sense.SIGNED)),
    Sense.FUTURE: frozenset((Sense.POSSIBLE, Sense.SIGNED, Sense.APPROVED, Sense.NECESSARY)),
    Sense.NECESSARY: frozenset((Sense.POSSIBLE, Sense.FUTURE)),
    Sense.POSSIBLE: frozenset((Sense.NECESSARY,)),
}
"""A claim of one sense is refused where its passages have none of that sense, and one of these instead; and where they
say the same word in other senses only: `will begin` for `may begin`."""


_NO_MODALS = frozenset((Sense.NEGATION, Sense.SIDE, Sense.SUPPOSED))


def modality(said: Said, grounds: Sequence[Ground], context: Context) -> Iterator[Lack]:
    """Every cue whose sense the passages lack while they have a conflicting one."""
    if not all(ground.short for ground in grounds):
        return
    there = [cue for ground in grounds for cue in ground.atoms.cues if cue.sense not in _NO_MODALS]
    senses = {cue.sense for cue in there}
    told: set[Sense] = set()
    for cue in said.atoms.cues:
        if cue.loose or cue.sense in told or cue.sense in _NO_MODALS:
            continue
        if said.stated.likelihood and cue.sense not in _DONE:
            continue  # how likely it is, is the author's judgement, and stands beside it
        same = [other for other in there if _bears_alike(cue, other, context)]
        others = [other for other in there if not other.loose and other.sense in _CONFLICTS[cue.sense]]
        alike = {other.sense for other in there if other.governs == cue.governs}
        turned = same if cue.sense not in alike else []
        turned = turned or (others if cue.sense not in senses else _elsewhere(cue, there))
        if turned:
            told.add(cue.sense)
            yield _lack(cue, turned)
    yield from _done(said, there, context)


def _elsewhere(cue: Cue, there: Sequence[Cue]) -> list[Cue]:
    """A cue of a conflicting sense in the clause of the passage that is most like the claim's, where it is like it."""
    likeness = {other: len(set(cue.clause) & set(other.clause)) for other in there}
    same = max((likeness[other] for other in there if other.sense is cue.sense), default=0)
    best = max(there, key=likeness.__getitem__)
    close = likeness[best] > 2 and 2 * likeness[best] >= len(cue.clause) and likeness[best] > same + 1
    return [best] if close and not best.loose and best.sense in _CONFLICTS[cue.sense] else []


def _done(said: Said, there: Sequence[Cue], context: Context) -> Iterator[Lack]:
    """What the claim tells as done, and the passages only as what may, will or must be done."""
    undone = {cue.governs: cue for cue in there if cue.sense in _UNDONE and cue.governs and not cue.plain}
    if not undone:
        return
    modal = {cue.governs for cue in said.atoms.cues if cue.sense is not Sense.SIDE}
    words = said.words()
    for index, (word, start, end) in enumerate(words):
        cue = undone.get(mark(context.reader.stem(word)))
        if cue is None or cue.governs in modal or cue.text.lower() in _ABLE:
            continue
        after = said.text[end:].lstrip().partition(" ")[0].lower()
        if _is_past(word, [before for before, _, _ in words[max(index - 3, 0) : index]], after):
            message = f'"{said.text[start:end]}" is told as done, and the passage does not say so'
            notes = (f"passage says: {cue.text}",)
            yield Lack("CITE007", message, start, end, notes, ("say it as the passage does",))
            return


def _is_past(word: str, before: Sequence[str], after: str) -> bool:
    """Whether a word tells what happened: `has barred`, `was not yet paid`, `officials barred the …`."""
    if not word.endswith(_PAST_ENDINGS) and word not in _PAST:
        return False
    near = next((each for each in reversed(before) if not each.endswith("ly") and each not in _BETWEEN), "")
    if near in _PERFECT:
        return True
    told = word in _PAST or (word.endswith("ed") and (after in _OBJECTS or after[:1].isdigit()))
    return told and near not in _NO_SUBJECT


_PAST_ENDINGS = ("ed", "en", "ne", "wn", "ld", "nt", "pt", "ght", "de", "id", "st", "un", "ung")
_PAST = frozenset(
    "began took gave became rose fell grew saw wrote went came chose drew flew broke spoke withdrew bought sold built "
    "brought sent spent left won lost met paid held kept led".split()
)
_NO_SUBJECT = frozenset(
    "the a an its his her their this that be to of in on at by for with from and or as is are being get gets "
    "not".split()
) | {""}
_OBJECTS = frozenset(
    "the a an its his her their this that these those all some two three four five six seven eight nine ten".split()
)
_UNDONE = frozenset((Sense.POSSIBLE, Sense.FUTURE, Sense.NECESSARY))
_ABLE = frozenset(("can",))
"""What can be done may be told as done by who saw it."""
_PERFECT = frozenset("has have had was were been".split())
_BETWEEN = frozenset("also now already since then been just".split())


def _bears_alike(cue: Cue, other: Cue, context: Context) -> bool:
    """Whether a cue of the passage bears on the same word, or says itself what the claim's bears on: `may approve` for
    `approved`.
    """
    if other.sense in _DONE and cue.governs and cue.governs == mark(context.reader.stem(other.text.lower())):
        return True
    return other.governs == cue.governs and (not other.loose or cue.sense is Sense.NECESSARY)


_DONE = frozenset((Sense.APPROVED, Sense.SIGNED))


def _lack(cue: Cue, there: Sequence[Cue]) -> Lack:
    notes = (f"passage says: {listed([other.text for other in there])}",)
    return Lack(
        "CITE007",
        f'"{cue.text}" says more or other than the passage',
        cue.start,
        cue.end,
        notes,
        ("say it as the passage does",),
    )
