"""A timeline, drawn: one row an event in the order of the table, so that labels can never meet.

A label stands to the right of its mark where it finds room, else to the left; in two lines if need be; and where even
these are too few, the row's number, which every row has, leads to the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.layout.board import Board
from pipeline.layout.lines import SetLine
from pipeline.layout.marks import FADE, Marks
from pipeline.layout.timescale import Scale, labelled, torn
from pipeline.model.drawing import DrawnEvent, TimelineChart

_MODES = ((3, 6.0), (2, 4.5), (2, 2.4), (1, 2.4), (0, 1.0))
"""Most lines of a label and air between rows, tried in turn until the chart fits its page."""

_BESIDE = 5.0
"""Air between a mark and its label."""
_NARROW = 60.0
"""In less room a label is not divided into lines."""


class _Row(NamedTuple):
    """An event with where its mark stands, and where its label does: `anchor` 0 right of the mark, 1 left of it."""

    event: DrawnEvent
    left: float
    right: float
    label: list[SetLine]
    anchor: float
    height: float


class TimeChart:
    """Draws one timeline."""

    def __init__(self, chart: TimelineChart, board: Board) -> None:
        self._chart, self._board = chart, board
        marks = [event.mark for event in chart.events if event.mark]
        numbers = [board.measure(str(event.number), board.small) for event in chart.events]
        self._gutter = max(numbers, default=0.0) + 6
        fade = FADE * board.unit
        left = fade if any(mark.until is not None for mark in marks) else board.radius
        right = fade if any(mark.since is not None for mark in marks) else board.radius
        self._scale = Scale(chart.spans, self._gutter + left + 4, board.width - right - 2)
        self._marks = Marks(board, self._scale)
        self._axis = board.small.leading + 4
        """Height of the axis above the rows."""
        self._links = {link.to[1:]: link for link in board.figure.links}

    def draw(self, most: float) -> None:
        """The whole chart, at most so high."""
        board, chart = self._board, self._chart
        below = self._key_height() + (board.small.leading + 4 if self._cutoff else 4)
        rows: list[_Row] = []
        for lines, air in _MODES:
            rows = [self._row(event, lines, air) for event in chart.events]
            lanes = len(chart.lanes) * (board.head.leading + 5)
            if self._axis + sum(row.height for row in rows) + lanes + below <= most:
                break
        ticks = labelled(board, self._scale, chart.ticks, self._axis / 2 - 2)
        bottom = self._axis + 4 + sum(row.height for row in rows) + len(chart.lanes) * (board.head.leading + 5)
        self._frame(ticks, bottom)
        y = self._axis + 4
        for lane, row in self._laned(rows):
            if lane:
                board.write(board.set(lane, board.head), 0, y + board.head.leading / 2 + 2, board.head, backed=True)
                y += board.head.leading + 5
            self._event(row, y)
            y += row.height
        if self._cutoff:
            self._told(bottom + board.small.leading / 2 + 2)
            bottom += board.small.leading + 4
        board.height = self._key(bottom + 4)

    @property
    def _cutoff(self) -> bool:
        return self._chart.cutoff is not None and self._scale.shows(self._chart.cutoff[0])

    def _laned(self, rows: list[_Row]) -> Iterator[tuple[str, _Row]]:
        """The rows lane by lane; the first of each with the lane's name."""
        names = self._chart.lanes
        for lane in range(max(len(names), 1)):
            name = names[lane] if names else ""
            for row in rows:
                if row.event.lane == lane:
                    yield name, row
                    name = ""

    def _row(self, event: DrawnEvent, most: int, air: float) -> _Row:
        board, look = self._board, self._board.look
        left, right = self._marks.reach(event.mark) if event.mark else (self._gutter + 4,) * 2
        lines, anchor = self._fitted(event, left, right, most)
        height = max(len(lines), 1) * look.leading if most else board.small.leading - 1
        return _Row(event, left, right, lines, anchor, height + air)

    def _fitted(self, event: DrawnEvent, left: float, right: float, most: int) -> tuple[list[SetLine], float]:
        """The label in as few lines as can be, right of the mark or left of it; none if that is more than `most`."""
        board = self._board
        owner = self._links.get(event.to)
        beyond = board.width - right - _BESIDE - 1
        before = left - self._gutter - _BESIDE - 3 if event.mark else 0.0
        if not most:
            return [], 0.0
        sides = ((beyond, 0.0), (before, 1.0))
        whole = board.set(event.label, board.look, owner=owner)
        wide = max((line.width for line in whole), default=0.0)
        for room, anchor in sides:
            if wide <= room:
                return whole, anchor
        broken = [
            (board.set(event.label, board.look, room, owner), room, anchor) for room, anchor in sides if room >= _NARROW
        ]
        fit = [
            (label, anchor)
            for label, room, anchor in broken
            if len(label) <= most and max(line.width for line in label) <= room
        ]
        return min(fit, key=lambda each: len(each[0]), default=([], 0.0))

    # ── what is drawn ───────────────────────────────────────────────────────────────────────────────────────────────

    def _frame(self, ticks: list[tuple[float, bool]], bottom: float) -> None:
        """Axis, grid, cut-off and breaks, behind everything."""
        board, theme = self._board, self._board.theme
        for x, major in ticks:
            ink = board.quiet if major else board.grid
            board.line(((x, 0 if major else self._axis - 4), (x, self._axis)), ink, theme.hair)
            board.line(((x, self._axis), (x, bottom)), board.grid, theme.hair * (1.5 if major else 1))
        board.line(((self._gutter, self._axis), (board.width, self._axis)), board.quiet, theme.hair)
        if self._cutoff and self._chart.cutoff:
            x = self._scale(self._chart.cutoff[0])
            board.line(((x, self._axis), (x, bottom + 2)), board.quiet, theme.whisker, (2.5, 2))
        for x in self._scale.breaks:
            torn(board, x, self._axis - 3, bottom)  # higher, it would reach into a date

    def _event(self, row: _Row, y: float) -> None:
        """Number, leader, mark and label of an event."""
        board, event = self._board, row.event
        first = (min(row.height, board.look.leading)) / 2
        middle = y + first
        owner = self._links.get(event.to)
        number, before = board.set(str(event.number), board.small, owner=owner), board.written
        board.write(number, self._gutter - 6, middle, board.small, 1.0)
        wide = max((line.width for line in row.label), default=0.0)
        at = row.left - _BESIDE if row.anchor else row.right + _BESIDE
        start = at - wide - 3 if row.anchor else row.left - 3
        if event.mark and start > self._gutter + 4:
            board.line(((self._gutter, middle), (start, middle)), board.quiet, board.theme.hair, (0.4, 2.2))
        if row.label:
            board.write(row.label, at, middle, board.look, row.anchor, backed=True)
            board.join(before)
        if event.mark:
            self._marks.draw(event.mark, middle, planned=event.planned)

    def _told(self, middle: float) -> None:
        """What the line of the cut-off means, under it."""
        if not self._chart.cutoff:
            return
        board, (day, text) = self._board, self._chart.cutoff
        wide = board.measure(text, board.small)
        x = min(max(self._scale(day) - wide / 2, 0.0), board.width - wide)
        board.one(text, x, middle, board.small)

    # ── the key ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _entries(self) -> Iterator[tuple[int, float, float, str, str]]:
        """Line, place, width of the sign, sign and meaning of each entry."""
        board, x, line = self._board, self._gutter, 0
        for sign, text in self._chart.key:
            wide = self._marks.width(sign) + 4 + board.measure(text, board.small)
            if x > self._gutter and x + wide > board.width:
                x, line = self._gutter, line + 1
            yield line, x, self._marks.width(sign), sign, text
            x += wide + 14

    def _key_height(self) -> float:
        entries = list(self._entries())
        return (entries[-1][0] + 1) * (self._board.small.leading + 1) + 6 if entries else 0.0

    def _key(self, top: float) -> float:
        """What the signs mean, on lines of their own; gives the lower edge."""
        board = self._board
        step = board.small.leading + 1
        y = top + 4 + step / 2
        for line, x, wide, sign, text in self._entries():
            self._marks.sample(sign, x, y + line * step)
            board.one(text, x + wide + 4, y + line * step, board.small)
        return top + self._key_height() if self._chart.key else top
