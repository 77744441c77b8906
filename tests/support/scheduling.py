"""A scheduler without disk, processes or time: a fake clock, a crew that does what it is told, and kills on demand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline import world
from pipeline.model.schedule import Feed, Schedule
from pipeline.schedule.crew import Task
from pipeline.schedule.cron import cron
from pipeline.schedule.entry import Entry
from pipeline.schedule.loading import Loaded
from pipeline.schedule.run import Made, Outcome, Run
from pipeline.schedule.scheduler import Desk, Scheduler
from pipeline.schedule.table import Table, opened


class Killed(BaseException):
    """The scheduler died here: nothing may catch it."""


def entry(spec: str, zone: str = "UTC", **told: Any) -> Entry:
    """A scheduled brief."""
    schedule = Schedule.model_validate(told)
    line = cron(schedule.cron, zone) if schedule.cron else None
    return Entry(spec, schedule, line, zone, "schedule.yaml", spec.removesuffix(".yaml"), spec.title())


class Ledger:
    """The editions that there are: each run makes one, however often it is begun."""

    def __init__(self) -> None:
        self.runs: dict[str, list[str]] = {}

    def publish(self, task: Task) -> Made:
        """What flow does: an edition of this run, or the one that it has made before it was killed."""
        runs = self.runs.setdefault(task.entry.spec, [])
        if task.run.name not in runs:
            runs.append(task.run.name)
        number = runs.index(task.run.name) + 1
        brief = task.entry.brief
        return Made(brief, number, f"{number:064x}", 4, f"{brief}/{number}/{brief}.pdf", 1000, True, brief.title())


class FakeCrew:
    """Does each task when it is waited for. `work` may kill the scheduler."""

    def __init__(self, work: Callable[[Task], Outcome], hands: int = 4) -> None:
        self._work, self._hands = work, hands
        self._tasks: list[Task] = []

    @property
    def busy(self) -> list[tuple[str, dt.datetime]]:
        """See `Crew`."""
        return [(task.run.spec, task.run.slot) for task in self._tasks]

    @property
    def free(self) -> bool:
        """See `Crew`."""
        return len(self._tasks) < self._hands

    def start(self, task: Task) -> None:
        """See `Crew`."""
        self._tasks.append(task)

    def wait(self, seconds: float) -> list[tuple[Task, Outcome]]:
        """See `Crew`."""
        del seconds
        tasks, self._tasks = self._tasks, []
        return [(task, self._work(task)) for task in tasks]

    def dismiss(self) -> None:
        """See `Crew`."""
        self._tasks.clear()


class Fragile(Table):
    """A table at which the scheduler can be killed: `strike` is asked before and after every change."""

    def __init__(self, table: Table, strike: Callable[[], bool]) -> None:
        super().__init__(table.path, table._base)
        self._strike = strike

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """One transaction, with a chance to die in it and right after it."""
        with super().all_or_nothing():
            yield
            if self._strike():
                raise Killed
        if self._strike():
            raise Killed


class Stage:
    """Schedules, a run table and a time, for one scheduler after the other."""

    def __init__(self, out: Path, entries: list[Entry], work: Callable[[Task], Outcome], now: dt.datetime) -> None:
        self.out, self.entries, self.work, self.now = out, entries, work, now
        self.log: list[tuple[str, str]] = []
        self.prints: dict[str, str] = {}
        self.strike: Callable[[], bool] = lambda: False
        self.table = opened(out)
        self.table._do("PRAGMA synchronous = OFF")
        self.problems: tuple[Any, ...] = ()
        self.begin()

    def begin(self) -> None:
        """A new scheduler comes, with an idle crew."""

        def log(event: str, spec: str, run: Run | None, more: Mapping[str, Any]) -> None:
            del run, more
            self.log.append((event, spec))

        self.crew = FakeCrew(lambda task: self.work(task))  # noqa: PLW0108 (as it is then)
        desk = Desk(
            world.real(),
            self.out,
            lambda _: Loaded(tuple(self.entries), self.problems, Feed()),
            lambda one: self.prints.get(one.spec, ""),
            log,
        )
        self.scheduler = Scheduler(desk, Fragile(self.table, lambda: self.strike()), self.crew)  # noqa: PLW0108

    def work_off(self) -> None:
        """Look and work until nothing is left to do at this moment; killed schedulers are followed by new ones."""
        for _ in range(1000):
            try:
                self.scheduler.look(self.now)
                if not self.crew.busy:
                    return
                self.scheduler.take(self.crew.wait(0), self.now)
            except Killed:
                self.begin()
        raise AssertionError("it never comes to rest")

    def next(self) -> dt.datetime:
        """The next moment at which something is due."""
        slots = [next(one.cron.slots(self.now)) for one in self.entries if one.cron]
        retries = [run.next for run in self.table.open() if run.next and run.next > self.now]
        return min([*slots, *retries])

    def runs(self, spec: str) -> list[Run]:
        """All runs of a brief, oldest first."""
        return self.table.runs(spec, 100_000)[::-1]
