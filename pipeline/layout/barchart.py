"""Bars of what the sources report: a group a fact, a bar a report, each with its value and its source.

What a source says roughly is drawn so: a torn end for "about", a dashed outline for "up to", a fading end for "at
least". A source that gives no value has words in the place of its bar.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.layout.board import Board
from pipeline.layout.lines import SetLine
from pipeline.layout.marks import FADE, faded
from pipeline.model.drawing import Bar, BarChart, BarGroup
from pipeline.model.pages import Colour

_ROW, _LOOSE, _BAR = 15.0, 1.4, 0.6
"""Least height of a row, and in lines of its words; the part of it that is the bar's."""
_BETWEEN = 9.0
"""Air between two groups."""
_HEADS = 0.3
"""Most of the width that the names of the groups take."""
_BESIDE = 5.0
_LEAST = 20.0
"""What the longest bar has at least, however long the words behind it."""
_TOOTH = 2.4


class _Set(NamedTuple):
    """A bar with its words."""

    bar: Bar
    words: list[SetLine]
    wide: float


class Bars:
    """Draws one chart of bars."""

    def __init__(self, chart: BarChart, board: Board) -> None:
        self._chart, self._board = chart, board
        self._row = max(_ROW, _LOOSE * board.look.leading)
        self._thick = _BAR * self._row
        links = iter(board.figure.links)
        self._groups: list[tuple[BarGroup, list[SetLine], list[_Set]]] = []
        heads = max((board.measure(group.label, board.head) for group in chart.groups), default=0.0)
        self._left = min(heads, _HEADS * board.width) + 10
        for group in chart.groups:
            bars = [self._set(bar, [next(links) for _ in range(bar.cited)]) for bar in group.bars]
            self._groups.append((group, board.set(group.label, board.head, self._left - 10), bars))
        self._rate = self._fitting()

    def _set(self, bar: Bar, links: list) -> _Set:  # type: ignore[type-arg]
        most = self._board.width - self._left - _BESIDE - _LEAST - FADE * self._board.unit
        words = self._board.cited(bar.text, links, self._board.look, most)
        return _Set(bar, words, max((line.width for line in words), default=0.0))

    def _fitting(self) -> float:
        """Points a unit, so that behind every bar there is room for its words."""
        room = self._board.width - self._left - _BESIDE
        rates = []
        for _, _, bars in self._groups:
            for bar, _, wide in bars:
                fade = FADE * self._board.unit if bar.rough == "at_least" else 0.0
                if size := max(bar.size or 0.0, bar.of or 0.0):
                    rates.append(max(room - wide - fade, _LEAST) / size)
        return min(rates, default=1.0)

    def draw(self) -> None:
        """The groups below each other, then the key."""
        board, y = self._board, 2.0
        for _, head, bars in self._groups:
            top = y
            lower = board.write(head, 0.0, y + self._row / 2, board.head)
            for each in bars:
                self._bar(each, y + self._row / 2)
                y += self._row + (max(len(each.words), 1) - 1) * board.look.leading
            y = max(y, lower + 2)
            board.line(((self._left, top), (self._left, y)), board.quiet, board.theme.whisker)
            y += _BETWEEN
        board.height = self._key(y)

    def _bar(self, row: _Set, middle: float) -> None:
        """One bar, and its words behind it."""
        board, bar = self._board, row.bar
        left, end = self._left, self._left
        if bar.size is not None:
            upper, end = middle - self._thick / 2, left + bar.size * self._rate
            if bar.of is not None:
                whole = bar.of * self._rate
                board.outline(left, upper, whole, self._thick, None, board.theme.hair * 1.5)
                end = max(end, left + whole)
            self._shape(bar, left, upper, bar.size * self._rate)
            end += FADE * board.unit if bar.rough == "at_least" else 0.0
        board.write(row.words, end + _BESIDE, middle, board.look)

    def _shape(self, bar: Bar, x: float, y: float, wide: float) -> None:
        board, fill = self._board, self._fill(bar.source)
        match bar.rough:
            case "at_most":
                board.outline(x, y, wide, self._thick, None, board.theme.stroke * 0.8, (2.5, 1.6))
            case "about":
                teeth = [(x + wide + (_TOOTH / 2 if i % 2 else -_TOOTH / 2), y + i * self._thick / 6) for i in range(7)]
                board.polygon(((x, y), *teeth, (x, y + self._thick)), fill, board.ink, board.theme.hair * 1.5)
            case _:
                board.outline(x, y, wide, self._thick, fill, board.theme.hair * 1.5)
        if bar.rough == "at_least":
            for start, length, part in faded(board.unit):
                height = self._thick * part
                middle = y + self._thick / 2
                board.outline(x + wide + start, middle - height / 2, length, height, fill, board.theme.hair * 1.5)

    def _fill(self, source: str) -> Colour:
        names = [name for name, _ in self._chart.sources]
        return self._board.fills[names.index(source) % len(self._board.fills)]

    # ── the key ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _entries(self) -> Iterator[tuple[Bar, str]]:
        if len(self._chart.sources) > 1:
            for name, text in self._chart.sources:
                yield Bar(name, text), text
        for rough, text in self._chart.key:
            yield Bar(self._chart.sources[0][0], text, rough=rough), text

    def _key(self, top: float) -> float:
        """Whose each fill is, and what rough ends mean; gives the lower edge."""
        board, x, y = self._board, self._left, top + self._row / 2 - 2
        for sample, text in self._entries():
            sign = 20.0 + (FADE * board.unit if sample.rough == "at_least" else 0.0)
            wide = sign + 4 + board.measure(text, board.small)
            if x > self._left and x + wide > board.width:
                x, y = self._left, y + max(board.small.leading, self._thick) + 3
            self._shape(sample, x, y - self._thick / 2, 18.0)
            board.one(text, x + sign + 2, y, board.small)
            x += wide + 14
        return (
            y + max(7.0, self._thick / 2 + 2) if self._chart.key or len(self._chart.sources) > 1 else top - _BETWEEN + 2
        )
