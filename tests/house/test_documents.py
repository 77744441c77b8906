"""Documents are tested like code: problems and commands are documented, and the examples do what they show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.support import console, repo

HEADINGS = ["What", "Why", "Example", "Mend"]


def codes() -> Mapping[str, object]:
    from pipeline.model.codes import CODES

    assert CODES
    return CODES


def catalogue_faults(known: set[str], pages: Mapping[str, str], tests: Mapping[str, str]) -> list[str]:
    """Codes without a page, without a test or without a heading on their page, and pages without a code."""
    found = [f"{code}: no page docs/problems/{code}.md" for code in sorted(known - set(pages))]
    found += [f"docs/problems/{name}.md: no such code" for name in sorted(set(pages) - known)]
    for code in sorted(known & set(pages)):
        headings = re.findall(r"^## (.+?)\s*$", pages[code], re.MULTILINE)
        if headings != HEADINGS:
            found.append(f"docs/problems/{code}.md: its headings are {headings}, not {HEADINGS}")
    mentioned = {code for text in tests.values() for code in re.findall(r"\b[A-Z]{2,}\d{3}\b", text)}
    return found + [f"{code}: no test names it" for code in sorted(known - mentioned)]


def test_every_problem_has_its_page_and_its_test() -> None:
    folder = repo.ROOT / "docs/problems"
    pages = {p.stem: p.read_text(encoding="utf-8") for p in folder.glob("*.md")}
    tests = {
        name: (repo.ROOT / name).read_text(encoding="utf-8", errors="replace")
        for name in repo.files()
        if name.startswith("tests/") and not name.startswith("tests/house/")
    }
    assert not catalogue_faults(set(codes()), pages, tests)


def test_a_gap_in_the_catalogue_is_found() -> None:
    whole = "# X\n" + "".join(f"\n## {heading}\n\ntext\n" for heading in HEADINGS)
    tests = {"tests/a.py": "assert 'CITE001' in codes"}
    assert catalogue_faults({"CITE001"}, {"CITE001": whole}, tests) == []
    assert len(catalogue_faults({"CITE001", "CITE002"}, {"CITE001": whole}, tests)) == 2
    assert len(catalogue_faults({"CITE001"}, {"CITE001": whole, "CITE009": whole}, tests)) == 1
    assert len(catalogue_faults({"CITE001"}, {"CITE001": whole.replace("Why", "How")}, tests)) == 1
    assert len(catalogue_faults({"CITE001"}, {"CITE001": whole}, {})) == 1


def test_every_command_is_documented() -> None:
    from pipeline.cli.app import brief

    assert len(brief.commands) >= 5
    text = (repo.ROOT / "docs/commands.md").read_text(encoding="utf-8")
    documented = re.findall(r"^## `?brief (\w+)", text, re.MULTILINE)
    assert sorted(set(documented)) == sorted(brief.commands)


DOCUMENTS = ["README.md", *(n for n in repo.files() if n.startswith("docs/") and n.endswith(".md"))]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_examples_do_what_they_show(name: str, tmp_path: Path) -> None:
    found = console.examples((repo.ROOT / name).read_text(encoding="utf-8"))
    if name == "README.md":
        assert found, "README.md shows no command"
    if found:
        repo.copy(tmp_path)
    for example in found:
        console.run(example, tmp_path)
