"""Fiscal years: what `fiscal 2024` means is decided by a calendar that the spec declares, for all sources or one."""

from __future__ import annotations

from pipeline.cite.stretch import Stretch, ranged
from pipeline.model import days
from pipeline.model.atoms import DateAtom
from pipeline.model.fiscal import FiscalYear

_PARTS = {33: (0, 3), 34: (3, 3), 35: (6, 3), 36: (9, 3), 40: (0, 6), 41: (6, 6)}
"""A quarter's or half's first month in its fiscal year, and how many months it has."""


class NoCalendar(ValueError):
    """Nothing says when a fiscal year starts."""


def fiscal_stretch(atom: DateAtom, year: int, calendar: FiscalYear | None) -> Stretch:
    """The days of a fiscal year, or of a quarter or half of it. One whose last month is told needs no calendar."""
    if atom.month:
        after = days.later(days.number(atom.year, atom.month, 1), 1)
        return ranged(days.later(after, -12), after - 1, atom)
    months, length = _PARTS.get(atom.part, (0, 12))
    start = days.later(_first_day(calendar, year), months)
    return ranged(start, days.later(start, length) - 1, atom)


def fiscal_year_of(day: int, calendar: FiscalYear | None) -> int:
    """What the fiscal year is called that a day lies in."""
    year = days.parts(day)[0]
    return max(name for name in range(year - 1, year + 2) if _first_day(calendar, name) <= day)


def _first_day(calendar: FiscalYear | None, name: int) -> int:
    if calendar is None:
        raise NoCalendar
    return calendar.first_day(name)
