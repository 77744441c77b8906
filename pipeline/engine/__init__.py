"""Engines: who does many jobs. The shelf has one file an engine, and each gives the same results in the same order.

The work is a function of a job that can be pickled and raises nothing; jobs and results can be pickled too. Work must
be idempotent: a job whose worker died is done again.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Protocol, TypeVar

from pipeline.model.record import record

__all__ = ["ENGINES", "Engine", "Limits", "Lost", "NoEngine", "engine"]

Job = TypeVar("Job")
Result = TypeVar("Result")

ENGINES = ("serial", "processes", "dask")
"""Names; dask may have an address behind it, `dask=tcp://host:8786`."""


class NoEngine(Exception):
    """An engine that can't be had, and why."""


@record
class Limits:
    """What one job may take: wall-clock seconds, and megabytes of memory beside the worker's own; 0: any amount."""

    seconds: float = 0.0
    megabytes: int = 0


@record
class Lost:
    """A job that no worker could finish, and why: `it took longer than 60 seconds`."""

    why: str


class Engine(Protocol):
    """Does jobs, some of them at the same time. `remote`: where this machine's disk may be out of reach."""

    remote: bool

    def run(
        self, work: Callable[[Job], Result], jobs: Iterable[Job]
    ) -> Generator[tuple[Job, Result | Lost], None, None]:
        """Each job with its result, in the order of the jobs, as soon as those before it are done.

        Jobs are taken from `jobs` as they are needed, so memory does not grow with their number. Closing the iterator
        stops the engine: jobs that are being done are given up.
        """


def engine(name: str, workers: int, limits: Limits) -> Engine:
    """The engine of a name. Raises KeyError for a name that is none."""
    name, _, address = name.partition("=")
    match name:
        case "serial":
            from pipeline.engine.serial import Serial

            return Serial()
        case "processes":
            from pipeline.engine.processes import Processes

            return Processes(workers, limits)
        case "dask":
            from pipeline.engine.dask import Dask

            return Dask(address, workers, limits)
        case _:
            raise KeyError(name)
