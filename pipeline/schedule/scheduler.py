"""The scheduler: looks at what is due, starts it, takes what came of it, writes each step into the run table.

It holds no state that the table does not have, but which runs its crew is at; so it may be killed between any two
lines. It reads the clock nowhere: every method is told the time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pipeline.model.problem import BriefError, Exit, OutsideFailed, Place, Problem
from pipeline.model.record import record, replace
from pipeline.model.reported import reported
from pipeline.model.schedule import Feed, seconds
from pipeline.schedule import feed, plan
from pipeline.schedule.crew import Crew, Task
from pipeline.schedule.entry import Entry
from pipeline.schedule.loading import Loaded
from pipeline.schedule.rounds import Errand
from pipeline.schedule.run import Memory, Outcome, Run, State
from pipeline.schedule.table import Table
from pipeline.schedule.telling import SECONDS
from pipeline.world import World

LONGEST = dt.timedelta(seconds=60)
"""The scheduler looks at the clock at least so often: it may be set, and a machine that slept has lost no time."""
_NEXT = {State.DUE: "build", State.RUNNING: "build", State.WAITING: "build", State.BUILT: "then", State.FAILING: "tell"}
_TOLD_TIME = 4 * SECONDS

Log = Callable[[str, str, Run | None, Mapping[str, Any]], None]
"""Is told what happens: the event, the spec or nothing, the run, and what else there is to say."""


@record
class Desk:
    """What a scheduler works with."""

    world: World
    out: Path
    load: Callable[[Mapping[str, Memory]], Loaded]
    """Reads the schedules, given what is remembered of them."""
    made_of: Callable[[Entry], str]
    """The print of what a brief that watches is made from."""
    log: Log
    errand: Errand | None = None
    """What is owed to recipients, if anything ever is."""


class Scheduler:
    """See above. `exits` holds the exit codes of the attempts that ended, for a scheduler that runs once."""

    def __init__(self, desk: Desk, table: Table, crew: Crew) -> None:
        self._desk, self._table, self._crew = desk, table, crew
        self._untaken: list[tuple[Task, Outcome]] = []
        self._told: tuple[Problem, ...] = ()
        self._prints: dict[str, str] = {}
        self._feed: Feed | None = None
        """What the feed was last written with; None: it may lack an edition."""
        self._alone = False
        """Whether a run is being done that no other may be beside."""
        self.exits: list[Exit] = []
        self.entries: dict[str, Entry] = {}
        self._about = Feed()
        self._looked = dt.datetime.max.replace(tzinfo=dt.UTC)
        """When the schedules were read."""
        self._slots: dict[str, dt.datetime] = {}
        """The next slot of each brief, when it is looked at again; also when a run of it ends, or its file is read."""

    def look(self, now: dt.datetime, *, changed: bool = True) -> dt.datetime:
        """Start whatever is due, as far as the crew has hands; give the moment of the next look.

        `changed` says that files may have changed since the last look, for briefs that watch.
        Raises OutsideFailed (SCHED005) where the table fails: then the next look does what this one left.
        """
        untaken, self._untaken = self._untaken, []
        self.take(untaken, now)
        if changed or not self._looked <= now < self._looked + LONGEST:
            self._load(now)
        due = [entry for entry in self.entries.values() if changed or now >= self._slots.get(entry.spec, now)]
        if due:
            memories, opened = self._table.memories(), {run.spec: run for run in self._table.open()}
            for entry in due:
                self._plan(entry, memories.get(entry.spec), opened.get(entry.spec), now, changed=changed)
        for run in self._table.open() if self._crew.free else ():
            self._go_on(run, now)
        self._write_feed(now)
        return self._next(now)

    def _load(self, now: dt.datetime) -> None:
        """Read the schedules anew."""
        memories = self._table.memories()
        loaded = self._desk.load(memories)
        self._tell(loaded.problems)
        self.entries = {entry.spec: entry for entry in loaded.entries}
        self._about, self._looked = loaded.feed, now
        self._slots.clear()
        if not loaded.problems:
            for spec in memories.keys() - self.entries.keys():
                self._table.forget(spec)

    def take(self, ended: list[tuple[Task, Outcome]], now: dt.datetime) -> None:
        """Write down what came of tasks. What can't be written is kept for the next look."""
        for number, (task, outcome) in enumerate(ended):
            try:
                self._take(task, outcome, now)
            except OutsideFailed:
                self._untaken += ended[number:]
                raise

    def _take(self, task: Task, outcome: Outcome, now: dt.datetime) -> None:
        schedule = task.entry.schedule
        match task.what:
            case "build":
                run = plan.attempted(task.run, outcome, schedule, now)
            case "then":
                run = plan.followed(task.run, outcome, schedule, now)
            case _:
                run = plan.told(task.run, outcome, now)
        with self._table.all_or_nothing():
            self._table.put(run)
        self._feed = None
        self._slots.pop(run.spec, None)
        self.exits.append(Exit(outcome.exit))
        why = {"problems": list(outcome.problems)} if task.what != "build" and outcome.problems else {}
        self._desk.log(_EVENTS.get((task.what, run.state), run.state.value), run.spec, run, why)

    def _plan(
        self, entry: Entry, memory: Memory | None, opened: Run | None, now: dt.datetime, *, changed: bool
    ) -> None:
        """Add the run of a slot that has come."""
        made_of = self._made_of(entry, changed=changed) if entry.schedule.watch else ""
        found = plan.plan(entry, memory, now, opened, made_of)
        if entry.cron:
            self._slots[entry.spec] = next(entry.cron.slots(now), now + LONGEST)
        if found.memory == memory:
            return
        with self._table.all_or_nothing():
            new = found.run is not None and self._table.add(found.run)
            replaced = found.replaced
            if new and found.run and replaced:
                replaced = plan.superseded(replaced, found.run, entry.schedule, now)
                self._table.put(replaced)
            if new or found.run is None or entry.cron:  # of two changes in one second, the second is seen again
                self._table.remember(entry.spec, found.memory)
        if found.passed_over:
            self._desk.log("passed over", entry.spec, None, {"slots": found.passed_over})
        if new and replaced:
            self._desk.log(replaced.state.value, entry.spec, replaced, {})
        if new:
            self._desk.log("due", entry.spec, found.run, {})

    def _made_of(self, entry: Entry, *, changed: bool) -> str:
        if changed or entry.spec not in self._prints:
            try:
                self._prints[entry.spec] = self._desk.made_of(entry)
            except Exception as error:  # noqa: BLE001 (one brief stops no other; its run will say what it is)
                self._prints[entry.spec] = f"{type(error).__name__}: {error}"
        return self._prints[entry.spec]

    def _go_on(self, run: Run, now: dt.datetime) -> None:
        """Do the next thing for a run that nobody is at, if its time has come and there is a hand free."""
        busy = list(self._crew.busy)
        self._alone = self._alone and bool(busy)
        suspect = plan.suspect(run)
        if (run.spec, run.slot) in busy or not self._crew.free or self._alone or (suspect and busy):
            return
        entry = self.entries.get(run.spec)
        if entry is None:
            run = replace(run, state=State.SKIPPED, ended=now, next=None)
            self._keep(run, "not scheduled any more")
        elif run.state is State.RUNNING and plan.poisonous(run):
            words = "the scheduler was killed each time; build it by hand to see why"
            given_up = plan.problem("ENGINE001", "the brief was given up", words, file=run.spec)
            self._keep(plan.attempted(run, Outcome(int(Exit.UNUSABLE_INPUT), (given_up,)), entry.schedule, now))
        elif plan.ripe(run, entry.schedule, now):
            self._start(run, entry, now)

    def _start(self, run: Run, entry: Entry, now: dt.datetime) -> None:
        what = _NEXT[run.state]
        limit = float(seconds(entry.schedule.time_limit))
        if what == "build":
            again = run.state is State.RUNNING
            self._alone = plan.suspect(run)
            run = plan.begun(run, now)
            self._keep(run, "taken up again" if again else "started")
        elif what == "then":
            limit = limit * entry.schedule.steps + 1
        else:
            limit = _TOLD_TIME
        try:
            self._crew.start(Task(what, entry, run, now, limit, run.failures >= entry.schedule.retries))
        except OSError as error:
            message = f"no process can be had: {error.strerror or error}"
            problem = plan.problem("SYSTEM001", "the system refused", message, file=run.spec)
            self.take([(Task(what, entry, run, now, limit), Outcome(int(Exit.OUTSIDE_FAILED), (problem,)))], now)

    def _keep(self, run: Run, event: str = "") -> None:
        with self._table.all_or_nothing():
            self._table.put(run)
        self._desk.log(event or run.state.value, run.spec, run, {})

    def _next(self, now: dt.datetime) -> dt.datetime:
        """When to look next: at the next slot, the next attempt, or a minute from now."""
        attempt = self._table.next_attempt(now) or now + LONGEST
        return min([now + LONGEST, attempt, *(slot for slot in self._slots.values() if slot > now)])

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        """Log what is wrong with the schedules, once as long as it stays the same."""
        if problems != self._told:
            for problem in problems:
                self._desk.log("schedule", "", None, {"problems": [reported(problem, "")]})
        self._told = problems

    def _write_feed(self, now: dt.datetime) -> None:
        """Write the feed anew where it is not as it should be; where that fails, the next look tries again."""
        if self._feed == self._about:
            return
        path, files = self._desk.out / feed.NAME, self._desk.world.files
        runs = self._table.published(feed.MOST)
        self._feed = self._about
        if not runs:
            return
        data = feed.feed(self._table.feed, self._about, runs, now)
        try:
            if not files.exists(path) or files.read(path, 2**24) != data:
                files.write_whole(path, data)
        except OSError as error:
            self._feed = None
            message = f"{path} can't be written: {error.strerror or error}"
            problem = Problem("WORLD001", message, place=Place(str(path)))
            self._desk.log("feed", "", None, {"problems": [reported(problem, "")]})


_EVENTS = {
    ("then", State.DONE): "followed up",
    ("then", State.BUILT): "what comes after failed",
    ("tell", State.FAILING): "telling failed",
    ("tell", State.FAILED): "told",
}


def problems_of(error: BriefError) -> Mapping[str, Any]:
    """The problems of an error, for the log."""
    return {"problems": [reported(problem, "") for problem in error.problems]}
