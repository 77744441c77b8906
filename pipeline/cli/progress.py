"""How far a run of many specs has come, on a terminal: a bar on stderr with the rate and the time left."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from pipeline.cli.screen import Screen

_FEW = 3
"""So many specs need no bar."""
_PAUSE = 0.1
"""Seconds between two drawings: nobody reads faster."""
_CLEAR = "\r\x1b[2K"
"""To the line's start, and erase it (ECMA-48, 8.3.41)."""


class Progress:
    """A bar below what is printed; nothing at all where nobody watches, or where there is little to do."""

    def __init__(self, screen: Screen, length: int, *, quiet: bool) -> None:
        self._stream, self._length, self._done = screen.err, length, 0
        self._shown = length > _FEW and screen.err.terminal and not quiet
        self._started = self._drawn = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()

    def clear(self) -> None:
        """Make room for what is printed next."""
        if self._shown:
            self._stream.write(_CLEAR)

    def step(self, *, printed: bool) -> None:
        """One more spec is done; draw the bar, at once where something was printed over it."""
        self._done += 1
        now = time.monotonic()
        if self._shown and (printed or now - self._drawn >= _PAUSE):
            self._drawn = now
            self._stream.write(_CLEAR + bar(self._done, self._length, now - self._started, self._stream.width))


def bar(done: int, length: int, seconds: float, width: int) -> str:
    """`[####----] 412 of 1,000, 51.2 a second, 11 s left` in less than `width` columns."""
    rate = done / max(seconds, 1e-9)
    told = f" {done:,} of {length:,}, {rate:.1f} a second, {_span((length - done) / rate)} left"
    room = max(min(width - len(told) - 3, 40), 0)
    full = room * done // length
    return f"[{'#' * full}{'-' * (room - full)}]{told}"[: width - 1]


def _span(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s" if minutes else f"{rest} s"
