"""Points over time, joined source by source: what the sources report for facts of which each has its date.

The axis of time is to scale, that of values begins at zero and bears no figures: each point says its own. A label
stands where it meets neither another label nor a point; one that finds no such place stands in a row below the chart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.layout.board import Board, Box
from pipeline.layout.lines import SetLine
from pipeline.layout.timescale import Scale, labelled, torn
from pipeline.model.document import Link
from pipeline.model.drawing import Bar, BarChart

_HEIGHT = 120.0
_DASHES: tuple[tuple[float, ...], ...] = ((), (4.0, 2.0), (1.0, 1.8), (6.0, 2.0, 1.0, 2.0), (2.0, 3.0))
"""Of the lines of each source in turn."""
_AIR = 2.0
_WIDEST = 0.6
"""Of the chart: a longer label is set in several lines, and below it."""


class _Dot(NamedTuple):
    """A report on the board; `y` is None where there is no value."""

    bar: Bar
    source: int
    x: float
    y: float | None
    words: list[SetLine]
    heading: str


class Lines:
    """Draws one chart of lines."""

    def __init__(self, chart: BarChart, board: Board) -> None:
        self._chart, self._board = chart, board
        self._scale = Scale(chart.spans, 24.0, board.width - 24.0)
        self._top, self._axis = board.look.leading + 6, board.small.leading + 3
        self._base = self._top + _HEIGHT
        most = max((bar.size or 0.0 for group in chart.groups for bar in group.bars), default=0.0)
        self._rate = _HEIGHT / most if most else 0.0
        links = iter(board.figure.links)
        names = [name for name, _ in chart.sources]
        self._dots: list[_Dot] = []
        for group in chart.groups:
            for bar in group.bars:
                words = self._words(bar, [next(links) for _ in range(bar.cited)])
                y = None if bar.size is None else self._base - bar.size * self._rate
                x = self._scale(group.day or 0.0)
                self._dots.append(_Dot(bar, names.index(bar.source), x, y, words, group.label))

    def _words(self, bar: Bar, links: Sequence[Link]) -> list[SetLine]:
        return self._board.cited(bar.text, links, self._board.look, self._board.width * _WIDEST)

    def draw(self) -> None:
        """Axes, lines, points, labels; labels without a place, and the key, below."""
        board = self._board
        bottom = self._base + self._axis
        for x, major in labelled(board, self._scale, self._chart.ticks, self._base + self._axis / 2 + 1):
            board.line(((x, self._base), (x, bottom if major else self._base + 4)), board.quiet, board.theme.hair)
            board.line(((x, self._top), (x, self._base)), board.grid, board.theme.hair)
        board.line(((0, self._base), (board.width, self._base)), board.quiet, board.theme.whisker)
        for x in self._scale.breaks:
            torn(board, x, self._top, self._base + 4)
        for source in range(len(self._chart.sources)):
            for stretch in self._stretches(source):
                dash = _DASHES[source % len(_DASHES)]
                board.line(stretch, board.ink, board.theme.stroke * 1.2, dash)
        for dot in self._dots:
            if dot.y is not None:
                self._point(dot.x, dot.y, dot.source)
        y = bottom + 8
        for dot in self._labels():
            lines = [*board.set(f"{dot.heading}:", board.head)]
            wide = max(line.width for line in lines)
            board.write(lines, 0.0, y, board.head)
            board.write(dot.words, wide + 5, y, board.look)
            y += len(dot.words) * board.look.leading + 1
        board.height = self._key(y)

    def _stretches(self, source: int) -> Iterator[list[tuple[float, float]]]:
        """The points of a source that follow each other without one that is missing."""
        run: list[tuple[float, float]] = []
        for dot in sorted((dot for dot in self._dots if dot.source == source), key=lambda dot: dot.x):
            if dot.y is None:
                if len(run) > 1:
                    yield run
                run = []
            else:
                run.append((dot.x, dot.y))
        if len(run) > 1:
            yield run

    def _point(self, x: float, y: float, source: int) -> None:
        """A point is filled as the bars of its source are."""
        board = self._board
        fill = board.fills[source % len(board.fills)]
        board.dot(x, y, board.radius, hollow=False)
        if fill != board.ink:
            board.dot(x, y, board.radius - board.theme.stroke, hollow=False, ink=fill)

    # ── labels ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _labels(self) -> list[_Dot]:
        """Write every label that finds a place, in the order of the points; gives those that do not."""
        board, left_over = self._board, []
        r = board.radius
        taken: list[Box] = [(dot.x - r, dot.y - r, dot.x + r, dot.y + r) for dot in self._dots if dot.y is not None]
        for dot in self._dots:
            wide = max((line.width for line in dot.words), default=0.0)
            for left, middle in self._places(dot, wide) if len(dot.words) == 1 else ():
                half = board.look.styles[""].size / 2
                box = left - _AIR, middle - half - _AIR / 2, left + wide + _AIR, middle + half + _AIR / 2
                inside = box[0] >= 0 and box[2] <= board.width and box[1] >= 0 and box[3] <= self._base
                if inside and not any(_meet(box, other) for other in taken):
                    taken.append(box)
                    board.write(dot.words, left, middle, board.look, backed=True)
                    break
            else:
                left_over.append(dot)
        return left_over

    def _places(self, dot: _Dot, wide: float) -> Iterator[tuple[float, float]]:
        """Where a label may stand: above its point, below, to the right, to the left; left edge and middle."""
        r = self._board.radius
        away = r + _AIR + self._board.look.styles[""].size / 2 + 1
        y = self._base - away if dot.y is None else dot.y
        centred, before, after = dot.x - wide / 2, dot.x - wide - r - 4, dot.x + r + 4
        for left in (centred, dot.x - wide * 0.8, dot.x - wide * 0.2):
            yield left, y - away if dot.y is not None else y
        if dot.y is not None:
            for left in (centred, dot.x - wide * 0.8, dot.x - wide * 0.2):
                yield left, y + away
            yield after, y
            yield before, y

    def _key(self, top: float) -> float:
        """Whose each line is; gives the lower edge."""
        board, x, y = self._board, 0.0, top + 4
        if len(self._chart.sources) < 2:
            return top
        for number, (_, text) in enumerate(self._chart.sources):
            board.line(((x, y), (x + 22, y)), board.ink, board.theme.stroke * 1.2, _DASHES[number % len(_DASHES)])
            self._point(x + 11, y, number)
            board.one(text, x + 27, y, board.small)
            x += 27 + board.measure(text, board.small) + 16
        return y + 7


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
