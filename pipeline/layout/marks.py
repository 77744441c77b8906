"""The signs of a timeline: a point, a bar for what lasts, whiskers for what is not known better, a fade for open ends.

What is planned is hollow, what is done is solid: they are told apart without colour.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.layout.board import Board
from pipeline.layout.timescale import Scale, torn
from pipeline.model.drawing import Mark

_HALF = 3.0
"""Half the height of a bar."""
_CAP = 2.6
"""Half the height of a whisker's ends."""

_STEPS = ((11.0, 1.0), (8.0, 0.85), (6.0, 0.7), (4.0, 0.55), (2.0, 0.4))
"""An open end: pieces that get shorter and lower, by their length and their part of a bar's height."""
_GAP = 2.0
FADE = sum(length + _GAP for length, _ in _STEPS)
"""How far an open end reaches."""


def faded(unit: float) -> Iterator[tuple[float, float, float]]:
    """The pieces of an open end: start, length, and part of the full height."""
    start = 0.0
    for length, part in _STEPS:
        yield start * unit, length * unit, part
        start += length + _GAP


_SIGNS = {"done": 6.4, "planned": 6.4, "within": 20.0, "lasts": 18.0, "open": 24.0, "cut": 9.0}


class Marks:
    """Draws marks on a board, on one scale."""

    def __init__(self, board: Board, scale: Scale) -> None:
        self._board, self._scale, self._radius = board, scale, board.radius

    def reach(self, mark: Mark) -> tuple[float, float]:
        """Left and right edge of what is drawn."""
        scale = self._scale
        edges = [scale(day) for stretch in mark.stretches for day in stretch]
        round_ = [scale(day) for day in mark.symbols]
        left = min([*edges, *(x - self._radius for x in round_)])
        right = max([*edges, *(x + self._radius for x in round_)])
        if mark.since is not None:
            right = max(right, scale(mark.since) + FADE * self._board.unit)
        if mark.until is not None:
            left = min(left, scale(mark.until) - FADE * self._board.unit)
        return left, right

    def draw(self, mark: Mark, y: float, *, planned: bool) -> None:
        """A mark, its middle at height `y`."""
        scale = self._scale
        for start, stop in mark.whiskers:
            left, right = scale(start), scale(stop)
            hidden = mark.symbols and right - left < 2 * self._radius + 3
            if not hidden and right - left >= 1.0:
                self.whisker(left, right, y)
        if mark.bar:
            left, right = scale(mark.bar[0]), scale(mark.bar[1])
            self._piece(left, max(right, left + 2.0), y, 1.0, planned=planned)
        if mark.since is not None:
            self.fade(scale(mark.since), y, 1, planned=planned)
        if mark.until is not None:
            self.fade(scale(mark.until), y, -1, planned=planned)
        for day in mark.symbols:
            self._board.dot(scale(day), y, self._radius, hollow=planned)

    def whisker(self, left: float, right: float, y: float) -> None:
        """A thin line with ends."""
        board = self._board
        width, cap = board.theme.whisker, _CAP * board.unit
        board.line(((left, y), (right, y)), board.ink, width)
        for x in (left + width / 2, right - width / 2):
            board.line(((x, y - cap), (x, y + cap)), board.ink, width)

    def fade(self, x: float, y: float, side: int, *, planned: bool) -> None:
        """An open end: pieces that get fewer, to the right (1) or the left (-1)."""
        for start, length, part in faded(self._board.unit):
            a, b = x + side * start, x + side * (start + length)
            self._piece(min(a, b), max(a, b), y, part, planned=planned)

    def _piece(self, left: float, right: float, y: float, part: float, *, planned: bool) -> None:
        board, half = self._board, _HALF * part * self._board.unit
        if planned:
            board.frame(left, y - half, right - left, 2 * half, board.theme.stroke * 0.9)
        else:
            board.rect(left, y - half, right - left, 2 * half, board.ink)

    # ── the key ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def width(self, sign: str) -> float:
        """How wide a sign is in the key."""
        return _SIGNS[sign] * self._board.unit

    def sample(self, sign: str, x: float, y: float) -> None:
        """A sign as the key shows it."""
        board, wide = self._board, self.width(sign)
        match sign:
            case "done" | "planned":
                board.dot(x + self._radius, y, self._radius, hollow=sign == "planned")
            case "within":
                self.whisker(x, x + wide, y)
            case "lasts":
                self._piece(x, x + wide, y, 1.0, planned=False)
            case "open":
                for start, length, part in [*faded(board.unit * 0.8)][:3]:
                    self._piece(x + start, x + start + length, y, part, planned=False)
            case "cut":
                torn(board, x + wide / 2, y - 4, y + 4)
