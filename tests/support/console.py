"""Runs the examples of a document and holds them against what it shows.

An example is a fenced block marked `console`. A line that starts with `$ ` is a command, the lines below it are what it
prints (stdout and stderr as a terminal shows them). `brief` commands are run; `make` commands are not (they set up and
test the very thing that runs this); `echo $?` shows the exit code of the command before it, which must otherwise be 0.
Any other command belongs into a block marked `sh`. In what is shown, a line `…` stands for any lines, and `…` inside a
line for any text.
"""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.support.repo import environment, python_tool


@dataclass(frozen=True, slots=True)
class Example:
    """A command of a document with the lines it shows; `line` counts from 1."""

    line: int
    command: str
    shown: tuple[str, ...]
    exit_code: int = 0


def examples(markdown: str) -> list[Example]:
    """The commands of all console blocks in order. Raises ValueError for one that can be neither run nor left out."""
    found: list[Example] = []
    for number, command, shown in _commands(markdown):
        if command == "echo $?":
            if not found or len(shown) != 1:
                raise ValueError(f"line {number}: `echo $?` shows the exit code of the command before it")
            last = found[-1]
            found[-1] = Example(last.line, last.command, last.shown, int(shown[0]))
        elif re.match(r"brief( |$)", command):
            found.append(Example(number, command, shown))
        elif not re.match(r"make( |$)", command):
            raise ValueError(f"line {number}: only brief and make stand in a console block, not: {command}")
    return found


def _commands(markdown: str) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    for block in re.finditer(r"^```console\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL):
        first = markdown.count("\n", 0, block.start(1)) + 1
        lines = block[1].splitlines()
        starts = [i for i, line in enumerate(lines) if line.startswith("$ ")]
        if not starts or starts[0] != 0:
            raise ValueError(f"line {first}: a console block starts with a command, `$ brief …`")
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            shown = [line.rstrip() for line in lines[start + 1 : end]]
            while shown and not shown[-1]:
                shown.pop()
            yield first + start, lines[start].removeprefix("$ ").strip(), tuple(shown)


def agrees(shown: tuple[str, ...], printed: str) -> bool:
    """Whether `printed` is what the document shows. A document that shows nothing says nothing about the output."""
    if not shown:
        return True
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "…" else ".*?".join(map(re.escape, line.split("…"))) + r"[ \t]*\n"
        for line in shown
    )
    return re.fullmatch(pattern, printed.rstrip("\n") + "\n") is not None


def run(example: Example, folder: Path) -> str:
    """What the command of `example` prints when it is run in `folder`.

    Raises AssertionError when it exits with another code or prints other lines than the document shows.
    """
    brief, *args = shlex.split(example.command)
    done = subprocess.run(
        [python_tool(brief), *args],
        cwd=folder,
        env=environment(PYTHONPATH=str(folder)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
    )
    printed = done.stdout.decode("utf-8", "replace")
    where = f"line {example.line}: $ {example.command}\n"
    assert done.returncode == example.exit_code, f"{where}exited {done.returncode} and printed:\n{printed}"
    assert agrees(example.shown, printed), f"{where}printed:\n{printed}\ninstead of:\n" + "\n".join(example.shown)
    return printed
