"""Fiscal years: what `fiscal 2024` means is decided by a calendar that the spec declares, for all sources or one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from pipeline.cite.ground import Ground
from pipeline.model.atoms import DateAtom
from pipeline.model.fiscal import FiscalYear
from pipeline.model.problem import Problem, Where
from pipeline.model.spec import Spec, StatedDate

_RELATIVE = re.compile(r"\b(this|the current|current|last|the previous|next|the coming) (?:fiscal|financial) year\b")
_SHIFTS = {"last": -1, "the previous": -1, "next": 1, "the coming": 1}
_PARTS = {33: (0, 3), 34: (3, 3), 35: (6, 3), 36: (9, 3), 40: (0, 6), 41: (6, 6)}
"""A quarter's or half's first month in its fiscal year, and how many months it has."""

Days = tuple[dt.date, dt.date]
"""First and last day."""


def relative_year(text: str) -> int | None:
    """Which fiscal year from the declared day `this fiscal year` names: 0; None if a text names none so."""
    found = _RELATIVE.search(text)
    return _SHIFTS.get(found.group(1), 0) if found else None


def hold_fiscal(
    spec: Spec, stated: StatedDate, dates: Sequence[DateAtom], days: Days | None, grounds: Sequence[Ground]
) -> Iterator[Problem]:
    """Whether a date has the days of the fiscal year that `says` names.

    `dates` are the fiscal dates in `says`; without any, the year is reckoned from each day between `days`.
    """
    where = Where(stated.path)
    calendar = spec.sources[grounds[0].source].fiscal_year or spec.fiscal_year
    if calendar is None:
        hint = "declare it for the brief or the source, as in fiscal_year: {starts: 04-01, named: start}"
        message = f'nothing says when the fiscal year of "{stated.says}" starts'
        yield Problem("DATE009", message, Where(stated.says_path or stated.path), hints=(hint,))
        return
    shift = relative_year(" ".join(stated.says.lower().split())) or 0
    possible = [_days(calendar, date.year, date.part) for date in dates]
    possible += _around(calendar, days, shift) if days and not dates else []
    if len(possible) > 1 and not dates and not stated.because:
        hint = "say with because: why it is this one"
        told = " or ".join(map(_edtf, possible))
        yield Problem("DATE005", f'"{stated.says}" may be {told}', where, hints=(hint,))
    elif not any(_holds(stated, each) for each in possible):
        finer = any(_is_inside(stated, each) for each in possible)
        message = f"{stated.date} is finer than its passage" if finer else f'{stated.date} is not "{stated.says}"'
        hint = "write " + " or ".join(map(_edtf, possible))
        notes = (
            f"the fiscal year starts on {calendar.starts}, and has its name from the year of its {calendar.named}",
        )
        yield Problem("DATE002" if finer else "DATE001", message, where, notes=notes, hints=(hint,))


def _days(calendar: FiscalYear, year: int, part: int = 0) -> Days:
    """The days of a fiscal year, or of a quarter or half of it."""
    first = calendar.first_day(year)
    months, length = _PARTS.get(part, (0, 12))
    start = _later(first, months)
    return start, _later(start, length) - dt.timedelta(days=1)


def _later(day: dt.date, months: int) -> dt.date:
    index = day.year * 12 + day.month - 1 + months
    return dt.date(index // 12, index % 12 + 1, day.day)


def _around(calendar: FiscalYear, days: Days, shift: int) -> list[Days]:
    """Each fiscal year that a day between two days lies in, shifted."""
    names = range(days[0].year - 1, days[1].year + 3)
    return [
        _days(calendar, name + shift)
        for name in names
        if _days(calendar, name)[0] <= days[1] and days[0] <= _days(calendar, name)[1]
    ]


def _holds(stated: StatedDate, days: Days) -> bool:
    """Whether a date covers the days, and is no shorter: the same days, or a coarser date that contains them."""
    earliest, latest = stated.date.earliest, stated.date.latest
    return earliest is not None and latest is not None and earliest <= days[0] and days[1] <= latest


def _is_inside(stated: StatedDate, days: Days) -> bool:
    earliest, latest = stated.date.earliest, stated.date.latest
    return earliest is not None and latest is not None and days[0] <= earliest and latest <= days[1]


def _edtf(days: Days) -> str:
    """The days as an EDTF interval, by month where they are whole months."""
    start, end = days
    if start.day == 1:
        return f"{start:%Y-%m}/{end:%Y-%m}"
    return f"{start}/{end}"
