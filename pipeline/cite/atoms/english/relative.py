"""Relative dates in English: next year, March this year, last Thursday, two years ago, Q1 FY2025."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pipeline.cite.atoms.english.bounds import bound
from pipeline.cite.atoms.english.calendar import date, day_at, month_of, year_after
from pipeline.cite.atoms.english.joined import is_about, is_denied, joined, phase, settled
from pipeline.cite.atoms.english.periods import SEASONS
from pipeline.cite.atoms.english.spelled import ONES
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.model.atoms import Bound, DateAtom, Link
from pipeline.model.record import record, replace


@record
class Placed:
    """A date, and its first and last token."""

    first: int
    last: int
    atom: DateAtom


_SHIFTS = {
    "this": 0, "current": 0, "same": 0, "that": 0, "last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1,
    "following": 1,
}  # fmt: skip
_UNITS = {unit: unit for unit in ("year", "month", "week", "quarter")}
_COUNTED = {f"{unit}{end}": unit for unit in ("year", "month", "week", "day") for end in ("", "s")}
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_OF_DAY = frozenset("morning afternoon evening".split())
_AFTER = {"ago": -1, "earlier": -1, "before": -1, "later": 1, "after": 1, "hence": 1}
_FISCAL = frozenset(("fiscal", "financial"))
_TIES = frozenset(("of", "in", ","))
_BEFORE_SEASON = frozenset(", in by from since until during through over early late mid".split())


def read_relatives(tokens: Tokens, dates: Sequence[Placed]) -> list[DateAtom]:
    """All relative dates of a text, in order."""
    begins = [index for index, low in enumerate(tokens.lows) if _may_begin(low)]
    plain = {each.first: each for index in begins if (each := _relative_at(tokens, index))}
    taken: set[int] = set()
    found: list[Placed] = []
    carried: tuple[str, int] | None = None
    following: Placed | None = None
    for each in reversed(dates):
        own = _combined(tokens, each, plain)
        if fiscal := _of_fiscal_year(tokens, each, following):
            here: Placed | None = fiscal
        elif own:
            taken.add(own[0])
            last, unit, shift = own[1:]
            here = _placed(tokens, each.first, last, replace(each.atom, unit=unit, shift=shift))
        elif carried and _is_bare(each.atom):
            unit, shift = carried
            here = replace(each, atom=replace(each.atom, unit=unit, shift=shift))
        else:
            here = None
        if here:
            here = replace(here, atom=replace(here.atom, link=each.atom.link))
            found.append(here)
        # March or April this year: what stands behind the second counts for the first too.
        carried = (here.atom.unit, here.atom.shift) if here and each.atom.link else None
        following = each
    found += [each for first, each in plain.items() if first not in taken]
    return _linked(tokens, sorted(found, key=lambda each: each.first))


def _linked(tokens: Tokens, found: list[Placed]) -> list[DateAtom]:
    """Each with how it is joined to the one before it: this year or next year."""
    links = [
        each.atom.link or (joined(tokens, found[at - 1].last, each.first) if at else Link.NONE)
        for at, each in enumerate(found)
    ]
    return [replace(each.atom, link=link) for each, link in zip(found, settled(links), strict=True)]


def _placed(tokens: Tokens, first: int, last: int, atom: DateAtom) -> Placed:
    start, end, text = tokens.span(first, last)
    opens = atom.bound or bound(tokens, first, last)
    return Placed(
        first,
        last,
        replace(
            atom,
            start=start,
            end=end,
            text=text,
            bound=opens,
            phase=phase(tokens, first),
            about=is_about(tokens, first),
            denied=is_denied(tokens, first, opens),
        ),
    )


def _of_fiscal_year(tokens: Tokens, each: Placed, following: Placed | None) -> Placed | None:
    """Q1 FY2025: a quarter right before a fiscal year."""
    if not following or not each.atom.part or not _is_bare(each.atom) or not following.atom.fiscal:
        return None
    if following.first - each.last - (tokens.low(each.last + 1) in _TIES) != 1:
        return None
    whole = replace(each.atom, year=following.atom.year, fiscal=True, unit="fiscal")
    return _placed(tokens, each.first, following.last, whole)


def _is_bare(atom: DateAtom) -> bool:
    return not (atom.year or atom.fiscal)


def _combined(tokens: Tokens, each: Placed, plain: dict[int, Placed]) -> tuple[int, int, str, int] | None:
    """What makes a bare date relative: words behind it (`March of next year`) or before it (`last March`).

    Gives the first token of these words, the last of all, the unit and the shift.
    """
    if not _is_bare(each.atom):
        return None
    at = each.last + 1 + (tokens.low(each.last + 1) in _TIES)
    at += tokens.low(at) == "the"
    behind = plain.get(at)
    wanted = {"week"} if each.atom.weekday else {"year", "fiscal"}
    if behind and behind.atom.unit in wanted and not behind.atom.year:
        return at, behind.last, behind.atom.unit, behind.atom.shift
    before = tokens.low(each.first - 1)
    shift = _SHIFTS.get(before)
    if shift is None or each.atom.day or before in {"that", "same"}:
        return None
    return -1, each.last, "near", shift


@lru_cache(maxsize=8192)
def _may_begin(low: str) -> bool:
    """Whether a relative date may start at this word, whatever stands beside it."""
    counts = low.isdecimal() or low in ONES or low in {"a", "an"}
    return counts or low.removesuffix("'s") in _DAYS or low in _SHIFTS or low in SEASONS or low in _FISCAL


def _relative_at(tokens: Tokens, index: int) -> Placed | None:
    """The relative date that starts at a token and holds no other date."""
    low = tokens.lows[index]
    if (shift := _DAYS.get(low.removesuffix("'s"))) is not None:
        return _placed(tokens, index, index, replace(date(), unit="day", shift=shift))
    if low in _SHIFTS:
        return _shifted(tokens, index)
    if low in SEASONS and not tokens.used[index] and (tokens.low(index - 1) in _BEFORE_SEASON):
        return _placed(tokens, index, index, date(part=SEASONS[low]))
    if low in _FISCAL and tokens.low(index + 1) == "year" and tokens.low(index + 2) in {"ending", "ended"}:
        return _ending(tokens, index)
    return _counted(tokens, index)


def _shifted(tokens: Tokens, index: int) -> Placed | None:
    """This year, next fiscal year, this morning, last night; `this` in `this or next year` alone."""
    low, after = tokens.lows[index], tokens.low(index + 1)
    shift, last = _SHIFTS[low], index + 1
    if after in _OF_DAY and low in {"this", "that"}:
        return _placed(tokens, index, last, replace(date(), unit="day"))
    if after == "night" and low == "last":
        return _placed(tokens, index, last, replace(date(), unit="day", shift=-1))
    at = index + 1
    if after in {"or", "and"} and tokens.low(index + 2) in _SHIFTS:
        at, last = index + 3, index
    fiscal = tokens.low(at) in _FISCAL
    unit = _UNITS.get(tokens.low(at + fiscal).removesuffix("'s"))
    if not unit or (fiscal and unit != "year"):
        return None
    last = last if last == index else at + fiscal
    return _placed(tokens, index, last, replace(date(), unit="fiscal" if fiscal else unit, shift=shift))


def _counted(tokens: Tokens, index: int) -> Placed | None:
    """Two years ago, a year later, ten days from now; in two years, within two years."""
    low, unit = tokens.lows[index], _COUNTED.get(tokens.low(index + 1))
    if not unit:
        return None
    number = int(low) if low.isdecimal() and low.isascii() and len(low) < 4 else ONES.get(low, low in {"a", "an"})
    if not number:
        return None
    sign, last, opens = _AFTER.get(tokens.low(index + 2), 0), index + 2, Bound.NONE
    if (tokens.low(index + 2), tokens.low(index + 3)) == ("from", "now"):
        sign, last = 1, index + 3
    elif not sign and tokens.low(index - 1) in {"in", "within"}:
        sign, last = 1, index + 1
        opens = Bound.BY if tokens.low(index - 1) == "within" else Bound.NONE
    if not sign:
        return None
    return _placed(tokens, index, last, replace(date(), unit=unit, shift=sign * int(number), bound=opens))


def _ending(tokens: Tokens, index: int) -> Placed | None:
    """The fiscal year ending March 2026, ended 31 March 2026: its last month says when it was."""
    at = index + 3 + (tokens.low(index + 3) == "in")
    _, of_month = day_at(tokens, at)
    month_at = of_month + 1 if not month_of(tokens, at) else at
    month = month_of(tokens, month_at)
    day, day_last = day_at(tokens, month_at + 1)
    year, last = year_after(tokens, (day_last if day else month_at) + 1)
    if not month or not year:
        return None
    return _placed(tokens, index, last, replace(date(year=year, month=month), unit="fiscal"))
