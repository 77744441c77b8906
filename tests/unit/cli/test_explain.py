from __future__ import annotations

import pytest

from pipeline.cli.app import run
from pipeline.model.codes import CODES


@pytest.mark.parametrize("asked", ["FONT001", "font001", "[FONT001]", " Font001 "])
def test_the_page_of_a_problem_is_printed(asked: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", asked]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"# FONT001: {CODES['FONT001'].title}"
    assert "## Mend" in lines


def test_every_page_can_be_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(CODES) > 5
    for code in CODES:
        assert run(["explain", code]) == 0
        assert capsys.readouterr().out.startswith(f"# {code}: ")


def test_without_a_code_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [[row.code, row.severity.value] for row in CODES.values()]


@pytest.mark.parametrize(("asked", "said"), [("FONT01", "did you mean FONT001"), ("zzz", "`brief explain` lists all")])
def test_an_unknown_code_is_an_error(asked: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", asked]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "there is no problem" in err
