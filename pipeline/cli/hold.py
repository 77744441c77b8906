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
    from pipeline import flow
    from pipeline.model.problem import Place, Problem

LINE = 4 * 2**20
"""Bytes of a line, its end left out."""
CLAIM = 10_000
"""Characters of a claim: a sentence or a few. Reading one takes more than linear time."""
ID = 200
"""Characters of an id."""
_SHOWN = 10_000
"""Characters of a line up to which it is kept for showing a problem in it."""


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

    def answer(self, stream: IO[bytes], screen: Screen) -> None:
        """Answer every line in its order. A reader of stdout that went away ends it."""
        from pipeline.cli.human import MOST
        from pipeline.model.problem import UnusableInput

        for number, data in _lines(stream, self.name):
            try:
                line = _line(number, data, self.name)
                if line:
                    screen.out.line(self._held(line, number))
            except UnusableInput as error:
                self.unusable += 1
                room = MOST - len(self.problems)
                self.problems += error.problems[:room]
                self.more += len(error.problems[room:])
            if screen.out.failure is not None:
                return
        if not self.held + self.failed + self.unusable:
            _refuse("HOLD002", "there is no claim to hold", "give one JSON object a line", _place(self.name))

    def _held(self, line: str, number: int) -> str:
        import json

        from pipeline import flow

        loose = _loose(line, number, self.name)
        held = flow.hold(loose)
        self.held += held.holds
        self.failed += not held.holds
        problems = [_told(problem, loose.claim) for problem in held.problems]
        return json.dumps({"id": loose.id, "holds": held.holds, "problems": problems})

    def summary(self) -> str:
        """`3 claims hold, 1 does not, 2 lines could not be used`; the last only where there are such lines."""
        told = f"{self.held} claim{'s hold' if self.held != 1 else ' holds'}"
        told += f", {self.failed} do{'es' if self.failed == 1 else ''} not"
        lines = f"{self.unusable} line{'s' if self.unusable != 1 else ''}"
        return f"{told}, {lines} could not be used" if self.unusable else told


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

    if file == "-":
        if sys.stdin is None:
            _refuse("HOLD001", "standard input is closed", "give a file, or pipe one in", _place(name))
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:  # ValueError: a null character in the name
        _unreadable(error, name)


def _lines(stream: IO[bytes], name: str) -> Iterator[tuple[int, bytes | None]]:
    """Every line with its number from 1, without its end; None for one that is too long, which is never held whole."""
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


def _line(number: int, data: bytes | None, name: str) -> str:
    """The text of a line."""
    if data is None:
        where = _place(name, number)
        _refuse("HOLD003", f"this line has more than {LINE // 2**20} MiB", "give a shorter passage", where)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = len(data[: error.start].decode())
        where = _place(name, number, before + 1, data.decode("utf-8", "replace"))
        _refuse("HOLD004", f"byte 0x{data[error.start]:02X} is not UTF-8", "save the file as UTF-8", where)
    return (text.removeprefix("\ufeff") if number == 1 else text).strip(" \t")


def _loose(line: str, number: int, name: str) -> flow.Loose:
    """The claim and passage of one line, or all that is wrong with it."""
    from pipeline import flow
    from pipeline.cite.atoms import reader
    from pipeline.model.problem import Problem, UnusableInput

    found = _object(line, number, name)
    problems: list[Problem] = []

    def wrong(key: str, must: str, hint: str) -> None:
        where = _place(name, number, _column(line, key), line)
        problems.append(Problem("HOLD007", f"`{key}` {must}", place=where, hints=(hint,)))

    for key in ("id", "claim", "passage"):
        if key not in found:
            hint = f'add "{key}"; a line is {{"id": …, "claim": …, "passage": …}}'
            problems.append(
                Problem("HOLD006", f"`{key}` is missing", place=_place(name, number, 1, line), hints=(hint,))
            )
    id_, claim, passage = found.get("id", 0), found.get("claim", "-"), found.get("passage", "-")
    language, names = found.get("language", "en"), found.get("names", {})
    if isinstance(id_, bool) or not isinstance(id_, str | int) or len(str(id_)) > ID:
        wrong("id", f"is neither text of at most {ID} characters nor a whole number", "number the lines")
    for key, text in (("claim", claim), ("passage", passage)):
        if not isinstance(text, str) or not text.strip():
            wrong(key, "is not text, or empty", "write it as text in quotation marks")
    if isinstance(claim, str) and len(claim) > CLAIM:
        wrong("claim", f"has {len(claim):,} characters, more than {CLAIM:,}", "hold its sentences one by one")
    if not isinstance(language, str) or reader(language) is None:
        wrong("language", "is no language that can be held", 'leave it out, or write "en"')
    if not _are_names(names):
        wrong("names", "is not a list of other names for each name", 'write {"Ministry of Works": ["the ministry"]}')
    if problems:
        raise UnusableInput(problems)
    return flow.Loose(id_, claim, passage, language, {main: tuple(others) for main, others in names.items()})


def _are_names(names: object) -> bool:
    return isinstance(names, dict) and all(
        isinstance(others, list) and all(isinstance(other, str) for other in others) for others in names.values()
    )


def _object(line: str, number: int, name: str) -> dict[str, Any]:
    """The JSON object of a line. A key that stands twice is refused: one of its values would be lost unseen."""
    import json

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys: set[str] = set()
        for key, _ in pairs:
            if key in keys:
                raise ValueError(f"the key {json.dumps(key)} stands twice")
            keys.add(key)
        return dict(pairs)

    column, hint = 1, 'write {"id": …, "claim": …, "passage": …}, all in one line'
    try:
        found = json.loads(line, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        column, said = error.pos + 1, f"this is not JSON: {error.msg[:1].lower()}{error.msg[1:]}"
    except RecursionError:
        said = "this is nested too deeply"
    except ValueError as error:
        said = str(error) if "twice" in str(error) else "a number has too many digits"
    else:
        if isinstance(found, dict):
            return found
        said = "this is not a JSON object"
    return _refuse("HOLD005", said, hint, _place(name, number, column, line))


def _column(line: str, key: str) -> int:
    """Where the value of a key stands, counted from 1."""
    import re

    found = re.search(rf'"{key}"[ \t]*:[ \t]*', line)
    return found.end() + 1 if found else 1


def _place(name: str, line: int = 0, column: int = 0, text: str = "") -> Place:
    from pipeline.model.problem import Place

    return Place(name, line, column, column + 1 if column else 0, text if len(text) <= _SHOWN else "")


def _unreadable(error: OSError | ValueError, name: str) -> NoReturn:
    reason = getattr(error, "strerror", None) or str(error)
    _refuse("HOLD001", f"the file can't be read: {reason}", "name a file of JSON Lines, or -", _place(name))


def _refuse(code: str, message: str, hint: str, place: Place) -> NoReturn:
    from pipeline.model.problem import Problem, UnusableInput

    raise UnusableInput([Problem(code, message, place=place, hints=(hint,))])
