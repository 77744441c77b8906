"""Several processes on this machine, each doing one job after the other.

Workers are forked from this process, so whatever it has imported and read is theirs at once and takes memory once. The
standard library's pool loses every job that waits when one worker is killed; here the job of a dead worker is done
again by a fresh one, and given up only when it took that one down too: one poisonous spec harms no other.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from pickle import PicklingError
from typing import Any, TypeVar

from pipeline.engine import Limits, Lost

Job = TypeVar("Job")
Result = TypeVar("Result")

_TRIES = 2
_AHEAD = 32
"""Jobs a worker that may be done before an earlier one is: so much waits in memory for its turn, and no more."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Processes:
    """So many workers, by default one a processor."""

    remote = False

    def __init__(self, workers: int = 0, limits: Limits = Limits()) -> None:  # noqa: B008 (a frozen record)
        self._count = workers or cores()
        self._limits = limits

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Generator[tuple[Job, Result | Lost], None, None]:
        """See `Engine.run`."""
        crew = _Crew(work, self._count, self._limits)
        try:
            yield from crew.results(iter(jobs))
        finally:
            crew.dismiss()


class _Job:
    """A job, its place in the order, and how often it was tried."""

    def __init__(self, number: int, what: Any) -> None:
        self.number, self.what, self.tries = number, what, 0


class _Worker:
    """A child process with a pipe to it, and the job it is doing."""

    def __init__(self, work: Callable[[Any], Any], limits: Limits, others: Iterable[_Worker]) -> None:
        fork = multiprocessing.get_context("fork")
        self.pipe, theirs = fork.Pipe()
        # A child that held the ends of others would keep them from noticing that this process has gone.
        ours = [self.pipe, *(other.pipe for other in others)]
        self.process = fork.Process(target=_serve, args=(theirs, work, limits.megabytes, ours), daemon=True)
        self.process.start()
        theirs.close()
        self.job: _Job | None = None
        self.until = float("inf")

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class _Crew:
    """The workers, and the jobs that are to be done again."""

    def __init__(self, work: Callable[[Any], Any], count: int, limits: Limits) -> None:
        self._work, self._count, self._limits = work, count, limits
        self._workers: list[_Worker] = []
        self._again: deque[_Job] = deque()
        self._taken = 0

    def dismiss(self) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def results(self, jobs: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        """Jobs with their results, in the order of the jobs."""
        done: dict[int, tuple[Any, Any]] = {}
        turn = 0
        while True:
            while len(self._busy()) < self._count and (job := self._next(jobs, turn)):
                self._give(job)
            if not self._busy():
                return
            for job, result in self._wait():
                done[job.number] = job.what, result
            while turn in done:
                yield done.pop(turn)
                turn += 1

    def _busy(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.job]

    def _next(self, jobs: Iterator[Any], turn: int) -> _Job | None:
        """The job to do next: one whose worker died, or a new one that is not too far ahead of the one awaited."""
        if self._again:
            return self._again.popleft()
        if self._taken >= turn + _AHEAD * self._count or (what := next(jobs, None)) is None:
            return None
        self._taken += 1
        return _Job(self._taken - 1, what)

    def _give(self, job: _Job) -> None:
        """Hand a job to a worker that has none; a worker that died idle is replaced."""
        while True:
            idle = next((worker for worker in self._workers if not worker.job), None)
            if not idle:
                idle = _Worker(self._work, self._limits, self._workers)
                self._workers.append(idle)
            try:
                idle.pipe.send(job.what)
            except OSError:
                self._drop(idle)
                continue
            idle.job = job
            idle.until = time.monotonic() + self._limits.seconds if self._limits.seconds else float("inf")
            return

    def _wait(self) -> Iterator[tuple[_Job, Any]]:
        """Wait until something comes of a job that is being done; give all that has come."""
        busy = self._busy()
        soonest = min(worker.until for worker in busy)
        patience = None if soonest == float("inf") else max(soonest - time.monotonic(), 0.0)
        ready = set(wait([worker.pipe for worker in busy], patience))
        for worker in busy:
            if worker.pipe in ready:
                results = self._received(worker)
            elif worker.until <= time.monotonic():
                self._drop(worker)
                results = (Lost(f"it took longer than {self._limits.seconds:g} seconds"),)
            else:
                continue
            job, worker.job = worker.job, None
            if job and results:
                yield job, results[0]

    def _received(self, worker: _Worker) -> tuple[Any, ...]:
        """The one thing that a worker sent; none where it died and its job is to be done again."""
        try:
            return (worker.pipe.recv(),)
        except (EOFError, OSError):
            return self._died(worker)

    def _died(self, worker: _Worker) -> tuple[Lost, ...]:
        """Let the job of a dead worker be done again, or give it up."""
        self._drop(worker)
        if worker.job and worker.job.tries + 1 < _TRIES:
            worker.job.tries += 1
            self._again.append(worker.job)
            return ()
        code = worker.process.exitcode or 0
        how = f"killed by signal {-code} ({signal.Signals(-code).name})" if code < 0 else f"gone with exit code {code}"
        return (Lost(f"its process was {how}, and so was the one that tried again"),)

    def _drop(self, worker: _Worker) -> None:
        worker.end()
        self._workers.remove(worker)


def _serve(pipe: Connection, work: Callable[[Any], Any], megabytes: int, others: Iterable[Connection]) -> None:
    """Be a worker, until the pipe closes."""
    for other in others:
        other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent says what is to be done
    if megabytes:
        most = _size() + megabytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    gc.freeze()  # what was there before the fork is shared with the others, as long as nobody looks at it
    gc.enable()
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(work(job))
        except (TypeError, ValueError, AttributeError, PicklingError) as error:
            pipe.send(Lost(f"its result can't be sent: {error}"))


def _size() -> int:
    """Bytes of address space this process has; 0 where /proc does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 (a file of the kernel)
            return int(told.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0
