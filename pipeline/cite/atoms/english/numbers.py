"""Figures in English, with their units and what the words around them say of them."""

from __future__ import annotations

from fractions import Fraction

from pipeline.cite.atoms.english import units
from pipeline.cite.atoms.english.calendar import year_at
from pipeline.cite.atoms.english.measured import ONE, Measure, unit_after, unit_before
from pipeline.cite.atoms.english.numerals import STARTERS, numeral_at
from pipeline.cite.atoms.english.qualified import counted, near, qualifiers, ranked, rate
from pipeline.cite.atoms.english.spelled import LONG, Numeral
from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.cite.atoms.english.wholes import wholes
from pipeline.model.atoms import Number
from pipeline.model.record import record, replace


@record
class _Found:
    """A figure with its first and last token."""

    first: int
    last: int
    numeral: Numeral
    number: Number


def read_numbers(tokens: Tokens) -> list[Number]:
    """All figures of a text that no date or name has taken; ranges share their scale and unit."""
    found: list[_Found] = []
    for index in [at for at, low in enumerate(tokens.lows) if low in STARTERS or low[0].isdigit()]:
        if not tokens.used[index] and (read := _number_at(tokens, index)):
            found.append(read)
            tokens.use(read.first, read.last)
    return _of_wholes(tokens, _shared_units(tokens, found))


def _number_at(tokens: Tokens, index: int) -> _Found | None:
    """The figure at a token."""
    first, unit = unit_before(tokens, index)
    numeral = numeral_at(tokens, index, money=bool(unit))
    if numeral is None or _in_designation(tokens, index, numeral):
        return None
    if tokens.low(numeral.last) in LONG:
        return _long(tokens, numeral)
    measure = Measure(unit, ONE, numeral.last)
    if not unit and not numeral.ordinal:
        measure = unit_after(tokens, numeral)
    last, value = measure.last, numeral.value
    if measure.factor != 1:
        value *= measure.factor
    if _is_negative(tokens, first):
        first, value = first - 1, -value
    noun = ranked(tokens, last) if numeral.ordinal else counted(tokens, last)
    said = qualifiers(tokens, first - (numeral.fraction and tokens.low(first - 1) == "a"), last)
    part = next((each for each in ("all", "most", "few", "half", "some") if each in said), "")
    weak = _is_weak(tokens, index, numeral, measure.unit)
    number = Number(
        *tokens.span(first, last),
        value,
        measure.unit,
        counted="" if measure.unit or numeral.fraction else noun,
        about="about" in said,
        at_most="at_most" in said,
        at_least="at_least" in said,
        part_of=bool(part and part != "all"),
        part=part,
        ordinal=numeral.ordinal,
        vague=numeral.vague,
        weak=weak,
        near=near(tokens, first),
        per="" if weak else rate(tokens, last),
        year_like=not measure.unit and (_is_year(tokens, index, last) or (numeral.scaled and 2000 < value < 2100)),
    )
    return _Found(first, last, numeral, number)


def _long(tokens: Tokens, numeral: Numeral) -> _Found:
    """A decade, which may be told as ten years. It is never missed where it is lacking."""
    at = numeral.last
    return _Found(at, at, numeral, Number(*tokens.span(at, at), numeral.value, "year", weak=True))


def _is_year(tokens: Tokens, index: int, last: int) -> bool:
    return bool(year_at(tokens, index)) and last == index


def _is_negative(tokens: Tokens, first: int) -> bool:
    """A minus sign before a figure: glued to it, and not to a word or figure before it."""
    if tokens.low(first - 1) in {"minus", "negative"}:
        return True
    return tokens.low(first - 1) == "-" and tokens.is_glued(first) and not tokens.glued[first - 1]


def _in_designation(tokens: Tokens, index: int, numeral: Numeral) -> bool:
    """Digits that are part of a name: MK-41, F-35, H1N1, covid-19."""
    if not numeral.digits or not tokens.glued[index]:
        return False
    before = tokens.low(index - 1)
    if tokens.is_word(index - 1):
        return not (before in units.DOLLARS or before in _SIGNS) and tokens.text(index - 1) not in units.CODES | {"R"}
    return (
        before == "-"
        and tokens.glued[index - 1]
        and tokens.is_word(index - 2)
        and not _is_spelled(tokens.low(index - 2))
    )


