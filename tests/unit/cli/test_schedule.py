"""`brief schedule`, as people and machines use it: real processes, real editions."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import time

import pytest

from pipeline.schedule.table import opened
from tests.support import repo

BRIEF = repo.python_tool("brief")
WATCH = "schedule: 1\nbriefs:\n  harbour.yaml: {watch: true, retries: 0}\n"


@pytest.fixture
def folder(tmp_path):
    specs = tmp_path / "specs"
    specs.mkdir()
    shutil.copy(repo.ROOT / "specs/harbour.yaml", specs)
    shutil.copytree(repo.ROOT / "specs/harbour", specs / "harbour")
    (specs / "schedule.yaml").write_text(WATCH)
    return tmp_path


def brief(folder, *words, **more):
    env = repo.environment(PYTHONPATH=str(repo.ROOT))
    return subprocess.run(
        [BRIEF, "schedule", *words], cwd=folder, env=env, capture_output=True, text=True, timeout=120, **more
    )


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def another(folder, name="other", **changes):
    """Another brief beside the first."""
    text = (folder / "specs/harbour.yaml").read_text().replace("id: harbour", f"id: {name}")
    for old, new in changes.items():
        text = text.replace(old, new)
    (folder / f"specs/{name}.yaml").write_text(text)
    with (folder / "specs/schedule.yaml").open("a") as file:
        file.write(f"  {name}.yaml: {{watch: true, retries: 0}}\n")


def until(what, seconds=30):
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.05)


def test_once_runs_what_is_due_and_says_so_as_json(folder):
    done = brief(folder, "run", "--once", "--log", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line["event"] for line in lines(done)] == ["due", "started", "done"]
    last = lines(done)[-1]
    assert (last["level"], last["spec"], last["edition"], last["new"]) == ("info", "harbour.yaml", 1, True)
    assert (folder / "out/feed.atom").read_text().count("<entry>") == 1
    again = brief(folder, "run", "--once")
    assert (again.returncode, again.stdout) == (0, "")


def test_a_brief_that_fails_stops_no_other_and_its_problems_are_told(folder):
    another(folder, "bad", **{"gust of 161 kilometres": "gust of 261 kilometres"})
    another(folder, "worse", **{"language: en-GB": "language: ["})
    (folder / "specs/schedule.yaml").write_text(
        (folder / "specs/schedule.yaml").read_text() + "on_failure: {command: [sh, -c, 'cat >> told; echo >> told']}\n"
    )
    done = brief(folder, "run", "--once", "--log", "json")
    assert done.returncode == 2
    ended = {line["spec"]: line["event"] for line in lines(done)}
    assert ended == {"bad.yaml": "told", "harbour.yaml": "done", "worse.yaml": "told"}
    told = {each["spec"]: each for each in map(json.loads, (folder / "told").read_text().splitlines())}
    assert {problem["code"] for problem in told["bad.yaml"]["problems"] if problem["severity"] == "error"} == {
        "CITE002"
    }
    assert told["worse.yaml"]["problems"][0]["code"] == "READ005"
    status = brief(folder, "status")
    assert status.returncode == 1
    assert "bad.yaml      failed  slot " in status.stdout
    assert "error[CITE002]" in status.stdout
    data = json.loads(brief(folder, "status", "--format", "json").stdout)
    assert {each["spec"]: each["runs"][0]["state"] for each in data["briefs"]} == {
        "bad.yaml": "failed",
        "harbour.yaml": "done",
        "worse.yaml": "failed",
    }


@pytest.fixture
def daemon(folder):
    env = repo.environment(PYTHONPATH=str(repo.ROOT))
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([BRIEF, "schedule", "run", "--log", "json"], cwd=folder, env=env, stdout=log)
    yield process
    process.kill()
    process.wait()


def events(folder):
    return [json.loads(line)["event"] for line in (folder / "log").read_text().splitlines()]


def test_a_scheduler_sees_changes_is_alone_and_stops_when_told(folder, daemon):
    until(lambda: "done" in events(folder))
    second = brief(folder, "run")
    assert (second.returncode, second.stdout) == (3, "")
    assert f"error[SCHED004] another scheduler is at work here: process {daemon.pid} on " in second.stderr
    assert brief(folder, "status").stdout.startswith(f"a scheduler is at work: process {daemon.pid} on ")
    source = folder / "specs/harbour.yaml"
    os.utime(source)  # touched, and the same
    time.sleep(2.5)
    assert events(folder).count("due") == 1
    source.write_text(source.read_text().replace("An invented brief, to", "An invented, short brief to"))
    until(lambda: events(folder).count("done") == 2)
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait(20) == 0
    assert sorted(path.name for path in (folder / "out/harbour").iterdir() if path.name.isdigit()) == ["1", "2"]
    assert brief(folder, "status").stdout.startswith("no scheduler is at work")


def test_a_scheduler_that_was_killed_leaves_no_lock_behind(folder, daemon):
    until(lambda: "started" in events(folder))
    daemon.kill()
    daemon.wait()
    done = brief(folder, "run", "--once", "--log", "json")
    assert done.returncode == 0
    assert "taken up again" in [line["event"] for line in lines(done)]
    assert len((folder / "out/harbour/ledger.jsonl").read_text().splitlines()) == 1


def test_a_disk_without_room_for_the_edition_is_tried_again_and_nothing_is_lost(folder):
    (folder / "specs/schedule.yaml").write_text(WATCH.replace("retries: 0", "retries: 1, wait: 1s"))
    few = 60_000

    def cramped():
        resource.setrlimit(resource.RLIMIT_FSIZE, (few, few))

    brief(folder, "list", "--format", "json")
    opened(folder / "out").close()
    done = brief(folder, "run", "--once", preexec_fn=cramped)
    assert done.returncode == 3
    assert "attempt 1 failed, the next one at " in done.stdout
    assert "error[PUB002]" in done.stdout
    assert not (folder / "out/harbour/1").exists()
    time.sleep(1.1)
    done = brief(folder, "run", "--once")
    assert done.returncode == 0, done.stdout
    assert (folder / "out/harbour/1/harbour.pdf").exists()


def test_the_day_of_the_slot_goes_into_a_brief_that_leaves_it_open(folder):
    source = folder / "specs/harbour.yaml"
    source.write_text(source.read_text().replace("as_of: 2025-04-30", "as_of: slot"))
    assert brief(folder, "run", "--once").returncode == 0
    data = json.loads(brief(folder, "status", "--format", "json").stdout)
    (run,) = data["briefs"][0]["runs"]
    pdf = folder / "out" / run["edition"]["pdf"]
    assert f"D:{run['slot'][:10].replace('-', '')}".encode() in pdf.read_bytes()


def test_list_shows_next_runs_and_everything_that_is_wrong(folder):
    (folder / "specs/schedule.yaml").write_text(
        "schedule: 1\nbriefs:\n  harbour.yaml: {cron: 30 6 * * 1-5, zone: Asia/Tokyo}\n"
        "  gone.yaml: {cron: 99 * * * *}\n"
    )
    done = brief(folder, "list", "-n", "2")
    assert done.returncode == 2
    shown = done.stdout.splitlines()
    assert shown[:2] == [
        "harbour.yaml  New cranes for Tarrowick",
        "    30 6 * * 1-5  At 06:30 on Monday through Friday, Asia/Tokyo",
    ]
    assert [line.split(maxsplit=2)[2] for line in shown[2:]] == ["06:30 JST (+09:00)"] * 2
    assert done.stderr.count("error[SCHED0") == 2
    data = json.loads(brief(folder, "list", "--format", "json").stdout)
    assert len(data["briefs"][0]["next"]) == 3
    assert [each["code"] for each in data["problems"]] == ["SCHED006", "SCHED001"]


@pytest.mark.parametrize("words", [("run", "--once"), ("run",), ("install", "--cron")])
def test_nothing_that_is_scheduled_is_an_error(tmp_path, words):
    (tmp_path / "specs").mkdir()
    done = brief(tmp_path, *words)
    assert done.returncode == 2
    assert "error[SCHED009] nothing is scheduled here" in done.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "specs"]


def test_a_missed_slot_without_a_scheduler_is_told_by_status(folder):
    (folder / "specs/schedule.yaml").write_text("schedule: 1\nbriefs:\n  harbour.yaml: {cron: '* * * * *'}\n")
    assert brief(folder, "run", "--once").returncode == 0
    assert brief(folder, "status").returncode == 0
    table = opened(folder / "out")
    table._do("UPDATE schedules SET until = '2026-01-01T00:00:00Z'")
    table.close()
    done = brief(folder, "status")
    assert done.returncode == 3
    assert "overdue" in done.stdout


def test_install_prints_and_writes(folder, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
    printed = brief(folder, "install", "--systemd", "--archive", "texts")
    assert printed.returncode == 0
    assert f"ExecStart={BRIEF} schedule run specs --out out --archive texts --log json" in printed.stdout
    assert f"WorkingDirectory={folder}" in printed.stdout
    line = brief(folder, "install", "--cron").stdout
    assert line == f"* * * * * cd {folder} && {BRIEF} schedule run specs --out out --once --quiet\n"
    assert brief(folder, "install").returncode == 2


def test_an_unreadable_table_is_told_and_stops_the_scheduler(folder):
    path = folder / "out/.schedule/runs.db"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no database" * 1000)
    for words in (("run", "--once"), ("status",), ("list",)):
        done = brief(folder, *words)
        assert done.returncode == 3, done.stdout
        assert "error[SCHED005]" in done.stderr
