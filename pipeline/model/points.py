"""Points in time at the precision at which they are known (ISO 8601-2:2019)."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pipeline.model import days
from pipeline.model.record import record

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}
MONTHS = _SEASONS | {33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12)}
"""Parts of a year (ISO 8601-2, 4.8) with their first and last month; seasons are the northern meteorological ones, and
month 14 is the next year's February."""


class Precision(StrEnum):
    """How finely a point in time is given, from the finest to the coarsest."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    UNKNOWN = "unknown"


@record
class Point:
    """One point in time at its precision. `month`, `day` and `part` are 0 where they are not given.

    `part` is a season (21 to 24), a quarter (33 to 36) or a half (40, 41). `year` of a decade or century is its first;
    the year 0 is 1 BC, and -43 is 44 BC.
    """

    year: int
    month: int = 0
    day: int = 0
    part: int = 0
    precision: Precision = Precision.YEAR
    approximate: bool = False
    uncertain: bool = False

    @property
    def first(self) -> int:
        """The number of the first day it can be (`pipeline.model.days`)."""
        month = MONTHS[self.part][0] if self.part else self.month or 1
        return days.number(self.year, month, self.day or 1)

    @property
    def last(self) -> int:
        """The number of the last day it can be."""
        span = {Precision.DECADE: 9, Precision.CENTURY: 99}.get(self.precision, 0)
        year, month = self.year + span, MONTHS[self.part][1] if self.part else self.month or 12
        year, month = year + (month > 12), month - 12 * (month > 12)
        return days.number(year, month, self.day or days.length(year, month))

    @property
    def earliest(self) -> dt.date:
        """The first day it can be, as far as the calendar of `datetime` goes."""
        return as_date(self.first)

    @property
    def latest(self) -> dt.date:
        """The last day it can be, as far as the calendar of `datetime` goes."""
        return as_date(self.last)


def as_date(day: int) -> dt.date:
    """A numbered day; before the year 1 and after 9999 the nearest there is."""
    return dt.date.fromordinal(min(max(day, 1), dt.date.max.toordinal()))
