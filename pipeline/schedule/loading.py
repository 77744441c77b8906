"""Which briefs are scheduled: those of a folder's schedule.yaml, and specs in it and below that say so themselves.

What is wrong with one stops no other. For a file that can't be read now, or is wrong now, what was last read from it
stands, so that a slip of the pen at noon does not cost the edition of the next morning.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import read
from pipeline.model.problem import BriefError, Place, Problem, UnusableInput, Where
from pipeline.model.record import record, replace
from pipeline.model.schedule import Feed, Schedule, ScheduleFile
from pipeline.read import Scheduled, Schedules
from pipeline.schedule.cron import Cron, Impossible, cron, known, nearest
from pipeline.schedule.entry import Entry, remembered

if TYPE_CHECKING:
    from pipeline.schedule.run import Memory
    from pipeline.world import World

FILE = "schedule.yaml"
ZONE = "UTC"
_MOST = 20_000
_OWN = re.compile(rb"(?m)^schedule[ \t]*:")
"""What a spec with a schedule of its own has at the start of a line; a quick look before it is taken apart."""


@record
class Loaded:
    """What is scheduled, and what is wrong: the problems of each file, placed."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    feed: Feed


def load(world: World, folder: Path, memories: Mapping[str, Memory]) -> Loaded:
    """Read all schedules of a folder. Raises nothing: what is wrong is in the outcome."""
    loading = _Loading(world, folder)
    loading.read_file()
    loading.read_specs()
    loading.refuse_doubles()
    loading.stand_in(memories)
    entries = tuple(sorted(loading.entries.values(), key=lambda entry: entry.spec))
    return Loaded(entries, tuple(loading.problems), loading.feed)


