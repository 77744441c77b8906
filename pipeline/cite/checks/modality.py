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
    Sense.POSSIBLE: frozenset((Sense.NECESSARY, Sense.SIGNED, Sense.APPROVED)),
}
"""A claim of one sense is refused where its passages have none of that sense, and one of these instead; and where they
say the same word in other senses only: `will begin` for `may begin`."""


def modality(said: Said, grounds: Sequence[Ground], context: Context) -> Iterator[Lack]:
    """Every cue whose sense the passages lack while they have a conflicting one."""
    if not all(ground.short for ground in grounds):
        return
    there = [cue for ground in grounds for cue in ground.atoms.cues if cue.sense is not Sense.NEGATION]
    senses = {cue.sense for cue in there}
    told: set[Sense] = set()
    for cue in said.atoms.cues:
        if cue.loose or cue.sense in told or cue.sense is Sense.NEGATION:
            continue
        same = [other for other in there if _bears_alike(cue, other, context)]
        others = [other for other in there if not other.loose and other.sense in _CONFLICTS[cue.sense]]
        alike = {other.sense for other in there if other.governs == cue.governs}
        turned = same and cue.sense not in alike
        if turned or (others and cue.sense not in senses):
            told.add(cue.sense)
            yield _lack(cue, same if turned else others)


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
