"""The examples on the pages of problems say what brief says of them.

A page shows a piece of a spec, as `yaml`, and what is printed of it, as `text`. The piece is completed with what a spec
needs besides, below it, so that lines keep their numbers; then it is read, and the problem must be printed as shown.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline import archive, read, world
from pipeline.cli.human import lines
from pipeline.cli.screen import Stream
from pipeline.model.codes import CODES
from pipeline.model.problem import Problem, UnusableInput
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


def text_of(code: str) -> str:
    (shown,) = blocks(code)[1]
    return shown


def said(problem: Problem) -> list[str]:
    return [f"error[{problem.code}] {problem.message}\n", *problem.notes, *problem.hints]


ARTICLE = b"The harbour board has ordered two cranes, and expects them by June.\n"
FILES: dict[str, tuple[bytes, tuple[str, str] | None]] = {
    "SRC004": (b"x" * int(40.2 * 2**20), None),
    "SRC005": (b"\n\n\n" + b"x" * 112 + b"pi\xe9r\n", None),
    "SRC006": ("The board wants the new pi\ufffdr at the harbour, and wants it by June.\n".encode(), None),
    "SRC007": (b"%PDF-1.7\n", None),
    "SRC008": (b"Home\n\nContact\n", None),
    "SRC009": (b"<!doctype html>\n" + b"<p>\n" * 10 + b'<a href="quay.html>\n', None),
    "SRC010": (ARTICLE, ("The harbor board", "by June.")),
    "SRC011": ("The board orders two cranes, and expects them \u202eby June.\n".encode(), None),
}


@pytest.mark.parametrize("code", FILES)
def test_a_page_shows_what_is_said_of_such_a_file(code: str) -> None:
    data, body = FILES[code]
    with pytest.raises(UnusableInput) as caught:
        archive.snapshot(data, "gazette.txt", body=body, source="gazette")
    (problem,) = caught.value.problems
    assert problem.code == code
    assert not [words for words in said(problem) if words not in text_of(code)]


def test_the_pages_of_finding_a_source_show_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("specs/gazette.txt", "articles", "changed"):
        Path(folder).mkdir(parents=True)
    Path("changed/gazette.txt").write_bytes(ARTICLE)
    digest = hashlib.sha256(ARTICLE).hexdigest()
    real = world.real()

    def collected(*folders: str, file: str = "") -> archive.Found:
        wanted = {"gazette": SimpleNamespace(sha256="3f2a9c1e7d4b" + "0" * 52, file=file)}
        return archive.collect(real, wanted, [Path(folder) for folder in folders])

    (changed,) = collected("changed", file="gazette.txt").problems
    message = changed.message.replace("changed/", "specs/").replace(digest[:12], "c49bd2b2f01e")
    problems = {
        "SRC001": collected("specs", "articles").missing["gazette"],
        "SRC002": dataclasses.replace(changed, message=message),
        "SRC003": collected("artcles").problems[0],
        "SRC012": collected("specs", file="gazette.txt").problems[0],
    }
    for code, problem in problems.items():
        assert problem.code == code
        assert not [words for words in said(problem) if words not in text_of(code)]
    assert set(problems) | set(FILES) == {code for code in CODES if code.startswith("SRC")}
