"""Which way a date is open: from, since, as early as; by, until, no later than."""

from __future__ import annotations

from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Bound

_FROM = frozenset("from since after starting beginning onwards following".split())
_BY = frozenset("by until till before".split())
_IDLE = frozenset("the in early late mid - as of end about around fiscal year calendar".split())


def bound(tokens: Tokens, first: int, last: int) -> Bound:
    """Which way the words before or after a date open it."""
    at = first - 1
    while at >= 0 and first - at < 5 and tokens.lows[at] in _IDLE:
        at -= 1
    low = tokens.low(at)
    if low in {"early", "soon"} and tokens.low(at - 1) == "as":
        return Bound.EARLY
    if (
        tokens.low(first - 1) in {"as", "in"}
        and "early" in {tokens.low(first - 2), tokens.low(first - 3)}
        and _as_early(tokens, first)
    ):
        return Bound.EARLY
    if low == "than" and tokens.low(at - 1) == "earlier" and tokens.low(at - 2) in {"no", "not"}:
        return Bound.EARLY
    if low == "than" and tokens.low(at - 1) == "later" and tokens.low(at - 2) in {"no", "not"}:
        return Bound.BY
    if tokens.low(last + 1) == "onwards" or (tokens.low(last + 1) == "and" and tokens.low(last + 2) == "after"):
        return Bound.FROM
    if low in _FROM:
        return Bound.FROM
    if low in _BY and not (low == "by" and tokens.low(at - 1) in {"up", "down"}):
        return Bound.BY
    return Bound.NONE


def _as_early(tokens: Tokens, first: int) -> bool:
    """`As early as` right before a date, or with `in` between."""
    words = [tokens.low(at) for at in range(max(first - 4, 0), first)]
    return words[-3:] == ["as", "early", "as"] or words == ["as", "early", "as", "in"]
