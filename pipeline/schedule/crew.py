"""Runs in child processes of their own: one that hangs, eats memory or dies harms no other.

Children are spawned and not forked: they hold neither the scheduler's lock nor its table. Each leads a process group,
so that whatever it has started ends with it; and has an alarm of its own, so that it ends even if the scheduler died.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Protocol

from pipeline.model.problem import Exit
from pipeline.model.record import record
from pipeline.schedule.entry import Entry
from pipeline.schedule.plan import problem
from pipeline.schedule.run import Outcome, Run

_SPARE = 5.0
"""Seconds that a child has beyond its time until its own alarm rings."""


@record
class Task:
    """One thing to do for a run: to build it, to do what comes after its edition, or to tell people that it failed."""

    what: str
    """`build`, `then` or `tell`."""
    entry: Entry
    run: Run
    now: dt.datetime
    seconds: float
    """How long it may take."""
    last: bool = True
    """Of a build: there is no attempt after this one."""


Work = Callable[[Task], Outcome]
"""What a child does; it can be pickled, and raises nothing."""


class Crew(Protocol):
    """Who does the tasks."""

    @property
    def busy(self) -> Iterable[tuple[str, dt.datetime]]:
        """The runs that something is being done for: spec and slot."""

    @property
    def free(self) -> bool:
        """Whether another task can be taken."""

    def start(self, task: Task) -> None:
        """Take a task. Raises OSError where no process can be had."""

    def wait(self, seconds: float) -> list[tuple[Task, Outcome]]:
        """The tasks that ended, with what came of them, as soon as there is one; none after so many seconds."""

    def dismiss(self) -> None:
        """End all children, whatever they are doing."""


class _Child:
    def __init__(self, task: Task, work: Work) -> None:
        spawn = multiprocessing.get_context("spawn")
        self.task = task
        self.pipe, theirs = spawn.Pipe(duplex=False)
        self.process = spawn.Process(target=_serve, args=(theirs, work, task), daemon=False)
        self.process.start()
        theirs.close()
        self.until = time.monotonic() + task.seconds

    def end(self) -> None:
        """End it, and what it has started."""
        if self.process.pid and self.process.is_alive():
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Children:
    """The real crew: so many processes at a time. `wake` is a pipe that ends a wait early."""

    def __init__(self, work: Work, most: int, wake: Connection | int | None = None) -> None:
        self._work, self._most, self._wake = work, most, wake
        self._children: list[_Child] = []

    @property
    def busy(self) -> list[tuple[str, dt.datetime]]:
        """See `Crew.busy`."""
        return [(child.task.run.spec, child.task.run.slot) for child in self._children]

    @property
    def free(self) -> bool:
        """See `Crew.free`."""
        return len(self._children) < self._most

    def start(self, task: Task) -> None:
        """See `Crew.start`."""
        self._children.append(_Child(task, self._work))

    def wait(self, seconds: float) -> list[tuple[Task, Outcome]]:
        """See `Crew.wait`."""
        now = time.monotonic()
        seconds = max(0.0, min([seconds, *(child.until - now for child in self._children)]))
        pipes: list[Connection | int] = [child.pipe for child in self._children]
        if self._wake is not None:
            pipes.append(self._wake)
        ready = set(wait(pipes, seconds))
        done = []
        for child in list(self._children):
            if child.pipe in ready:
                outcome = _received(child)
            elif child.until <= time.monotonic():
                outcome = _late(child.task)
            else:
                continue
            child.end()
            self._children.remove(child)
            done.append((child.task, outcome))
        return done

    def dismiss(self) -> None:
        """See `Crew.dismiss`."""
        for child in self._children:
            child.end()
        self._children.clear()


def _received(child: _Child) -> Outcome:
    try:
        outcome = child.pipe.recv()
    except (EOFError, OSError):
        child.process.join(_SPARE)
        code = child.process.exitcode or 0
        how = f"killed by signal {-code} ({signal.Signals(-code).name})" if code < 0 else f"gone with exit code {code}"
        return lost(child.task, f"its process was {how}")
    child.process.join(_SPARE)
    return outcome if isinstance(outcome, Outcome) else lost(child.task, "its process sent something else")


def _late(task: Task) -> Outcome:
    return lost(task, f"it took longer than {task.seconds:g} seconds")


def lost(task: Task, why: str) -> Outcome:
    """A task that came to no end of its own."""
    hint = "give it more time_limit, or build it by hand to see where it hangs"
    what = {"build": "the brief", "then": "what comes after the edition", "tell": "telling of the failure"}[task.what]
    return Outcome(
        int(Exit.OUTSIDE_FAILED),
        (problem("ENGINE001", "the brief was given up", f"{what} was given up: {why}", hint, file=task.entry.spec),),
    )


def _serve(pipe: Connection, work: Work, task: Task) -> None:
    """Be a child: do the task, say what came of it."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, task.seconds + _SPARE)
    outcome = work(task)
    with suppress(OSError):  # the scheduler has gone; what was published is found by the next one
        pipe.send(outcome)
