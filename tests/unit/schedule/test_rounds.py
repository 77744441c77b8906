"""What is owed goes out by itself: when it is due, one round at a time, whatever the round or its machine does."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest
import yaml

from pipeline import delivering, flow, world
from pipeline.cli.app import run
from pipeline.cli.unattended import Due, Round
from pipeline.model.problem import Exit, OutsideFailed, Problem
from pipeline.schedule.rounds import Errand, Rounds
from tests.support import repo

NOW = dt.datetime(2026, 5, 1, 6, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


def nothing() -> tuple[()]:
    return ()


def something() -> tuple[dict[str, str], ...]:
    return ({"code": "DELIVER007"},)


def slowly() -> tuple[()]:
    time.sleep(600)
    return ()


def made(due, go=nothing) -> tuple[Rounds, list]:
    log: list = []
    return Rounds(Errand(due, go), log.append), log


@pytest.mark.parametrize(("go", "told"), [(nothing, Exit.DONE), (something, Exit.OUTSIDE_FAILED)])
def test_what_is_due_is_done_once_and_said(go, told):
    rounds, log = made(lambda: NOW - MINUTE, go)
    assert rounds.look(NOW) is None
    rounds.finish()
    assert (rounds.exits, log) == ([told], [go()])
    assert rounds.look(NOW + MINUTE / 2) == NOW + MINUTE  # still due: not again at once
    assert log == [go()]


def test_what_is_not_due_waits():
    rounds, log = made(lambda: NOW + 5 * MINUTE)
    assert rounds.look(NOW) == NOW + 5 * MINUTE
    assert Rounds(None, log.append).look(NOW) is None
    assert made(lambda: None)[0].look(NOW) is None
    assert log == []


def test_an_outbox_that_cannot_be_read_is_told_once_a_minute_and_stops_nothing():
    def broken() -> dt.datetime:
        raise OutsideFailed([Problem("DELIVER004", "the outbox can't be used")])

    rounds, log = made(broken)
    for second in range(130):
        assert rounds.look(NOW + dt.timedelta(seconds=second)) is None
    assert [told[0]["code"] for told in log] == ["DELIVER004"] * 3


def test_a_round_that_hangs_is_ended_after_an_hour_or_with_its_scheduler():
    rounds, log = made(lambda: NOW, slowly)
    rounds.look(NOW)
    assert rounds.look(NOW + MINUTE) is None
    process = rounds._process
    assert process is not None
    assert process.is_alive()
    rounds.look(NOW + 61 * MINUTE)
    assert not process.is_alive()
    rounds.look(NOW + 62 * MINUTE)
    again = rounds._process
    assert again is not None
    rounds.dismiss()
    assert not again.is_alive()
    assert log == []


def test_a_clock_that_was_set_back_does_not_stop_the_rounds():
    rounds, log = made(lambda: NOW - 9 * MINUTE)
    rounds.look(NOW)
    rounds.finish()
    rounds.look(NOW - 5 * MINUTE)
    rounds.finish()
    assert len(log) == 2


def test_a_share_that_comes_back_gets_its_copies_without_a_person(tmp_path: Path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    out, specs = Path("out"), Path("specs")
    specs.mkdir()
    for name in ("harbour.yaml", "harbour.lock"):
        (specs / name).write_bytes((repo.ROOT / "specs" / name).read_bytes())
    (specs / "schedule.yaml").write_text('schedule: 1\nbriefs:\n  harbour.yaml: {cron: "0 6 29 2 *"}\n')
    flow.build(world.real(), repo.ROOT / "specs/harbour.yaml", flow.Options(out=out))
    told = {
        "distribution": 1,
        "wait": "1s",
        "recipients": [{"name": "Desk", "may_see": "TLP:RED", "copies": 2, "folder": "share"}],
        "folders": {"share": {"path": "share"}},
    }
    Path("distribution.yaml").write_text(yaml.safe_dump(told))
    assert run(["deliver", "harbour"]) == 3
    due = Due(out)()
    assert due is not None
    time.sleep(max((due - world.now()).total_seconds(), 0) + 1.1)
    assert run(["schedule", "run", "--once"]) == 3  # it is tried again, and told again
    assert "not handed out" in capsys.readouterr().out
    Path("share").mkdir()
    deadline = time.monotonic() + 60
    while Due(out)() and time.monotonic() < deadline:
        time.sleep(1)
        assert run(["schedule", "run", "--once"]) == 0
    assert "handed out" in capsys.readouterr().out
    assert sorted(path.name for path in Path("share").iterdir()) == ["harbour-1-1.pdf", "harbour-1-2.pdf"]
    assert [each.state.value for each in delivering.status(world.real(), out)] == ["sent"] * 2
    assert Round(out)() == ()
