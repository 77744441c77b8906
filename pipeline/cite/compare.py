"""Comparing what sources report for one fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from pipeline.cite.amounts import compare_amounts
from pipeline.model.edtf import Edtf
from pipeline.model.evidence import Agreement
from pipeline.model.fact import Fact, Reported
from pipeline.model.points import Point
from pipeline.model.quantity import Quantity

Quantities = Callable[[str], Quantity | None]
"""What reads the value of a report; None for one that is no quantity."""

_ORDER = (Agreement.AGREE, Agreement.COMPATIBLE, Agreement.DIFFER)


def worst(outcomes: Sequence[Agreement]) -> Agreement:
    """What comes of several comparisons together."""
    return max(outcomes, key=_ORDER.index)


def comparable(fact: Fact) -> list[str]:
    """The sources that give a value, rather than leave it open or unsaid."""
    return [source for source, reports in fact.reports.items() if any(r.gives for r in reports)]


def pairs(fact: Fact, quantities: Quantities) -> Mapping[tuple[str, str], Agreement]:
    """What comes of comparing every two sources that give a value."""
    return {
        (one, other): _pair(fact.reports[one], fact.reports[other], quantities, terms=bool(fact.terms))
        for one, other in combinations(comparable(fact), 2)
    }


def compare(fact: Fact, quantities: Quantities) -> Agreement:
    """The worst that comes of comparing every two sources; `SINGLE` if fewer than two give a value."""
    outcomes = list(pairs(fact, quantities).values())
    return worst(outcomes) if outcomes else Agreement.SINGLE


def _pair(one: Sequence[Reported], other: Sequence[Reported], quantities: Quantities, *, terms: bool) -> Agreement:
    """Two sources: each value with its best partner, and of these the worst; values of another unit are passed over."""
    ours, theirs = [r for r in one if r.gives], [r for r in other if r.gives]
    outcomes: list[Agreement] = []
    if terms:
        told, held = ({r.value for r in reports if r.value is not None} for reports in (ours, theirs))
        outcomes += [Agreement.AGREE if told == held else Agreement.DIFFER] if told or held else []
        ours, theirs = ([r for r in reports if r.value is None] for reports in (ours, theirs))
    table = [[_values(a, b, quantities) for b in theirs] for a in ours]
    outcomes += _best(table)
    outcomes += _best(list(zip(*table, strict=True)))
    # Where nothing can be compared, the author says how they stand to each other.
    return worst(outcomes) if outcomes else Agreement.DIFFER


def _best(table: Sequence[Sequence[Agreement | None]]) -> Iterator[Agreement]:
    """The best outcome of each row that has one."""
    for row in table:
        found = [outcome for outcome in row if outcome is not None]
        if found:
            yield min(found, key=_ORDER.index)


def _values(one: Reported, other: Reported, quantities: Quantities) -> Agreement | None:
    """Two values; None if their kinds or units cannot be compared."""
    if one.date is not None and other.date is not None:
        return compare_dates(one.date, other.date)
    if one.date is not None or other.date is not None:
        return None
    return compare_amounts(one, other, quantities)


def compare_dates(one: Edtf, other: Edtf) -> Agreement:
    """Two dates agree where they say the same, and can both be true where they meet; about 2024 may be 2025."""
    if _said(one) == _said(other):
        return Agreement.AGREE
    apart = all(_is_apart(a, b) for a in spans(one) for b in spans(other))
    return Agreement.DIFFER if apart and spans(one) and spans(other) else Agreement.COMPATIBLE


def _said(date: Edtf) -> tuple[object, ...]:
    """All that a date says: days, doubt, and whether it is one of several."""
    ends = tuple(
        tuple(end and (end.first, end.last, end.approximate, end.uncertain) for end in span) for span in date.spans
    )
    return date.kind, ends, date.start_unknown, date.end_unknown


Days = tuple[int | None, int | None]
"""Numbered days (`pipeline.model.days`)."""


def spans(date: Edtf) -> list[Days]:
    """From when to when a date may lie, each member of a set by itself; a doubtful point as far again to each side."""
    return [(_slack(start)[0] if start else None, _slack(end)[1] if end else None) for start, end in date.spans]


def _slack(point: Point) -> tuple[int, int]:
    slack = max(point.last - point.first, 1) if point.approximate or point.uncertain else 0
    return point.first - slack, point.last + slack


def _is_apart(one: Days, other: Days) -> bool:
    """Whether two spans of days do not meet."""
    pairs = ((one[1], other[0]), (other[1], one[0]))
    return any(end is not None and start is not None and end < start for end, start in pairs)
