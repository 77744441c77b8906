"""kill -9 at every step of a run, with real processes, a real table and real editions: one edition a slot."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys

import pytest

from pipeline.schedule.run import State
from pipeline.schedule.table import opened
from tests.support import repo

BEFORE, AT = "2026-01-01T05:00:00+00:00", "2026-01-01T06:00:30+00:00"
SCHEDULE = """
schedule: 1
briefs:
  harbour.yaml:
    cron: 0 6 * * *
    then: [[sh, -c, "echo $0 >> then.log", "{edition}"]]
"""


@pytest.fixture
def folder(tmp_path):
    specs = tmp_path / "specs"
    specs.mkdir()
    shutil.copy(repo.ROOT / "specs/harbour.yaml", specs)
    shutil.copytree(repo.ROOT / "specs/harbour", specs / "harbour")
    (specs / "schedule.yaml").write_text(SCHEDULE)
    said = scheduler(tmp_path, 0, "table", BEFORE)
    assert said.returncode == 0, said.stderr
    return tmp_path


def scheduler(folder, strike, where, now):
    words = [sys.executable, "-m", "tests.support.killing", "specs", "out", str(strike), where, now]
    env = repo.environment(PYTHONPATH=str(repo.ROOT))
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, timeout=120)


def editions(folder):
    path = folder / "out/harbour/ledger.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def run(folder):
    table = opened(folder / "out")
    (found,) = table.runs("harbour.yaml", 10)
    assert not table.open()
    table.close()
    return found


def test_what_there_is_to_kill(folder):
    said = scheduler(folder, 0, "table", AT)
    assert said.stdout.split() == ["8", "0", "0"], said.stderr  # four changes: due, started, built, done
    assert (run(folder).state, run(folder).made.number, run(folder).attempts) == (State.DONE, 1, 1)
    assert (folder / "then.log").read_text() == "1\n"


@pytest.mark.slow
@pytest.mark.parametrize(("where", "strike"), [*(("table", n) for n in range(1, 9)), ("child", 1), ("child", 2)])
def test_a_run_that_is_killed_anywhere_is_taken_up_and_makes_one_edition(folder, where, strike):
    assert scheduler(folder, strike, where, AT).returncode == -9
    source = folder / "specs/harbour.yaml"
    if (where, strike) in {("child", 2), ("table", 5)} and editions(folder):
        # Published, not written down; and the spec has changed since: the slot has its edition all the same.
        source.write_text(source.read_text().replace("An invented brief, to try", "Invented, to try"))
    said = scheduler(folder, 0, "table", AT)
    assert said.returncode == 0, said.stderr
    again = scheduler(folder, 0, "table", AT)
    assert again.stdout.split() == ["0"], again.stderr
    (edition,) = editions(folder)
    found = run(folder)
    assert (found.state, found.made.number, found.made.key) == (State.DONE, 1, edition["key"])
    assert json.loads((folder / "out/harbour/1/manifest.json").read_text())["run"] == found.name
    assert set((folder / "then.log").read_text().split()) == {"1"}


@pytest.mark.slow
@pytest.mark.parametrize("broken", ["language: en-XX", "language: [", "{"])
def test_a_run_whose_spec_is_broken_after_it_was_killed_still_has_its_edition(folder, broken):
    assert scheduler(folder, 2, "child", AT).returncode == -9
    assert len(editions(folder)) == 1
    source = folder / "specs/harbour.yaml"
    source.write_text(source.read_text().replace("language: en-GB", broken))
    assert scheduler(folder, 0, "table", AT).returncode == 0
    assert (run(folder).state, run(folder).made.number) == (State.DONE, 1)
    assert len(editions(folder)) == 1
