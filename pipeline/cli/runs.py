"""Several specs in one run: all are tried, the worst outcome is the run's."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from pipeline.cli.human import counted, print_problems
from pipeline.cli.progress import Progress
from pipeline.cli.screen import Screen
from pipeline.engine import Engine, Lost, NoEngine
from pipeline.engine.serial import Serial
from pipeline.model.codes import CODES
from pipeline.model.problem import BriefError, Exit, Problem, Severity
from pipeline.model.record import record


@record
class How:
    """How the specs of a run are done: the run's share of them, the engine, whether the first failure ends it."""

    specs: tuple[str, ...]
    engine: Engine = Serial()
    fail_fast: bool = False


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
    except Exception as error:  # noqa: BLE001 (the other specs still have their turn)
        problems, code = failures(error)
        return Attempt(name, None, problems, code)
    problems = getattr(result, "problems", ())
    errors = [problem.code for problem in problems if problem.severity is Severity.ERROR]
    return Attempt(name, result, problems, worst(_exit_of(code) for code in errors))


def _exit_of(code: str) -> Exit:
    """Of an error beside a result: the brief does not hold, or the outside failed on the way."""
    return Exit.OUTSIDE_FAILED if CODES[code].exit is Exit.OUTSIDE_FAILED else Exit.DOES_NOT_HOLD


def failures(error: Exception) -> tuple[tuple[Problem, ...], Exit]:
    """What ended a command, as problems and an exit code."""
    if isinstance(error, BriefError):
        return error.problems, error.exit_code
    problem, code = _failure(error)
    return (problem,), code


def _failure(error: Exception) -> tuple[Problem, Exit]:
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


class Tally:
    """Counts of a run: how its specs ended, and what was found in them."""

    def __init__(self) -> None:
        self.exits: Counter[Exit] = Counter()
        self._severities: Counter[Severity] = Counter()

    def count(self, done: Attempt[Any]) -> None:
        """Take in one spec."""
        self.exits[done.exit] += 1
        self._severities.update(problem.severity for problem in done.problems)

    def tell(self, screen: Screen, specs: int) -> None:
        """How many of many specs are done, and what was found: `3 errors, 2 warnings in 5 specs`."""
        tried, fine = self.exits.total(), self.exits[Exit.DONE]
        if specs > 1 and fine < specs:
            left = f", {specs - tried} not tried" if tried < specs else ""
            screen.err.line(f"{fine} of {specs} specs done, {tried - fine} failed{left}")
        if found := counted(self._severities):
            screen.err.line(found if specs == 1 else f"{found} in {specs} specs")


def worst(codes: Iterable[Exit]) -> Exit:
    """The code of a run of several specs."""
    return max(codes, key=ASCENDING.index, default=Exit.DONE)


@record
class Work(Generic[Result]):
    """What is done for each spec, as a function that can be sent to another process."""

    job: Callable[[str], Result]

    def __call__(self, spec: str) -> Attempt[Result]:
        """What came of one spec."""
        return attempt(spec, self.job)


@record
class Afar(Generic[Result]):
    """A job where this machine's disk is out of reach: a spec is packed here, the job done there, settled here."""

    pack: Callable[[str], Any]
    there: Callable[[Any], Any]
    settle: Callable[[str, Any], Result]


@record
class There:
    """What is done with a packed spec; one that could not be packed comes back as it is."""

    job: Callable[[Any], Any]

    def __call__(self, packed: Attempt[Any]) -> Attempt[Any]:
        """What came of it."""
        return packed if packed.result is None else attempt(packed.spec, lambda _: self.job(packed.result))


def attempts(
    how: How, job: Callable[[str], Result], afar: Callable[[], Afar[Result]] | None = None
) -> Iterator[Attempt[Result]]:
    """What came of each spec, in their order. Closing the iterator stops the engine.

    `afar` is asked for where the engine's workers may be on other machines.
    """
    done = _afar(how, afar()) if afar and how.engine.remote else _here(how, job)
    try:
        for each in done:
            yield each
            if how.fail_fast and each.exit is not Exit.DONE:
                return
    except NoEngine as error:
        hint = "see that it runs, and that this machine reaches it; or choose --engine processes"
        yield Attempt("brief", None, (Problem("ENGINE004", str(error), hints=(hint,)),), Exit.OUTSIDE_FAILED)
    finally:
        done.close()


def _here(how: How, job: Callable[[str], Result]) -> Generator[Attempt[Result], None, None]:
    with closing(how.engine.run(Work(job), how.specs)) as results:
        for spec, result in results:
            yield _given_up(spec, result.why) if isinstance(result, Lost) else result


def _afar(how: How, afar: Afar[Result]) -> Generator[Attempt[Result], None, None]:
    packed = (attempt(spec, afar.pack) for spec in how.specs)
    with closing(how.engine.run(There(afar.there), packed)) as results:
        for sent, result in results:
            if isinstance(result, Lost):
                yield _given_up(sent.spec, result.why)
            elif result.result is None:
                yield result
            else:
                yield attempt(sent.spec, partial(_settled, afar, result.result))


def _settled(afar: Afar[Result], made: Any, spec: str) -> Result:
    return afar.settle(spec, made)


def _given_up(spec: str, why: str) -> Attempt[Any]:
    hint = "give it more with --time-limit or --memory-limit, or try it alone with --engine serial"
    problem = Problem("ENGINE001", f"the brief was given up: {why}", hints=(hint,))
    return Attempt(spec, None, (problem,), Exit.OUTSIDE_FAILED)


def run_each(
    how: How,
    job: Callable[[str], Result],
    show: Callable[[str, Result], Iterable[str]],
    screen: Screen,
    *,
    quiet: bool,
    afar: Callable[[], Afar[Result]] | None = None,
) -> int:
    """Do `job` for every spec, and print of each, as soon as those before it are known, its result and its problems.

    Of what was printed only counts are kept: a run of ten thousand specs takes no more memory than one of ten.
    """
    tally, length = Tally(), len(how.specs)
    with Progress(screen, length, quiet=quiet) as progress:
        for done in attempts(how, job, afar):
            tally.count(done)
            lines = () if done.result is None or quiet else tuple(show(done.spec, done.result))
            problems = [p for p in done.problems if p.severity is Severity.ERROR or not quiet]
            if lines or problems:
                progress.clear()
            for line in lines:
                screen.out.line(line)
            print_problems(screen.err, done.spec, problems)
            progress.step(printed=bool(lines or problems))
    if not quiet:
        tally.tell(screen, length)
    return int(worst(tally.exits))
