"""Days by their number: 1 is 1 January of the year 1, and the years before it count on below, in one calendar.

`datetime.date` has the years 1 to 9999; events of antiquity, and reckoning past either end, need more. The calendar is
the Gregorian one throughout, as EDTF has it; the year 0 is 1 BC.
"""

from __future__ import annotations

_FIRST_OF_MARCH = -305
"""1 March of the year 0: where leap days come last, years are alike."""


def is_leap(year: int) -> bool:
    """Whether a year has 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length(year: int, month: int) -> int:
    """How many days a month has."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in {4, 6, 9, 11} else 31


def number(year: int, month: int, day: int) -> int:
    """The number of a day; the same as `datetime.date.toordinal` in its years."""
    years = year - (month < 3)
    days = (153 * ((month - 3) % 12) + 2) // 5 + day - 1
    return _FIRST_OF_MARCH + years * 365 + years // 4 - years // 100 + years // 400 + days


def parts(day: int) -> tuple[int, int, int]:
    """Year, month and day of the month of a numbered day."""
    days = day - _FIRST_OF_MARCH
    cycle, rest = divmod(days, 146097)
    century = min(rest // 36524, 3)
    rest -= century * 36524
    four, rest = divmod(rest, 1461)
    single = min(rest // 365, 3)
    rest -= single * 365
    month = (5 * rest + 2) // 153
    year = cycle * 400 + century * 100 + four * 4 + single + (month > 9)
    return year, (month + 2) % 12 + 1, rest - (153 * month + 2) // 5 + 1


def later(day: int, months: int) -> int:
    """The same day of the month so many months later; the last one where that month is shorter."""
    year, month, of_month = parts(day)
    index = year * 12 + month - 1 + months
    year, month = index // 12, index % 12 + 1
    return number(year, month, min(of_month, length(year, month)))


def weekday(day: int) -> int:
    """1 (Monday) to 7."""
    return (day - 1) % 7 + 1


def year_written(year: int) -> str:
    """A year in EDTF: four digits, and a minus before the year 0."""
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def written(day: int) -> str:
    """A day in EDTF."""
    year, month, of_month = parts(day)
    return f"{year_written(year)}-{month:02}-{of_month:02}"
