"""One job after the other, in this process."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator, Iterable
from typing import TypeVar

Job = TypeVar("Job")
Result = TypeVar("Result")


class Serial:
    """The plainest engine; it knows no limits, since nothing could stop its jobs but themselves."""

    remote = False

    def run(self, work: Callable[[Job], Result], jobs: Iterable[Job]) -> Generator[tuple[Job, Result], None, None]:
        """See `Engine.run`."""
        gc.freeze()  # what was there before is no garbage, and looking through it would cost more than a small job
        try:
            for number, job in enumerate(jobs):
                if number:
                    gc.collect()  # the command switches the collector off
                yield job, work(job)
        finally:
            gc.unfreeze()
