"""Dates as far as they are known: Extended Date/Time Format (ISO 8601-2:2019), level 1 and parts of level 2.

    2024-03-19   2024-03   2024   202X   20XX   XXXX
    2024-21 (spring)   2024-34 (second quarter)   2024-41 (second half)
    2025/2027   2024-03/..   ../2027   2024/ (end unknown)
    [2024-01..2024-03]   [2024-01,2024-03]   2024-03~   2024?   2024%

    -0043 (44 BC; 0000 is 1 BC)

An `Edtf` keeps its text, so that a spec is written back as it was read. Years have four digits, from -9999 to
9999; times of day, longer years (`Y20240`), sets of all members (`{…}`) and qualified parts (`2024-~03`) are refused:
no event of a brief needs them.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pipeline.model import days
from pipeline.model.points import MONTHS, Point, Precision, as_date
from pipeline.model.record import record

Kind = Literal["date", "interval", "set", "unknown"]

_POINT = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)", re.ASCII)


class EdtfError(ValueError):
    """Why a text is no date, and what to write instead."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason)
        self.reason, self.hint = reason, hint


FAR = 10**8
"""The number of a day after all others; its negative, of one before all."""

Span = tuple[Point | None, Point | None]
"""From one point to another; None is an end left open or unknown."""


