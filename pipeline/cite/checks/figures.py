"""Figures: a claim's number stands in a cited passage with its scale, unit and sign, and counts the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property

from pipeline.cite.atoms.english.units import CLOCK, PER, TIMES, TIMES_AS_MUCH, same_unit
from pipeline.cite.checks.alike import elided, rounded
from pipeline.cite.checks.base import Context, Lack, listed, named
from pipeline.cite.checks.displaced import Places, doubled
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground, shown, shown_any
from pipeline.model.atoms import Number, mark
from pipeline.model.problem import Severity
from pipeline.model.record import replace


def figures(said: Said, grounds: Sequence[Ground], context: Context) -> Iterator[Lack]:
    """Every figure that no passage has, or that a passage has with another limit."""
    ours = said.atoms.numbers
    if not ours:
        return
    told = Told([number for ground in grounds for number in ground.atoms.numbers], ours)
    days = {date.day for ground in grounds for date in ground.atoms.dates}
    years = {date.year for ground in grounds for date in ground.atoms.dates if not date.span}
    for number in ours:
        found = told.same(number) or told.elided(number)
        if found:
            yield from _found(number, found, said, told, grounds, context)
        elif number.value in (years if number.year_like else days if number.ordinal and not number.counted else ()):
            continue  # bare digits may be a year, and an ordinal a day of a month
        elif rounded(number, told.all) or counts_sources(number, context.sources):
            continue
        elif _is_a_count(number, told.all):
            message = f'"{number.text}" is a count of your own: the passage does not give it'
            hint = "count again, or leave it out"
            yield Lack("CITE023", message, number.start, number.end, told.notes, (hint,), Severity.WARNING)
        elif not number.weak or _is_contradicted(number, told.all):
            yield _lack(number, told, f'number "{number.text}" is {named(grounds)}')


class Told:
    """The figures of the passages, each once, found by their value: a claim may have thousands."""

    def __init__(self, there: Sequence[Number], ours: Sequence[Number]) -> None:
        self.all = list({(replace(each, start=0, end=0)): each for each in there}.values())
        self.places = Places(ours, there)
        self._by_value: dict[Fraction, list[Number]] = {}
        for number in self.all:
            self._by_value.setdefault(number.value, []).append(number)
        self._units = frozenset(each.unit for each in self.all), frozenset(each.unit for each in ours)
        self._shares = [each for each in self.all if not each.unit and 0 < each.value < 1]
        self._percents = [each for each in self.all if each.unit == "%"]
        self._hours = [each for each in self.all if each.unit == CLOCK or (not each.unit and 0 < each.value < 13)]

    def same(self, number: Number) -> list[Number]:
        """The figures that are the same as one of the claim."""
        if number.vague:
            return [other for other in self.all if same_figure(number, other)]
        others = self._by_value.get(number.value, [])
        if number.unit == CLOCK:
            others = others + self._hours
        elif number.unit == "%":
            others = others + self._shares
        elif 0 < number.value < 1:
            others = others + self._percents
        return [other for other in others if same_figure(number, other)]

    def elided(self, number: Number) -> list[Number]:
        """The figures of the same value, of which only one side tells the unit."""
        return list(elided(number, self._by_value.get(number.value, ()), *self._units))

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What the passages say, for a message."""
        return (f"passage says: {listed([told(other) for other in self.all])}",) if self.all else (_NO_FIGURE,)


_NO_FIGURE = "the passage has no figure"


def _found(
    number: Number, found: Sequence[Number], said: Said, there: Told, grounds: Sequence[Ground], context: Context
) -> Iterator[Lack]:
    """What is wrong with a figure that a passage has: it counts other things, is out of place, or has another limit."""
    if counts_other_things(number, found, there.all):
        yield _lack(number, there, f'number "{number.text}" counts something else in {grounds[0].label}')
    elif number.per and not any(other.per for other in found) and not _is_rate(number.per, said, grounds, context):
        yield _lack(number, there, f'number "{number.text}" is no rate in {grounds[0].label}')
    elif other := there.places.displaced(number):
        yield doubled(number, other)
    elif number.unit == CLOCK and not any(same_unit(number.unit, o.unit) and o.value == number.value for o in found):
        message = f'"{number.text}" tells morning from afternoon, and the passage does not'
        hints = ("say why: the passage has the hour alone",)
        yield Lack("CITE024", message, number.start, number.end, there.notes, hints, Severity.WARNING)
    else:
        yield from _limits(number, found, said.text)


