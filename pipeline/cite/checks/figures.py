"""Figures: a claim's number stands in a cited passage with its scale, unit and sign, and counts the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from pipeline.cite.atoms.english.units import CLOCK, TIMES, TIMES_AS_MUCH, same_unit
from pipeline.cite.checks.base import Context, Lack, listed, named
from pipeline.cite.checks.displaced import displaced, doubled
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground
from pipeline.model.atoms import DateAtom, Number, mark
from pipeline.model.problem import Severity


def figures(said: Said, grounds: Sequence[Ground], context: Context) -> Iterator[Lack]:
    """Every figure that no passage has, or that a passage has with another limit."""
    if not said.atoms.numbers:
        return
    there = [number for ground in grounds for number in ground.atoms.numbers]
    dates = [date for ground in grounds for date in ground.atoms.dates]
    for number in said.atoms.numbers:
        found = [other for other in there if same_figure(number, other)]
        if found:
            yield from _found(number, found, said, there, grounds)
        elif counts_sources(number, context.sources) or _is_date(number, dates):
            continue
        elif _is_a_count(number, there):
            message = f'"{number.text}" is a count of your own: the passage does not give it'
            hint = "count again, or leave it out"
            yield Lack("CITE023", message, number.start, number.end, _says(there), (hint,), Severity.WARNING)
        elif not number.weak or _is_contradicted(number, there):
            yield _lack(number, there, f'number "{number.text}" is {named(grounds)}')


def _found(
    number: Number, found: Sequence[Number], said: Said, there: Sequence[Number], grounds: Sequence[Ground]
) -> Iterator[Lack]:
    """What is wrong with a figure that a passage has: it counts other things, is out of place, or has another limit."""
    if counts_other_things(number, found, there):
        yield _lack(number, there, f'number "{number.text}" counts something else in {grounds[0].label}')
    elif other := displaced(number, said.atoms.numbers, there):
        yield doubled(number, other)
    elif number.unit == CLOCK and not any(same_unit(number.unit, o.unit) and o.value == number.value for o in found):
        message = f'"{number.text}" tells morning from afternoon, and the passage does not'
        hints = ("say why: the passage has the hour alone",)
        yield Lack("CITE024", message, number.start, number.end, _says(there), hints, Severity.WARNING)
    else:
        yield from _limits(number, found, said.text)


def same_figure(number: Number, other: Number) -> bool:
    """Whether two figures are the same: value with scale and sign, unit, cardinal or ordinal."""
    if number.vague and not other.vague and not other.ordinal:
        return same_unit(number.unit, other.unit) and 2 * number.value <= other.value < 1000 * number.value
    if number.ordinal != other.ordinal or number.vague != other.vague:
        return False
    if number.value == other.value:
        points = number.counted == _POINTS and other.unit in {"%", "%-point"}
        return same_unit(number.unit, other.unit) or points or (not number.unit and other.unit in TIMES)
    if number.unit == CLOCK and _is_hour(other):
        past = other.value if other.unit else other.value * 60
        return number.value % 720 == past % 720
    if other.unit == "%" and not number.unit:
        return _is_share(number.value, other.value)
    return number.unit == "%" and not other.unit and _is_share(other.value, number.value)


def _is_hour(number: Number) -> bool:
    """Whether a figure may be a time of day that leaves morning or afternoon open: 7, 2:30."""
    if number.unit == CLOCK:
        return number.value < 780 and not number.text.lower().endswith(("m", "m."))
    return not number.unit and not number.counted and 0 < number.value < 13


_POINTS = mark("point")


def _is_share(fraction: Fraction, percent: Fraction) -> bool:
    """Whether a fraction is so many per cent, as finely as that is said: a third is 33, 33.3 or 33.33 per cent."""
    if not 0 < fraction < 1:
        return False
    places = next((places for places in range(3) if (percent * 10**places).denominator == 1), 3)
    slack = Fraction(1 if fraction.denominator % 3 == 0 else 0, 2 * 10**places)
    return abs(fraction * 100 - percent) <= slack


def counts_sources(number: Number, sources: int) -> bool:
    """Whether a figure counts the brief's own sources, and counts them right: `two reports`."""
    return number.value == sources and number.counted in _SOURCES


_SOURCES = frozenset(mark(word) for word in ("report", "sourc", "articl", "account", "text", "document"))


