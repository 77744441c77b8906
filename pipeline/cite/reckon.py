"""Dates beside prose: an EDTF date must follow from its passage, and be no finer than what the passage says.

A relative expression ("March this year") is reckoned from a declared date. Where more than one date is possible, the
author says why it is this one. "By", "from" and "as early as" stay open; "recently" is one of a set or unknown, and
never a day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from pipeline.cite.atoms import prose_reader
from pipeline.cite.atoms.english import folded_words
from pipeline.cite.checks.base import listed, named
from pipeline.cite.checks.dates import covers
from pipeline.cite.fiscal import hold_fiscal, relative_year
from pipeline.cite.ground import Ground, shown
from pipeline.model.atoms import Bound, DateAtom
from pipeline.model.edtf import Edtf, EdtfError, parse_edtf
from pipeline.model.points import Point, Precision
from pipeline.model.problem import Problem, Where
from pipeline.model.record import record, replace
from pipeline.model.spec import Spec, StatedDate

_RELATIVE = re.compile(
    r"\b(this|last|next|the same|that|past|previous|coming|following) (year|month|week|quarter)\b"
    r"|\b(today|yesterday|tomorrow)\b"
)
_SHIFTS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "yesterday": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "tomorrow": 1,
}


def hold_date(spec: Spec, stated: StatedDate | None, grounds: Sequence[Ground]) -> Iterator[Problem]:
    """What is wrong with a date: not in its passages, finer than they say, closed where they leave it open."""
    if stated is None or not grounds or any(not ground.readable for ground in grounds):
        return
    if stated.says:
        yield from _told(spec, stated, grounds)
    elif stated.date.kind != "unknown":
        there = [date for ground in grounds for date in ground.atoms.dates]
        yield from _derived(stated, there, grounds)


def done_after(spec: Spec, stated: StatedDate) -> Iterator[Problem]:
    """An event that is told as done cannot begin after the information cut-off."""
    first = stated.date.earliest
    if stated.done and first and first > spec.as_of:
        message = f"{stated.date} is told as done, and lies after {spec.as_of}, the information cut-off"
        yield Problem("DATE010", message, Where(stated.path), hints=("write status: planned",))


def _derived(stated: StatedDate, there: Sequence[DateAtom], grounds: Sequence[Ground]) -> Iterator[Problem]:
    """Every point of the date stands in a passage, and an open end is kept open."""
    where = Where(stated.path)
    notes = (f"passage says: {listed([date.text for date in there])}",) if there else ("the passage has no date",)
    for point in stated.date.points:
        wanted = atom_of(point)
        found = [date for date in there if covers(wanted, date)]
        if not found:
            finer = any(_is_coarser(date, wanted) for date in there)
            code = "DATE002" if finer else "DATE001"
            message = f"{stated.date} is finer than its passage" if finer else f"{stated.date} is {named(grounds)}"
            fiscal = next((date for date in there if date.fiscal), None)
            hint = (
                f"write says: {fiscal.text}, and declare fiscal_year: for the brief or the source"
                if fiscal
                else f"write it as the passage does: {_written(there)}"
                if there
                else "cite a passage that gives the date, or write says: and from:"
            )
            yield Problem(code, message, where, notes=notes, hints=(hint,))
            return
        yield from _ends(stated.date, point, found, where)


def _ends(date: Edtf, point: Point, found: Sequence[DateAtom], where: Where) -> Iterator[Problem]:
    """`By 2027` is `../2027`, `as early as 2026` is `2026/..`, and neither is the other."""
    bounds = {each.bound for each in found}
    opens_before = any(end is point and start is None for start, end in date.spans)
    opens_after = any(start is point and end is None for start, end in date.spans)
    alone = date.kind == "date"
    if bounds == {Bound.BY} and (alone or opens_after):
        yield Problem("DATE006", f'the passage says "by {found[0].text}"', where, hints=(f"write ../{_plain(point)}",))
    elif bounds == {Bound.EARLY} and (alone or opens_before):
        yield Problem(
            "DATE006", f'the passage says "as early as {found[0].text}"', where, hints=(f"write {_plain(point)}/..",)
        )
    elif bounds == {Bound.FROM} and opens_before:
        yield Problem(
            "DATE006", f'the passage says "from {found[0].text}"', where, hints=(f"write {_plain(point)}/..",)
        )


def _told(spec: Spec, stated: StatedDate, grounds: Sequence[Ground]) -> Iterator[Problem]:
    """A date reckoned from the source's own words."""
    words = " ".join(folded_words(stated.says))
    if not words or not shown(grounds, "words", words):
        hint = "write the source's own words, as they stand in the passage"
        yield Problem(
            "DATE003", f'"{stated.says}" is {named(grounds)}', Where(stated.says_path or stated.path), hints=(hint,)
        )
        return
    dates = prose_reader(spec.sources[grounds[0].source].language).read(stated.says).dates
    text = " ".join(stated.says.lower().split())
    if any(date.fiscal for date in dates) or relative_year(text) is not None:
        yield from _fiscal(spec, stated, dates, grounds)
        return
    if dates and all(date.year for date in dates):
        yield from _derived(stated, dates, grounds)
        return
    relative = _RELATIVE.search(text)
    if not relative and not dates:
        yield from _vague(spec, stated, grounds)
        return
    base, problem = _base(spec, stated, grounds)
    if problem or base is None:
        if problem:
            yield problem
        return
    yield from _reckoned(stated, _possible(text, relative, dates[0] if dates else None, base), grounds)


