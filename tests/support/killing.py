"""A scheduler that kills itself, for the tests of kills: `python -m tests.support.killing SPECS OUT STRIKE WHERE NOW`.

STRIKE is the number of the place at which it dies, by SIGKILL: before and after each change of the run table (WHERE is
`table`), or in the child of a build (`child`: 1 before it builds, 2 after it has published and before it says so),
whose scheduler is killed together with it. 0 kills nothing; how many places there were is printed.
"""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline import world
from pipeline.cli.unattended import Worker
from pipeline.model.options import Options
from pipeline.model.record import record
from pipeline.schedule import daemon
from pipeline.schedule.changes import print_of
from pipeline.schedule.crew import Task
from pipeline.schedule.loading import load
from pipeline.schedule.run import Outcome
from pipeline.schedule.scheduler import Desk
from pipeline.schedule.table import Table

STRUCK = 0


def strike(number: int) -> None:
    """One more place: die here if it is the one."""
    global STRUCK  # noqa: PLW0603 (a count of this process)
    STRUCK += 1
    if number == STRUCK:
        os.kill(os.getpid(), signal.SIGKILL)


@record
class Deadly:
    """A worker whose child dies, and takes the scheduler with it."""

    worker: Worker
    place: int

    def __call__(self, task: Task) -> Outcome:
        """Do a task, and die before or after it."""
        outcome = self.worker(task) if self.place != 1 or task.what != "build" else None
        if self.place and task.what == "build":
            os.kill(os.getppid(), signal.SIGKILL)
            os.kill(os.getpid(), signal.SIGKILL)
        assert outcome is not None
        return outcome


def main(specs: Path, out: Path, number: int, where: str, now: dt.datetime) -> None:
    """See above."""
    real = world.real()._replace(now=lambda: now)
    worker = Worker(specs, Options(out=out))
    plain = Table.all_or_nothing

    @contextmanager
    def deadly(self: Table) -> Iterator[None]:
        with plain(self):
            yield
            strike(number)
        strike(number)

    if where == "table":
        Table.all_or_nothing = deadly  # type: ignore[method-assign]
    desk = Desk(
        real,
        out,
        lambda memories: load(real, specs, memories),
        lambda entry: print_of(real, specs / entry.spec, worker.with_archives(entry)),
        lambda *_: None,
    )
    exits = daemon.once(desk, Deadly(worker, number if where == "child" else 0), 2)
    print(STRUCK, *map(int, exits))  # noqa: T201 (its answer)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4], dt.datetime.fromisoformat(sys.argv[5]))
