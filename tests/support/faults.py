"""A disk that fails: each system call of the world can be made to fail, to do half its work, or to kill the process.

    with faults.planted(3, errno.ENOSPC) as plan:
        ...                     # the third call that writes raises ENOSPC; a third `write` has written half
    assert plan.struck

Calls that only read or that clean up after a failure are not counted, so that a count names a step of writing. With
`from_then_on`, every later call fails as well, cleaning up included, as on a disk that is gone.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from pipeline.world import disk

WRITING = ("open", "write", "fsync", "mkdir", "makedirs", "rename", "symlink")
CLEANING = ("unlink", "rmdir", "ftruncate")


class Plan:
    """Stands in for `os` inside `pipeline.world.disk`: which call is struck, and how; `calls` lists those made."""

    def __init__(self, strike: int, error: int, *, kill: bool, from_then_on: bool) -> None:
        self.strike, self.error, self.kill, self.from_then_on = strike, error, kill, from_then_on
        self.calls: list[str] = []
        self.struck = False

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        if name in WRITING or (name in CLEANING and self.from_then_on and self.struck):
            return self._guarded(name, real)
        return real

    def _guarded(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            if name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR):
                return real(*args, **more)
            self.calls.append(name)
            if len(self.calls) != self.strike and not (self.struck and self.from_then_on):
                return real(*args, **more)
            self.struck = True
            if name == "write" and len(args[1]) > 1:
                real(args[0], args[1][: len(args[1]) // 2])
            if self.kill:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(
                self.error, os.strerror(self.error), *(str(arg) for arg in args[:1] if not isinstance(arg, int))
            )

        return call


@contextmanager
def planted(strike: int, error: int, *, kill: bool = False, from_then_on: bool = False) -> Iterator[Plan]:
    """Let the call of that number, from 1, fail with `error`, or kill this process; 0 only counts."""
    plan = Plan(strike, error, kill=kill, from_then_on=from_then_on)
    inside = vars(disk)
    real = inside["os"]
    inside["os"] = plan
    try:
        yield plan
    finally:
        inside["os"] = real
