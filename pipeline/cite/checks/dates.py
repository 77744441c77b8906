"""Dates: a claim's date stands in a cited passage, as finely or finer, and open the same way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from pipeline.cite.checks.base import Context, Lack, listed, named
from pipeline.cite.checks.displaced import Places, doubled
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground
from pipeline.model.atoms import Bound, DateAtom
from pipeline.model.problem import Severity
from pipeline.model.record import replace

_PART_MONTHS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
_WINTER = 24


def dates(said: Said, grounds: Sequence[Ground], _context: Context) -> Iterator[Lack]:
    """Every date that no passage has, or that a passage opens the other way."""
    if not said.atoms.dates:
        return
    there = [date for ground in grounds for date in ground.atoms.dates]
    short = all(ground.short for ground in grounds)  # in a long text a word stands beside many dates
    places = Places(said.atoms.dates, there)
    years = {number.value for ground in grounds for number in ground.atoms.numbers if number.year_like}
    for date in said.atoms.dates:
        found = [other for other in there if covers(date, other)] or _scattered(date, there, grounds)
        notes = (f"passage says: {listed([other.text for other in there])}",) if there else ("the passage has no date",)
        if found:
            if date.bound and all(opposed(date.bound, other.bound) for other in found):
                message = f'"{date.text}" is open the other way in the passage'
                yield Lack(
                    "CITE008",
                    message,
                    date.start,
                    date.end,
                    (f"passage says: {_bounded(found[0])}",),
                    ("keep by, from and until",),
                )
            elif short and (other := places.displaced(date)):
                yield doubled(date, other)
            elif len(said.atoms.dates) == 1 and not date.bound and all(each.bound in _LIMITS for each in found):
                message = f'"{date.text}" stands in the passage with "{BOUNDS[found[0].bound]}"'
                yield Lack("CITE009", message, date.start, date.end, notes, _KEEP, Severity.WARNING)
        elif not (date.year in years and not (date.month or date.part)) and not (
            _is_named(date, grounds) or _falls_on(date, said.atoms.dates, there)
        ):
            near = _nearest(date, there)
            hints = (f'did you mean "{near}"?',) if near else ()
            yield Lack("CITE003", f'date "{date.text}" is {named(grounds)}', date.start, date.end, notes, hints)


def _falls_on(date: DateAtom, ours: Sequence[DateAtom], there: Sequence[DateAtom]) -> bool:
    """Whether a weekday is that of a day which the claim names, and a passage too: Tuesday 9 May 2023."""
    days = {(each.year, each.month, each.day) for each in there if each.year and each.month and each.day}
    told = {(each.year, each.month, each.day) for each in ours} & days
    return bool(date.weekday) and date.weekday in map(_weekday, told)


def _weekday(day: tuple[int, int, int]) -> int:
    """1 (Monday) to 7; 0 where there is no such day."""
    try:
        return dt.date(*day).isoweekday()
    except ValueError:
        return 0


def _is_named(date: DateAtom, grounds: Sequence[Ground]) -> bool:
    """Whether a bare month is a person of the passage: Mrs May, April."""
    word = (date.text.lower(),)
    return not (date.year or date.day) and any(word in ground.names for ground in grounds)


def _scattered(date: DateAtom, there: Sequence[DateAtom], grounds: Sequence[Ground]) -> list[DateAtom]:
    """In a long text a day or month may stand without its year, which stands elsewhere."""
    if all(ground.short for ground in grounds) or not (date.year and date.month):
        return []
    yearless = replace(date, year=0)
    found = [other for other in there if not other.year and covers(yearless, other)]
    return found if any(other.year == date.year and not other.span for other in there) else []


def covers(date: DateAtom, other: DateAtom) -> bool:
    """Whether all that a date states is stated by another: March 2017 covers 2017, and not the other way round."""
    if date.phase and not _in_phase(date, other):
        return False
    if date.weekday:
        return date.weekday == other.weekday
    if date.span:
        return (
            date.year == other.year
            if other.span > date.span
            else bool(other.year) and other.year // date.span * date.span == date.year
        )
    if date.year and (date.year != other.year or other.span or date.fiscal != other.fiscal):
        return False
    if date.part and date.part != other.part:
        if date.part == _WINTER:
            return bool(date.year or not other.year) and other.month in {12, 1, 2}
        months = _PART_MONTHS.get(date.part, (13, 0))
        return bool(date.year or not other.year) and months[0] <= other.month <= months[1]
    if date.month and date.month != other.month:
        return False
    return not date.day or date.day == other.day


def _in_phase(date: DateAtom, other: DateAtom) -> bool:
    """Whether another date lies early, mid or late in one; where their parts meet, it may be either."""
    if date.phase == other.phase:
        return True
    if date.month and not date.day:
        return bool(other.day) and date.phase in {1 + (other.day > _FIRST), 2 + (other.day > _SECOND)}
    if date.month or date.part or date.span:
        return bool(date.span) and date.phase in {1 + (other.year % 10 > _EARLY), 2 + (other.year % 10 > _MID)}
    months = _PART_MONTHS.get(other.part, (other.month, other.month))
    return bool(months[1]) and date.phase in {1 + (months[1] > _SPRING), 2 + (months[0] > _AUTUMN)}


_FIRST, _SECOND, _EARLY, _MID, _SPRING, _AUTUMN = 10, 20, 3, 6, 4, 8
"""The last day, year or month that is early, and the last that is mid."""


def opposed(one: Bound, other: Bound) -> bool:
    """Whether one bound says from, the other until; but closed until Monday is not open before Monday."""
    if {one, other} in ({Bound.UNTIL, Bound.EARLY}, {Bound.UNTIL, Bound.LATE}):
        return False
    return (one.opens_after and other.opens_before) or (one.opens_before and other.opens_after)


def _bounded(date: DateAtom) -> str:
    return f"{BOUNDS.get(date.bound, '')} {date.text}".lstrip()


BOUNDS = {bound: "as early as" if bound is Bound.EARLY else bound.value for bound in Bound}
"""What messages call a bound."""
_LIMITS = frozenset((Bound.EARLY, Bound.BY, Bound.UNTIL, Bound.BEFORE))
_KEEP = ("keep it, or say why it may go",)


def _nearest(date: DateAtom, there: Sequence[DateAtom]) -> str:
    """The date that shares most with a wanted one."""

    def likeness(other: DateAtom) -> int:
        pairs = (
            (date.year, other.year),
            (date.month, other.month),
            (date.day, other.day),
            (date.part, other.part),
            (date.weekday, other.weekday),
        )
        return sum(2 if one == two else 1 for one, two in pairs if one and two)

    best = max(there, key=likeness, default=None)
    return best.text if best and likeness(best) else ""
