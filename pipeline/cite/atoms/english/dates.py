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
)
from pipeline.cite.atoms.english.qualified import near
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Bound, DateAtom
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
    )
)
_TOGETHER = frozenset(("and", "to", "-", "or", "through", "until", ","))
_UNTIL = frozenset(("to", "-", "until", "through"))
_TENS = frozenset("20 30 40 50 60 70 80 90".split())


def read_dates(tokens: Tokens) -> list[DateAtom]:
    """All dates of a text; their tokens are marked as used."""
    found: list[tuple[int, int, DateAtom]] = []
    for index in [at for at, low in enumerate(tokens.lows) if low in _STARTERS or low[0].isdigit()]:
        read = None if tokens.used[index] else _date_at(tokens, index)
        if read is None:
            continue
        last, dates = read
        start, end, text = tokens.span(index, last)
        opens = bound(tokens, index, last)
        ends = bool(found) and _ends_range(tokens, found[-1][1], index)
        before = found[-1][2].near if ends else near(tokens, index)
        if ends and not opens and found[-1][2].bound is Bound.FROM and tokens.lows[index - 1] in _UNTIL:
            opens = Bound.BY
        part = _phase(tokens, index)
        found += [
            (index, last, replace(each, start=start, end=end, text=text, bound=opens, near=before, phase=part))
            for each in dates
        ]
        tokens.use(index, last)
    return _shared_year(tokens, found)


_PHASES = {"early": 1, "beginning": 1, "start": 1, "mid": 2, "middle": 2, "late": 3, "end": 3, "close": 3}


def _phase(tokens: Tokens, index: int) -> int:
    """Early, mid or late in a date: early 2025, mid-December, the end of 2025; not `as early as 2025`."""
    at = index - 1
    while at >= 0 and index - at < 4 and tokens.lows[at] in {"-", "of", "the", "in"}:
        at -= 1
    phase = _PHASES.get(tokens.low(at), 0)
    if tokens.low(index - 1) == "in" and phase != 1:
        return 0  # `early in 2025`, but not `ended in 2025`
    plain = tokens.low(at) not in {"beginning", "start", "middle", "end", "close"} or tokens.low(at + 1) == "of"
    return phase if plain and tokens.low(at - 1) != "as" else 0


def _ends_range(tokens: Tokens, last: int, first: int) -> bool:
    """Whether a date that starts at `first` ends the range or list that another one, ending at `last`, starts."""
    return first - last == 2 and tokens.lows[last + 1] in _TOGETHER


def _date_at(tokens: Tokens, index: int) -> tuple[int, Dates] | None:
    """The date that starts at a token: its last token, and one date or both ends of a range."""
    low, text = tokens.lows[index], tokens.texts[index]
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
    text, low, glued = tokens.text(index), tokens.low(index + 1), tokens.is_glued(index + 1)
    if text in {"1", "2", "3", "4"} and low in {"q", "h"} and glued:
        return periods.quarter(tokens, index + 2, int(text), low)
    if low == "s" and glued and text in _TENS and tokens.low(index - 1) in {"the", "'", "mid", "-", "late", "early"}:
        return index + 1, [date(year=1900 + int(text), span=10)]
    return periods.century(tokens, index)


def _shared_year(tokens: Tokens, found: list[tuple[int, int, DateAtom]]) -> list[DateAtom]:
    """March and April 2024: the year stands once and counts for both."""
    atoms: list[DateAtom] = []
    later: tuple[int, DateAtom] | None = None
    for first, last, atom in reversed(found):
        here = atom
        if (
            later
            and (later[0] == first or _ends_range(tokens, last, later[0]))
            and not atom.year
            and (atom.month or atom.part)
        ):
            here = replace(atom, year=later[1].year)
        atoms.append(here)
        later = (first, here) if here.year else None
    return atoms[::-1]