def _is_rate(per: str, said: Said, grounds: Sequence[Ground], context: Context) -> bool:
    """Whether a passage tells otherwise what it counts over: annual production, every year, each missile."""
    stems = {mark(stem): stem for word, _, _ in said.words() if (stem := context.reader.stem(word))}
    for unit in per.split():
        stem = stems.get(unit) or context.reader.stem(unit)
        whole, stands = shown_any(grounds, "words", RATES.get(unit, ())), shown(grounds, "stem", stem)
        each = _is_each(stem, grounds)
        if not (whole or (stands and (unit in PER or each))):
            return False
    return True


def _is_each(stem: str, grounds: Sequence[Ground]) -> bool:
    """Whether a passage counts one by one: each missile, a missile, per missile."""
    return shown_any(grounds, "words", [f"{each} {stem}" for each in ("each", "every", "per", "a", "an", "one")])


RATES = {
    "year": ("annual", "annually", "yearly", "per annum"), "month": ("monthly",), "week": ("weekly",),
    "day": ("daily", "nightly", "night"), "person": ("per capita", "per head", "each"), "quarter": ("quarterly",),
}  # fmt: skip


def same_figure(number: Number, other: Number) -> bool:
    """Whether two figures are the same: value with scale and sign, unit, cardinal or ordinal."""
    if number.vague and not other.vague and not other.ordinal:
        return same_unit(number.unit, other.unit) and 2 * number.value <= other.value < 1000 * number.value
    if number.ordinal != other.ordinal or number.vague != other.vague:
        return False
    if number.per and other.per and not set(number.per.split()) <= set(other.per.split()):
        return False
    if number.value == other.value:
        points = number.counted == _POINTS and other.unit in {"%", "%-point"}
        often = {number.unit or number.counted, other.unit or other.counted} == {_OFTEN, TIMES_AS_MUCH}
        bare = not number.unit and other.unit in TIMES
        return same_unit(number.unit, other.unit) or points or often or bare
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


_POINTS, _OFTEN = mark("point"), mark("tim")


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


def _is_a_count(number: Number, there: Sequence[Number]) -> bool:
    """Whether a small number in words counts things that the passage names and does not count."""
    if number.text.lower() not in _SMALL or number.counted in {"", _OFTEN}:
        return False
    return not any(other.counted in {"", number.counted} and not other.unit and not other.ordinal for other in there)


_SMALL = frozenset("two three four five six seven eight nine ten".split())


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


def _lack(number: Number, there: Told, message: str) -> Lack:
    others = [other for other in there.all if other.value != number.value or not same_unit(number.unit, other.unit)]
    near = _nearest(number, others[:_MOST])
    hints = (f'did you mean "{near.text}"?',) if near else ()
    return Lack("CITE002", message, number.start, number.end, there.notes, hints)


_MOST = 200
"""Figures of a passage among which the one that is meant is looked for."""


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
            (number.part_of, f"{number.part} of"),
        )
        if flag
    ]
    return " ".join((*words, number.text))


def _limits(number: Number, found: Sequence[Number], text: str) -> Iterator[Lack]:
    """`Up to` and `at least` must not be added or turned, nor some made most; dropping them is worth a warning."""
    exact = bool(_EXACTLY.search(text[: number.start]))
    if not exact and any(
        (number.at_most, number.at_least) == (other.at_most, other.at_least)
        and (number.about or not other.about)
        and (number.part == other.part or not other.part)
        for other in found
    ):
        return
    other = found[0]
    notes = (f"passage says: {told(other)}",)
    parts = number.part and other.part and number.part != other.part
    limit = (number.at_most and not other.at_most) or (number.at_least and not other.at_least)
    if parts or limit or (exact and (other.about or other.at_most or other.at_least)):
        message = f'"{number.text}" is given another limit than in the passage'
        yield Lack("CITE008", message, number.start, number.end, notes, (f'write "{told(other)}"',))
        return
    dropped = _dropped(number, other, text)
    if dropped:
        message = f'"{number.text}" stands in the passage with "{dropped[0]}"'
        yield Lack(
            "CITE009", message, number.start, number.end, notes, ("keep it, or say why it may go",), Severity.WARNING
        )


_EXACTLY = re.compile(r"\b(?:exactly|precisely) (?:[A-Z]*[$€£¥])?$")


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


_PARTS = frozenset(("some", "part", "many", "them"))
