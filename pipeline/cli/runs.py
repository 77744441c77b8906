"""Several specs in one run: all are tried, the worst outcome is the run's."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable
from typing import Generic, Protocol, TypeVar

from pipeline.cli.human import print_problems, summary
from pipeline.cli.screen import Screen
from pipeline.model.problem import BriefError, Exit, Problem, Severity
from pipeline.model.record import record


class HasProblems(Protocol):
    """What `flow` gives for one spec."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, placed."""


Result = TypeVar("Result", bound=HasProblems)

ASCENDING = (Exit.DONE, Exit.DOES_NOT_HOLD, Exit.UNDECIDABLE, Exit.UNUSABLE_INPUT, Exit.OUTSIDE_FAILED)
"""Exit codes, the worst last: the brief is at fault; nobody can tell; it was not even held; the machine is at fault."""


@record
class Attempt(Generic[Result]):
    """What came of one spec: its result (None where it was stopped), its problems, its exit code.

    `spec` is its name for people, `<stdin>` for standard input.
    """

    spec: str
    result: Result | None
    problems: tuple[Problem, ...]
    exit: Exit


def attempt(spec: str, job: Callable[[str], Result]) -> Attempt[Result]:
    """Do `job` for one spec. Raises nothing but KeyboardInterrupt and its like."""
    name = "<stdin>" if spec == "-" else spec
    try:
        result = job(spec)
    except BriefError as error:
        return Attempt(name, None, error.problems, error.exit_code)
    except Exception as error:  # noqa: BLE001 (the other specs still have their turn)
        problem, code = failure(error)
        return Attempt(name, None, (problem,), code)
    holds = all(problem.severity is Severity.WARNING for problem in result.problems)
    return Attempt(name, result, result.problems, Exit.DONE if holds else Exit.DOES_NOT_HOLD)


def failure(error: Exception) -> tuple[Problem, Exit]:
    """An exception that nothing foresaw, as a problem and an exit code."""
    if os.environ.get("BRIEF_DEBUG") == "1":
        import traceback

        traceback.print_exception(error)
    if isinstance(error, MemoryError):
        return Problem("SYSTEM001", "there is not enough memory"), Exit.OUTSIDE_FAILED
    if isinstance(error, OSError):
        path = f": {error.filename}" if error.filename else ""
        return Problem("SYSTEM001", f"the system refused: {error.strerror or error}{path}"), Exit.OUTSIDE_FAILED
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    hint = "please report it with the spec; BRIEF_DEBUG=1 shows where it happened"
    return Problem("BUG001", f"this is a bug in brief: {said}", hints=(hint,)), Exit.UNUSABLE_INPUT


def worst(codes: Iterable[Exit]) -> Exit:
    """The code of a run of several specs."""
    return max(codes, key=ASCENDING.index, default=Exit.DONE)


def run_each(
    specs: Iterable[str],
    job: Callable[[str], Result],
    show: Callable[[str, Result], Iterable[str]],
    screen: Screen,
    *,
    quiet: bool,
) -> int:
    """Do `job` for every spec, and print of each, as soon as it is known, its result and its problems."""
    attempts: list[Attempt[Result]] = []
    for spec in specs:
        if attempts:
            gc.collect()  # `main` switches the collector off
        done = attempt(spec, job)
        attempts.append(done)
        if done.result is not None and not quiet:
            for line in show(done.spec, done.result):
                screen.out.line(line)
        problems = tuple(p for p in done.problems if p.severity is Severity.ERROR or not quiet)
        print_problems(screen.err, done.spec, problems)
    counts = summary(problem for done in attempts for problem in done.problems)
    if counts and not quiet:
        screen.err.line(counts if len(attempts) == 1 else f"{counts} in {len(attempts)} specs")
    return int(worst(done.exit for done in attempts))
