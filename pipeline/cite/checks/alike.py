"""Figures that an honest author writes for those of a passage: rounded and said to be so, or with the unit that the
passage gives only once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from pipeline.cite.atoms.english.units import same_unit
from pipeline.model.atoms import Number

_NEAR, _FAR = Fraction(1, 20), Fraction(1, 10)
"""How far a rounded figure may lie from what it rounds: `about` by a twentieth, `more than` by a tenth of it."""


def rounded(number: Number, there: Iterable[Number]) -> bool:
    """Whether a figure rounds one of the passage, and says so: about 31,000, more than 31,000, nearly 32,000 for 31,400
    and 31,900. What the passage itself gives roughly is not made rougher.
    """
    if not (number.about or number.at_least or number.at_most) or number.ordinal or number.vague:
        return False
    return any(_rounds(number, other) for other in there if not (other.about or other.at_least or other.at_most))


def _rounds(rough: Number, fine: Number) -> bool:
    if fine.ordinal or fine.vague or fine.year_like or rough.unit != fine.unit or rough.value * fine.value <= 0:
        return False
    step, apart = _step(rough.value), rough.value - fine.value
    if step <= _step(fine.value) or abs(apart) > abs(fine.value) * (_NEAR if rough.about else _FAR):
        return False
    if rough.about:
        return abs(apart) <= step / 2
    return -step < apart < 0 if rough.at_least else 0 < apart < step


def _step(value: Fraction) -> Fraction:
    """The place of the last digit of a value that is not zero: 1,000 of 31,000; 0 if it has no end."""
    below = value.denominator
    places = 0
    while below % 10 == 0 or below % 2 == 0 or below % 5 == 0:
        below = below // 10 if below % 10 == 0 else below // 2 if below % 2 == 0 else below // 5
        places += 1
    if below != 1:
        return Fraction(0)
    whole = abs(value.numerator * 10**places // value.denominator)
    step = Fraction(1, 10**places)
    while whole and whole % 10 == 0:
        whole, step = whole // 10, step * 10
    return step


def elided(number: Number, same: Iterable[Number], there: frozenset[str], ours: frozenset[str]) -> Iterator[Number]:
    """Figures of the `same` value, where only one side gives the unit and the other has it beside another figure: a
    budget of 2.8 million dollars, of which only 1.1 million came back. `there` and `ours` are all units of either side.
    """
    for other in same:
        if number.ordinal or other.ordinal or number.vague != other.vague or bool(number.unit) == bool(other.unit):
            continue
        bare, unit, beside = (other, number.unit, there) if number.unit else (number, other.unit, ours)
        if not bare.counted and not bare.year_like and any(same_unit(each, unit) for each in beside if each):
            yield other