def counts_other_things(number: Number, found: Sequence[Number], there: Sequence[Number]) -> bool:
    """Whether the passage counts the same things by another figure, and other things by this one: figures swapped."""
    if not number.counted or number.ordinal or any(other.counted in {"", number.counted} for other in found):
        return False
    return any(other.counted == number.counted and other.ordinal == number.ordinal for other in there)


def _is_date(number: Number, dates: Sequence[DateAtom]) -> bool:
    """Bare digits may be a year, and an ordinal a day of a month."""
    if number.year_like:
        return any(date.year == number.value and not date.span for date in dates)
    return number.ordinal and any(date.day == number.value for date in dates)


def _is_a_count(number: Number, there: Sequence[Number]) -> bool:
    """Whether `two` or `three` counts things that the passage names and does not count."""
    if number.text.lower() not in {"two", "three"} or not number.counted:
        return False
    return not any(other.counted in {"", number.counted} and not other.unit and not other.ordinal for other in there)


def _is_contradicted(number: Number, there: Sequence[Number]) -> bool:
    """Whether the passage counts or ranks the same thing, but by other figures."""
    if number.unit == TIMES_AS_MUCH:
        return any(other.unit == number.unit for other in there)
    same = [
        other
        for other in there
        if other.ordinal == number.ordinal and number.counted and other.counted == number.counted
    ]
    if number.ordinal or number.value != 1 or same:
        return bool(same)
    return False


def _lack(number: Number, there: Sequence[Number], message: str) -> Lack:
    others = [other for other in there if other.value != number.value or not same_unit(number.unit, other.unit)]
    near = _nearest(number, others)
    hints = (f'did you mean "{near.text}"?',) if near else ()
    return Lack("CITE002", message, number.start, number.end, _says(there), hints)


def _says(there: Sequence[Number]) -> tuple[str, ...]:
    return (f"passage says: {listed([told(other) for other in there])}",) if there else ("the passage has no figure",)


def _nearest(number: Number, there: Sequence[Number]) -> Number | None:
    """The figure that is meant, most likely: the same digits with another unit or scale, or the nearest by ratio."""
    best, score = None, 0.0
    for other in there:
        if other.ordinal != number.ordinal or not other.value or not number.value:
            continue
        ratio = float(min(abs(number.value / other.value), abs(other.value / number.value)))
        likeness = ratio + (1 if same_unit(number.unit, other.unit) else 0) + (2 if other.value == number.value else 0)
        if likeness > score:
            best, score = other, likeness
    return best


def told(number: Number) -> str:
    """A figure as a passage says it, with its qualifiers."""
    words = [
        word
        for flag, word in (
            (number.about, "approximately"),
            (number.at_most, "at most"),
            (number.at_least, "at least"),
            (number.part_of, "part of"),
        )
        if flag
    ]
    return " ".join((*words, number.text))


def _limits(number: Number, found: Sequence[Number], text: str) -> Iterator[Lack]:
    """`Up to` and `at least` must not be added or turned; dropping them, or `about`, is worth a warning."""
    if any(
        (number.at_most, number.at_least) == (other.at_most, other.at_least)
        and (number.about or not other.about)
        and number.part_of >= other.part_of
        for other in found
    ):
        return
    other = found[0]
    notes = (f"passage says: {told(other)}",)
    if (number.at_most and not other.at_most) or (number.at_least and not other.at_least):
        message = f'"{number.text}" is given another limit than in the passage'
        yield Lack("CITE008", message, number.start, number.end, notes, (f'write "{told(other)}"',))
        return
    dropped = _dropped(number, other, text)
    if dropped:
        message = f'"{number.text}" stands in the passage with "{dropped[0]}"'
        yield Lack(
            "CITE009", message, number.start, number.end, notes, ("keep it, or say why it may go",), Severity.WARNING
        )


def _dropped(number: Number, other: Number, text: str) -> list[str]:
    """What the passage says of a figure and the claim does not; a claim that speaks of a part or of all says enough."""
    parted = number.part_of or not _PARTS.isdisjoint(text.lower().split())
    pairs = (
        (other.about, number.about or number.at_most or number.at_least, "about"),
        (other.at_most, number.at_most or number.about, "up to"),
        (other.at_least, number.at_least or number.about, "at least"),
        (other.part_of, parted, "some of"),
    )
    return [word for said, kept, word in pairs if said and not kept]


_PARTS = frozenset(("some", "part", "all", "many", "most", "them"))
