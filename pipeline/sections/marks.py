"""From dates to what is drawn of them: marks, the stretches of days an axis shows, and its printed dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from pipeline.model.composer import Composer
from pipeline.model.drawing import Days, Mark, Tick
from pipeline.model.edtf import Edtf, parse_edtf
from pipeline.model.points import Point

_LONG = 0.6
"""A stretch without events is left out if it takes more than this part of the axis."""
_MARGIN = 0.07
"""What is kept on either side of it, as a part of what is drawn."""
_MOST_BREAKS = 3
_MOST_TICKS, _MOST_DAYS = 9, 6
"""A calendar day takes more room than a year."""

_LAST = date.max.toordinal()
_STEPS = (
    *((days, 0, 0) for days in (1, 2, 7, 14)),
    *((0, months, 0) for months in (1, 3, 6)),
    *((0, 0, years) for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)),
)
"""Distances of the axis's dates, from the finest: days, months, years."""


def mark(when: Edtf) -> Mark | None:
    """How a date is drawn, no finer than it is known; None if it is unknown."""
    if when.kind == "unknown":
        return None
    if when.kind == "set":
        return _one_of(when)
    start, end = when.start, when.end
    if start is end and start:
        first, last = reach(start)
        return Mark((_middle(first, last),), whiskers=_whisker(first, last))
    if start and end:
        return _lasting(*reach(start), *reach(end))
    if start:
        first, last = reach(start)
        return Mark(whiskers=_whisker(first, last), since=last - 1)
    first, last = reach(end or when.points[0])
    return Mark(whiskers=_whisker(first, last), until=first + 1)


def reach(point: Point) -> tuple[int, int]:
    """From which day to before which day a point in time can lie; one that is rough reaches its own length further."""
    first, last = point.earliest.toordinal(), point.latest.toordinal() + 1
    slack = last - first if point.approximate or point.uncertain else 0
    return max(first - slack, 1), min(last + slack, _LAST)


def _middle(first: float, last: float) -> float:
    return (first + last) / 2


def _whisker(first: float, last: float) -> tuple[Days, ...]:
    return ((first, last),) if last - first > 1 else ()


def _lasting(first: int, begun: int, ending: int, last: int) -> Mark:
    """Begins on some day from `first` to before `begun`, ends on some day from `ending` to before `last`."""
    sure = begun - 1, ending + 1
    if sure[0] >= sure[1]:
        return Mark((_middle(first, last),), whiskers=_whisker(first, last))
    edges = ((first, sure[0]), (sure[1], last))
    return Mark(bar=sure, whiskers=tuple(edge for edge in edges if edge[1] > edge[0]))


def _one_of(when: Edtf) -> Mark:
    """One of several dates: each member is marked, and a whisker joins them."""
    known = [reach(point) for span in when.spans for point in span if point]
    first, last = min(start for start, _ in known), max(stop for _, stop in known)
    if when.earliest is None or when.latest is None:
        whole = _whisker(first, last)
        return Mark(whiskers=whole, until=first + 1) if when.earliest is None else Mark(whiskers=whole, since=last - 1)
    middles = [_middle(reach(start)[0], reach(end)[1]) for start, end in when.spans if start and end]
    return Mark(tuple(middles), whiskers=_whisker(first, last))


def spans(marks: Iterable[Mark]) -> tuple[tuple[int, int], ...]:
    """The stretches of days that an axis shows: all that is marked, without what is long and empty between."""
    covered = _joined(sorted(stretch for each in marks for stretch in each.stretches))
    first, last = int(covered[0][0]), max(int(covered[-1][1] + 1), int(covered[0][0]) + 1)
    gaps = sorted(((b[0] - a[1], a[1], b[0]) for a, b in pairwise(covered)), reverse=True)
    left = last - first
    cuts: list[tuple[float, float]] = []
    for size, start, stop in gaps[:_MOST_BREAKS]:
        if size < max(_LONG * left, 3):
            break
        left -= int(size)
        cuts.append((start, stop))
    margin = max(1.0, _MARGIN * left)
    out, at = [], first
    for start, stop in sorted(cuts):
        if stop - start > 2 * margin + 1:
            out.append((at, int(start + margin)))
            at = int(stop - margin)
    return (*out, (at, last))


def _joined(stretches: Sequence[Days]) -> list[Days]:
    out = [stretches[0]]
    for start, stop in stretches[1:]:
        if start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], stop)
        else:
            out.append((start, stop))
    return out


def ticks(shown: Sequence[tuple[int, int]], composer: Composer) -> tuple[Tick, ...]:
    """The dates of an axis in round steps, as coarse as keeps them few."""
    days = sum(stop - start for start, stop in shown)
    for every, months, years in _STEPS:
        most = _MOST_DAYS if every else _MOST_TICKS
        if days / (every or months * 30.4 or years * 365.2) <= most:
            return tuple(tick for span in shown for tick in _along(span, every, months or 12 * years, composer))
    return ()


def _along(span: tuple[int, int], days: int, months: int, composer: Composer) -> Iterator[Tick]:
    """The ticks of one stretch; if none falls into it, one where it begins."""
    if days:
        for day in range(span[0], span[1] + 1, days):
            yield Tick(day, composer.date(parse_edtf(date.fromordinal(min(day, _LAST)).isoformat())), major=True)
        return
    first = date.fromordinal(span[0])
    month = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // months) * months
    shown = False
    while 12 <= month < 12 * 10_000 and (day := date(month // 12, month % 12 + 1, 1).toordinal()) <= span[1]:
        year, number = f"{month // 12:04}", month % 12 + 1
        if months % 12 == 0 or number == 1:
            yield Tick(day, composer.date(parse_edtf(year)), major=True)
        elif not shown:
            yield Tick(day, composer.date(parse_edtf(f"{year}-{number:02}")), major=True)
        else:
            yield Tick(day, composer.month(number))
        shown, month = True, month + months
    if not shown:
        yield Tick(span[0], composer.date(parse_edtf(first.isoformat()[:7])), major=True)
