"""Dates in English: 19 March 2024, March 19, Q1 2024, the 1980s, spring 2023, fiscal 2024, 2025-27, Monday …"""

from __future__ import annotations

from dataclasses import replace

from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Bound, DateAtom

_MONTHS = "january february march april may june july august september october november december".split()
MONTHS = {name: index for index, name in enumerate(_MONTHS, 1)}
_SHORT = {name[:3]: index for name, index in MONTHS.items() if name != "may"} | {"sept": 9}
_WEEKDAYS = {name: index for index, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split(), 1)}
_SHORT_DAYS = {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINAL_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}  # fmt: skip
_CENTURIES = {"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_STARTERS = {*MONTHS, *_SHORT, *_WEEKDAYS, *_SHORT_DAYS, *_SEASONS, *_ORDINAL_PARTS, *_DECADES, *_CENTURIES, "twenty", "q", "h", "fy", "fiscal", "financial"}  # fmt: skip
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))
_LINKS = frozenset(("of", ",", "in", "the", "."))
_BEFORE_YEAR = frozenset(
    "in since by until till from before after during of around about circa late early mid between through throughout "
    "and to or for year years fiscal calendar spring summer autumn fall winter quarter half end start beginning ( , - / "
    "' next last this".split()
)
_FROM = frozenset("from since after starting beginning onwards following".split())
_BY = frozenset("by until till before".split())
_IDLE = frozenset("the in early late mid - as of end about around fiscal year calendar".split())


def read_dates(tokens: Tokens) -> list[DateAtom]:
    """All dates of a text; their tokens are marked as used."""
    found: list[tuple[int, int, DateAtom]] = []
    index = 0
    while index < tokens.count:
        read = None if tokens.used[index] else _date_at(tokens, index)
        if read is None:
            index += 1
            continue
        last, fields = read
        for each in fields:
            start, end, text = tokens.span(index, last)
            atom = DateAtom(start, end, text, **each)
            found.append((index, last, replace(atom, bound=_bound(tokens, index, last))))
        tokens.use(index, last)
        index = last + 1
    return _shared_year(tokens, found)


_Fields = list[dict[str, int]]


def _date_at(tokens: Tokens, index: int) -> tuple[int, _Fields] | None:
    """The date that starts at a token: its last token, and the fields of one date or of each of two."""
    low, text = tokens.lows[index], tokens.texts[index]
    if text[0].isdigit():
        return _numeral(tokens, index)
    if low not in _STARTERS:
        return None
    if month := month_of(tokens, index):
        return _month(tokens, index, month)
    if low in _WEEKDAYS and text[0].isupper():
        return index, [{"weekday": _WEEKDAYS[low]}]
    if low in _SHORT_DAYS and text[0].isupper() and tokens.low(index + 1) in {".", ","}:
        return index, [{"weekday": _SHORT_DAYS[low]}]
    if low in _SEASONS:
        return _season(tokens, index)
    if low in {"q", "h", "fy"} or low in _ORDINAL_PARTS or low in {"fiscal", "financial"}:
        return _part(tokens, index)
    if low in _DECADES and tokens.low(index - 1) in {"the", "mid", "late", "early", "-", "nineteen"}:
        return index, [{"year": 1900 + _DECADES[low], "span": 10}]
    return _century(tokens, index)


def month_of(tokens: Tokens, index: int) -> int:
    """The month that a token names, or 0. `May` and `March` that open a sentence, and short forms, need a date beside."""
    text, low = tokens.text(index), tokens.low(index)
    if not text[:1].isupper():
        return 0
    beside = tokens.is_number(index + 1) or tokens.is_number(index - 1) or _SUFFIXES & {tokens.low(index - 1)}
    if month := MONTHS.get(low, 0):
        if low not in {"may", "march"} or not tokens.opens(index) or beside:
            return month
        return month if tokens.low(index + 1) in {"of", "this", "and", "was", "is", "to"} and low == "march" else 0
    if low in _SHORT and (beside or (tokens.low(index + 1) == "." and tokens.is_number(index + 2))):
        return _SHORT[low]
    return 0


