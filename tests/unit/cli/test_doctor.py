"""`brief doctor`: what is there, what is missing, and its exit code."""

from __future__ import annotations

import pytest

from pipeline import fonts
from pipeline.cli.app import run
from tests.support.setting import desk


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("BRIEF_ARCHIVE", raising=False)

    def tell(*arguments: str) -> tuple[int, list[str]]:
        code = run(["doctor", *arguments])
        return code, [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]

    return tell


def test_here_all_that_every_brief_needs_is_there(told):
    code, lines = told()
    assert code == 0
    assert lines[-1] == "whatever every brief needs is here"
    assert sum(line.startswith("ok font ") for line in lines) == sum(not file.extra for file in desk().faces.values())
    assert "ok extra cjk its fonts are there" in lines
    assert "ok hyphenation en-GB, en-US, de, es, fr, it" in lines


def test_a_missing_font_is_named_with_what_brings_it(told, monkeypatch):
    real = fonts.path_of
    monkeypatch.setattr(fonts, "path_of", lambda file: None if "It" in file.file or file.extra else real(file))
    code, lines = told()
    assert code == 3
    assert "missing font serif-it files/SourceSerifPro-It.ttf in the Python package font_source_serif_pro" in lines
    assert "pip install font-source-serif-pro" in lines
    assert "optional extra cjk not installed: characters that only its fonts have are refused" in lines
    assert "pip install 'briefwright[cjk]'" in lines
    assert lines[-1] == "3 of what every brief needs is missing"


def test_an_archive_is_counted_or_missing(told, tmp_path):
    (tmp_path / "a.txt").write_text("x")
    code, lines = told("--archive", str(tmp_path), "--archive", str(tmp_path / "none"))
    assert code == 3
    assert f"ok archive {tmp_path} 1 files" in lines
    assert any(line.startswith(f"missing archive {tmp_path}/none No such file") for line in lines)


def test_an_optional_tool_that_is_not_there_changes_no_exit_code(told, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    code, lines = told()
    assert code == 0
    assert any(line.startswith("optional poppler not installed") for line in lines)


def test_an_unknown_theme_is_a_mistake_on_the_command_line(told):
    assert told("--theme", "nix")[0] == 2
