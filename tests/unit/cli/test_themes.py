"""`brief themes`, and the example of a theme of one's own in docs/themes.md, which is built."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pipeline import assets
from pipeline.cli.app import run
from pipeline.model.theme import ROLES, Drawn, Shape, Sheet, Theme
from tests.support import repo
from tests.support.setting import HOUSE

PAGE = (repo.ROOT / "docs/themes.md").read_text(encoding="utf-8")


def test_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["themes"]) == 0
    out = capsys.readouterr().out
    heads = [line for line in out.splitlines() if line and not line.startswith(" ")]
    assert heads == ["desk", *sorted(set(HOUSE) - {"desk"})]
    assert "    A4, one side; body 18 on 27 pt; Source Sans Pro\n" in out
    assert "    A4, one side; body 10.4 on 14.2 pt; Source Serif Pro, Source Sans Pro\n" in out


def test_the_list_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["themes", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["version"] == 1
    assert len(told["themes"]) == len(HOUSE)
    large = next(theme for theme in told["themes"] if theme["name"] == "large-print")
    assert large["sheet"] == {"paper": "A4", "width_mm": 210.0, "height_mm": 297.0, "sides": "one"}
    assert large["body"] == {"size": 18.0, "leading": 27.0, "face": "sans"}


@pytest.mark.parametrize("name", HOUSE)
def test_a_theme_is_printed_as_it_is(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["themes", name]) == 0
    assert capsys.readouterr().out == assets.read_text(f"themes/{name}.yaml")


def test_an_unknown_name_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["themes", "../labels/en"]) == 2
    assert "`brief themes` lists: desk, ink-saver, large-print, plain" in capsys.readouterr().err


def test_the_page_says_all_that_a_theme_can_say() -> None:
    documented = set(re.findall(r"`([a-z_0-9-]+)`", "".join(re.findall(r"^\| (.*)", PAGE, re.MULTILINE))))
    assert len(documented) > 60
    for known in (Theme.model_fields, Sheet.model_fields, Shape.model_fields, Drawn.model_fields, ROLES, HOUSE):
        assert set(known) <= documented


def test_the_example_of_the_page_is_a_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = [block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if block.startswith("extends:")]
    assert len(example.splitlines()) <= 11
    monkeypatch.chdir(tmp_path)
    for name in ("harbour.yaml", "harbour.lock"):
        Path(name).write_bytes((repo.ROOT / "specs" / name).read_bytes())
    Path("ministry.yaml").write_text(example)
    assert run(["build", "harbour.yaml", "--theme", "ministry.yaml", "--dry-run"]) == 0
    (used,) = re.findall(r"^theme: \./ministry.yaml", PAGE, re.MULTILINE)
    Path("own.yaml").write_text(f"{used}\n{Path('harbour.yaml').read_text()}")
    Path("own.lock").write_bytes(Path("harbour.lock").read_bytes())
    assert run(["build", "own.yaml", "--paper", "letter", "--sides", "two", "--cover"]) == 0
    assert Path("out/harbour/1/harbour.pdf").is_file()