def _fiscal(spec: Spec, stated: StatedDate, dates: Sequence[DateAtom], grounds: Sequence[Ground]) -> Iterator[Problem]:
    """A fiscal year, by its number or from a declared date."""
    named_years = [date for date in dates if date.fiscal and date.year]
    base, problem = (None, None) if named_years else _base(spec, stated, grounds)
    if problem:
        yield problem
    else:
        yield from hold_fiscal(spec, stated, named_years, (base.earliest, base.latest) if base else None, grounds)


@record
class _Base:
    """From when to when a relative date may be reckoned."""

    earliest: dt.date
    latest: dt.date
    text: str


def _base(spec: Spec, stated: StatedDate, grounds: Sequence[Ground]) -> tuple[_Base | None, Problem | None]:
    """The declared date that `says` is reckoned from."""
    where = Where(stated.says_path or stated.path)
    if stated.from_ == "published":
        published = spec.sources[grounds[0].source].published
        date = published.date if published else None
        hint = f"say when {grounds[0].source} was published, as far as it can be known: published: {{date: …}}"
    elif stated.from_:
        try:
            date = parse_edtf(stated.from_)
        except EdtfError as error:
            return None, Problem("DATE004", f"from: {error.reason}", where, hints=(error.hint,))
        hint = "write a date with both ends known"
    else:
        date, hint = None, "write from: published, or from: and an EDTF date"
    if date is None or date.earliest is None or date.latest is None:
        return None, Problem("DATE004", f'"{stated.says}" has no date to be reckoned from', where, hints=(hint,))
    return _Base(date.earliest, date.latest, str(date)), None


def _possible(text: str, relative: re.Match[str] | None, date: DateAtom | None, base: _Base) -> list[DateAtom]:
    """All dates that an expression can mean, reckoned from every day of the base."""
    shift = 0
    unit = "year"
    if relative:
        word = relative.group(1) or relative.group(3)
        shift, unit = _SHIFTS.get(word, 0), relative.group(2) or "day"
    bound = date.bound if date else Bound.NONE
    if not bound and re.search(r"\bas (?:early|soon) as\b", text):
        bound = Bound.EARLY
    if unit == "year":
        years = range(base.earliest.year + shift, base.latest.year + shift + 1)
        if not relative:  # a bare month may be of the year before or after too
            years = range(base.earliest.year - 1, base.latest.year + 2)
        base_date = date or DateAtom(0, 0, text)
        return [replace(base_date, year=year, bound=bound) for year in years]
    found: list[DateAtom] = []
    day = base.earliest
    while day <= base.latest and len(found) < 400:
        found.append(_shifted(text, day, unit, shift, bound))
        day += dt.timedelta(days=1)
    return list(dict.fromkeys(found))


