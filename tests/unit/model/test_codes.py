from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline.model.codes import CODES
from pipeline.model.problem import Exit, Severity
from tests.support import repo

FORM = re.compile(r"[A-Z]{3,}\d{3}")


def named(source: str) -> set[str]:
    """The codes that a module names as strings, docstrings and comments aside."""
    tree = ast.parse(source)
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and FORM.fullmatch(node.value)
    }


def modules() -> list[Path]:
    found = [p for p in (repo.ROOT / "pipeline").rglob("*.py") if p.name != "codes.py"]
    assert len(found) > 30
    return found


def test_codes_have_their_form_and_no_twin() -> None:
    source = (repo.ROOT / "pipeline/model/codes.py").read_text(encoding="utf-8")
    assert len(re.findall(r'\bCode\("', source)) == len(CODES) > 50
    assert all(FORM.fullmatch(code) and row.code == code for code, row in CODES.items())


@pytest.mark.parametrize("code", CODES)
def test_a_title_is_one_short_line(code: str) -> None:
    title = CODES[code].title
    assert 3 < len(title) <= 60
    assert not title.endswith(".")
    assert title.isprintable()


def test_errors_stop_a_run_and_warnings_do_not() -> None:
    assert {row.severity for row in CODES.values()} == set(Severity)
    assert {row.exit for row in CODES.values() if row.severity is Severity.ERROR} >= {Exit(1), Exit(2), Exit(3)}
    for row in CODES.values():
        assert (row.exit is Exit.DONE) == (row.severity is Severity.WARNING), row.code


def test_every_code_that_is_given_is_in_the_catalogue_and_the_other_way_round() -> None:
    given = {code: path for path in modules() for code in named(path.read_text(encoding="utf-8"))}
    assert not {code: path.name for code, path in given.items() if code not in CODES}
    assert not set(CODES) - set(given)


def test_a_code_outside_the_catalogue_is_found() -> None:
    assert named('"""CITE998 is not meant."""\nProblem("CITE999", "message")  # nor CITE997\n') == {"CITE999"}
