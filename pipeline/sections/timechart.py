"""The chart beside a timeline's table, and the same story in words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from pipeline.model.composer import Composer
from pipeline.model.document import Figure, Link
from pipeline.model.drawing import DrawnEvent, Mark, Sign, TimelineChart
from pipeline.model.edtf import parse_edtf
from pipeline.sections.marks import spans, ticks

FEWEST = 3
"""Fewer dated events need no chart."""
_MOST = 40
"""Events in one chart: as many rows as a page holds."""


class Told(NamedTuple):
    """An event as its table row tells it."""

    number: int
    date: str
    text: str
    label: str
    planned: bool
    mark: Mark | None
    lane: str
    to: str


def figures(composer: Composer, events: Sequence[Told]) -> Iterator[Figure]:
    """One chart, or as many as it takes; none where hardly anything is dated."""
    if sum(event.mark is not None for event in events) < FEWEST:
        return
    parts = -(-len(events) // _MOST)
    size = -(-len(events) // parts)
    for start in range(0, len(events), size):
        part = events[start : start + size]
        if any(event.mark for event in part):
            yield _figure(composer, part)


def _figure(composer: Composer, events: Sequence[Told]) -> Figure:
    words = composer.words
    lanes = tuple(dict.fromkeys(event.lane for event in events))
    if lanes == ("",):
        lanes = ()
    links = {
        event.number: Link(event.label, f"#{event.to}", words["timeline.row"].format(number=event.number))
        for event in events
    }
    marks = [event.mark for event in events if event.mark]
    shown = spans(marks)
    cutoff = composer.spec.as_of.toordinal() + 1
    as_of = words["as_of"].format(date=composer.date(parse_edtf(composer.spec.as_of.isoformat())))
    drawn = tuple(
        DrawnEvent(
            event.number,
            event.label if event.mark else words["timeline.undated"].format(label=event.label, date=event.date),
            event.to,
            links[event.number].about,
            event.mark,
            event.planned,
            lanes.index(event.lane) if lanes else 0,
        )
        for event in events
    )
    chart = TimelineChart(
        drawn,
        shown,
        ticks(shown, composer),
        tuple(lane or words["timeline.lane"] for lane in lanes),
        (cutoff, as_of) if shown[0][0] < cutoff < shown[-1][1] else None,
        tuple((sign, words[f"timeline.key.{sign}"]) for sign in _signs(events, shown)),
    )
    return Figure(chart, _alternative(composer, events, shown), links=tuple(links.values()))


def _signs(events: Sequence[Told], shown: Sequence[tuple[int, int]]) -> Iterator[Sign]:
    """The signs that occur, for the key."""
    marks = [event.mark for event in events if event.mark]
    if any(event.mark and not event.planned for event in events):
        yield "done"
    if any(event.mark and event.planned for event in events):
        yield "planned"
    if any(each.whiskers for each in marks):
        yield "within"
    if any(each.bar for each in marks):
        yield "lasts"
    if any(each.since is not None or each.until is not None for each in marks):
        yield "open"
    if len(shown) > 1:
        yield "cut"


def _alternative(composer: Composer, events: Sequence[Told], shown: Sequence[tuple[int, int]]) -> str:
    """Every event with its number, date and status, lane by lane; and what the axis leaves out."""
    words = composer.words
    told = [words["timeline.alt"].format(number=len(events))]
    for lane in dict.fromkeys(event.lane for event in events):
        if lane:
            told.append(words["timeline.alt.lane"].format(lane=lane))
        for event in events:
            if event.lane == lane:
                status = words["status.planned" if event.planned else "status.done"]
                text = event.text.rstrip("." + words["stop"])
                told.append(
                    words["timeline.alt.event"].format(number=event.number, date=event.date, status=status, text=text)
                )
    for (_, start), (stop, _) in pairwise(shown):
        days = [date.fromordinal(day).isoformat() for day in (start, stop)]
        # As coarse as tells the two apart: nothing happened there.
        length = next(length for length in (4, 7, 10) if length == 10 or days[0][:length] != days[1][:length])
        ends = [composer.date(parse_edtf(day[:length])) for day in days]
        told.append(words["timeline.alt.cut"].format(start=ends[0], end=ends[1]))
    return words["gap"].join(told)
