"""What a relative date can mean, reckoned from one day: `next year`, `last Thursday`, `two years ago`, `March`."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.cite.fiscal import fiscal_stretch, fiscal_year_of
from pipeline.cite.stretch import Stretch, ranged, stretch_of
from pipeline.model import days
from pipeline.model.atoms import DateAtom
from pipeline.model.fiscal import FiscalYear
from pipeline.model.record import replace

_WINTER = 24
_BY_DAY = frozenset(("day", "week"))
_MOST = 400
"""Days, months or years from each of which a date may be reckoned."""


def steps(atom: DateAtom, first: int, last: int) -> list[int] | None:
    """The days from which a date must be reckoned, so that no meaning is missed; None if they are too many."""
    if atom.unit in _BY_DAY or atom.weekday:
        return list(range(first, last + 1)) if last - first < _MOST else None
    months = atom.unit in {"month", "quarter", "fiscal", "near"}
    start, end = days.parts(first), days.parts(last)
    apart = (end[0] - start[0]) * (12 if months else 1) + (end[1] - start[1] if months else 0)
    if apart >= _MOST:
        return None
    found = [days.number(start[0], start[1] if months else 1, 1)]
    for _ in range(apart):
        found.append(days.later(found[-1], 1 if months else 12))
    return [first, *found[1:], last] if apart else [first, last]


def meanings(atom: DateAtom, day: int, calendar: FiscalYear | None) -> list[Stretch]:
    """Everything that a date can mean on a day. Raises NoCalendar for a fiscal year."""
    if atom.unit == "fiscal" or atom.fiscal:
        if atom.year:
            return [fiscal_stretch(atom, atom.year, calendar)]
        return [fiscal_stretch(atom, fiscal_year_of(day, calendar) + atom.shift, calendar)]
    if atom.year or atom.span:
        return [stretch] if (stretch := stretch_of(atom)) else []
    meant = (each if isinstance(each, Stretch) else stretch_of(each) for each in _meant(atom, day))
    return [each for each in meant if each]


def _meant(atom: DateAtom, day: int) -> Iterator[DateAtom | Stretch]:
    year, month, _ = days.parts(day)
    match atom.unit:
        case "year":
            yield replace(atom, year=year + atom.shift)
        case "month":
            index = year * 12 + month - 1 + atom.shift
            yield replace(atom, year=index // 12, month=index % 12 + 1)
        case "quarter":
            index = year * 4 + (month - 1) // 3 + atom.shift
            yield replace(atom, year=index // 4, part=33 + index % 4)
        case "week":
            monday = day - days.weekday(day) + 1 + 7 * atom.shift
            yield _day(atom, monday + atom.weekday - 1) if atom.weekday else ranged(monday, monday + 6, atom)
        case "day":
            yield _day(atom, day + atom.shift)
        case _:
            yield from _weekdays(atom, day) if atom.weekday else _nearest(atom, day) if atom.unit else _bare(atom, year)


def _day(atom: DateAtom, day: int) -> Stretch:
    return ranged(day, day, atom)


def _weekdays(atom: DateAtom, day: int) -> Iterator[Stretch]:
    """A weekday within a week before or after; last, next and this narrow it."""
    monday = day - days.weekday(day) + 1
    if not atom.unit:
        around = range(day - 7, day + 8)
    elif atom.shift:
        around = range(day - 7, day) if atom.shift < 0 else range(day + 1, day + 8)
    else:
        around = range(monday, monday + 7)
    return (_day(atom, each) for each in around if days.weekday(each) == atom.weekday)


def _bare(atom: DateAtom, year: int) -> Iterator[DateAtom]:
    """A month may be of the year before or after too."""
    return (replace(atom, year=each) for each in range(year - 1, year + 2))


def _nearest(atom: DateAtom, day: int) -> Iterator[DateAtom]:
    """Last March in June may be this year's or the one before; in February it is last year's."""
    year, month, _ = days.parts(day)
    if not atom.shift:
        yield from (
            (replace(atom, year=year - 1), replace(atom, year=year))
            if (atom.part == _WINTER and month < 3)
            else (replace(atom, year=year),)
        )
        return
    years = range(year - 2, year + 3)
    known = [(each, stretch) for each in (replace(atom, year=at) for at in years) if (stretch := stretch_of(each))]
    if atom.shift < 0:
        past = [each for each, stretch in known if stretch.last < day]
        yield from past[-2:] if past[-1].year == year else past[-1:]
    else:
        ahead = [each for each, stretch in known if stretch.first > day]
        yield from ahead[:2] if ahead[0].year == year else ahead[:1]
