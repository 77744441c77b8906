"""Suppositions in English: what stands after if, whether or unless is not said to be so."""

from __future__ import annotations

from pipeline.cite.atoms.english.clauses import marked, reached
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Cue, Sense

_SUPPOSING = frozenset(("if", "whether", "unless"))


def read_supposed(tokens: Tokens) -> list[Cue]:
    """The suppositions of a text, each with the words that stand in the reach of one only."""
    starts = [index for index, low in enumerate(tokens.lows) if low in _SUPPOSING]
    if not starts:
        return []
    reach = {index: reached(tokens, index, (1,)) for index in starts}
    inside = {at for places in reach.values() for at in places}
    asserted = {marked(tokens, at) for at in range(tokens.count) if tokens.is_word(at) and at not in inside}
    return [
        Cue(*tokens.span(index, index), Sense.SUPPOSED, loose=True, reach=found)
        for index, places in reach.items()
        if (found := tuple(sorted({marked(tokens, at) for at in places} - asserted)))
    ]
