"""The run table: what it keeps, and what becomes of it on a full disk, damaged, or of a newer brief."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3

import pytest

from pipeline.model.problem import OutsideFailed
from pipeline.model.record import replace
from pipeline.schedule import lock
from pipeline.schedule import table as tables
from pipeline.schedule.plan import problem
from pipeline.schedule.run import Made, Memory, Outcome, Run, State, instant, stamp
from pipeline.schedule.table import looked_at, opened
from tests.support.scheduling import Ledger, Stage, entry

NOW = dt.datetime(2026, 1, 1, 6, 0, tzinfo=dt.UTC)
MADE = Made("a", 3, "f" * 64, 4, "a/3/a.pdf", 1234, True, "Quays – “new”")


@pytest.fixture
def table(tmp_path):
    made = opened(tmp_path / "out")
    yield made
    made.close()


def test_what_is_kept_comes_back_as_it_was(table, tmp_path):
    run = Run("a.yaml", NOW, State.BUILT, 3, 2, 1, NOW, 1, ("then 1: lp",), MADE, (problem("X", "t", "m ü"),), NOW, NOW)
    assert table.add(run)
    assert not table.add(replace(run, state=State.DUE))
    assert table.open() == [run]
    table.put(replace(run, state=State.DONE))
    assert table.open() == []
    assert table.published(9) == table.runs("a.yaml", 9) == [replace(run, state=State.DONE)]
    memory = Memory("{}", NOW, "print")
    table.remember("a.yaml", memory)
    assert table.memories() == {"a.yaml": memory}
    other = looked_at(tmp_path / "out")
    assert (other.memories(), other.feed) == (table.memories(), table.feed)
    other.close()
    assert instant(stamp(NOW)) == NOW


def test_old_runs_are_dropped_and_open_ones_are_not(table, monkeypatch):
    monkeypatch.setattr(tables, "KEPT", 5)
    first = Run("a.yaml", NOW)
    table.add(first)
    for day in range(1, 20):
        table.put(Run("a.yaml", NOW + dt.timedelta(days=day), State.DONE))
    assert [run.slot.day for run in table.runs("a.yaml", 100)] == [20, 19, 18, 17, 16, 1]


def test_a_reader_is_not_kept_waiting_and_sees_whole_steps_only(table, tmp_path):
    with table.all_or_nothing():
        table.add(Run("a.yaml", NOW))
        reader = looked_at(tmp_path / "out")
        assert reader.open() == []
    assert len(reader.open()) == 1
    reader.close()


@pytest.mark.parametrize("data", [b"", b"not a database at all" * 300, b"SQLite format 3\0" + bytes(5000)])
def test_a_file_that_is_none_of_ours_is_told(tmp_path, data):
    path = tmp_path / "out" / ".schedule" / "runs.db"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    if not data:
        assert looked_at(tmp_path / "out") is None
        opened(tmp_path / "out").close()
        return
    for use in (opened, looked_at):
        with pytest.raises(OutsideFailed) as error:
            use(tmp_path / "out")
        assert error.value.problems[0].code == "SCHED005"
    assert path.read_bytes()[: len(data)] == data


def test_a_table_of_a_newer_brief_is_left_alone(table, tmp_path):
    base = sqlite3.connect(table.path)
    base.execute("PRAGMA user_version = 99")
    base.close()
    with pytest.raises(OutsideFailed) as error:
        opened(tmp_path / "out")
    assert "newer brief" in error.value.problems[0].message


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutsideFailed) as error:
        opened(tmp_path / "out")
    assert error.value.problems[0].code == "SCHED005"
    with pytest.raises(OutsideFailed) as error, lock.held(tmp_path / "out", stamp(NOW)):
        pass
    assert error.value.problems[0].code == "SCHED005"


def test_a_disk_that_is_full_half_way_loses_nothing(tmp_path):
    ledger, big = Ledger(), (problem("CITE018", "t", "x" * 200_000) | {"severity": "warning"},)
    entries = [entry("a.yaml", cron="0 7 * * *")]
    stage = Stage(tmp_path / "out", entries, lambda task: Outcome(0, big, ledger.publish(task)), NOW)
    stage.work_off()
    stage.now = NOW.replace(hour=7)
    ((pages,),) = stage.table._do("PRAGMA page_count")
    stage.table._do(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(OutsideFailed) as error:
        stage.work_off()
    assert error.value.problems[0].code == "SCHED005"
    assert "full" in error.value.problems[0].message
    assert [run.state for run in stage.table.open()] == [State.RUNNING]
    with pytest.raises(OutsideFailed):
        stage.work_off()
    stage.table._do("PRAGMA max_page_count = 100000")
    stage.work_off()
    (run,) = stage.runs("a.yaml")
    assert (run.state, run.attempts, run.made.number, run.problems) == (State.DONE, 1, 1, big)
    assert len(ledger.runs["a.yaml"]) == 1


def test_a_second_holder_is_told_who_the_first_is(tmp_path):
    assert lock.holder(tmp_path) is None
    with lock.held(tmp_path, stamp(NOW)):
        assert lock.holder(tmp_path).process == os.getpid()
        with pytest.raises(OutsideFailed) as error, lock.held(tmp_path, stamp(NOW)):
            pass
    (problem_,) = error.value.problems
    assert problem_.code == "SCHED004"
    assert f"process {os.getpid()} on " in problem_.message
    assert problem_.message.endswith("since 2026-01-01T06:00:00Z")
    assert lock.holder(tmp_path) is None
    with lock.held(tmp_path, stamp(NOW)):
        pass
