"""Cues in English: negation, modality and opposites, each with what it turns."""

from __future__ import annotations

from pipeline.cite.atoms.english.clauses import marked
from pipeline.cite.atoms.english.modals import Modals, may_turn
from pipeline.cite.atoms.english.negations import Negations, may_deny
from pipeline.cite.atoms.english.opposites import read_sides
from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.supposed import read_supposed
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Cue, Sense
from pipeline.model.record import replace


def read_cues(tokens: Tokens) -> list[Cue]:
    """All cues of a text."""
    cues: list[Cue] = []
    negations, modals = Negations(tokens), Modals(tokens)
    for index, low in enumerate(tokens.lows):
        found = negations.at(index) if may_deny(low) else None
        if found is not None:
            cues += found
        elif may_turn(low):
            cues += modals.at(index, negations.governed)
    plain = _with_plain(tokens, cues, negations.governed, modals.governed)
    return plain + read_sides(tokens, negations.governed | negations.reached) + read_supposed(tokens)


def _with_plain(tokens: Tokens, cues: list[Cue], negated: set[int], turned: set[int]) -> list[Cue]:
    """Negations and modals whose word also stands without one are marked so."""
    governed = {stem(tokens.lows[at]) for at in negated | turned}
    if not governed:
        return cues
    forms = {low for low in set(tokens.lows) if low[0].isalpha() and stem(low) in governed}
    places = [at for at in range(tokens.count) if tokens.lows[at] in forms]
    affirmed = {marked(tokens, at) for at in places if at not in negated}
    plain = {marked(tokens, at) for at in places if at not in negated and at not in turned}
    return [
        replace(cue, plain=True) if cue.governs in (affirmed if cue.sense is Sense.NEGATION else plain) else cue
        for cue in cues
    ]
