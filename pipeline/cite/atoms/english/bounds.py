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
    return _compared(tokens, at, first) or _after(tokens, last) or _plain(tokens, at)


def _compared(tokens: Tokens, at: int, first: int) -> Bound:
    """As early as, no later than, later than."""
    low, before = tokens.low(at), tokens.low(at - 1)
    if (low in {"early", "soon"} and before == "as") or _as_early(tokens, first):
        return Bound.EARLY
    if low != "than" or before not in {"later", "earlier", "sooner"}:
        return Bound.NONE
    turned = _is_turned(tokens, at)
    if before != "later" and turned:
        return Bound.EARLY
    return Bound.FROM if before == "later" and not turned else Bound.BY


def _after(tokens: Tokens, last: int) -> Bound:
    """2025 onwards, 2026 at the earliest."""
    low, following = tokens.low(last + 1), tokens.low(last + 2)
    if low == "onwards" or (low == "and" and following == "after"):
        return Bound.FROM
    ahead = {tokens.low(last + 3), tokens.low(last + 4)} if low in {"at", ","} else set()
    return Bound.EARLY if "earliest" in ahead else Bound.BY if "latest" in ahead else Bound.NONE


def _plain(tokens: Tokens, at: int) -> Bound:
    """From, since, after; by, until, before; but not before 2026 is from then on, or later."""
    low = tokens.low(at)
    if low in _FROM:
        return Bound.FROM
    moved = low == "by" and tokens.low(at - 1) in {"up", "down"}
    return Bound.BY if low in _BY and not moved and not _is_turned(tokens, at) else Bound.NONE


def _as_early(tokens: Tokens, first: int) -> bool:
    """`As early as` right before a date, or with `in` between."""
    words = tokens.lows[max(first - 4, 0) : first]
    return words[-3:] == ["as", "early", "as"] or words == ["as", "early", "as", "in"]


def _is_turned(tokens: Tokens, at: int) -> bool:
    """Whether a negation stands before a bound, in its clause: `no missile is expected before 2025`."""
    for before in range(at - 1, max(at - 12, -1), -1):
        low = tokens.lows[before]
        if low in {",", ";", ".", ":"}:
            return False
        if low in {"not", "no", "nothing", "never", "none", "cannot", "unlikely"} or low.endswith("n't"):
            return True
    return False
