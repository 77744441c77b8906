"""How schedules and their runs are shown: next runs, last runs; for people and as JSON."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pipeline.cli.characters import cells, visible
from pipeline.cli.screen import Stream
from pipeline.model.reported import reported
from pipeline.schedule.cron import local
from pipeline.schedule.entry import Entry
from pipeline.schedule.loading import Loaded
from pipeline.schedule.lock import Holder
from pipeline.schedule.mail import problem_lines
from pipeline.schedule.plan import late
from pipeline.schedule.run import Memory, Run, State, stamp
from pipeline.schedule.table import Table

VERSION = 1
"""Of the JSON; grows when a reader would have to change."""
_RUNS = 5
_COLOURS = {State.DONE: "green", State.FAILED: "bold red", State.FAILING: "bold red", State.SKIPPED: "yellow"}


def listed(loaded: Loaded, now: dt.datetime, count: int, stream: Stream) -> Iterator[str]:
    """Each brief, when it is built, and its next slots."""
    for number, entry in enumerate(loaded.entries):
        if number:
            yield ""
        yield stream.paint(visible(entry.spec), "bold") + (f"  {visible(entry.title)}" if entry.title else "")
        yield f"    {_when(entry)}"
        for slot in _next(entry, now, count):
            yield f"    {_clock(slot, entry.zone)}"


def _when(entry: Entry) -> str:
    if not entry.cron:
        return "whenever its spec, its lock, its sources or its pictures change"
    return f"{entry.cron.line}  {visible(entry.cron.explained())}, {entry.zone}"


def _next(entry: Entry, now: dt.datetime, count: int) -> list[dt.datetime]:
    return list(islice(entry.cron.slots(now), count)) if entry.cron else []


def _clock(instant: dt.datetime, zone: str) -> str:
    """`Mon 2026-03-30 06:30 BST (+01:00)`."""
    here = local(instant, zone)
    offset = here.strftime("%z")
    name = here.tzname() or ""
    named = f"{name} " if name and not name.startswith(("+", "-")) else ""
    return f"{_DAYS[here.weekday()]} {here:%Y-%m-%d %H:%M} {named}({offset[:3]}:{offset[3:5]})"


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def listed_json(loaded: Loaded, now: dt.datetime, count: int) -> str:
    """The same as one JSON object."""
    briefs = [{**_entry(entry), "next": [_iso(slot, entry) for slot in _next(entry, now, count)]}
              for entry in loaded.entries]  # fmt: skip
    return _dumped({"briefs": briefs, "problems": [reported(problem, "") for problem in loaded.problems]})


def _iso(slot: dt.datetime, entry: Entry) -> str:
    return local(slot, entry.zone).isoformat()


def _entry(entry: Entry) -> dict[str, Any]:
    schedule = entry.schedule
    return {
        "spec": entry.spec,
        "brief": entry.brief,
        "title": entry.title,
        "from": entry.file,
        "cron": entry.cron.line if entry.cron else None,
        "zone": entry.zone,
        "watch": schedule.watch,
        "misfire": schedule.misfire,
    }


class Standing:
    """How everything stands: read from the run table at one moment."""

    def __init__(self, loaded: Loaded, table: Table | None, holder: Holder | None, now: dt.datetime) -> None:
        memories = table.memories() if table else {}
        self.loaded, self.holder, self.now = loaded, holder, now
        self.runs = {entry.spec: table.runs(entry.spec, _RUNS) if table else [] for entry in loaded.entries}
        self.overdue = {entry.spec for entry in loaded.entries if _overdue(entry, memories.get(entry.spec), now)}
        self.overdue |= {spec for spec, runs in self.runs.items() if not holder and any(_left(r, now) for r in runs)}

    @property
    def failed(self) -> bool:
        """Whether the last run of any brief failed."""
        last = [_last(runs) for runs in self.runs.values()]
        return any(run and run.state in (State.FAILED, State.FAILING) for run in last)

    @property
    def exit(self) -> int:
        """The exit code of `brief schedule status`."""
        return 3 if self.overdue else 2 if self.loaded.problems else 1 if self.failed else 0


def _overdue(entry: Entry, memory: Memory | None, now: dt.datetime) -> bool:
    """Whether a slot has passed, its grace included, that no scheduler has seen."""
    if not entry.cron or not memory:
        return False
    slot = next(entry.cron.within(memory.until, now), None)
    return slot is not None and late(slot, entry.schedule, now)


def _left(run: Run, now: dt.datetime) -> bool:
    """Whether a run waits for a scheduler that is not there: more than a quarter of an hour."""
    return not run.state.final and now - (run.next or run.slot) > dt.timedelta(minutes=15)


def _last(runs: list[Run]) -> Run | None:
    """The newest run that says how the brief stands."""
    return next((run for run in runs if run.state.final or run.state is State.FAILING), None)


def stood(standing: Standing, stream: Stream) -> Iterator[str]:
    """For people: who is at work, then each brief with its last run."""
    holder = standing.holder
    yield f"a scheduler is at work: {visible(str(holder))}" if holder else "no scheduler is at work"
    wide = max((sum(map(cells, entry.spec)) for entry in standing.loaded.entries), default=0)
    for entry in standing.loaded.entries:
        runs = standing.runs[entry.spec]
        name = visible(entry.spec).ljust(wide)
        mark = stream.paint("overdue ", "bold red") if entry.spec in standing.overdue else ""
        yield f"{name}  {mark}{_state(runs, stream)}"
        if (last := _last(runs)) and last.state in (State.FAILED, State.FAILING):
            for problem in last.problems:
                yield from (f"{'':<{wide}}  {visible(line)}" for line in problem_lines(problem))
        following = _next(entry, standing.now, 1)
        if following:
            yield f"{'':<{wide}}  next {_clock(following[0], entry.zone)}"


def _state(runs: list[Run], stream: Stream) -> str:
    if not runs:
        return "never run"
    run = runs[0]
    state = stream.paint(run.state.value, _COLOURS.get(run.state, "blue"))
    more = [f"slot {stamp(run.slot)}"]
    if run.made:
        more.append(f"edition {run.made.number}{'' if run.made.new else ', nothing had changed'}")
    if run.attempts > 1:
        more.append(f"{run.attempts} attempts")
    if run.missed:
        more.append(f"{run.missed} slot{'s' * (run.missed != 1)} missed before it")
    if run.next and not run.state.final:
        more.append(f"next attempt {stamp(run.next)}")
    return f"{state}  {', '.join(more)}"


def stood_json(standing: Standing) -> str:
    """The same as one JSON object, with the last five runs of each brief."""
    briefs = []
    for entry in standing.loaded.entries:
        following = _next(entry, standing.now, 1)
        briefs.append(
            {
                **_entry(entry),
                "overdue": entry.spec in standing.overdue,
                "next": _iso(following[0], entry) if following else None,
                "runs": [_run(run) for run in standing.runs[entry.spec]],
            }
        )
    holder = standing.holder
    return _dumped(
        {
            "exit": standing.exit,
            "scheduler": holder and holder._asdict(),
            "briefs": briefs,
            "problems": [reported(problem, "") for problem in standing.loaded.problems],
        }
    )


def _run(run: Run) -> dict[str, Any]:
    made = run.made
    return {
        "slot": stamp(run.slot),
        "state": run.state.value,
        "missed": run.missed,
        "attempts": run.attempts,
        "began": run.began and stamp(run.began),
        "ended": run.ended and stamp(run.ended),
        "next": run.next and stamp(run.next),
        "edition": made and {"number": made.number, "key": made.key, "pages": made.pages, "pdf": made.pdf,
                             "new": made.new},
        "problems": list(run.problems),
    }  # fmt: skip


def _dumped(data: dict[str, Any]) -> str:
    return json.dumps({"version": VERSION, **data}, indent=2)
