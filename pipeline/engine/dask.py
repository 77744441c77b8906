"""Many machines, by Dask: a scheduler hands jobs to workers, and does those of a lost worker again.

The work, with all that it holds (the texts of sources, themes), is sent to every worker once; a job brings only its
own. Without an address, a scheduler and workers are started here, for as long as the run lasts.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Iterable
from functools import cache
from typing import Any, TypeVar

from pipeline.engine import Limits, Lost, NoEngine
from pipeline.engine.processes import Processes, cores

Job = TypeVar("Job")
Result = TypeVar("Result")

_AHEAD = 16
"""Jobs a worker that may wait or be done before an earlier one is: so much is held in memory, and no more."""
_LOSSES = 1
"""Workers that a job may take down with it before it is given up."""
_GARBAGE = 20_000
"""Objects of one job at which the collector looks for what is no longer used."""
_PATIENCE = 10.0
"""Seconds that an address is tried."""


class Dask:
    """Workers of the scheduler at `address`, such as tcp://host:8786; of a scheduler of one's own without."""

    remote = True

    def __init__(self, address: str = "", workers: int = 0, limits: Limits = Limits()) -> None:  # noqa: B008 (frozen)
        self._address, self._count, self._limits = address, workers or cores(), limits

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Generator[tuple[Job, Result | Lost], None, None]:
        """See `Engine.run`. Raises NoEngine if there is no scheduler, or it has no workers."""
        client, cluster = self._open()
        try:
            yield from self._results(client, work, iter(jobs))
        finally:
            client.close()
            if cluster is not None:
                cluster.close()

    def _open(self) -> tuple[Any, Any]:
        # Its command-line switches, files and telemetry are none of a build's business.
        os.environ.setdefault("DASK_DISTRIBUTED__LOGGING__DISTRIBUTED", "critical")
        import dask
        import distributed

        here: Any = distributed  # it has few types

        settings = {
            "distributed.scheduler.allowed-failures": _LOSSES,
            "distributed.comm.timeouts.connect": f"{_PATIENCE:g}s",
            "distributed.worker.daemon": False,  # under limits a worker has children
        }
        with dask.config.set(settings):
            try:
                if self._address:
                    client = here.Client(self._address, set_as_default=False, timeout=_PATIENCE)
                    client.wait_for_workers(1, timeout=_PATIENCE)
                    return client, None
                cluster = here.LocalCluster(
                    n_workers=self._count, threads_per_worker=1, memory_limit=0, dashboard_address=None
                )
                return here.Client(cluster, set_as_default=False), cluster
            except (OSError, TimeoutError, ValueError, ImportError) as error:
                where = f"the scheduler at {self._address}" if self._address else "a scheduler of its own"
                raise NoEngine(f"{where} can't be used: {error}") from error

    def _results(
        self, client: Any, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Generator[tuple[Job, Result | Lost], None, None]:
        """Results in the order of the jobs; so many jobs are handed out ahead as the workers need."""
        import distributed

        here: Any = distributed
        sent = client.scatter(work, broadcast=True)
        workers = max(len(client.scheduler_info()["workers"]), 1)
        feed = enumerate(jobs)
        waiting: dict[Any, tuple[int, Job]] = {}
        done: dict[int, tuple[Job, Result | Lost]] = {}
        turn, taken = 0, 0
        coming = here.as_completed(loop=client.loop)
        while True:
            while taken < turn + _AHEAD * workers and (following := next(feed, None)):
                future = client.submit(_do, sent, following[1], self._limits, pure=False)
                waiting[future] = following
                coming.add(future)
                taken += 1
            if not waiting:
                return
            future = next(coming)
            number, job = waiting.pop(future)
            done[number] = job, _outcome(future)
            future.release()
            while turn in done:
                yield done.pop(turn)
                turn += 1


def _do(work: Callable[[Any], Any], job: Any, limits: Limits) -> Any:
    """Do a job in a worker; under limits in a child of it, since a thread can't be stopped."""
    _settle()
    if limits == Limits():
        return work(job)
    ((_, result),) = Processes(1, limits).run(work, [job])
    return result


@cache
def _settle() -> None:
    """Once in a worker, when the work has come: what is there stays there, and the collector need not look at it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)


def _outcome(future: Any) -> Any:
    """What came of a job; Lost for one that took its workers down, or that could not be sent."""
    error = future.exception()
    if error is None:
        return future.result()
    if type(error).__name__ == "KilledWorker":
        return Lost("its worker was killed, and so was the one that tried again")
    return Lost(f"{type(error).__name__}: {error}")
