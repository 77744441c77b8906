"""Dates as printed: never finer than they are known, with open ends, doubt and alternatives kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.compose.typography import nested
from pipeline.model.edtf import Edtf, parse_edtf
from pipeline.model.fiscal import FiscalYear, names_fiscal_year
from pipeline.model.points import Point, Precision

if TYPE_CHECKING:
    from pipeline.compose.words import Words


def printed(date: Edtf, words: Words) -> str:
    """An EDTF date in words: `March 2017`, `from March 2024`, `2025 to 2027`, `between January and March 2024`."""
    if date.kind == "unknown":
        return words["date.unknown"]
    if date.kind == "set":
        return _one_of(date, words)
    start, end = date.spans[0]
    if start is end and start:
        return point(start, words)
    if start and end:
        return _interval("date.interval.about" if start.approximate else "date.interval", start, end, words)
    if start:
        return _open("date.since" if date.end_unknown else "date.from", start, words)
    return _open("date.till" if date.start_unknown else "date.until", end, words) if end else words["date.unknown"]


def _open(label: str, at: Point, words: Words) -> str:
    """A date with an open end; the words beside a day may be others: `on 19 March 2024 or later`."""
    form = words.get(f"{label}.{at.precision.name.lower()}") or words[label]
    return form.format(date=point(at, words))


def _interval(label: str, start: Point, end: Point, words: Words, short: str = "") -> str:
    """Two ends, and which of them is uncertain."""
    told = words[label].format(start=short or _about(start, words), end=_about(end, words))
    if not (start.uncertain or end.uncertain):
        return told
    which = "both" if start.uncertain and end.uncertain else "start" if start.uncertain else "end"
    return words[f"date.uncertain.{which}"].format(date=told)


def reckoned(says: str, base: str, words: Words, calendars: Iterable[FiscalYear] = ()) -> str:
    """How a date follows from the source's own words: `reckoned from “March this year” and the date of publication`.

    Words that name a fiscal year are told with the calendars that say when it starts.
    """
    quoted = nested(says, words)
    if not base:
        told = words["date.reckoned"].format(says=quoted)
    elif base == "published":
        told = words["date.reckoned.published"].format(says=quoted)
    else:
        told = words["date.reckoned.from"].format(says=quoted, date=printed(parse_edtf(base), words))
    for calendar in calendars if names_fiscal_year(says) else ():
        month, of_month = map(int, calendar.starts.split("-"))
        first = words["date.of_year"].format(day=_day(of_month, words), **_month(month, words))
        told = words[f"date.fiscal.{calendar.named}"].format(reckoned=told, day=first)
    return told


def _one_of(date: Edtf, words: Words) -> str:
    """A set: a range is "between … and …", members are "… or …", an open one ends in "or later"."""
    told = []
    for start, end in date.spans:
        if start is end and start:
            told.append(point(start, words))
        elif start and end:
            told.append(_interval("date.one_of", start, end, words, _short_start(start, end, words)))
        elif start or end:
            at = start or end or date.points[0]
            told.append(_open("date.or_later" if start else "date.or_earlier", at, words))
    *rest, last = told
    return words["comma"].join(rest) + words["date.or"] + last if rest else last


def _short_start(start: Point, end: Point, words: Words) -> str:
    """The first of two months of one year goes without its year: `between January and March 2024`."""
    same_year = start.year == end.year and start.precision is end.precision is Precision.MONTH
    if same_year and not start.approximate and words["date.short_start"]:
        return words.lists["months"][start.month - 1]
    return _about(start, words)


def point(at: Point, words: Words) -> str:
    """One point in time at its precision, with its doubt."""
    told = _about(at, words)
    return words["date.uncertain"].format(date=told) if at.uncertain else told


def _about(at: Point, words: Words) -> str:
    told = _bare(at, words)
    return words["date.about"].format(date=told) if at.approximate else told


def _bare(at: Point, words: Words) -> str:
    year = _year(at.year, words)
    match at.precision:
        case Precision.DAY:
            return words["date.day"].format(day=_day(at.day, words), **_month(at.month, words), year=year)
        case Precision.MONTH:
            return words["date.month"].format(**_month(at.month, words), year=year)
        case Precision.SEASON:
            return words["date.season"].format(season=words.tables["seasons"][str(at.part)], year=year)
        case Precision.QUARTER:
            return words["date.quarter"].format(quarter=words.ordinal(at.part - 32), year=year)
        case Precision.HALF:
            return words["date.half"].format(half=words.lists["halves"][at.part - 39], year=year)
        case Precision.DECADE:
            return words["date.decade"].format(year=at.year)
        case Precision.CENTURY:
            return words["date.century"].format(start=at.year, end=at.year + 99)
        case _:
            return words["date.year"].format(year=year)


def _day(day: int, words: Words) -> str:
    """The number of a day; the first has one of its own in some languages: `1er mars`."""
    return str(words.tables["days"].get(str(day), day))


def _month(month: int, words: Words) -> dict[str, str]:
    """A month by its name and by its number: each language has its own way."""
    return {"month": words.lists["months"][month - 1], "number": str(month)}


def _year(year: int, words: Words) -> str:
    """Years before 1000 with their era, so that none is taken for a figure; there is no year 0, which is 1 BC."""
    if year < 1:
        return words["date.bc"].format(year=1 - year)
    return str(year) if year > 999 else words["date.ad"].format(year=year)


def day(date: dt.date, words: Words) -> str:
    """A calendar day."""
    return _bare(Point(date.year, date.month, date.day, precision=Precision.DAY), words)
