"""The examples on the pages of problems say what brief says of them.

A page shows a piece of a spec, as `yaml`, and what is printed of it, as `text`. The piece is completed with what a spec
needs besides, below it, so that lines keep their numbers; then it is read, and the problem must be printed as shown.
"""

from __future__ import annotations

import io
import re

import pytest

from pipeline import read
from pipeline.cli.human import lines
from pipeline.cli.screen import Stream
from pipeline.model.codes import CODES
from pipeline.model.problem import UnusableInput
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
    passages: {{crane: "two cranes … by June"}}""",
    "sections": """\
sections:
  - bottom_line: |
      The harbour gets two cranes. [@gazette:crane]
  - sources: {}""",
}

NO_PIECE_OF_A_SPEC = {
    "READ002": "a file of more than 1 MiB",
    "READ003": "bytes that are not UTF-8",
    "READ006": "33 levels",
    "READ007": "100,000 parts",
    "READ014": "an option of the command line",
    "READ099": "fifty problems and more",
}
"""Codes of the read room whose pages show something else, and what."""


def complete(piece: str) -> str:
    """The piece with what a spec needs besides. One that is no list of keys stays as it is."""
    if not re.search(r"^[a-z_]+:", piece, re.MULTILINE):
        return piece
    missing = [text for key, text in COMPLETION.items() if not re.search(rf"^{key}:", piece, re.MULTILINE)]
    return "\n".join([piece.rstrip("\n"), *missing, ""])


def printed(code: str, piece: str) -> list[str]:
    """How each problem of the code is printed that the piece has."""
    try:
        problems = read.spec(complete(piece).encode(), FILE).warnings
    except UnusableInput as error:
        problems = error.problems
    stream = Stream(io.StringIO())
    return ["\n".join(lines(problem, FILE, stream)) + "\n" for problem in problems if problem.code == code]


def blocks(code: str) -> tuple[list[str], list[str]]:
    page = (repo.ROOT / f"docs/problems/{code}.md").read_text(encoding="utf-8")
    example = page.partition("## Example\n")[2].partition("## Mend\n")[0]
    return re.findall(r"^```yaml\n(.*?)^```$", example, re.MULTILINE | re.DOTALL), re.findall(
        r"^```text\n(.*?)^```$", example, re.MULTILINE | re.DOTALL
    )


OURS = [code for code in CODES if code.startswith(("READ", "SPEC"))]


@pytest.mark.parametrize("code", [code for code in OURS if code not in NO_PIECE_OF_A_SPEC])
def test_an_example_gives_the_problem_that_it_shows(code: str) -> None:
    pieces, shown = blocks(code)
    assert len(pieces) == len(shown) == 1
    assert shown[0] in printed(code, pieces[0])


def test_enough_examples_are_held() -> None:
    assert len(set(OURS) - set(NO_PIECE_OF_A_SPEC)) > 30
    assert set(NO_PIECE_OF_A_SPEC) <= set(OURS)


@pytest.mark.parametrize("code", CODES)
def test_a_page_has_its_title_and_shows_its_message(code: str) -> None:
    text = (repo.ROOT / f"docs/problems/{code}.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {code}: {CODES[code].title}\n\n## What\n\n")
    assert f"{CODES[code].severity.value}[{code}] " in "".join(blocks(code)[1])
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert all(len(line) <= 120 for line in prose.splitlines())
