"""What the pages of problems show, made true: a piece of a spec is completed, read and held."""

from __future__ import annotations

import io
import re
from pathlib import Path

from pipeline import archive, cite, read
from pipeline.cli.human import lines
from pipeline.cli.screen import Stream
from pipeline.material import placed
from pipeline.model.problem import BriefError, Exit, Problem
from pipeline.model.source import Snapshot
from tests.support import repo

FILE = "specs/harbour.yaml"

COMPLETION = {
    "brief": "brief: 1",
    "id": "id: harbour",
    "title": "title: The harbour",
    "as_of": "as_of: 2024-01-31",
    "sources": f"""\
sources:
  gazette:
    title: The quay
    published: {{date: 2024-01-20}}
    sha256: {"0" * 64}
    descriptor: A local paper.
    passages:
      crane: "two cranes … June 2024"
      mayor: "The mayor, Anna … this year"
      first: "first crane … 60 metres"
  herald:
    title: The pier
    published: {{date: 2024-01-22}}
    sha256: {"1" * 64}
    descriptor: Another local paper.
    passages:
      crane: "three cranes … million euros\"""",
    "sections": """\
sections:
  - bottom_line: |
      The harbour gets two cranes. [@gazette:crane]
  - sources: {}""",
}
"""What a spec needs, by key; a piece that has the key needs it no more."""

TEXTS = {
    "gazette": """\
Cranes for the harbour

The harbour board has ordered two cranes for 24 million euros, and expects them by June 2024.

The mayor, Anna Berg, said that the board had not approved a third crane, and that the quay may be widened this year.

The first crane was delivered in March 2023, with a reach of approximately 60 metres. It has been at work since April.
""",
    "herald": "The harbour board has ordered three cranes for 27 million euros, as it told the Herald in January.\n"
    "\nOn opening day the gates open at 7. The pier is to be paid for in fiscal 2025.\n"
    "\nThe council rejected a wider pier in 2022.\n",
}
"""What the two papers write. A page quotes the sentence that its example is held against."""


def complete(piece: str) -> str:
    """The piece with what a spec needs besides, below it. One that is no list of keys stays as it is."""
    if not re.search(r"^[a-z_]+:", piece, re.MULTILINE):
        return piece
    missing = [text for key, text in COMPLETION.items() if not re.search(rf"^{key}:", piece, re.MULTILINE)]
    return "\n".join([piece.rstrip("\n"), *missing, ""])


def spec_of(piece: str) -> read.SpecFile:
    return read.spec(complete(piece).encode(), FILE)


def snapshots(file: read.SpecFile, **texts: str) -> dict[str, Snapshot]:
    known = TEXTS | texts
    return {name: archive.snapshot(known[name].encode(), f"{name}.txt") for name in file.spec.sources}


def outcome(piece: str) -> tuple[tuple[Problem, ...], Exit]:
    """The problems of a piece, and the exit code that a check of it would end with."""
    try:
        file = spec_of(piece)
        evidence = cite.hold(file.spec, snapshots(file), None)
    except BriefError as error:
        return error.problems, error.exit_code
    exit_ = Exit.DOES_NOT_HOLD if evidence.errors else Exit.DONE
    return (*file.warnings, *placed(file, evidence.problems)), exit_


def printed(code: str, piece: str) -> list[str]:
    """How each problem of the code is printed that the piece has."""
    stream = Stream(io.StringIO())
    found = [problem for problem in outcome(piece)[0] if problem.code == code]
    return ["\n".join(lines(problem, FILE, stream)) + "\n" for problem in found]


def page(code: str) -> str:
    return (Path(repo.ROOT) / f"docs/problems/{code}.md").read_text(encoding="utf-8")


def blocks(code: str, kind: str) -> list[str]:
    """The fenced blocks of a kind, `yaml` or `text`, in a page's example."""
    example = page(code).partition("## Example\n")[2].partition("## Mend\n")[0]
    return re.findall(rf"^```{kind}\n(.*?)^```$", example, re.MULTILINE | re.DOTALL)


def message(code: str) -> str:
    """What a page shows as printed."""
    (shown,) = blocks(code, "text")
    return shown


def said(problem: Problem) -> list[str]:
    """What a problem says, as it stands where it is printed."""
    return [f"{problem.severity.value}[{problem.code}] {problem.message}\n", *problem.notes, *problem.hints]