class _Loading:
    def __init__(self, world: World, folder: Path) -> None:
        self._world, self._folder = world, folder
        self._common: ScheduleFile | None = None
        self._archives: tuple[str, ...] = ()
        self.entries: dict[str, Entry] = {}
        self.problems: list[Problem] = []
        self.feed = Feed()
        self._damaged: set[str] = set()
        """Files with something wrong in them."""
        self._told: dict[str, Problem] = {}
        """Where each brief's schedule stands, as a problem of nothing yet."""

    def read_file(self) -> None:
        """The schedules in schedule.yaml."""
        path = self._folder / FILE
        if not self._world.files.exists(path):
            return
        try:
            file = read.schedules(self._bytes(path), str(path))
        except BriefError as error:
            self._wrong(path, error.problems)
            return
        self._common, self.feed = file.told, file.told.feed
        self._archives = tuple(os.path.normpath(self._folder / folder) for folder in file.told.archive)
        if file.told.zone and not known(file.told.zone):
            self._wrong(path, [file.place(_no_zone(file.told.zone, ("zone",)))])
        for name, schedule in file.told.briefs.items():
            spec, at = os.path.normpath(name), ("briefs", name)
            problems = []
            if not self._world.files.exists(self._folder / spec):
                hint = f"its path goes from the folder {self._folder}"
                problems.append(Problem("SCHED006", f"there is no spec {name}", Where(at, on_key=True), hints=(hint,)))
            self._take(spec, path, schedule, at, file, problems)

    def read_specs(self) -> None:
        """The schedules that specs have in themselves."""
        try:
            paths = [path for path in self._world.files.walk(self._folder, _MOST) if path.suffix in (".yaml", ".yml")]
        except OSError as error:
            message = f"the folder can't be read: {error.strerror or error}"
            hint = "name the folder of your specs"
            self._wrong(self._folder, [Problem("READ001", message, place=Place(str(self._folder)), hints=(hint,))])
            return
        for path in paths:
            if path != self._folder / FILE:
                self._read_spec(path)

    def _read_spec(self, path: Path) -> None:
        spec = path.relative_to(self._folder).as_posix()
        try:
            data = self._bytes(path)
            if not _OWN.search(data):
                return
            found = read.schedule_in(data, str(path))
        except BriefError as error:
            self._wrong(path, error.problems)
            return
        if found.schedule:
            self._take(spec, path, found.schedule, ("schedule",), found, [])

    def _take(
        self,
        spec: str,
        path: Path,
        schedule: Schedule,
        at: tuple[str, ...],
        file: Schedules | Scheduled,
        problems: list[Problem],
    ) -> None:
        """Take a schedule in that stands `at` in a file, unless something is wrong with it."""
        common = self._common
        if common and common.on_failure and not schedule.on_failure:
            schedule = schedule.model_copy(update={"on_failure": common.on_failure})
        zone = schedule.zone or (common and common.zone) or ZONE
        line, wrong = _checked(schedule, zone, at)
        here = file.place(Problem("", "", Where(at, on_key=True)))
        problems = [file.place(problem) for problem in (*problems, *wrong)]
        if spec in self._told:
            problems.append(_double(spec, self._told[spec], here))
        self._told.setdefault(spec, here)
        if problems:
            self._wrong(path, problems)
        elif known(zone):
            told = file if isinstance(file, Scheduled) else self._named(spec)
            named = (told.brief, told.title, self._archives, told.dated) if told else ("", "", self._archives)
            self.entries[spec] = Entry(spec, schedule, line, zone, str(path), *named)

    def _named(self, spec: str) -> Scheduled | None:
        """What a spec says of itself, if it can be read at all; if not, its run will say so."""
        try:
            return read.schedule_in(self._bytes(self._folder / spec), spec)
        except BriefError:
            return None

    def refuse_doubles(self) -> None:
        """Two specs of one id would publish into one folder."""
        first: dict[str, str] = {}
        for spec, entry in list(self.entries.items()):
            other = first.setdefault(entry.brief or spec, spec)
            if other != spec:
                double = _double(entry.brief, self._told[other], self._told[spec])
                self._wrong(Path(entry.file), [double])
                del self.entries[spec]

    def stand_in(self, memories: Mapping[str, Memory]) -> None:
        """For a file that is damaged, what is remembered of it; for a spec that is, its id and title."""
        for spec, memory in memories.items():
            before, now = remembered(spec, memory.told), self.entries.get(spec)
            if before and not now and before.file in self._damaged:
                self.entries[spec] = before
            elif before and now and not now.brief:
                self.entries[spec] = replace(now, brief=before.brief, title=before.title)

    def _bytes(self, path: Path) -> bytes:
        try:
            return self._world.files.read(path, 2 * read.LIMIT)
        except OSError as error:
            message = f"the file can't be read: {error.strerror or error}"
            hint = "look whether it is there, and whether you may read it"
            raise UnusableInput([Problem("READ001", message, place=Place(str(path)), hints=(hint,))]) from error

    def _wrong(self, path: Path, problems: Iterable[Problem]) -> None:
        self._damaged.add(str(path))
        self.problems += problems


def _checked(schedule: Schedule, zone: str, at: tuple[str, ...]) -> tuple[Cron | None, list[Problem]]:
    """The cron line of a schedule, and what is wrong with it and with a zone of its own (SCHED001, SCHED002)."""
    problems, there = [], known(zone)
    if not there and schedule.zone:
        problems.append(_no_zone(zone, (*at, "zone")))
    if schedule.cron is None:
        return None, problems
    try:
        return cron(schedule.cron, zone if there else ZONE), problems
    except Impossible as error:
        return None, [*problems, Problem("SCHED001", str(error), Where((*at, "cron")), hints=(error.hint,))]


def _no_zone(zone: str, at: tuple[str, ...]) -> Problem:
    near = nearest(zone)
    hints = (f'did you mean "{near}"?',) if near else ("zones are named as in Europe/London or Asia/Tokyo",)
    return Problem("SCHED002", f'there is no time zone "{zone[:60]}"', Where(at), hints=hints)


def _double(what: str, first: Problem, second: Problem) -> Problem:
    place = first.place
    note = f"the other one: {place.file}:{place.line}" if place else ""
    hint = "keep one of the two"
    return Problem("SCHED003", f"two schedules for {what}", place=second.place, notes=(note,), hints=(hint,))
