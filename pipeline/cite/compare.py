"""Comparing what sources report for one fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import combinations

from pipeline.cite.atoms.english.units import same_unit
from pipeline.model.atoms import Number
from pipeline.model.edtf import Edtf
from pipeline.model.evidence import Agreement
from pipeline.model.record import replace
from pipeline.model.spec import Fact, Reported

_ORDER = (Agreement.AGREE, Agreement.COMPATIBLE, Agreement.DIFFER)


def comparable(fact: Fact) -> list[str]:
    """The sources that give a value, rather than leave it open or unsaid."""
    return [source for source, reports in fact.reports.items() if any(r.value or r.date for r in reports)]


def compare(fact: Fact, quantity: Callable[[str], Number | None]) -> Agreement:
    """The worst that comes of comparing every two sources; `SINGLE` if fewer than two give a value."""
    sources = comparable(fact)
    if len(sources) < 2:
        return Agreement.SINGLE
    outcomes = [
        _pair(fact.reports[one], fact.reports[other], quantity, terms=bool(fact.terms))
        for one, other in combinations(sources, 2)
    ]
    return max(outcomes, key=_ORDER.index)


def _pair(
    one: Sequence[Reported], other: Sequence[Reported], quantity: Callable[[str], Number | None], *, terms: bool
) -> Agreement:
    """Two sources: the worst of all values that can be compared; values of another unit are passed over."""
    ours, theirs = [r for r in one if r.value or r.date], [r for r in other if r.value or r.date]
    if terms:
        return Agreement.AGREE if {r.value for r in ours} == {r.value for r in theirs} else Agreement.DIFFER
    outcomes = [outcome for a in ours for b in theirs if (outcome := _values(a, b, quantity)) is not None]
    if not outcomes:
        return Agreement.DIFFER  # nothing can be compared: the author says how they stand to each other
    if len(ours) == len(theirs) == 1:
        return outcomes[0]
    return max(outcomes, key=_ORDER.index)


def _values(one: Reported, other: Reported, quantity: Callable[[str], Number | None]) -> Agreement | None:
    """Two values; None if their kinds or units cannot be compared."""
    if one.date is not None and other.date is not None:
        return _dates(one.date, other.date)
    if one.value is None or other.value is None:
        return None
    a, b = quantity(one.value), quantity(other.value)
    if a is None or b is None:
        return Agreement.AGREE if one.value == other.value else Agreement.DIFFER
    if not same_unit(a.unit, b.unit):
        a, b = in_common(a), in_common(b)
        if a.unit != b.unit:
            return None
        near = abs(a.value - b.value) <= max(_half_step(a), _half_step(b))
        return Agreement.COMPATIBLE if near or _overlap(a, one, b, other) else Agreement.DIFFER
    flags = [(r.about, r.at_most, r.at_least, bool(r.part_of)) for r in (one, other)]
    if a.value == b.value:
        return Agreement.AGREE if flags[0] == flags[1] else Agreement.COMPATIBLE
    return Agreement.COMPATIBLE if _overlap(a, one, b, other) else Agreement.DIFFER


def _overlap(a: Number, one: Reported, b: Number, other: Reported) -> bool:
    """Whether both can be true: up to 400 and 200, about 250 and 254 (within a twentieth), part of 400 and 200."""
    if _is_rounded(a, b) or _is_rounded(b, a):
        return True
    (low, below), (high, above) = sorted(((a, one), (b, other)), key=lambda pair: pair[0].value)
    if above.at_most or below.at_least or above.part_of:
        return True
    return (one.about or other.about) and high.value - low.value <= abs(high.value) / 20


_COMMON = {
    "mile": ("m", Fraction("1609.344")), "nautical mile": ("m", Fraction(1852)), "foot": ("m", Fraction("0.3048")),
    "inch": ("m", Fraction("0.0254")), "yard": ("m", Fraction("0.9144")), "pound": ("g", Fraction("453.59237")),
    "ounce": ("g", Fraction("28.349523125")), "mph": ("km/h", Fraction("1.609344")),
    "knot": ("km/h", Fraction("1.852")),
}  # fmt: skip
"""Measures of two systems, exact by the International Yard and Pound Agreement (1959); a ton may be long or short."""


def in_common(number: Number) -> Number:
    """A figure in the unit that it can be compared by."""
    unit, factor = _COMMON.get(number.unit, (number.unit, Fraction(1)))
    return replace(number, unit=unit, value=number.value * factor)


def _half_step(number: Number) -> Fraction:
    """Half of the last place that a figure gives: 0.05 million for 46.8 million, 0.5 km for 2,500 km."""
    digits = _DIGITS.search(number.text)
    if not digits:
        return Fraction(0)
    written = Fraction(digits.group().replace(",", ""))
    decimals = len(digits.group().partition(".")[2])
    scale = abs(number.value / written) if written else Fraction(1)
    return scale * Fraction(1, 2 * 10**decimals)


_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def _is_rounded(rough: Number, fine: Number) -> bool:
    """Whether one figure is another with fewer places: 47 million for 46.8 million, 15 m for 14.5 m and not 14 m."""
    half, apart = _half_step(rough), abs(rough.value) - abs(fine.value)
    return half > _half_step(fine) and rough.value * fine.value > 0 and -half < apart <= half


def _dates(one: Edtf, other: Edtf) -> Agreement:
    if one.earliest == other.earliest and one.latest == other.latest:
        return Agreement.AGREE
    starts, ends = (one.earliest, other.earliest), (one.latest, other.latest)
    apart = (ends[0] and starts[1] and ends[0] < starts[1]) or (ends[1] and starts[0] and ends[1] < starts[0])
    return Agreement.DIFFER if apart else Agreement.COMPATIBLE
