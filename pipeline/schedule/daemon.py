"""The scheduler at work: for good, or once."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from pipeline.model.problem import Exit, OutsideFailed
from pipeline.schedule import lock
from pipeline.schedule.changes import Watch
from pipeline.schedule.crew import Children, Work
from pipeline.schedule.rounds import Rounds, Told
from pipeline.schedule.run import stamp
from pipeline.schedule.scheduler import Desk, Scheduler, problems_of
from pipeline.schedule.table import Table, opened

_LOOK_AT_FILES = 300.0
"""Seconds after which files are looked at even if nothing told of a change."""
_TROUBLED = 30.0
"""Seconds until a scheduler whose disk failed looks again."""


def once(desk: Desk, work: Work, jobs: int) -> list[Exit]:
    """Do what is due, and give the exit codes of all attempts. A retry whose time has not come is left to the next one.

    Raises OutsideFailed: SCHED004 if another scheduler is at work, SCHED005 if the lock or the run table fails.
    """
    with _at_work(desk) as table:
        crew = Children(work, jobs)
        rounds = Rounds(desk.errand, lambda told: _log(desk, told))
        try:
            rounds.look(desk.world.now())
            scheduler = Scheduler(desk, table, crew)
            scheduler.look(desk.world.now())
            while crew.busy:
                scheduler.take(crew.wait(60.0), desk.world.now())
                scheduler.look(desk.world.now(), changed=False)
            rounds.finish()
            return scheduler.exits + rounds.exits
        finally:
            crew.dismiss()
            rounds.dismiss()


def forever(desk: Desk, work: Work, jobs: int, folders: Iterable[Path]) -> None:
    """Work until SIGTERM or SIGINT; runs that are going on then are taken up by the next scheduler.

    `folders` are watched. Raises OutsideFailed as `once`, but only at the start: later it logs, waits and goes on.
    """
    with _at_work(desk) as table:
        watch = Watch(folders)
        crew = Children(work, jobs, watch.wake)
        rounds = Rounds(desk.errand, lambda told: _log(desk, told))
        stop = _Stop(watch)
        try:
            with stop.on_signals():
                _loop(desk, Scheduler(desk, table, crew), crew, rounds, watch, stop)
        finally:
            crew.dismiss()
            rounds.dismiss()
            watch.close()


@contextmanager
def _at_work(desk: Desk) -> Iterator[Table]:
    """The lock, and the table."""
    with lock.held(desk.out, stamp(desk.world.now())):
        table = opened(desk.out)
        try:
            yield table
        finally:
            table.close()


class _Stop:
    """Whether a signal asked to stop."""

    def __init__(self, watch: Watch) -> None:
        self.asked = False
        self._watch = watch

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        before = {number: signal.signal(number, self._ask) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        self._watch.poke()


def _log(desk: Desk, told: Told) -> None:
    desk.log("not handed out" if told else "handed out", "", None, {"problems": list(told)} if told else {})


def _loop(desk: Desk, scheduler: Scheduler, crew: Children, rounds: Rounds, watch: Watch, stop: _Stop) -> None:
    looked_at = -_LOOK_AT_FILES
    while not stop.asked:
        touched = watch.touched() or time.monotonic() - looked_at >= _LOOK_AT_FILES
        looked_at = time.monotonic() if touched else looked_at
        now = desk.world.now()
        try:
            following = scheduler.look(now, changed=touched)
            following = min(following, rounds.look(now) or following)
            pause = max((following - desk.world.now()).total_seconds(), 0.0)
        except OutsideFailed as error:
            desk.log("trouble", "", None, problems_of(error))
            pause = _TROUBLED
        if stop.asked:
            return
        ended = crew.wait(pause)
        scheduler.exits.clear()
        with suppress(OutsideFailed):  # kept for the next look, which says so if it fails again
            scheduler.take(ended, desk.world.now())
