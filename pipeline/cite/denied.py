"""Figures that a passage denies: they did not buy 200 missiles; it was not 200 but 300."""

from __future__ import annotations

from pipeline.cite.atoms import Reader
from pipeline.cite.atoms.english import folded_words
from pipeline.model.atoms import Atoms, Cue, Number, Sense, mark

DENIALS = frozenset("denied denies deny denying rejected rejects refused refuses disputed disputes".split())
"""What somebody denies may stand some words on: denied reports that it had signed."""
_SAYING = frozenset("say tell disclos specify clear know explain reveal announc mention confirm".split())
"""What was not said is not denied: they did not say when the 200 missiles would come."""
_UNTIL = frozenset(("before", "until", "till"))
"""Not before 2026 is from then on."""


def is_denied(number: Number, atoms: Atoms, reader: Reader) -> bool:
    """Whether a firm negation in the figure's own clause bears on the figure, on the word before it, or on what it
    counts. A negation that turns a limit has done its work: could not exceed 200.
    """
    if number.at_most or number.at_least:
        return False
    own = {mark(reader.stem(word)) for word in number.text.lower().split()}
    own |= {mark(word) for word in folded_words(number.text)}
    return any(
        _denies(cue, number, own, reader)
        for cue in atoms.cues
        if cue.sense is Sense.NEGATION and not cue.plain and (not cue.loose or cue.text.lower() in DENIALS)
    )


def _denies(cue: Cue, number: Number, own: set[str], reader: Reader) -> bool:
    around = {*cue.clause, *cue.reach}
    if own.isdisjoint(around) or around & {mark(reader.stem(word)) for word in _UNTIL}:
        return False
    reach = {cue.governs, *cue.reach} - {""}
    bears = number.near in reach or number.counted in reach
    if cue.text.lower() in DENIALS:
        return bears
    if not cue.governs:  # not 200, not 18.4 million euros
        return set(cue.reach) <= own | {number.counted}
    if cue.governs in {mark(word) for word in _SAYING}:
        return False
    return bears
