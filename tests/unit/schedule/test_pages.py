"""The examples on the pages of the SCHED problems say what brief says."""

from __future__ import annotations

import re

import pytest

from pipeline import world
from pipeline.cli.human import lines
from pipeline.cli.screen import Stream
from pipeline.schedule.loading import load
from tests.support import repo

PAGES = {code: (repo.ROOT / f"docs/problems/{code}.md").read_text() for code in ("SCHED001", "SCHED002", "SCHED006")}
GONE = "schedule: 1\nbriefs:\n  harbor.yaml: {watch: true}\n"


@pytest.mark.parametrize("code", PAGES)
def test_an_example_is_what_is_printed(code, tmp_path, monkeypatch):
    found = re.search(r"```yaml\n(.*?)```", PAGES[code], re.DOTALL)
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs/harbour.yaml").write_text((repo.ROOT / "specs/harbour.yaml").read_text())
    (tmp_path / "specs/schedule.yaml").write_text(found[1] if found else GONE)
    monkeypatch.chdir(tmp_path)
    from pathlib import Path

    (problem,) = load(world.real(), Path("specs"), {}).problems
    printed = "\n".join(lines(problem, "specs", Stream(None)))
    assert re.search(r"```text\n(.*?)\n```", PAGES[code], re.DOTALL)[1] == printed
