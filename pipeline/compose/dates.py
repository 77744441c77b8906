"""Dates as printed: never finer than they are known, with open ends, doubt and alternatives kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.compose.typography import nested
from pipeline.model.edtf import Edtf, parse_edtf
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
        return words["date.interval"].format(start=point(start, words), end=point(end, words))
    if start:
        return _open("date.since" if date.end_unknown else "date.from", start, words)
    return _open("date.until", end, words) if end else words["date.unknown"]


def _open(label: str, at: Point, words: Words) -> str:
    """A date with an open end; some languages put an article before a day or a year: `dal 2024`, `desde el 3 de …`."""
    form = words.get(f"{label}.{at.precision.name.lower()}") or words[label]
    return form.format(date=point(at, words))


def reckoned(says: str, base: str, words: Words) -> str:
    """How a date follows from the source's own words: `reckoned from “March this year” and the date of publication`."""
    says = nested(says, words)
    if not base:
        return words["date.reckoned"].format(says=says)
    if base == "published":
        return words["date.reckoned.published"].format(says=says)
    return words["date.reckoned.from"].format(says=says, date=printed(parse_edtf(base), words))


def _one_of(date: Edtf, words: Words) -> str:
    """A set: a range is "between … and …", members are "… or …"."""
    told = []
    for start, end in date.spans:
        if start is end and start:
            told.append(point(start, words))
        elif start and end:
            told.append(words["date.one_of"].format(start=_short_start(start, end, words), end=point(end, words)))
        elif start or end:
            told.append(_open("date.from" if start else "date.until", start or end or date.points[0], words))
    *rest, last = told
    return words["comma"].join(rest) + words["date.or"] + last if rest else last


def _short_start(start: Point, end: Point, words: Words) -> str:
    """The first of two months of one year goes without its year: `between January and March 2024`."""
    same_year = start.year == end.year and start.precision is end.precision is Precision.MONTH
    if same_year and words["date.short_start"]:
        return words.lists["months"][start.month - 1]
    return point(start, words)


def point(at: Point, words: Words) -> str:
    """One point in time at its precision, with its doubt."""
    told = _bare(at, words)
    if at.approximate:
        told = words["date.about"].format(date=told)
    return words["date.uncertain"].format(date=told) if at.uncertain else told


def _bare(at: Point, words: Words) -> str:
    year = f"{at.year:04}"
    match at.precision:
        case Precision.DAY:
            day = words.tables["days"].get(str(at.day), str(at.day))
            return words["date.day"].format(day=day, **_month(at, words), year=year)
        case Precision.MONTH:
            return words["date.month"].format(**_month(at, words), year=year)
        case Precision.SEASON:
            return words["date.season"].format(season=words.tables["seasons"][str(at.part)], year=year)
        case Precision.QUARTER:
            return words["date.quarter"].format(quarter=words.ordinal(at.part - 32), year=year)
        case Precision.HALF:
            return words["date.half"].format(half=words.lists["halves"][at.part - 39], year=year)
        case Precision.DECADE:
            return words["date.decade"].format(year=year)
        case Precision.CENTURY:
            return words["date.century"].format(start=year, end=f"{at.year + 99:04}")
        case _:
            return words["date.year"].format(year=year)


def _month(at: Point, words: Words) -> dict[str, str]:
    """A month by its name and by its number: each language has its own way."""
    return {"month": words.lists["months"][at.month - 1], "number": str(at.month)}


def day(date: dt.date, words: Words) -> str:
    """A calendar day."""
    return _bare(Point(date.year, date.month, date.day, precision=Precision.DAY), words)
