"""The English calendar: months, days and years where they stand in a text."""

from __future__ import annotations

from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import DateAtom

_MONTHS = "january february march april may june july august september october november december".split()
MONTHS = {name: index for index, name in enumerate(_MONTHS, 1)}
SHORT = {name[:3]: index for name, index in MONTHS.items() if name != "may"} | {"sept": 9}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
WEEKDAYS = {name: index for index, name in enumerate(_DAYS, 1)} | {"tgif": 5}
SHORT_DAYS = {"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5}
_BEFORE_A_NAME = frozenset("mr mrs ms miss dr prime minister president theresa secretary".split())
_WORDS_TOO = frozenset(("may", "march", "august"))
"""Months that are other words in lower case."""
SUFFIXES = frozenset(("st", "nd", "rd", "th"))
LINKS = frozenset(("of", ",", "in", "the", "."))

Dates = list[DateAtom]
"""Dates read at one place, without their place: one, or both ends of a range."""


def date(
    *, year: int = 0, month: int = 0, day: int = 0, part: int = 0, span: int = 0, weekday: int = 0, fiscal: bool = False
) -> DateAtom:
    """A date without its place."""
    return DateAtom(0, 0, "", year, month, day, part, span, weekday, fiscal)


def month_of(tokens: Tokens, index: int) -> int:
    """The month that a token names, or 0.

    `May` and `March` that open a sentence, and short forms, need a figure beside them.
    """
    text, low = tokens.text(index), tokens.low(index)
    if not text[:1].isupper():
        return MONTHS.get(low, 0) if low not in _WORDS_TOO else 0
    beside = tokens.is_number(index + 1) or tokens.is_number(index - 1) or SUFFIXES & {tokens.low(index - 1)}
    if low == "may" and tokens.low(index - 1 - (tokens.low(index - 1) == ".")) in _BEFORE_A_NAME:
        return 0
    if month := MONTHS.get(low, 0):
        if low not in {"may", "march"} or not tokens.opens(index) or beside:
            return month
        plain = low == "march" and tokens.low(index + 1) in {"of", "this", "and", "was", "is", "to"}
        return month if plain or _opens_a_date(tokens, index + 1) else 0
    if low in SHORT and (beside or (tokens.low(index + 1) == "." and tokens.is_number(index + 2))):
        return SHORT[low]
    return 0


def _opens_a_date(tokens: Tokens, index: int) -> bool:
    """Whether what follows a month makes a date of it: this year, of next year, or April."""
    low, after = tokens.low(index), tokens.low(index + 1)
    if low in {"or", "and", "to", "-"}:
        return after in MONTHS and tokens.text(index + 1)[:1].isupper()
    if low == "of" and after in _NEAR:
        low, after = after, tokens.low(index + 2)
    return low in _NEAR and after in {"year", "year's", "fiscal"}


_NEAR = frozenset(("this", "next", "last"))


def year_at(tokens: Tokens, index: int) -> int:
    """The four bare digits of a year from 1000 to 2199 at a token, or 0."""
    text = tokens.text(index)
    return int(text) if len(text) == 4 and text.isdecimal() and text.isascii() and "1000" <= text <= "2199" else 0


def year_after(tokens: Tokens, index: int) -> tuple[int, int]:
    """A year after `of`, `,` and the like, from a token on: the year and its token, or 0."""
    at = index
    while at - index < 3 and tokens.low(at) in LINKS:
        at += 1
    if era := year_of_era(tokens, at):
        return era
    year = year_at(tokens, at)
    return (year, at) if year and not (tokens.low(at - 1) == "in" and at - index > 1) else (0, index - 1)


_BEFORE_CHRIST, _AFTER_CHRIST = frozenset(("bc", "bce", "b.c.", "b.c.e.")), frozenset(("ad", "ce", "a.d.", "c.e."))


def year_of_era(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """AD 476, 476 CE, 44 BC, 3,800 to 3,700 BC from a token on: the year (-43 is 44 BC) and its last token."""
    if tokens.low(index) in {"ad", "a.d."} and not tokens.texts[index].islower():
        year = _short_year(tokens, index + 1)
        return (year, index + 1) if year else None
    year = _short_year(tokens, index)
    if not year:
        return None
    if tokens.low(index + 1) in {"-", "to", "and", "or"} and (until := _short_year(tokens, index + 2)):
        return (1 - year, index) if year > until and _era(tokens, index + 3) < 0 else None
    era = _era(tokens, index + 1)
    if era < 0:
        return (1 - year, index + 1) if year > 1 else None  # 1 BC would be the year 0, which stands for none here
    return (year, index + 1) if era else None


def _short_year(tokens: Tokens, index: int) -> int:
    """A year of at most four digits: 476, 3,800; or 0."""
    text = tokens.text(index).replace(",", "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= 4 else 0


def _era(tokens: Tokens, index: int) -> int:
    """-1 for BC, 1 for AD, 0 for neither."""
    low = tokens.low(index)
    if tokens.text(index).islower():
        return 0
    return -1 if low in _BEFORE_CHRIST else int(low in _AFTER_CHRIST)


def day_at(tokens: Tokens, index: int) -> tuple[int, int]:
    """A day of a month at a token, its suffix included: the day and its last token, or 0."""
    text = tokens.text(index)
    if not (text.isdecimal() and text.isascii() and len(text) <= 2 and 1 <= int(text) <= 31):
        return 0, index
    last = index + 1 if tokens.is_glued(index + 1) and tokens.low(index + 1) in SUFFIXES else index
    return int(text), last
