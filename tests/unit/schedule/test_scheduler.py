"""The scheduler under a fake clock: ten years, kills at every step, clocks that jump, machines that sleep."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from pipeline.model.problem import Exit
from pipeline.schedule import table
from pipeline.schedule.plan import problem
from pipeline.schedule.run import Outcome, State
from tests.support.scheduling import Killed, Ledger, Stage, entry

UTC = dt.UTC
START = dt.datetime(2026, 1, 1, 0, 0, 30, tzinfo=UTC)
HOUR, DAY, WEEK = dt.timedelta(hours=1), dt.timedelta(days=1), dt.timedelta(weeks=1)
BROKEN = Outcome(int(Exit.DOES_NOT_HOLD), (problem("CITE002", "a number", "number 12 is not in its passage"),))
OUTSIDE = Outcome(int(Exit.OUTSIDE_FAILED), (problem("PUB002", "the disk", "no space left on device"),))
TELL = {"command": ["true"]}


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def stage(tmp_path, ledger):
    """A stage with one daily brief whose runs go well; a test changes what it needs."""
    made = Stage(tmp_path / "out", [entry("a.yaml", cron="0 6 * * *")], lambda task: done(ledger, task), START)
    made.work_off()
    return made


def done(ledger, task):
    if task.what == "build":
        return Outcome(0, (), ledger.publish(task))
    return Outcome(0)


def shown(stage, spec="a.yaml"):
    return [(f"{run.slot:%d %H:%M}", run.state.value, run.missed) for run in stage.runs(spec)]


def at(stage, text):
    stage.now = dt.datetime.fromisoformat(text).replace(tzinfo=UTC)
    stage.work_off()


def test_a_slot_has_one_run_and_the_next_look_finds_nothing(stage, ledger):
    at(stage, "2026-01-01T05:59:59")
    assert shown(stage) == []
    at(stage, "2026-01-01T06:00:00")
    at(stage, "2026-01-01T06:00:01")
    at(stage, "2026-01-01T18:00:00")
    assert shown(stage) == [("01 06:00", "done", 0)]
    assert ledger.runs == {"a.yaml": ["a.yaml@2026-01-01T06:00:00Z"]}


def test_a_schedule_that_is_new_begins_now(stage):
    stage.entries.append(entry("b.yaml", cron="0 5 * * *"))
    at(stage, "2026-01-01T07:00:00")
    at(stage, "2026-01-02T05:00:00")
    assert shown(stage, "b.yaml") == [("02 05:00", "done", 0)]


@pytest.mark.parametrize(("misfire", "expected"), [("once", [("08 06:00", "done", 7)]), ("skip", [])])
def test_a_machine_that_slept_for_a_week(stage, misfire, expected):
    stage.entries = [entry("a.yaml", cron="0 6 * * *", misfire=misfire)]
    stage.work_off()
    at(stage, "2026-01-08T12:00:00")
    assert shown(stage) == expected
    assert (("passed over", "a.yaml") in stage.log) == (misfire == "skip")
    at(stage, "2026-01-09T06:00:10")
    assert shown(stage) == [*expected, ("09 06:00", "done", 0)]


def test_skip_still_runs_a_slot_within_its_grace_and_counts_those_before(stage):
    stage.entries = [entry("a.yaml", cron="0 6 * * *", misfire="skip", grace="30m")]
    stage.work_off()
    at(stage, "2026-01-03T06:30:00")
    assert shown(stage) == [("03 06:00", "done", 2)]
    at(stage, "2026-01-04T06:30:01")
    assert len(stage.runs("a.yaml")) == 1


def test_a_clock_set_back_runs_no_slot_twice_and_loses_none(stage, ledger):
    at(stage, "2026-01-02T06:00:05")
    at(stage, "2026-01-01T20:00:00")  # ten hours back
    at(stage, "2026-01-02T06:00:01")
    at(stage, "2026-01-03T06:00:01")
    assert shown(stage) == [("02 06:00", "done", 1), ("03 06:00", "done", 0)]
    assert len(ledger.runs["a.yaml"]) == 2


def test_a_clock_that_was_years_ahead_does_not_silence_the_schedule(stage):
    at(stage, "2038-01-19T03:14:07")
    assert shown(stage) == [("18 06:00", "done", 1000 - 1)]  # one for all that were missed, counted up to 1,000
    at(stage, "2026-01-01T12:00:00")
    at(stage, "2026-01-02T06:00:00")
    assert ("02 06:00", "done", 0) in shown(stage)


@pytest.mark.parametrize("what", ["build", "then", "tell"])
def test_what_a_clock_that_was_years_ahead_put_off_is_done_when_it_is_right_again(stage, ledger, what):
    stage.entries = [entry("a.yaml", cron="0 6 * * *", then=[["true"]], on_failure=TELL)]
    stage.work_off()
    bad = {"build": {"build": OUTSIDE}, "then": {"then": OUTSIDE}, "tell": {"build": BROKEN, "tell": OUTSIDE}}[what]
    stage.work = lambda task: bad.get(task.what) or done(ledger, task)
    at(stage, "2038-01-19T06:00:00")
    (run,) = stage.table.open()
    assert run.next > stage.now
    stage.work = lambda task: done(ledger, task)
    at(stage, "2026-01-01T05:00:00")
    assert stage.table.open() == []


def test_a_brief_that_does_not_hold_is_told_at_once_and_not_tried_again(stage):
    tasks = []
    stage.work = lambda task: tasks.append(task.what) or (BROKEN if task.what == "build" else Outcome(0))
    stage.entries = [entry("a.yaml", cron="0 6 * * *", on_failure=TELL)]
    at(stage, "2026-01-01T06:00:00")
    (run,) = stage.runs("a.yaml")
    assert (run.state, run.attempts, run.problems) == (State.FAILED, 1, BROKEN.problems)
    assert tasks == ["build", "tell"]


def test_what_the_outside_spoilt_is_tried_again_with_longer_and_longer_pauses(stage, ledger):
    stage.entries = [entry("a.yaml", cron="0 6 * * *", retries=3, wait="1m", on_failure=TELL)]
    outcomes = [OUTSIDE, OUTSIDE, OUTSIDE]
    stage.work = lambda task: outcomes.pop(0) if outcomes else done(ledger, task)
    at(stage, "2026-01-01T06:00:00")
    began = []
    while stage.table.open():
        (run,) = stage.table.open()
        assert run.state is State.WAITING
        began.append(int((run.next - run.slot).total_seconds()))
        stage.now = run.next - dt.timedelta(seconds=1)
        stage.work_off()
        assert stage.table.open() == [run]
        stage.now = run.next
        stage.work_off()
    assert began == [60, 60 + 120, 60 + 120 + 240]
    (run,) = stage.runs("a.yaml")
    assert (run.state, run.attempts, run.failures, run.problems) == (State.DONE, 4, 3, ())


def test_a_newer_slot_takes_the_place_of_retries_and_what_was_tried_is_told(stage, ledger):
    stage.entries = [entry("a.yaml", cron="0 * * * *", retries=5, wait="50m", on_failure=TELL)]
    stage.work_off()
    stage.work = lambda task: OUTSIDE if task.what == "build" else Outcome(0)
    at(stage, "2026-01-01T01:00:00")
    at(stage, "2026-01-01T01:50:00")
    stage.work = lambda task: done(ledger, task)
    at(stage, "2026-01-01T02:00:00")
    assert shown(stage) == [("01 01:00", "failed", 0), ("01 02:00", "done", 0)]
    assert "the slot of 2026-01-01 02:00 UTC came" in stage.runs("a.yaml")[0].problems[-1]["message"]


def test_one_brief_that_fails_or_kills_the_scheduler_stops_no_other(stage, ledger):
    stage.entries = [
        entry("a.yaml", cron="0 6 * * *"),
        entry("b.yaml", cron="0 6 * * *"),
        entry("c.yaml", cron="0 6 * * *"),
    ]
    stage.work_off()

    def work(task):
        if task.run.spec == "a.yaml":
            raise Killed
        return BROKEN if task.run.spec == "b.yaml" else done(ledger, task)

    stage.work = work
    at(stage, "2026-01-01T06:00:00")
    assert {spec: [state for _, state, _ in shown(stage, spec)] for spec in ("a.yaml", "b.yaml", "c.yaml")} == {
        "a.yaml": ["failed"],
        "b.yaml": ["failed"],
        "c.yaml": ["done"],
    }
    (poisonous,) = stage.runs("a.yaml")
    assert poisonous.attempts == 6
    assert poisonous.problems[0]["code"] == "ENGINE001"


def test_what_comes_after_an_edition_is_tried_again_and_then_told(stage, ledger):
    stage.entries = [entry("a.yaml", cron="0 6 * * *", then=[["lp", "{pdf}"]], retries=1, on_failure=TELL)]
    stage.work_off()
    stage.work = lambda task: OUTSIDE if task.what == "then" else done(ledger, task)
    at(stage, "2026-01-01T06:00:00")
    (run,) = stage.table.open()
    assert (run.state, run.made.number, run.tries) == (State.BUILT, 1, 1)
    at(stage, "2026-01-01T06:01:00")
    (run,) = stage.runs("a.yaml")
    assert (run.state, run.made.number, len(ledger.runs["a.yaml"])) == (State.FAILED, 1, 1)


def test_telling_is_tried_three_times_and_what_was_reached_is_not_done_again(stage):
    stage.entries = [entry("a.yaml", cron="0 6 * * *", on_failure=TELL)]
    reached = []

    def work(task):
        if task.what == "build":
            return BROKEN
        reached.append(task.run.reached)
        return Outcome(3, OUTSIDE.problems, reached=() if task.run.reached else ("webhook",))

    stage.work = work
    for minute in range(10):
        at(stage, f"2026-01-01T06:0{minute}:00")
    assert reached == [(), ("webhook",), ("webhook",)]
    (run,) = stage.runs("a.yaml")
    assert run.state is State.FAILED
    assert [each["code"] for each in run.problems] == ["CITE002", "PUB002"]


def test_a_brief_that_watches_runs_when_its_print_changes_and_only_then(stage):
    stage.entries = [entry("a.yaml", watch=True)]
    stage.prints["a.yaml"] = "one"
    at(stage, "2026-01-01T06:00:00")
    at(stage, "2026-01-01T07:00:00")
    stage.prints["a.yaml"] = "two"
    at(stage, "2026-01-01T08:00:00")
    stage.prints["a.yaml"] = "three"
    at(stage, "2026-01-01T08:00:00")  # the same second: it is seen at the next look
    at(stage, "2026-01-01T08:00:01")
    assert shown(stage) == [(f"01 {time}", "done", 0) for time in ("06:00", "08:00", "08:00")]


def test_a_brief_that_is_not_scheduled_any_more_is_left_alone(stage):
    stage.work = lambda _: OUTSIDE
    at(stage, "2026-01-01T06:00:00")
    stage.entries = []
    at(stage, "2026-01-01T06:30:00")
    assert shown(stage) == [("01 06:00", "skipped", 0)]
    assert stage.table.memories() == {}


def test_a_schedule_that_was_changed_does_not_look_far_back(stage):
    at(stage, "2026-01-05T06:00:00")
    at(stage, "2026-01-05T14:00:00")
    stage.entries = [entry("a.yaml", cron="0 9 * * *")]
    at(stage, "2026-01-05T14:10:00")
    at(stage, "2026-01-06T09:00:00")
    assert [slot for slot, _, _ in shown(stage)] == ["05 06:00", "06 09:00"]


# ── Ten years ───────────────────────────────────────────────────────────────────────────────────────────────────────

LINES = {
    "daily.yaml": ("30 2 * * *", "America/New_York"),  # in the gap every March, in the repeated hour never
    "repeated.yaml": ("30 1 * * 0", "Europe/London"),  # in the gap and in the repeated hour
    "leap.yaml": ("0 12 29 2 *", "Asia/Tokyo"),
    "month.yaml": ("0 0 L * *", "Australia/Lord_Howe"),
}
OUTCOMES = ["new"] * 6 + ["outside", "does not hold", "killed before publishing", "killed after publishing"]


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_ten_years_with_kills_sleep_and_failures_lose_no_slot_and_double_none(tmp_path, seed, note, monkeypatch):
    chance, ledger = random.Random(seed), Ledger()
    monkeypatch.setattr(table, "KEPT", 10**6)
    kills = 0

    def work(task):
        nonlocal kills
        what = chance.choice(OUTCOMES) if task.what == "build" else "new"
        if what == "killed after publishing":
            ledger.publish(task)
        if what.startswith("killed"):
            kills += 1
            raise Killed
        if what == "outside":
            return OUTSIDE
        return BROKEN if what == "does not hold" else done(ledger, task)

    def strike():
        nonlocal kills
        struck = chance.random() < 0.03
        kills += struck
        return struck

    more = {"retries": 1, "on_failure": TELL, "then": [["true"]]}
    entries = [entry(spec, zone, cron=line, **more) for spec, (line, zone) in LINES.items()]
    stage = Stage(tmp_path / "out", entries, work, START)
    stage.work_off()
    stage.strike = strike
    end = START.replace(year=2036)
    while stage.now < end:
        asleep = chance.choice([0] * 30 + [1, 7, 40])
        stage.now = stage.next() + dt.timedelta(days=asleep, seconds=chance.randrange(90))
        stage.work_off()
    stage.strike = lambda: False
    while stage.table.open():
        stage.now += DAY
        stage.work_off()
    assert kills > 500
    for one in entries:
        runs = stage.runs(one.spec)
        every = list(one.cron.within(START, stage.now))
        assert all(run.state.final for run in runs)
        assert {run.slot for run in runs} <= set(every)
        assert sum(1 + run.missed for run in runs) == len(every), one.spec
        editions = ledger.runs.get(one.spec, [])
        assert len(editions) == len(set(editions))
        done_ = [run.name for run in runs if run.state is State.DONE]
        assert set(done_) <= set(editions)
        assert {run.name: run.made.number for run in runs if run.made} == {
            run.name: editions.index(run.name) + 1 for run in runs if run.made
        }
    assert len(stage.runs("leap.yaml")) == 2
    count = sum(len(stage.runs(one.spec)) for one in entries)
    note(f"ten simulated years, {kills} kills: {count} runs, no slot lost or doubled")
