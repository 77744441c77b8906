"""Problems for editors and grep: one line each, `file:line:column: error[CODE] message`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import flow
from pipeline.cli.human import headline, in_order
from pipeline.cli.runs import Attempt


def short(attempts: Sequence[Attempt[flow.Checked]]) -> Iterator[str]:
    """One line a problem."""
    for done in attempts:
        for problem in in_order(done.problems, done.spec):
            yield headline(problem, done.spec)