def _shifted(text: str, day: dt.date, unit: str, shift: int, bound: Bound) -> DateAtom:
    """One reckoning: the month, quarter or day that lies `shift` from a day; a week is given by its month."""
    if unit == "day":
        moved = day + dt.timedelta(days=shift)
        return DateAtom(0, 0, text, moved.year, moved.month, moved.day, bound=bound)
    if unit == "week":
        moved = day + dt.timedelta(days=7 * shift)
        return DateAtom(0, 0, text, moved.year, moved.month, bound=bound)
    if unit == "quarter":
        index = day.year * 4 + (day.month - 1) // 3 + shift
        return DateAtom(0, 0, text, index // 4, part=33 + index % 4, bound=bound)
    index = day.year * 12 + day.month - 1 + shift
    return DateAtom(0, 0, text, index // 12, index % 12 + 1, bound=bound)


def _reckoned(stated: StatedDate, possible: Sequence[DateAtom], grounds: Sequence[Ground]) -> Iterator[Problem]:
    """The date is one of the possible ones, all of them as a set, or the one that `because` gives a reason for."""
    where = Where(stated.path)
    told = listed([_edtf(date) for date in possible])
    if len(possible) > 1 and not stated.because and stated.date.kind not in {"set", "unknown"}:
        hint = "say with because: why it is this one, or write all of them: [a,b]"
        yield Problem("DATE005", f'"{stated.says}" may be {told}', where, hints=(hint,))
        return
    yield from _derived(stated, possible, grounds)


def _vague(spec: Spec, stated: StatedDate, grounds: Sequence[Ground]) -> Iterator[Problem]:
    """`Recently` and the like: unknown, or one of a set that ends no later than the source can have been published."""
    if stated.date.kind == "unknown":
        return
    where = Where(stated.path)
    if stated.date.kind != "set":
        hint = "write XXXX, or one of a set with its reason: [2024-01..2024-03] and because:"
        yield Problem("DATE002", f'{stated.date} is finer than "{stated.says}"', where, hints=(hint,))
        return
    base, problem = _base(spec, stated, grounds)
    if problem:
        yield problem
    elif not stated.because:
        yield Problem(
            "DATE005", f'"{stated.says}" may be any date', where, hints=("say with because: why it is one of these",)
        )
    elif base and (stated.date.latest is None or stated.date.latest > base.latest):
        yield Problem(
            "DATE001",
            f'{stated.date} reaches past {base.text}, from which "{stated.says}" is reckoned',
            where,
            hints=("end it there",),
        )


def atom_of(point: Point) -> DateAtom:
    """A point of an EDTF date as an atom."""
    span = {Precision.DECADE: 10, Precision.CENTURY: 100}.get(point.precision, 0)
    return DateAtom(0, 0, "", point.year, point.month, point.day, point.part, span)


def _is_coarser(date: DateAtom, wanted: DateAtom) -> bool:
    """Whether a date says less than a wanted one, and nothing else: 2017 for March 2017, March 2017 for the 14th."""
    if not date.year or date.year != wanted.year or date.span or date.weekday:
        return False
    if wanted.day and not date.day:
        return date.month in {0, wanted.month}
    return bool(wanted.month or wanted.part) and not (date.month or date.part)


def _plain(point: Point) -> str:
    return _edtf(atom_of(point))


def _edtf(date: DateAtom) -> str:
    """An atom in EDTF, with its bound."""
    text = (
        f"{date.year:04}"
        + (f"-{date.month or date.part:02}" if date.month or date.part else "")
        + (f"-{date.day:02}" if date.day else "")
    )
    if date.span:
        text = text[:3] + "X" if date.span == 10 else text[:2] + "XX"
    if date.bound is Bound.EARLY:
        return text + "/.."
    return "../" + text if date.bound is Bound.BY else text


def _written(there: Sequence[DateAtom]) -> str:
    """The dates of a passage in EDTF, as far as they have a year."""
    return listed([_edtf(date) for date in there if date.year]) or "with says: and from:"
