"""Days of a month: 19 March 2024, March 19-21, 2024-03-19, 19/03/2024."""

from __future__ import annotations

from pipeline.cite.atoms.english.calendar import SHORT, Dates, date, day_at, month_of, year_after, year_at
from pipeline.cite.atoms.english.tokens import Tokens

_TOGETHER = frozenset(("-", "to", "and", "or"))


def month_first(tokens: Tokens, index: int, month: int) -> tuple[int, Dates]:
    """March; March 19; March 19-21, 2024; March 2024; March of 2024."""
    last = index + 1 if tokens.low(index + 1) == "." and tokens.lows[index] in SHORT else index
    day, at = day_at(tokens, last + 1 + (tokens.low(last + 1) == "the"))
    glued_unit = day and (
        tokens.low(at + 1) in {"%", "per", "percent", "million", "billion"} or tokens.low(at + 1) == ":"
    )
    if not day or glued_unit:
        year, at = year_after(tokens, last + 1)
        return (at, [date(year=year, month=month)]) if year else (last, [date(month=month)])
    days = [day]
    if tokens.low(at + 1) in _TOGETHER:
        other, end = day_at(tokens, at + 2)
        if other and not month_of(tokens, end + 1) and tokens.low(end + 1) not in {"%", "percent", "per"}:
            days, at = [day, other], end
    year, end = year_after(tokens, at + 1)
    return (end if year else at), [date(year=year, month=month, day=each) for each in days]


def day_first(tokens: Tokens, day: int, last: int) -> tuple[int, Dates] | None:
    """19 March; 19th of March 2024; 19-21 March; 19 and 20 March."""
    days, at = [day], last + 1
    if tokens.low(at) in _TOGETHER:
        other, end = day_at(tokens, at + 1)
        if other and month_of(tokens, end + 1 + (tokens.low(end + 1) == "of")):
            days, at = [day, other], end + 1
    at += tokens.low(at) == "of"
    at += tokens.low(at) == "-" and bool(month_of(tokens, at + 1))
    month = month_of(tokens, at)
    if not month:
        return None
    dotted = at + 1 if tokens.low(at + 1) == "." and tokens.low(at) in SHORT and year_at(tokens, at + 2) else at
    if tokens.low(dotted + 1) == "-" and year_at(tokens, dotted + 2):
        dotted += 1
    year, end = year_after(tokens, dotted + 1)
    return (end if year else at), [date(year=year, month=month, day=each) for each in days]


def all_digits(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """2024-03-19, 19/03/2024, 3/19/2024; 03/04/2024 may be either, and states the year alone."""
    sign = tokens.low(index + 1)
    if sign not in {"-", "/", "."} or not (tokens.is_glued(index + 1) and tokens.is_glued(index + 2)):
        return None
    if tokens.low(index + 3) != sign or not all(map(tokens.is_number, (index, index + 2, index + 4))):
        return None
    parts = [tokens.text(at) for at in (index, index + 2, index + 4)]
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return None
    if year_at(tokens, index):
        year, month, day = (int(part) for part in parts)
    elif year_at(tokens, index + 4):
        first, second, year = (int(part) for part in parts)
        if first <= 12 and second <= 12 and first != second:
            return index + 4, [date(year=year)]
        month, day = (second, first) if second <= 12 else (first, second)
    else:
        return None
    return (index + 4, [date(year=year, month=month, day=day)]) if 1 <= month <= 12 and 1 <= day <= 31 else None
