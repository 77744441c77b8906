"""Opposites: a claim says that something rose of which its passage says that it fell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cite.atoms.english.opposites import contrary
from pipeline.cite.checks.base import Context, Lack
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground
from pipeline.model.atoms import Cue, Sense


def opposites(said: Said, grounds: Sequence[Ground], _context: Context) -> Iterator[Lack]:
    """Every word whose opposite the passages have in the clause that is most like the claim's, and not the word."""
    ours = [cue for cue in said.atoms.cues if cue.sense is Sense.SIDE]
    if not ours or not all(ground.short for ground in grounds):
        return
    there = [cue for ground in grounds for cue in ground.atoms.cues if cue.sense is Sense.SIDE]
    for cue in ours:
        same = [_shared(cue, other) for other in there if other.side == cue.side]
        against = [other for other in there if other.side == contrary(cue.side) and other.governs != cue.governs]
        others = [(_shared(cue, other), other) for other in against]
        shared, other = max(others, key=lambda pair: pair[0], default=(0, cue))
        if shared > max(same, default=0):
            message = f'"{cue.text}" says the opposite of the passage'
            notes = (f'passage says: "{other.text}"',)
            yield Lack("CITE026", message, cue.start, cue.end, notes, ("say it as the passage does",))


def _shared(one: Cue, other: Cue) -> int:
    return len(set(one.clause) & set(other.clause))
