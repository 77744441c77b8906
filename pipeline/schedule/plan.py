"""What is due, and what becomes of a run: pure functions of schedules, the run table and the time."""

from __future__ import annotations

import datetime as dt

from pipeline.model.problem import Exit
from pipeline.model.record import record, replace
from pipeline.model.schedule import MOST_RETRIES, Schedule, seconds
from pipeline.schedule.entry import Entry
from pipeline.schedule.run import Memory, Outcome, Run, State, Told, errors

STALE = dt.timedelta(hours=1)
"""How old the remembered moment may grow until it is written anew: a changed schedule looks back no further."""
CUT_SHORT = 5
"""How often an attempt may be cut short together with the scheduler before the run is taken for the cause."""
TELLINGS = 3
"""How often telling of a failure is tried."""


@record
class Plan:
    """What one look at a schedule brings: what to remember, a run to add, the open run that it takes the place of."""

    memory: Memory
    run: Run | None = None
    replaced: Run | None = None
    passed_over: int = 0
    """Slots that were missed and are not made up for."""


def plan(entry: Entry, memory: Memory | None, now: dt.datetime, open_run: Run | None, made_of: str) -> Plan:
    """Look at a schedule. `made_of` is the print of what the brief is made from now, for one that watches.

    A schedule that is new begins now. A clock that was set back is believed; slots that had their run have it still.
    A brief does one thing at a time: a slot that comes while a run is going on waits for its end, together with those
    that come later; one that comes while a retry or an untouched slot waits takes its place.
    """
    told = entry.kept()
    if memory is None:
        memory = Memory(told, now)
    elif memory.told != told or now < memory.until:
        memory = replace(memory, told=told, until=min(now, memory.until))
    if open_run and open_run.state not in (State.DUE, State.WAITING):
        return Plan(memory)
    if entry.cron is None:
        if made_of == memory.print:
            return Plan(memory)
        return Plan(replace(memory, until=now, print=made_of), Run(entry.spec, now.replace(microsecond=0)), open_run)
    slot, count = entry.cron.latest(memory.until, now)
    if slot is None:
        return Plan(replace(memory, until=now) if now - memory.until >= STALE else memory)
    memory = replace(memory, until=now)
    if late(slot, entry.schedule, now) and entry.schedule.misfire == "skip":
        return Plan(memory, passed_over=count)
    return Plan(memory, Run(entry.spec, slot, missed=count - 1), open_run)


def late(slot: dt.datetime, schedule: Schedule, now: dt.datetime) -> bool:
    """Whether a slot is past its grace."""
    return (now - slot).total_seconds() > seconds(schedule.grace)


def superseded(run: Run, by: Run, schedule: Schedule, now: dt.datetime) -> Run:
    """The open run whose place a newer slot takes: one that had not begun is skipped, one that had has failed."""
    if run.state is State.DUE:
        return replace(run, state=State.SKIPPED, ended=now)
    return _failed(replace(run, problems=(*run.problems, _given_up(by)), ended=now), schedule, now)


def _given_up(by: Run) -> Told:
    message = f"no more attempts: the slot of {by.slot:%Y-%m-%d %H:%M} UTC came"
    return problem("ENGINE001", "the brief was given up", message, "the newer slot has its own run")


def problem(code: str, title: str, message: str, *hints: str, file: str = "") -> Told:
    """A problem of the scheduler's own, as `reported` gives those of a brief."""
    place = {"file": file, "line": None, "column": None, "end_column": None}
    words = {"code": code, "severity": "error", "title": title, "message": message}
    return {**words, **place, "notes": [], "hints": list(hints)}


def begun(run: Run, now: dt.datetime) -> Run:
    """An attempt begins."""
    return replace(run, state=State.RUNNING, attempts=run.attempts + 1, next=None, began=run.began or now)


def ripe(run: Run, schedule: Schedule, now: dt.datetime) -> bool:
    """Whether the time of what is left to do has come. One that is further away than any pause was set by a clock
    that has been put right since.
    """
    longest = max(schedule.pause(MOST_RETRIES), TELLINGS * dt.timedelta(minutes=1))
    return run.next is None or not now < run.next <= now + longest


def suspect(run: Run) -> bool:
    """Whether a run was cut short more than once: it goes on alone, so that what kills the scheduler is found."""
    return run.attempts - run.failures > 1


def poisonous(run: Run) -> bool:
    """Whether a run that nobody is at was cut short so often that it may itself be what kills the scheduler."""
    return run.attempts - run.failures > CUT_SHORT


def attempted(run: Run, outcome: Outcome, schedule: Schedule, now: dt.datetime) -> Run:
    """An attempt ended: with an edition, with another attempt to come, or for good.

    Only what the outside spoilt (exit code 3) is tried again: a brief that does not hold will not hold in a minute.
    """
    run = replace(run, problems=outcome.problems, made=outcome.made, tries=0, reached=())
    if outcome.made:
        if outcome.made.new and schedule.steps:
            return replace(run, state=State.BUILT, next=now)
        return _over(replace(run, ended=now), schedule, now)
    run = replace(run, failures=run.failures + 1)
    if outcome.exit == Exit.OUTSIDE_FAILED and run.failures <= schedule.retries:
        return replace(run, state=State.WAITING, next=now + schedule.pause(run.failures))
    return _failed(replace(run, ended=now), schedule, now)


def followed(run: Run, outcome: Outcome, schedule: Schedule, now: dt.datetime) -> Run:
    """What comes after a new edition was done, or failed."""
    if not outcome.problems:
        return _over(replace(run, ended=now), schedule, now)
    run = replace(run, tries=run.tries + 1, reached=(*run.reached, *outcome.reached))
    if run.tries <= schedule.retries:
        return replace(run, next=now + schedule.pause(run.tries))
    return _failed(replace(run, problems=(*run.problems, *outcome.problems), ended=now), schedule, now)


def told(run: Run, outcome: Outcome, now: dt.datetime) -> Run:
    """People were told of a failure, or could not be."""
    if not outcome.problems:
        return replace(run, state=State.FAILED, next=None)
    run = replace(run, tries=run.tries + 1, reached=(*run.reached, *outcome.reached))
    if run.tries < TELLINGS:
        return replace(run, next=now + dt.timedelta(minutes=run.tries))
    return replace(run, state=State.FAILED, next=None, problems=(*run.problems, *outcome.problems))


def _over(run: Run, schedule: Schedule, now: dt.datetime) -> Run:
    """The end of a run that has an edition; errors beside it (a newer source was refused) are told all the same."""
    if errors(run.problems):
        return _failed(run, schedule, now)
    return replace(run, state=State.DONE, next=None)


def _failed(run: Run, schedule: Schedule, now: dt.datetime) -> Run:
    if schedule.on_failure:
        return replace(run, state=State.FAILING, next=now, tries=0, reached=())
    return replace(run, state=State.FAILED, next=None)
