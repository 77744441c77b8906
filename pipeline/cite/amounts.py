"""Comparing two quantities with what is said of them: about, up to, at least, a range, a part of a whole."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from pipeline.cite.measures import half_step, in_one_unit, is_converted, is_rounded
from pipeline.model.atoms import Number
from pipeline.model.evidence import Agreement
from pipeline.model.fact import Reported
from pipeline.model.quantity import Quantity
from pipeline.model.record import record

_NEAR = Fraction(1, 20)
"""How far apart two values may lie of which one is about so much: a twentieth of the larger."""
_NONE = Fraction(0)
Quantities = Callable[[str], Quantity | None]


def compare_amounts(one: Reported, other: Reported, quantities: Quantities) -> Agreement | None:
    """Two values that are no dates; None if their units, or what they count, cannot be compared."""
    ours, theirs = _read(one, quantities), _read(other, quantities)
    if ours is None or theirs is None:
        return Agreement.AGREE if (one.value, one.part_of) == (other.value, other.part_of) else Agreement.DIFFER
    if ours.some or theirs.some:
        return _some(ours, theirs)
    if ours.value is None or theirs.value is None:
        return None
    outcome = _quantities(ours.value, one, theirs.value, other)
    if outcome is None or (ours.whole is None and theirs.whole is None):
        return outcome
    if ours.whole is None or theirs.whole is None:  # one says more than the other
        return Agreement.COMPATIBLE if outcome is Agreement.AGREE else outcome
    wholes = _quantities(ours.whole, None, theirs.whole, None)
    return Agreement.DIFFER if wholes is None or wholes is Agreement.DIFFER else max(outcome, wholes, key=_rank)


def _rank(outcome: Agreement) -> int:
    return (Agreement.AGREE, Agreement.COMPATIBLE, Agreement.DIFFER).index(outcome)


@record
class _Amount:
    """A report's value and its whole. `some` is an unnumbered part of the whole."""

    value: Quantity | None
    whole: Quantity | None

    @property
    def some(self) -> bool:
        return self.value is None


def _read(report: Reported, quantities: Quantities) -> _Amount | None:
    """None if the report says something that is no quantity."""
    value = quantities(report.value) if report.value is not None else None
    whole = quantities(report.part_of) if report.part_of else None
    wrong = (report.value is not None and value is None) or (bool(report.part_of) and whole is None)
    return None if wrong else _Amount(value, whole)


def _some(ours: _Amount, theirs: _Amount) -> Agreement | None:
    """`Some of 400` is said of the same whole, or of a number below it."""
    part, other = (ours, theirs) if ours.some else (theirs, ours)
    if part.whole is None:
        return None
    if other.whole is not None:
        wholes = _quantities(part.whole, None, other.whole, None)
        return Agreement.COMPATIBLE if wholes is Agreement.AGREE and not other.some else wholes
    if other.value is None or not _is_alike(part.whole, other.value):
        return None
    both = in_one_unit(part.whole.low, other.value.low)
    if both is None:
        return None
    return Agreement.COMPATIBLE if both[1].value < both[0].value else Agreement.DIFFER


def _is_alike(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities count the same things, over the same: the last word of either says what they are."""
    ours, theirs = one.noun[-1:], other.noun[-1:]
    return (not ours or not theirs or ours == theirs) and (one.high or one.low).per == (other.high or other.low).per


def _quantities(a: Quantity, one: Reported | None, b: Quantity, other: Reported | None) -> Agreement | None:
    """Two figures or ranges; `one` and `other` say how their sources put them."""
    if not _is_alike(a, b):
        return None
    low = in_one_unit(a.low, b.low)
    if low is None:
        return None
    high = in_one_unit(a.high or a.low, b.high or b.low) or low
    flags = [(r.about, r.at_most, r.at_least) if r else (False, False, False) for r in (one, other)]
    alike = bool(a.high) == bool(b.high) and a.low.vague == b.low.vague
    if alike and low[0].value == low[1].value and high[0].value == high[1].value:
        return Agreement.AGREE if flags[0] == flags[1] else Agreement.COMPATIBLE
    slack = max(abs(each.value) for each in high) * _NEAR if flags[0][0] or flags[1][0] else _NONE
    ends = _reach(low[0], high[0], flags[0], slack)
    if _meets(ends, _reach(low[1], high[1], flags[1])):
        return Agreement.COMPATIBLE
    if a.high or b.high or a.low.vague or b.low.vague:
        return Agreement.DIFFER
    near = is_converted(a.low, b.low) or _is_near(*low, converted=low != (a.low, b.low))
    return Agreement.COMPATIBLE if near else Agreement.DIFFER


def _is_near(one: Number, other: Number, *, converted: bool) -> bool:
    """Whether one figure is the other with fewer places, or after a conversion within the last place of either."""
    if converted:
        return abs(one.value - other.value) <= max(half_step(one), half_step(other))
    return is_rounded(one, other) or is_rounded(other, one)


_Ends = tuple[Fraction | None, Fraction | None]


def _reach(low: Number, high: Number, flags: tuple[bool, bool, bool], slack: Fraction = _NONE) -> _Ends:
    """From where to where a value may lie: up to 400 is anything below it, dozens are two of them or more."""
    _, at_most, at_least = flags
    least, most = (2 * low.value, 1000 * high.value) if low.vague else (low.value, high.value)
    return (None if at_most else least - slack), (None if at_least else most + slack)


def _meets(one: _Ends, other: _Ends) -> bool:
    """Whether there is a value that both allow."""
    (low, high), (other_low, other_high) = one, other
    above = high is not None and other_low is not None and high < other_low
    below = other_high is not None and low is not None and other_high < low
    return not above and not below