_SIGNS = frozenset(("rs", "x"))


def _is_spelled(word: str) -> bool:
    return word in STARTERS or word in {"mid", "under", "over", "sub", "pre", "post", "aged", "to", "top", "plus"}


def _is_weak(tokens: Tokens, index: int, numeral: Numeral, unit: str) -> bool:
    """`one`, and the first ordinals, unless a unit or scale makes them a measure."""
    low = tokens.lows[index]
    if unit == units.TIMES_AS_MUCH:
        return True
    if numeral.ordinal:
        return low in {"first", "second"}
    if numeral.fraction:
        return low == "half" and tokens.low(numeral.last + 1) != "of"
    return low == "one" and numeral.last == index and (not unit or unit in units.TIMES)


def _of_wholes(tokens: Tokens, found: list[_Found]) -> list[Number]:
    """The figures, each with the whole that it is said to be part of."""
    numbers = [each.number for each in found]
    for part, whole in wholes(tokens, [(each.first, each.last) for each in found]).items():
        if not (found[part].numeral.ordinal or found[whole].numeral.ordinal):
            numbers[part] = replace(numbers[part], of=str(numbers[whole].value))
    return numbers


def _shared_units(tokens: Tokens, found: list[_Found]) -> list[_Found]:
    """20 to 30 per cent, $5-10 million, between 3 and 4 km: the unit stands once and counts for both."""
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        if other.first - one.last != 2 or one.numeral.ordinal or other.numeral.ordinal:
            continue
        link, between = tokens.low(one.last + 1), tokens.low(one.first - 1) == "between"
        ranged = link in {"to", "-", "or"} or (link == "and" and between)
        if ranged or (link in {"and", ","} and _is_listed(one, other)):
            found[index], found[index + 1] = _alike(one, other, ranged=ranged)
        if ranged and link != "or" and not _is_change(tokens, one.first):
            found[index] = _ranged(*found[index : index + 2])
    return found


def _ranged(one: _Found, other: _Found) -> _Found:
    """The lower end of a range, with the value of its upper end."""
    low, high = one.number, other.number
    return replace(one, number=replace(low, to=str(high.value))) if low.value < high.value else one


def _is_change(tokens: Tokens, first: int) -> bool:
    """Whether a figure is what something was before: `rose from 20 to 30 per cent` is no range."""
    if tokens.low(first - 1) != "from":
        return False
    return not _CHANGES.isdisjoint(stem(low) for low in tokens.lows[max(first - 6, 0) : first - 1])


_CHANGES = frozenset(
    "ris fall grow increas decreas rais lower cut drop climb jump go up down change mov expand shrink extend reduc "
    "slip widen double".split()
)


def _alike(one: _Found, other: _Found, *, ranged: bool) -> tuple[_Found, _Found]:
    """Two figures of one range or list, each with the unit, scale and noun that stand with one of them only."""
    here, there = one.number, other.number
    if not here.unit and there.unit and there.unit != units.CLOCK:
        factor = abs(there.value / other.numeral.value) if other.numeral.value else Fraction(1)
        here = replace(here, unit=there.unit, value=here.value * factor, counted="", year_like=False, weak=False)
    elif here.unit and not there.unit and not there.counted and _is_money(here.unit):
        there = replace(there, unit=here.unit)
    elif not here.unit and not here.counted and there.counted:
        here = replace(here, counted=there.counted)
    short = one.numeral.digits and not one.numeral.scaled
    if ranged and short and here.unit == there.unit and other.numeral.scale != 1:
        here = replace(here, value=here.value * other.numeral.scale)
    if here is not one.number:
        one = replace(one, number=here)
    return one, other if there is other.number else replace(other, number=there)


def _is_money(unit: str) -> bool:
    """Whether a unit is a currency. `Fell 5% to 7,400` is no range of percentages."""
    return unit in units.SYMBOLS or unit in units.CODES


def _is_listed(one: _Found, other: _Found) -> bool:
    """`20, 30 and 40 per cent`: bare figures before a percentage are of its unit."""
    bare = one.numeral.digits and not one.numeral.scaled and not one.number.counted and not one.number.unit
    return bare and other.number.unit == "%"
