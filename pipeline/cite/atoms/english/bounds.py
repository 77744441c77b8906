"""Which way a date is open: from, since, after, as early as; by, until, before, no later than."""

from __future__ import annotations

from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Bound

_PLAIN = {
    "from": Bound.FROM, "starting": Bound.FROM, "beginning": Bound.FROM, "onwards": Bound.FROM, "since": Bound.SINCE,
    "after": Bound.AFTER, "following": Bound.AFTER, "by": Bound.BY, "until": Bound.UNTIL, "till": Bound.UNTIL,
    "before": Bound.BEFORE,
}  # fmt: skip
_TURNED = {"before": Bound.EARLY, "until": Bound.LATE, "till": Bound.LATE}
"""Not before May is from then on; not until May may well be in May."""
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
    if before == "later":
        return Bound.BY if turned else Bound.AFTER
    return Bound.EARLY if turned else Bound.BEFORE


def _after(tokens: Tokens, last: int) -> Bound:
    """2025 onwards, 2026 at the earliest."""
    low, following = tokens.low(last + 1), tokens.low(last + 2)
    if low == "onwards" or (low == "and" and following == "after"):
        return Bound.FROM
    ahead = {tokens.low(last + 3), tokens.low(last + 4)} if low in {"at", ","} else set()
    return Bound.EARLY if "earliest" in ahead else Bound.BY if "latest" in ahead else Bound.NONE


def _plain(tokens: Tokens, at: int) -> Bound:
    """From, since, after; by, until, before, prior to; but not before 2026 is from then on, or later."""
    low, before = tokens.low(at), tokens.low(at - 1)
    if low == "to" and before == "prior":
        return Bound.EARLY if _is_turned(tokens, at - 1) else Bound.BEFORE
    found = _PLAIN.get(low, Bound.NONE)
    if low == "by" and before in {"up", "down"}:
        return Bound.NONE
    return _TURNED.get(low, Bound.NONE) if found.opens_before and _is_turned(tokens, at) else found


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
