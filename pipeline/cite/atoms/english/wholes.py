"""Parts and their wholes in English: 200 of the 400 missiles; 400 missiles, of which 200; of 400 missiles, 200."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.cite.atoms.english.tokens import Tokens

_FAR = 5
"""Tokens that may stand between a figure and `of`."""
_STOPS = frozenset(". ? !".split())
_JOINS = frozenset(("and", "or", "but", "plus"))
_AMONG = frozenset(("which", "whom", "them", "these", "those"))
_IDLE = frozenset("the its their these those a an all total".split())

Place = tuple[int, int]
"""First and last token of a figure."""


def wholes(tokens: Tokens, places: Sequence[Place]) -> dict[int, int]:
    """The numbers of the figures that are part of another figure, each with the number of its whole."""
    found: dict[int, int] = {}
    for index in range(len(places) - 1):
        one, other = places[index], places[index + 1]
        between = tokens.lows[one[1] + 1 : other[0]]
        if _is_among(between):
            found[index + 1] = found.get(index, index)  # 400 missiles; half of them, 200
        elif not _STOPS.isdisjoint(between):
            continue
        elif _is_of(between):
            found[index] = index + 1
        elif tuple(tokens.lows[other[1] + 1 : other[1] + 3]) in _OF_THEM or _opens(tokens, one[0]):
            found[index + 1] = index
    return found


_OF_THEM = frozenset(("of", word) for word in _AMONG)


def _is_of(between: Sequence[str]) -> bool:
    """`200 [missiles] [out] of the [planned] 400`: words alone, and `of` once, with its figure near."""
    if between.count("of") != 1 or not all(low[0].isalpha() and low not in _JOINS for low in between):
        return False
    at = between.index("of")
    return at <= _FAR and len(between) - at <= _FAR and _AMONG.isdisjoint(set(between[at + 1 :]) - _IDLE)


def _is_among(between: Sequence[str]) -> bool:
    """`400 missiles, of which [only] 200`; `including [some] 200`."""
    near = list(between[-4:])
    return "including" in near or any(pair in _OF_THEM for pair in pairwise(near))


def _opens(tokens: Tokens, first: int) -> bool:
    """`Of the 400 missiles, 200 …`: `of` opens its clause."""
    at = first - 1
    while tokens.low(at) in _IDLE:
        at -= 1
    if tokens.low(at) != "of":
        return False
    at -= tokens.low(at - 1) == "out"
    return at == 0 or not tokens.is_word(at - 1)
