"""The only doors to the outside, as small protocols, gathered in a `World` that is passed as an argument.

A stage that takes no world is pure: the same input gives the same bytes. Doors come when a room needs them.
"""

from __future__ import annotations

import datetime as dt
import errno
import time
from collections.abc import Callable
from typing import NamedTuple

from pipeline.world.disk import Disk, stdin
from pipeline.world.doors import Files, NotRegular, Reply, TooLarge, TooMany, Trust, Unsent, Web
from pipeline.world.secrets import secret

__all__ = ["Disk", "Files", "NotRegular", "Reply", "TooLarge", "TooMany", "Trust", "Unsent", "Web", "World", "real"]


def today() -> dt.date:
    """The day it is in UTC. No build asks for it: it dates what is taken in from outside."""
    return dt.datetime.now(dt.UTC).date()  # noqa: TID251 (where the clock is read)


def now() -> dt.datetime:
    """The moment it is, in UTC. Only what runs by the clock asks for it."""
    return dt.datetime.now(dt.UTC)  # noqa: TID251 (likewise)


def _no_web() -> Web:
    raise OSError(errno.ENETDOWN, "this command does not use the web")


class World(NamedTuple):
    """Everything outside that a run may touch."""

    files: Files
    stdin: Callable[[int], bytes] = stdin
    today: Callable[[], dt.date] = today
    open_web: Callable[[], Web] = _no_web
    now: Callable[[], dt.datetime] = now
    wait: Callable[[float], None] = time.sleep
    """For so many seconds."""
    secret: Callable[[str, str], str] = secret
    """By the environment variable or the file that holds it."""

    @property
    def web(self) -> Web:
        """The web, for the few commands that were given it."""
        return self.open_web()


def real(open_web: Callable[[], Web] = _no_web) -> World:
    """The world as it is; without the web, unless a command brings it."""
    return World(files=Disk(), open_web=open_web)
