"""Clauses of an English sentence: how far a word bears, what it bears on, and which words stand around it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import mark

NEGATIONS = frozenset("not no never none nobody nothing neither nor without cannot nowhere".split())
CONTRACTED = "n't"
ENDS = frozenset(", ; : . ? ! ( ) and but while though although because whereas".split())
_FAR = 25
"""Tokens up to which a word may bear on another of its clause."""
_NEAR = 6
"""Tokens up to which a word turns the next word of substance."""
_IDLE = frozenset(
    "still soon now already again then be been being is are was were am do does did have has had having will would may "
    "might could can should must shall to the a an yet ever any so very quite even just also longer really fully "
    "currently it its they he she we you i there that this".split()
)
_PREPOSITIONS = frozenset("in at on of for with by from into as".split())
_IN_LY = frozenset("apply supply reply comply imply multiply rally family".split())
"""Words in -ly that are no adverbs."""


def clause(tokens: Tokens, index: int, steps: tuple[int, ...] = (-1, 1)) -> Iterator[int]:
    """The tokens around one in its clause, before it (-1), after it (1), or both."""
    for step in steps:
        at = index + step
        while 0 <= at < tokens.count and abs(at - index) < _FAR and tokens.lows[at] not in ENDS:
            yield at
            at += step


def beside(tokens: Tokens, index: int, other: int = -1) -> tuple[str, ...]:
    """The marks of the words of substance and the figures in the clause around a token, without it and one other."""
    lows = tokens.lows
    found = {_substance(lows[at]) for at in clause(tokens, index) if at != other}
    return tuple(sorted(found - {""}))


@lru_cache(maxsize=8192)
def _substance(low: str) -> str:
    """The mark of a figure or of a word of substance; "" for any other token."""
    idle = low in _IDLE or low in _PREPOSITIONS or low in NEGATIONS
    return mark(stem(low)) if low[0].isdigit() or (low[0].isalpha() and not idle) else ""


def reached(tokens: Tokens, index: int, steps: tuple[int, ...]) -> list[int]:
    """The words on which a negation may bear in its clause."""
    return [at for at in clause(tokens, index, steps) if tokens.is_word(at) and tokens.lows[at] not in _IDLE]


def governed(tokens: Tokens, index: int) -> int:
    """The token that a word turns: the first word of substance after it, or else the first preposition (`not in`).

    -1 if none stands near.
    """
    at, preposition = index + 1, -1
    while at < tokens.count and at - index < _NEAR and tokens.is_word(at):
        low = tokens.lows[at]
        if low in _PREPOSITIONS:
            preposition = at if preposition < 0 else preposition
        elif low not in _IDLE and low not in NEGATIONS and not _is_adverb(low):
            return at
        at += 1
    return preposition


def _is_adverb(low: str) -> bool:
    return low.endswith("ly") and len(low) > 4 and low not in _IN_LY


def marked(tokens: Tokens, at: int) -> str:
    """The mark of a token's stem; "" for none (-1)."""
    return mark(stem(tokens.lows[at])) if at >= 0 else ""
