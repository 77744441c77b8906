"""What is owed to recipients and due goes out beside the runs, in a process of its own: no run waits for a printer."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from pipeline.model.problem import BriefError, Exit
from pipeline.model.record import record
from pipeline.model.reported import reported

_SECONDS = 3600.0
"""How long one round may take. One that is ended has lost nothing: the next asks what became of each parcel."""
_PAUSE = dt.timedelta(seconds=60)
"""Between two rounds at the least, and between two complaints of an outbox that can't be read."""

_LONG_AGO = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

Told = tuple[Mapping[str, Any], ...]
"""What did not go out, as problems are reported."""


@record
class Errand:
    """The outbox, as a scheduler knows it."""

    due: Callable[[], dt.datetime | None]
    """When something that is owed is to be tried; None for never. Raises BriefError."""
    go: Callable[[], Told]
    """Sends what is due. It can be pickled, and raises nothing."""


class Rounds:
    """One round at a time. `exits` has what became of those that ended."""

    def __init__(self, errand: Errand | None, log: Callable[[Told], None]) -> None:
        self._errand, self._log = errand, log
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None
        self._since: dt.datetime = _LONG_AGO
        self._rest: dt.datetime = _LONG_AGO
        """Before this, no other round begins."""
        self.exits: list[Exit] = []

    def look(self, now: dt.datetime) -> dt.datetime | None:
        """Take what came of a round, begin one that is due; give the moment of the next look, None for any."""
        if self._process is not None:
            self._reap(now)
        if self._process is not None or self._errand is None:
            return None
        try:
            due = self._errand.due()
        except BriefError as error:
            if not self._rest - _PAUSE <= now < self._rest:  # a clock that was set back is no reason to wait
                self._rest = now + _PAUSE
                self._end(tuple(reported(each, "") for each in error.problems))
            return None
        if due is None:
            return None
        if self._rest - _PAUSE <= now < self._rest:
            return max(due, self._rest)
        if due > now:
            return due
        self._begin(now, self._errand)
        return None

    def finish(self) -> None:
        """Wait until a round that was begun has ended."""
        if self._process is not None and self._pipe is not None:
            self._pipe.poll(_SECONDS)
            self._reap(self._since + dt.timedelta(seconds=_SECONDS))

    def dismiss(self) -> None:
        """End a round, wherever it is."""
        if self._process is not None and self._pipe is not None:
            if self._process.pid and self._process.is_alive():
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)
            self._process.kill()
            self._process.join()
            self._pipe.close()
            self._process = self._pipe = None

    def _begin(self, now: dt.datetime, errand: Errand) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe(duplex=False)
        self._process = spawn.Process(target=_serve, args=(theirs, errand.go), daemon=False)
        self._since, self._rest = now, now + _PAUSE
        try:
            self._process.start()
        except OSError:  # the system refused: the next look tries again
            self._pipe.close()
            self._process = self._pipe = None
        theirs.close()

    def _reap(self, now: dt.datetime) -> None:
        """Take what a round says; end one that has taken too long."""
        if self._pipe is None or not (self._pipe.poll() or now >= self._since + dt.timedelta(seconds=_SECONDS)):
            return
        told: Told | None = None
        with suppress(EOFError, OSError):
            told = self._pipe.recv() if self._pipe.poll() else None
        self.dismiss()
        if told is not None:
            self._end(told)

    def _end(self, told: Told) -> None:
        self.exits.append(Exit.OUTSIDE_FAILED if told else Exit.DONE)
        self._log(told)


def _serve(pipe: Connection, go: Callable[[], Told]) -> None:
    """Be the process of a round."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, _SECONDS)
    told = go()
    with suppress(OSError):  # the scheduler has gone; the outbox knows all
        pipe.send(told)
