"""Periods: years and their ranges, seasons, quarters, fiscal years, decades and centuries."""

from __future__ import annotations

from pipeline.cite.atoms.english.calendar import SUFFIXES, Dates, date, year_after, year_at
from pipeline.cite.atoms.english.spelled import ONES, TENS
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.cite.atoms.english.units import CODES, CURRENCY_WORDS, MEASURES, SYMBOLS

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
ORDINAL_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_TENS = "twenties thirties forties fifties sixties seventies eighties nineties".split()
DECADES = {word: tens for tens, word in zip(range(20, 100, 10), _TENS, strict=True)}
CENTURIES = {"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}
_BEFORE_YEAR = frozenset(
    "in since by until till from before after during circa late early mid between through throughout year years fiscal "
    "calendar spring summer autumn fall winter quarter half end start beginning ( ' next last this".split()
)
_JOINING = frozenset(("or", "and", "to", "-", "through"))
_RANGING = frozenset(("through", "to", "-", "and", "until"))
SPELLED = {"seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}
_NOT_AFTER_YEAR = frozenset("hundred thousand million billion trillion dozen % percent per people men women".split())


def year_or_range(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """A year, alone or with the end of its range, or the decade it starts."""
    year, after = year_at(tokens, index), tokens.low(index + 1)
    if after == "s" and tokens.is_glued(index + 1):
        return (
            (index + 1, [date(year=year, span=100 if year % 100 == 0 and year < 2000 else 10)])
            if year % 10 == 0
            else None
        )
    if after in {"fiscal", "financial"} and tokens.low(index + 2) == "year":
        return index + 2, [date(year=year, fiscal=True)]
    if after in {"-", "/"} and tokens.is_glued(index + 1):
        other = tokens.text(index + 2)
        if len(other) == 2 and other.isdecimal() and other.isascii() and int(other) > year % 100:
            return index + 2, [date(year=year), date(year=year // 100 * 100 + int(other))]
    if counts_a_year(tokens, index):
        return index, [date(year=year)]
    return None


def is_far_year(tokens: Tokens, index: int) -> bool:
    """Whether four bare digits are a year from 2200 on: by 2250, in 2500; nothing behind that they could count."""
    text, after = tokens.texts[index], tokens.low(index + 1)
    if not (len(text) == 4 and text.isdecimal() and text.isascii() and text >= "2200"):
        return False
    return tokens.low(index - 1) in _BEFORE_FAR and (not tokens.is_word(index + 1) or after in {"and", "but", "the"})


_BEFORE_FAR = frozenset("in by until since year before after".split())


def spelled_year(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """Nineteen ninety-five, twenty fifteen, twenty twenty-one after `in` and the like, nineteen oh five."""
    century = SPELLED.get(tokens.lows[index], 0)
    if not century or (century == 20 and tokens.low(index - 1) not in _BEFORE_YEAR):
        return None
    low = tokens.low(index + 1)
    if low == "oh" and (ones := ONES.get(tokens.low(index + 2), 0)) in range(1, 10):
        return index + 2, [date(year=century * 100 + ones)]
    if 10 <= ONES.get(low, 0) <= 19:
        return index + 1, [date(year=century * 100 + ONES[low])]
    if low not in TENS:
        return None
    at = index + 2 + (tokens.low(index + 2) == "-")
    ones = ONES.get(tokens.low(at), 0)
    last = at if 0 < ones < 10 else index + 1
    return last, [date(year=century * 100 + TENS[low] + (ones if last == at else 0))]


def counts_a_year(tokens: Tokens, index: int) -> bool:
    """Whether four bare digits are a year by what stands beside them; `1500 ships` and `1250 m` are none."""
    before, after = tokens.low(index - 1), tokens.low(index + 1)
    if before in SYMBOLS or (tokens.is_glued(index) and before not in {"-", "(", "'", '"', "/"}):
        return False
    if tokens.is_glued(index + 1) and tokens.is_word(index + 1 + (after == "-")) and after != "'s":
        return False
    if after in _NOT_AFTER_YEAR or after in MEASURES or after in CURRENCY_WORDS or tokens.text(index + 1) in CODES:
        return False
    if before in _BEFORE_YEAR or year_at(tokens, index - 2):
        return True
    return "1500" <= tokens.texts[index] <= "2100" and not _is_plural(tokens, index + 1)


def _is_plural(tokens: Tokens, index: int) -> bool:
    """Whether a token looks like a noun that figures count."""
    low = tokens.low(index)
    return (
        tokens.is_word(index) and low.endswith("s") and "'" not in low and tokens.text(index).islower() and len(low) > 3
    )


def season(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """Spring 2024, spring of 2024; a bare season is a date after this, last, next only."""
    year, at = year_after(tokens, index + 1)
    part = SEASONS[tokens.lows[index]]
    if year:
        return at, [date(year=year, part=part)]
    if tokens.low(index + 1) in _JOINING and tokens.low(index + 2) in SEASONS and year_after(tokens, index + 3)[0]:
        return index, [date(part=part)]
    if tokens.low(index - 1) in {"this", "last", "next"} or (
        tokens.low(index - 1) == "the" and tokens.low(index - 2) == "in"
    ):
        return index, [date(part=part)]
    return None


def part(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """Q1 2024, first quarter of 2024, second half of 2024, FY2024, fiscal 2024."""
    low, glued = tokens.lows[index], tokens.is_glued(index + 1)
    if low in {"q", "h"} and glued and tokens.text(index + 1) in {"1", "2", "3", "4"} and tokens.texts[index].isupper():
        if tokens.is_glued(index + 2) and tokens.is_word(index + 2):
            return None
        return quarter(tokens, index + 2, int(tokens.text(index + 1)), low)
    if low in {"fy", "fiscal", "financial"}:
        at = index + 1 + (tokens.low(index + 1) in {"year", "years"})
        at += tokens.low(at) == "from"
        if year := year_at(tokens, at):
            many = tokens.low(index + 1) == "years" or tokens.low(at - 1) == "from"
            until = year_at(tokens, at + 2) if many and tokens.low(at + 1) in _RANGING else 0
            ends = [date(year=until, fiscal=True)] if until > year else []
            return at + 2 * bool(ends), [date(year=year, fiscal=True), *ends]
        if low == "fy" and len(short := tokens.text(at)) == 2 and short.isdecimal() and short.isascii():
            return at, [date(year=2000 + int(short), fiscal=True)]
        return None
    return _ordinal_part(tokens, index)


def _ordinal_part(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """First quarter of 2024, second half of 2024, third quarter; `second half` alone may be any half."""
    low = tokens.lows[index]
    if low in ORDINAL_PARTS and tokens.low(index + 1) in _JOINING and tokens.low(index + 2) in ORDINAL_PARTS:
        kind, number = tokens.low(index + 3), ORDINAL_PARTS[low]
        known = kind == "quarter" or (kind == "half" and number < 3 and year_after(tokens, index + 4)[0])
        return (index, [date(part=(39 if kind == "half" else 32) + number)]) if known else None
    tie = tokens.low(index + 1) == "-" and tokens.is_glued(index + 1)
    if low in ORDINAL_PARTS and tokens.low(index + 1 + tie) in {"quarter", "half"}:
        index += tie
        half = tokens.low(index + 1) == "half"
        number = ORDINAL_PARTS[low]
        fiscal = tokens.low(index + 2 + (tokens.low(index + 2) == "of")) in {"fiscal", "fy"}
        year, at = year_after(tokens, index + 2 + 2 * fiscal)
        if (half and number > 2) or not (year or not half):
            return None
        return (at if year else index + 1), [date(year=year, part=(39 if half else 32) + number, fiscal=fiscal)]
    return None


def quarter(tokens: Tokens, index: int, number: int, kind: str) -> tuple[int, Dates] | None:
    """What follows Q1 or 1Q: 2024, '24, 24 glued to it, or nothing."""
    if kind == "h" and number > 2:
        return None
    part = (32 if kind == "q" else 39) + number
    at = index + (tokens.low(index) in {"'", "-"})
    short = tokens.text(at)
    if len(short) == 2 and short.isdecimal() and short.isascii() and tokens.is_glued(at):
        return at, [date(year=2000 + int(short), part=part)]
    year, at = year_after(tokens, index)
    return (at, [date(year=year, part=part)]) if year else (index - 1, [date(part=part)])


def century(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """21st century, nineteenth century."""
    low, last = tokens.lows[index], index
    if tokens.is_number(index) and tokens.is_glued(index + 1) and tokens.low(index + 1) in SUFFIXES:
        number, last = int(low) if low.isdecimal() and len(low) <= 2 else 0, index + 1
    elif low == "twenty" and tokens.low(index + 1) == "-" and tokens.low(index + 2) == "first":
        number, last = 21, index + 2
    else:
        number = CENTURIES.get(low, 0)
    if number and tokens.low(last + 1 + (tokens.low(last + 1) == "-")) == "century":
        return last + 1 + (tokens.low(last + 1) == "-"), [date(year=(number - 1) * 100, span=100)]
    return None
