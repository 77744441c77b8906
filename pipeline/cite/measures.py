"""Figures in units of their own, compared in one: years and months, miles and kilometres, hectares, degrees, shares."""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.cite.atoms.english.units import same_unit
from pipeline.model.atoms import Number
from pipeline.model.record import replace

_INTO = {
    "mile": ("m", Fraction("1609.344")), "nautical mile": ("m", Fraction(1852)), "foot": ("m", Fraction("0.3048")),
    "inch": ("m", Fraction("0.0254")), "yard": ("m", Fraction("0.9144")), "pound": ("g", Fraction("453.59237")),
    "ounce": ("g", Fraction("28.349523125")), "mph": ("km/h", Fraction("1.609344")),
    "knot": ("km/h", Fraction("1.852")), "m/h": ("km/h", Fraction(1, 1000)),
    "hectare": ("m^2", Fraction(10**4)), "acre": ("m^2", Fraction("4046.8564224")), "l": ("m^3", Fraction(1, 1000)),
    "year": ("second", Fraction(31556952)), "month": ("second", Fraction(2629746)),
    "week": ("second", Fraction(604800)), "day": ("second", Fraction(86400)),
    "hour": ("second", Fraction(3600)), "minute": ("second", Fraction(60)), "byte": ("bit", Fraction(8)),
    "degree F": ("degree C", Fraction(5, 9)), "K": ("degree C", Fraction(1)),
}  # fmt: skip
"""Measures of two systems, exact by the International Yard and Pound Agreement (1959); a ton may be long or short.
Years and months are those of the Gregorian calendar on the average."""
_ABOVE_ZERO = {"degree F": Fraction(-160, 9), "K": Fraction("-273.15")}
"""Where a scale's zero lies on the common one."""


_TO_THE_ONE = frozenset(("%", "degree C", "degree F", "K"))
"""Units of which 30 is no rounded 33."""


def in_common(number: Number) -> Number:
    """A figure in the unit that it can be compared by."""
    unit, factor = _INTO.get(number.unit, (number.unit, Fraction(1)))
    base, _, power = number.unit.partition("^")
    if power and base in _INTO:
        unit, factor = f"{_INTO[base][0]}^{power}", _INTO[base][1] ** int(power)
    return replace(number, unit=unit, value=number.value * factor + _ABOVE_ZERO.get(number.unit, 0))


def in_one_unit(one: Number, other: Number) -> tuple[Number, Number] | None:
    """Both figures in one unit; None where there is none. A share is a percentage: a third, and 33 per cent."""
    if same_unit(one.unit, other.unit):
        return one, other
    if {one.unit, other.unit} == {"", "%"}:
        shares = [_percent(each) for each in (one, other)]
        return (shares[0], shares[1]) if shares[0] and shares[1] else None
    a, b = in_common(one), in_common(other)
    return (a, b) if a.unit == b.unit else None


def _percent(number: Number) -> Number | None:
    if number.unit == "%":
        return number
    return replace(number, unit="%", value=number.value * 100) if 0 < number.value < 1 else None


def is_converted(one: Number, other: Number) -> bool:
    """Whether two figures in units of their own say the same, each turned into the other's unit and rounded as the
    other is: 1,600 km and 1,000 miles, 33 per cent and a third; not 2,500 km and 1,600 miles.
    """
    if same_unit(one.unit, other.unit) or (both := in_one_unit(one, other)) is None:
        return False
    return _rounds_to(*both, other) and _rounds_to(both[1], both[0], one)


def _rounds_to(fine: Number, rough: Number, written: Number) -> bool:
    """Whether a figure is another, rounded as far as that one is written."""
    digits = _DIGITS.search(written.text)
    if not digits or written.value == 0 or "/" in written.text:
        return True  # a third, one half: as exact as can be
    plain = digits.group().replace(",", "").replace(".", "").lstrip("0")
    places = len(plain if written.unit in _TO_THE_ONE else plain.rstrip("0")) or 1
    factor = in_common(replace(written, value=Fraction(1))).value - in_common(replace(written, value=Fraction(0))).value
    step = Fraction(10) ** (_magnitude(written.value) - places + 1) * factor
    return abs(fine.value - rough.value) <= step / 2


def _magnitude(value: Fraction) -> int:
    """The power of ten of the first digit."""
    power, value = 0, abs(value)
    while value >= 10:
        value, power = value / 10, power + 1
    while value < 1:
        value, power = value * 10, power - 1
    return power


def half_step(number: Number) -> Fraction:
    """Half of the last place that a figure gives: 0.05 million for 46.8 million, 0.5 km for 2,500 km."""
    digits = _DIGITS.search(number.text)
    if not digits:
        return Fraction(0)
    written = Fraction(digits.group().replace(",", ""))
    decimals = len(digits.group().partition(".")[2])
    scale = abs(number.value / written) if written else Fraction(1)
    return scale * Fraction(1, 2 * 10**decimals)


_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")


def is_rounded(rough: Number, fine: Number) -> bool:
    """Whether one figure is another with fewer places: 47 million for 46.8 million, 15 m for 14.5 m and not 14 m."""
    half, apart = half_step(rough), abs(rough.value) - abs(fine.value)
    return half > half_step(fine) and rough.value * fine.value > 0 and -half < apart <= half