@record
class Edtf:
    """A date, an interval, one of a set, or unknown.

    `spans` holds one span for a date (both ends the same point) or an interval, one for each member of a set, none
    for an unknown date. `end_unknown` tells `2024/` (it ended, nobody says when) from `2024/..` (it has not ended).
    """

    text: str
    kind: Kind
    spans: tuple[Span, ...]
    start_unknown: bool = False
    end_unknown: bool = False

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point that is named, in the order written; a date's once."""
        if self.kind == "date":
            return tuple(point for point in self.spans[0][:1] if point)
        return tuple(point for span in self.spans for point in (span if span[0] is not span[1] else span[:1]) if point)

    @property
    def start(self) -> Point | None:
        """Where a date or interval starts; None if open, unknown, or one of a set."""
        return None if self.kind in {"set", "unknown"} else self.spans[0][0]

    @property
    def end(self) -> Point | None:
        """Where a date or interval ends; None if open, unknown, or one of a set."""
        return None if self.kind in {"set", "unknown"} else self.spans[0][1]

    @property
    def first(self) -> int | None:
        """The number of the first day it can be (`pipeline.model.days`); None if open or unknown."""
        starts = [start.first if start else None for start, _ in self.spans]
        return None if not starts or None in starts else min(day for day in starts if day is not None)

    @property
    def last(self) -> int | None:
        """The number of the last day it can be; None if open or unknown."""
        ends = [end.last if end else None for _, end in self.spans]
        return None if not ends or None in ends else max(day for day in ends if day is not None)

    @property
    def earliest(self) -> dt.date | None:
        """The first day it can be, in the years 1 to 9999; None if open or unknown."""
        return None if self.first is None else as_date(self.first)

    @property
    def latest(self) -> dt.date | None:
        """The last day it can be, in the years 1 to 9999; None if open or unknown."""
        return None if self.last is None else as_date(self.last)

    @property
    def precision(self) -> Precision:
        """The finest precision among its points."""
        order = list(Precision)
        return min((point.precision for point in self.points), key=order.index, default=Precision.UNKNOWN)

    @property
    def approximate(self) -> bool:
        """Whether any of its points is approximate (`~`, `%`)."""
        return any(point.approximate for point in self.points)

    @property
    def uncertain(self) -> bool:
        """Whether any of its points is uncertain (`?`, `%`)."""
        return any(point.uncertain for point in self.points)

    @property
    def sort_key(self) -> tuple[int, int]:
        """Sorts by the earliest, then the latest day, an open end last; `../2027` stands where it ends, an unknown date
        after all others. Dates of the same days are equal, so that a stable sort keeps the order they came in.
        """
        last = FAR if self.last is None else self.last
        return last if self.first is None else self.first, last

    @property
    def beginning(self) -> tuple[int, int]:
        """Between which days it happens, or begins: an approximate point may lie its own length before or after."""
        if self.kind in {"set", "unknown"} or self.start is None:
            return -FAR if self.first is None else self.first, FAR if self.last is None else self.last
        first, last = self.start.first, self.start.last
        slack = last - first + 1 if self.start.approximate or self.start.uncertain else 0
        return first - slack, last + slack

    def surely_follows(self, other: Edtf) -> bool:
        """Whether it cannot have begun before another."""
        return self.beginning[0] >= other.beginning[1]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Read from a string, written back as the same string."""
        return core_schema.no_info_before_validator_function(
            _validated,
            core_schema.is_instance_schema(cls),
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(str, return_schema=core_schema.str_schema()),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: Any, _handler: Any) -> dict[str, Any]:
        """A string, with examples for editors that show them."""
        examples = ["2024-03-19", "2024-03", "2025/2027", "2024-03/..", "[2024-01..2024-03]"]
        return {"type": "string", "examples": examples}


def _validated(value: object) -> Edtf:
    if isinstance(value, Edtf):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("edtf", "a date is a text in EDTF", {"hint": 'write it in quotes: "2024"'})
    try:
        return parse_edtf(value)
    except EdtfError as error:
        raise PydanticCustomError("edtf", "{reason}", {"reason": error.reason, "hint": error.hint}) from error


def parse_edtf(text: str) -> Edtf:
    """Read an EDTF date. Raises EdtfError with a reason and a hint for everything that is none."""
    if not text or len(text) > 200:
        reason = "this is too long for a date" if text else "there is no date here"
        raise EdtfError(reason, "write 2024-03-19, 2024-03 or 2024")
    if text in {"XXXX", "XXXX-XX", "XXXX-XX-XX"}:
        return Edtf(text, "unknown", ())
    if text[0] == "[":
        return _set(text)
    if "/" in text:
        return _interval(text)
    point = _point(text)
    return Edtf(text, "date", ((point, point),))


def _interval(text: str) -> Edtf:
    first, _, last = text.partition("/")
    if first in {"", ".."} and last in {"", ".."}:
        raise EdtfError(f"{text} names no date", "write XXXX for a date that is not known")
    start = None if first in {"", ".."} else _point(first)
    end = None if last in {"", ".."} else _point(last)
    _in_order(text, start, end)
    return Edtf(text, "interval", ((start, end),), start_unknown=not first, end_unknown=not last)


def _set(text: str) -> Edtf:
    if not text.endswith("]"):
        raise EdtfError(f"{text} lacks its closing bracket", "write [2024-01..2024-03]")
    spans: list[Span] = []
    for member in text[1:-1].split(","):
        first, dots, last = member.strip().partition("..")
        if not first and not last:
            raise EdtfError(f"{text} has an empty member", "write [2024-01..2024-03] or [2024-01,2024-03]")
        start = _point(first) if first else None
        end = (_point(last) if last else None) if dots else start
        _in_order(text, start, end)
        spans.append((start, end))
    return Edtf(text, "set", tuple(spans))


def _in_order(text: str, start: Point | None, end: Point | None) -> None:
    if start and end and start.first > end.last:
        raise EdtfError(f"{text} ends before it starts", "write the earlier date first")


def _point(text: str) -> Point:
    found = _POINT.fullmatch(text)
    if not found:
        raise EdtfError(f"{text} is not an EDTF date", _advice(text))
    year, month, day, mark = found.groups()
    approximate, uncertain = mark in {"~", "%"}, mark in {"?", "%"}
    if year[-1] == "X":
        if month:
            raise EdtfError(f"{text} gives a month of an unknown year", "write the decade alone: 202X")
        precision = Precision.CENTURY if year[2] == "X" else Precision.DECADE
        return Point(int(year.replace("X", "0")), 0, 0, 0, precision, approximate, uncertain)
    number = int(year)
    if year == "-0000":
        raise EdtfError("there is no year -0000", "write 0000 for 1 BC")
    if month in {None, "XX"}:
        if day not in {None, "XX"}:
            raise EdtfError(f"{text} gives a day of an unknown month", "leave the day out")
        return Point(number, 0, 0, 0, Precision.YEAR, approximate, uncertain)
    month_number, day_number, part, precision = _in_year(text, number, int(month), day)
    return Point(number, month_number, day_number, part, precision, approximate, uncertain)


def _in_year(text: str, year: int, month: int, day: str | None) -> tuple[int, int, int, Precision]:
    """Month, day, part of the year (0 where there is none), and the precision."""
    if month in MONTHS:
        if day:
            raise EdtfError(f"{text} gives a day of a season or quarter", "leave the day out")
        precision = Precision.SEASON if month < 30 else Precision.QUARTER if month < 40 else Precision.HALF
        return 0, 0, month, precision
    if not 1 <= month <= 12:
        hint = "months are 01 to 12, seasons 21 to 24, quarters 33 to 36, halves 40 and 41"
        raise EdtfError(f"{text} has no month {month:02}", hint)
    if day in {None, "XX"}:
        return month, 0, 0, Precision.MONTH
    number = int(day or 0)
    if not 1 <= number <= days.length(year, month):
        raise EdtfError(f"there is no day {text.rstrip('~?%')}", f"that month has {days.length(year, month)} days")
    return month, number, 0, Precision.DAY


def _advice(text: str) -> str:
    """What to write instead of something that looks like a date but is none."""
    for pattern, advice in _ADVICE:
        if found := re.search(pattern, text, re.ASCII):
            parts = [part.zfill(2) for part in found.groups() if part]
            return advice.format(text=text, members=text.strip("{}"), parts="-".join(parts), interval="/".join(parts))
    return "write 2024-03-19, 2024-03, 2024, 2025/2027, 2024-03/.. or [2024-01..2024-03]"


_ADVICE = (
    (r"T", "leave the time of day out"),
    (r"^Y|^-?\d{5,}$", "write years with four digits, from -9999 to 9999"),
    (r"^-?\d{1,3}$", "write years with four digits"),
    (r"[~?%].", "a mark ~ ? % stands at the end of a date"),
    (r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$", "write months and days with two digits: {parts}"),
    (r"^\{[-\d,.X]+\}$", "write one of several dates as [{members}], or an event for each"),
    (r"^\{", "write one of several dates in square brackets, or an event for each"),
    (r"^(\d{4})\s*(?:\.\.|[–-])\s*(\d{4})$", "write an interval with a slash: {interval}"),
)
