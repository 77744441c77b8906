"""`brief hold`: claims against passages without a spec, JSON Lines in and out.

Lines are read, answered and forgotten one by one: memory grows with the longest line allowed, not with the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any, NoReturn

import click

from pipeline.cli import options
from pipeline.cli.screen import Screen

if TYPE_CHECKING:
    from pipeline.model.problem import Problem


@click.command()
@click.argument("file", metavar="FILE")
@options.quiet
@click.pass_obj
def hold(screen: Screen, file: str, *, quiet: bool) -> int:
    """Hold claims against passages, without a spec.

    FILE has one JSON object a line, {"id", "claim", "passage"}; each is answered on stdout with {"id", "holds",
    "problems"}. FILE - is standard input. Lines that cannot be used are named on stderr when all are done.
    """
    import gc

    from pipeline.cli.human import print_problems
    from pipeline.model.problem import BriefError, Exit

    gc.enable()  # `main` switches the collector off, and a stream may have no end
    name = "<stdin>" if file == "-" else file
    run = _Run(name)
    try:
        with _opened(file, name) as stream:
            run.answer(stream, screen)
    except BriefError as error:
        print_problems(screen.err, name, error.problems)
        return int(error.exit_code)
    print_problems(screen.err, name, run.problems)
    if run.more:
        screen.err.line(f"and {run.more} more")
    if not quiet:
        screen.err.line(run.summary())
    if run.cut_short:
        return int(Exit.OUTSIDE_FAILED)
    if run.unusable:
        return int(Exit.UNUSABLE_INPUT)
    return int(Exit.DOES_NOT_HOLD if run.failed else Exit.DONE)


class _Run:
    """The lines of one file: how many hold and do not, and those that cannot be used."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.held = self.failed = self.unusable = self.more = 0
        self.problems: list[Problem] = []
        """Of lines that cannot be used, as many as are printed; `more` counts the others."""
        self.cut_short = False
        """Whether the reader of the answers went away, so that nobody can tell what holds."""

    def answer(self, stream: IO[bytes], screen: Screen) -> None:
        """Answer every line in its order. A reader of stdout that went away ends it."""
        from pipeline.cli.human import MOST
        from pipeline.cli.loose import place, refuse, text_of
        from pipeline.model.problem import UnusableInput

        for number, data in _lines(stream, self.name):
            try:
                line = text_of(number, data, self.name)
                if line:
                    screen.out.line(self._held(line, number))
            except UnusableInput as error:
                self.unusable += 1
                room = MOST - len(self.problems)
                self.problems += error.problems[:room]
                self.more += len(error.problems[room:])
            if screen.out.failure is not None:
                self.cut_short = True
                return
        if not self.held + self.failed + self.unusable:
            refuse("HOLD002", "there is no claim to hold", "give one JSON object a line", place(self.name))

    def _held(self, line: str, number: int) -> str:
        import json

        from pipeline import flow
        from pipeline.cli.loose import loose

        given = loose(line, number, self.name)
        held = flow.hold(given)
        self.held += held.holds
        self.failed += not held.holds
        problems = [_told(problem, given.claim) for problem in held.problems]
        return json.dumps({"id": given.id, "holds": held.holds, "problems": problems})

    def summary(self) -> str:
        """`3 claims hold, 1 does not, 2 lines could not be used`; the last only where there are such lines."""
        told = f"{self.held} claim{'s hold' if self.held != 1 else ' holds'}"
        told += f", {self.failed} do{'es' if self.failed == 1 else ''} not"
        lines = f"{self.unusable} line{'s' if self.unusable != 1 else ''}"
        told = f"{told}, {lines} could not be used" if self.unusable else told
        return f"{told}; the others were not held, since nobody reads the answers" if self.cut_short else told


def _told(problem: Problem, claim: str) -> dict[str, Any]:
    where = problem.where
    start, end = (where.start, len(claim) if where.end is None else where.end) if where else (0, len(claim))
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "start": start,
        "end": end,
        "text": claim[start:end],
        "message": problem.message,
    }


def _opened(file: str, name: str) -> IO[bytes]:
    """The file, which may be a pipe, or standard input."""
    import sys
    from pathlib import Path

    from pipeline.cli.loose import place, refuse

    if file == "-":
        if sys.stdin is None:
            refuse("HOLD001", "standard input is closed", "give a file, or pipe one in", place(name))
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        _unreadable(error, name)


def _lines(stream: IO[bytes], name: str) -> Iterator[tuple[int, bytes | None]]:
    """Every line with its number from 1, without its end; None for one that is too long, which is never held whole."""
    from pipeline.cli.loose import LINE

    number = 0
    while True:
        try:
            data = stream.readline(LINE + 2)
            if not data:
                return
            number += 1
            whole = data.rstrip(b"\r\n")
            cut = len(data) == LINE + 2 and not data.endswith(b"\n")
            yield number, None if cut or len(whole) > LINE else whole
            while cut:
                data = stream.readline(LINE + 2)
                cut = len(data) == LINE + 2 and not data.endswith(b"\n")
        except OSError as error:
            _unreadable(error, name)


def _unreadable(error: OSError | ValueError, name: str) -> NoReturn:
    from pipeline.cli.loose import place, refuse

    reason = getattr(error, "strerror", None) or str(error)
    refuse("HOLD001", f"the file can't be read: {reason}", "name a file of JSON Lines, or -", place(name))