def year_at(tokens: Tokens, index: int) -> int:
    """The four bare digits of a year from 1000 to 2199 at a token, or 0."""
    text = tokens.text(index)
    return int(text) if len(text) == 4 and text.isdecimal() and text.isascii() and "1000" <= text <= "2199" else 0


def _year_after(tokens: Tokens, index: int) -> tuple[int, int]:
    """A year after `of`, `,` and the like, from a token on: the year and its token, or 0."""
    at = index
    while at - index < 3 and tokens.low(at) in _LINKS:
        at += 1
    year = year_at(tokens, at)
    return (year, at) if year and not (tokens.low(at - 1) == "in" and at - index > 1) else (0, index - 1)


def _day(tokens: Tokens, index: int) -> tuple[int, int]:
    """A day of a month at a token, its suffix included: the day and its last token, or 0."""
    text = tokens.text(index)
    if not (text.isdecimal() and text.isascii() and len(text) <= 2 and 1 <= int(text) <= 31):
        return 0, index
    last = index + 1 if tokens.is_glued(index + 1) and tokens.low(index + 1) in _SUFFIXES else index
    return int(text), last


def _month(tokens: Tokens, index: int, month: int) -> tuple[int, _Fields]:
    """March; March 19; March 19-21, 2024; March 2024; March of 2024."""
    last = index + 1 if tokens.low(index + 1) == "." and tokens.lows[index] in _SHORT else index
    day, at = _day(tokens, last + 1 + (tokens.low(last + 1) == "the"))
    glued_unit = day and (tokens.low(at + 1) in {"%", "per", "percent", "million", "billion"} or tokens.low(at + 1) == ":")
    if not day or glued_unit:
        year, at = _year_after(tokens, last + 1)
        return (at, [{"year": year, "month": month}]) if year else (last, [{"month": month}])
    days = [day]
    if tokens.low(at + 1) in {"-", "to", "and"}:
        other, end = _day(tokens, at + 2)
        if other and not month_of(tokens, end + 1) and tokens.low(end + 1) not in {"%", "percent", "per"}:
            days, at = [day, other], end
    year, end = _year_after(tokens, at + 1)
    return (end if year else at), [{"year": year, "month": month, "day": each} for each in days]


def _numeral(tokens: Tokens, index: int) -> tuple[int, _Fields] | None:
    """19 March 2024, 19th of March, 19-21 March, 2024-03-19, 19/03/2024, 2024, 2025-27, 1980s."""
    day, last = _day(tokens, index)
    if day and (read := _day_first(tokens, day, last)):
        return read
    if read := _slashed(tokens, index):
        return read
    if year_at(tokens, index):
        return _year(tokens, index)
    if tokens.text(index) in {"1", "2", "3", "4"} and tokens.low(index + 1) in {"q", "h"} and tokens.is_glued(index + 1):
        return _quarter(tokens, index + 2, int(tokens.text(index)), tokens.low(index + 1))
    if tokens.low(index + 1) == "s" and tokens.is_glued(index + 1) and tokens.text(index) in _TENS:
        if tokens.low(index - 1) in {"the", "'", "mid", "-", "late", "early"}:
            return index + 1, [{"year": 1900 + int(tokens.text(index)), "span": 10}]
    return _century(tokens, index)


_TENS = frozenset("20 30 40 50 60 70 80 90".split())


def _day_first(tokens: Tokens, day: int, last: int) -> tuple[int, _Fields] | None:
    days, at = [day], last + 1
    if tokens.low(at) in {"-", "to", "and"}:
        other, end = _day(tokens, at + 1)
        if other and month_of(tokens, end + 1 + (tokens.low(end + 1) == "of")):
            days, at = [day, other], end + 1
    at += tokens.low(at) == "of"
    at += tokens.low(at) == "-" and bool(month_of(tokens, at + 1))
    month = month_of(tokens, at)
    if not month:
        return None
    dotted = at + 1 if tokens.low(at + 1) == "." and tokens.low(at) in _SHORT and year_at(tokens, at + 2) else at
    if tokens.low(dotted + 1) == "-" and year_at(tokens, dotted + 2):
        dotted += 1
    year, end = _year_after(tokens, dotted + 1)
    return (end if year else at), [{"year": year, "month": month, "day": each} for each in days]


