"""Dates in English, found from left to right; each takes its tokens from the figures and names read after it."""

from __future__ import annotations

from pipeline.cite.atoms.english import days, periods
from pipeline.cite.atoms.english.bounds import bound
from pipeline.cite.atoms.english.calendar import (
    MONTHS,
    SHORT,
    SHORT_DAYS,
    WEEKDAYS,
    Dates,
    date,
    day_at,
    month_of,
    year_at,
    year_of_era,
)
from pipeline.cite.atoms.english.joined import is_about, is_between, is_denied, joined, phase, settled, within
from pipeline.cite.atoms.english.qualified import near
from pipeline.cite.atoms.english.relative import Placed
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Bound, Link
from pipeline.model.record import replace

_PARTS = frozenset((*periods.ORDINAL_PARTS, "q", "h", "fy", "fiscal", "financial"))
_STARTERS = frozenset(
    (
        *MONTHS,
        *SHORT,
        *WEEKDAYS,
        *SHORT_DAYS,
        *periods.SEASONS,
        *_PARTS,
        *periods.DECADES,
        *periods.CENTURIES,
        *periods.SPELLED,
        "ad",
        "a.d.",
    )
)
_TOGETHER = frozenset(("and", "to", "-", "or", "through", "until", ","))
_UNTIL = frozenset(("to", "-", "until", "through"))
_TENS = frozenset("20 30 40 50 60 70 80 90".split())


def read_dates(tokens: Tokens) -> list[Placed]:
    """All dates of a text; their tokens are marked as used."""
    found: list[Placed] = []
    links: list[Link | str] = []
    for index in [at for at, low in enumerate(tokens.lows) if low in _STARTERS or low[0].isdigit()]:
        read = None if tokens.used[index] else _date_at(tokens, index)
        if read is None:
            continue
        last, dates = read
        links += _links(tokens, found, index, last, len(dates))
        found += _placed(tokens, found[-1] if found else None, index, last, dates)
        tokens.use(index, last)
    return _shared_year(tokens, _linked(found, links))


def _placed(tokens: Tokens, before: Placed | None, first: int, last: int, dates: Dates) -> list[Placed]:
    """The dates of one expression, with what the words around it say of them."""
    start, end, text = tokens.span(first, last)
    opens = bound(tokens, first, last)
    ends = bool(before) and _ends_range(tokens, before.last, first) if before else False
    beside = before.atom.near if ends and before else near(tokens, first)
    if ends and before and not opens and before.atom.bound is Bound.FROM and tokens.lows[first - 1] in _UNTIL:
        opens = Bound.BY
    part, about, denied = phase(tokens, first), is_about(tokens, first), is_denied(tokens, first, opens)
    return [
        Placed(
            first,
            last,
            replace(
                each,
                start=start,
                end=end,
                text=text,
                bound=opens,
                near=beside,
                phase=part,
                about=about,
                denied=denied,
            ),
        )
        for each in dates
    ]


def _links(tokens: Tokens, found: list[Placed], first: int, last: int, many: int) -> list[Link | str]:
    """How the dates of one expression are joined to the one before each."""
    link = joined(tokens, found[-1].last, first) if found else Link.NONE
    if link is Link.AND and is_between(tokens, found[-1].first):
        link = Link.BETWEEN
    inner = within(tokens, first, last)
    return [link, *[Link.BETWEEN if inner is Link.AND and is_between(tokens, first) else inner] * (many - 1)]


def _linked(found: list[Placed], links: list[Link | str]) -> list[Placed]:
    """The dates with their links; what is said of one counts for the next: not in 2024 or 2025."""
    linked: list[Placed] = []
    for each, link in zip(found, settled(links), strict=True):
        atom = replace(each.atom, link=link) if link else each.atom
        if link in {Link.OR, Link.AND} and linked[-1].atom.denied:
            atom = replace(atom, denied=True)
        linked.append(replace(each, atom=atom))
    return linked


def _ends_range(tokens: Tokens, last: int, first: int) -> bool:
    """Whether a date that starts at `first` ends the range or list that another one, ending at `last`, starts."""
    return first - last == 2 and tokens.lows[last + 1] in _TOGETHER


def _date_at(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """The date that starts at a token: its last token, and one date or both ends of a range."""
    low, text = tokens.lows[index], tokens.texts[index]
    if era := year_of_era(tokens, index):
        return era[1], [date(year=era[0])]
    if text[0].isdigit():
        return _numeral(tokens, index)
    if month := month_of(tokens, index):
        return days.month_first(tokens, index, month)
    if day := _weekday(tokens, index):
        return index, [date(weekday=day)]
    if low in periods.SEASONS:
        return periods.season(tokens, index)
    if low in _PARTS and (read := periods.part(tokens, index)):
        return read
    if low in periods.DECADES and tokens.low(index - 1) in {"the", "mid", "late", "early", "-", "nineteen"}:
        return index, [date(year=1900 + periods.DECADES[low], span=10)]
    return periods.spelled_year(tokens, index) or periods.century(tokens, index)


def _weekday(tokens: Tokens, index: int) -> int:
    """Monday is 1; short forms need a full stop or a comma behind them. 0 if it is none."""
    low = tokens.lows[index]
    if low in WEEKDAYS or not tokens.texts[index][0].isupper():
        return WEEKDAYS.get(low, 0)
    return SHORT_DAYS.get(low, 0) if tokens.low(index + 1) in {".", ","} else 0


def _numeral(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """19 March 2024, 19th of March, 19-21 March, 2024-03-19, 2024, 2025-27, 1Q24, 80s, 1980s."""
    day, last = day_at(tokens, index)
    if day and (read := days.day_first(tokens, day, last)):
        return read
    if read := days.all_digits(tokens, index):
        return read
    if year_at(tokens, index):
        return periods.year_or_range(tokens, index)
    if periods.is_far_year(tokens, index):
        return index, [date(year=int(tokens.texts[index]))]
    text, low, glued = tokens.text(index), tokens.low(index + 1), tokens.is_glued(index + 1)
    if text in {"1", "2", "3", "4"} and low in {"q", "h"} and glued:
        return periods.quarter(tokens, index + 2, int(text), low)
    if low == "s" and glued and text in _TENS and tokens.low(index - 1) in {"the", "'", "mid", "-", "late", "early"}:
        return index + 1, [date(year=1900 + int(text), span=10)]
    return periods.century(tokens, index)


def _shared_year(tokens: Tokens, found: list[Placed]) -> list[Placed]:
    """March and April 2024: the year stands once and counts for both."""
    shared: list[Placed] = []
    later: Placed | None = None
    for each in reversed(found):
        here = each
        if (
            later
            and (later.first == each.first or _ends_range(tokens, each.last, later.first))
            and not each.atom.year
            and (each.atom.month or each.atom.part)
        ):
            here = replace(each, atom=replace(each.atom, year=later.atom.year, fiscal=later.atom.fiscal))
        shared.append(here)
        later = here if here.atom.year else None
    return shared[::-1]
