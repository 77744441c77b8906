"""Days to points: one scale throughout, with breaks of one width where stretches of days are left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.layout.board import Board
from pipeline.model.drawing import Tick

BREAK = 15.0
"""Width of a break, in points."""
_TOOTH, _DEEP = 5.0, 1.1
"""Length and half the depth of the teeth of a break's edges."""
_APART = 4.0
"""How far the two edges lie apart."""
_AFTER, _CLEAR = 2.5, 5.0
"""Air between a tick and its date, and between a date and the next tick."""


class Scale:
    """The axis of a chart."""

    def __init__(self, spans: Sequence[tuple[int, int]], left: float, right: float) -> None:
        days = sum(stop - start for start, stop in spans)
        rate = (right - left - BREAK * (len(spans) - 1)) / max(days, 1)
        self._pieces: list[tuple[int, int, float]] = []
        self._rate = rate
        self.breaks: list[float] = []
        """The middle of each break."""
        x = left
        for start, stop in spans:
            if self._pieces:
                self.breaks.append(x + BREAK / 2)
                x += BREAK
            self._pieces.append((start, stop, x))
            x += (stop - start) * rate

    def __call__(self, day: float) -> float:
        """Where a day starts; in a stretch that is left out, at the break."""
        for start, stop, x in self._pieces:
            if day <= stop:
                return x + max(day - start, 0) * self._rate if day >= start else x - BREAK / 2
        start, stop, x = self._pieces[-1]
        return x + (stop - start) * self._rate

    def shows(self, day: float) -> bool:
        """Whether a day is on the axis."""
        return any(start <= day <= stop for start, stop, _ in self._pieces)


def labelled(board: Board, scale: Scale, ticks: Iterable[Tick], middle: float) -> list[tuple[float, bool]]:
    """Write the dates of an axis, major ones first and no two over each other; gives the ticks, and which are major.

    A date stands to the right of its tick, as the time it names does. A major tick without room for it is left out.
    """
    taken: list[tuple[float, float]] = []
    kept: list[tuple[float, str, bool]] = []
    for tick in sorted(ticks, key=lambda tick: (not tick.major, tick.day)):
        if not scale.shows(tick.day):
            continue
        x = scale(tick.day)
        right = x + _AFTER + board.measure(tick.text, board.small)
        free = right <= board.width and all(right + _CLEAR < start or x > stop + _CLEAR for start, stop in taken)
        if free:
            taken.append((x, right))
        if free or not tick.major:
            kept.append((x, tick.text if free else "", tick.major))
    kept.sort()
    for x, text, _ in kept:
        if text:
            board.one(text, x + _AFTER, middle, board.small)
    return [(x, major) for x, _, major in kept]


def torn(board: Board, x: float, top: float, bottom: float) -> None:
    """The sign of a break: a strip torn out, from the axis through all rows."""
    count = max(2, round((bottom - top) / _TOOTH))
    step = (bottom - top) / count
    edge = [((-1) ** i * _DEEP, top + i * step) for i in range(count + 1)]
    left = [(x - _APART / 2 + dx, y) for dx, y in edge]
    right = [(x + _APART / 2 + dx, y) for dx, y in edge]
    board.polygon((*left, *reversed(right)), board.paper)
    for side in (left, right):
        board.line(side, board.quiet, board.theme.hair)