def _slashed(tokens: Tokens, index: int) -> tuple[int, _Fields] | None:
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
            return index + 4, [{"year": year}]
        month, day = (second, first) if second <= 12 else (first, second)
    else:
        return None
    return (index + 4, [{"year": year, "month": month, "day": day}]) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _year(tokens: Tokens, index: int) -> tuple[int, _Fields] | None:
    """A year, alone or with the end of its range, or the decade it starts."""
    year, after = year_at(tokens, index), tokens.low(index + 1)
    if after == "s" and tokens.is_glued(index + 1):
        return (index + 1, [{"year": year, "span": 100 if year % 100 == 0 and year < 2000 else 10}]) if year % 10 == 0 else None
    if after == "-" and tokens.is_glued(index + 1):
        other = tokens.text(index + 2)
        if len(other) == 2 and other.isdecimal() and other.isascii() and int(other) > year % 100:
            return index + 2, [{"year": year}, {"year": year // 100 * 100 + int(other)}]
    if counts_a_year(tokens, index):
        return index, [{"year": year}]
    return None


def counts_a_year(tokens: Tokens, index: int) -> bool:
    """Whether four bare digits are a year by what stands beside them."""
    before, after = tokens.low(index - 1), tokens.low(index + 1)
    if before in {"$", "€", "£", "¥"} or after in _NOT_AFTER_YEAR or (tokens.is_glued(index) and before not in {"-", "(", "'", '"', "/"}):
        return False
    if tokens.is_glued(index + 1) and tokens.is_word(index + 1) and after not in {"'s"}:
        return False
    if before in _BEFORE_YEAR or year_at(tokens, index - 2):
        return True
    return not (tokens.is_word(index + 1) and after.endswith("s") and not after.endswith("'s") and tokens.text(index + 1).islower() and len(after) > 3)


_NOT_AFTER_YEAR = frozenset(
    "million billion trillion thousand hundred dozen % percent per km kilometres kilometers miles metres meters yen euros "
    "dollars pounds tonnes tons kg people men women soldiers troops pages".split()
)


def _season(tokens: Tokens, index: int) -> tuple[int, _Fields] | None:
    """Spring 2024, spring of 2024; a bare season is a date after this, last, next only."""
    year, at = _year_after(tokens, index + 1)
    part = _SEASONS[tokens.lows[index]]
    if year:
        return at, [{"year": year, "part": part}]
    if tokens.low(index - 1) in {"this", "last", "next"} or (tokens.low(index - 1) == "the" and tokens.low(index - 2) == "in"):
        return index, [{"part": part}]
    return None


def _part(tokens: Tokens, index: int) -> tuple[int, _Fields] | None:
    """Q1 2024, first quarter of 2024, second half of 2024, FY2024, fiscal 2024."""
    low, glued = tokens.lows[index], tokens.is_glued(index + 1)
    if low in {"q", "h"} and glued and tokens.text(index + 1) in {"1", "2", "3", "4"} and tokens.texts[index].isupper():
        if tokens.is_glued(index + 2) and tokens.is_word(index + 2):
            return None
        return _quarter(tokens, index + 2, int(tokens.text(index + 1)), low)
    if low in {"fy", "fiscal", "financial"}:
        at = index + 1 + (tokens.low(index + 1) == "year")
        if year := year_at(tokens, at):
            return at, [{"year": year, "fiscal": True}]
        if low == "fy" and len(short := tokens.text(at)) == 2 and short.isdecimal() and short.isascii():
            return at, [{"year": 2000 + int(short), "fiscal": True}]
        return None
    if low in _ORDINAL_PARTS and tokens.low(index + 1) in {"quarter", "half"}:
        half = tokens.low(index + 1) == "half"
        number = _ORDINAL_PARTS[low]
        fiscal = tokens.low(index + 2 + (tokens.low(index + 2) == "of")) in {"fiscal", "fy"}
        year, at = _year_after(tokens, index + 2 + 2 * fiscal)
        if (half and number > 2) or not (year or not half):
            return None
        return (at if year else index + 1), [{"year": year, "part": (39 if half else 32) + number, "fiscal": fiscal}]
    return None


def _quarter(tokens: Tokens, index: int, number: int, kind: str) -> tuple[int, _Fields] | None:
    """What follows Q1 or 1Q: 2024, '24, 24 glued to it, or nothing."""
    if kind == "h" and number > 2:
        return None
    part = (32 if kind == "q" else 39) + number
    at = index + (tokens.low(index) in {"'", "-"})
    short = tokens.text(at)
    if len(short) == 2 and short.isdecimal() and short.isascii() and tokens.is_glued(at):
        return at, [{"year": 2000 + int(short), "part": part}]
    year, at = _year_after(tokens, index)
    return (at, [{"year": year, "part": part}]) if year else (index - 1, [{"part": part}])


def _century(tokens: Tokens, index: int) -> tuple[int, _Fields] | None:
    """21st century, nineteenth century."""
    low, last = tokens.lows[index], index
    if tokens.is_number(index) and tokens.is_glued(index + 1) and tokens.low(index + 1) in _SUFFIXES:
        number, last = int(low) if low.isdecimal() and len(low) <= 2 else 0, index + 1
    elif low == "twenty" and tokens.low(index + 1) == "-" and tokens.low(index + 2) == "first":
        number, last = 21, index + 2
    else:
        number = _CENTURIES.get(low, 0)
    if number and tokens.low(last + 1 + (tokens.low(last + 1) == "-")) == "century":
        return last + 1 + (tokens.low(last + 1) == "-"), [{"year": (number - 1) * 100, "span": 100}]
    return None


def _bound(tokens: Tokens, first: int, last: int) -> Bound:
    """Which way the words before or after a date open it."""
    at = first - 1
    while at >= 0 and first - at < 5 and tokens.lows[at] in _IDLE:
        at -= 1
    low = tokens.low(at)
    if low in {"early", "soon"} and tokens.low(at - 1) == "as":
        return Bound.EARLY
    if tokens.low(first - 1) in {"as", "in"} and "early" in {tokens.low(first - 2), tokens.low(first - 3)} and _as_early(tokens, first):
        return Bound.EARLY
    if low == "than" and tokens.low(at - 1) == "earlier" and tokens.low(at - 2) in {"no", "not"}:
        return Bound.EARLY
    if low == "than" and tokens.low(at - 1) == "later" and tokens.low(at - 2) in {"no", "not"}:
        return Bound.BY
    if tokens.low(last + 1) == "onwards" or (tokens.low(last + 1) == "and" and tokens.low(last + 2) == "after"):
        return Bound.FROM
    if low in _FROM and not _ends_range(tokens, last):
        return Bound.FROM
    if low in _BY and not (low == "by" and tokens.low(at - 1) in {"up", "down"}):
        return Bound.BY
    return Bound.NONE


def _as_early(tokens: Tokens, first: int) -> bool:
    """`As early as` right before a date, or with `in` between."""
    words = [tokens.low(at) for at in range(max(first - 4, 0), first)]
    return words[-3:] == ["as", "early", "as"] or words == ["as", "early", "as", "in"]


def _ends_range(tokens: Tokens, last: int) -> bool:
    """Whether `from X` goes on with `to Y`: then it starts a range, which is not open."""
    return tokens.low(last + 1) in {"to", "-", "until", "through", "till"}


def _shared_year(tokens: Tokens, found: list[tuple[int, int, DateAtom]]) -> list[DateAtom]:
    """March and April 2024: the year stands once and counts for both."""
    atoms: list[DateAtom] = []
    later: tuple[int, DateAtom] | None = None
    for first, last, atom in reversed(found):
        here = atom
        if later and not atom.year and (atom.month or atom.part) and later[1].year and later[0] - last in {1, 2}:
            if tokens.low(last + 1) in {"and", "to", "-", "or", "through", "until", ","} or later[0] == first:
                here = replace(atom, year=later[1].year)
        atoms.append(here)
        later = (first, here) if here.year else None
    return atoms[::-1]
