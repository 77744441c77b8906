"""Runs in processes of their own: limits that hold, deaths that are told, nothing left behind."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.schedule.crew import Children, Task
from pipeline.schedule.run import Outcome, Run
from tests.support.scheduling import entry

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def work(task: Task) -> Outcome:
    """What the spec's name says. Module-level, so that a child can find it."""
    what, _, path = task.run.spec.partition(":")
    if what == "hang":
        child = subprocess.Popen(["sleep", "600"])
        Path(path).write_text(f"{os.getpid()} {child.pid}")
        time.sleep(600)
    if what == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "exit":
        os._exit(7)
    return Outcome(0, ({"said": task.run.spec},))


def task(spec: str, seconds: float = 60.0) -> Task:
    return Task("build", entry(spec, watch=True), Run(spec, NOW), NOW, seconds)


@pytest.fixture
def crew():
    made = Children(work, 3)
    yield made
    made.dismiss()


def ended(crew, count=1):
    found = []
    while len(found) < count:
        found += crew.wait(30.0)
    return {done.run.spec.partition(":")[0]: outcome for done, outcome in found}


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] not in "ZX"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks for processes in /proc")
def test_one_that_hangs_is_ended_with_all_that_it_started_and_harms_no_other(crew, tmp_path):
    said = tmp_path / "pids"
    crew.start(task(f"hang:{said}", 3.0))
    crew.start(task("fine"))
    crew.start(task("die"))
    assert not crew.free
    found = ended(crew, 3)
    assert found["fine"] == Outcome(0, ({"said": "fine"},))
    assert "it took longer than 3 seconds" in found["hang"].problems[0]["message"]
    assert "killed by signal 9 (SIGKILL)" in found["die"].problems[0]["message"]
    assert {outcome.exit for name, outcome in found.items() if name != "fine"} == {3}
    pids = list(map(int, said.read_text().split()))
    until = time.monotonic() + 5
    while any(map(alive, pids)) and time.monotonic() < until:
        time.sleep(0.05)
    assert len(pids) == 2
    assert not any(map(alive, pids))
    assert crew.free
    assert not crew.busy


def test_one_that_goes_without_a_word_is_told(crew):
    crew.start(task("exit"))
    assert "gone with exit code 7" in ended(crew)["exit"].problems[0]["message"]


def test_a_wait_ends_early_when_it_is_woken():
    there, here = os.pipe()
    crew = Children(work, 1, there)
    os.write(here, b"!")
    began = time.monotonic()
    assert crew.wait(30.0) == []
    assert time.monotonic() - began < 5
    os.close(there)
    os.close(here)
