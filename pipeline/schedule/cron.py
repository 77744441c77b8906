"""Cron lines in a time zone → instants. Pure: it is told the time.

Days and times are Debian cron's, as cronsim reads them; what becomes of them when the clock on the wall is changed
is decided here, after Debian's cron too. A line with fixed minutes and hours (`30 2 * * *`) runs at the first instant
after a gap that its time falls into, and once in an hour that comes twice. A line whose minutes or hours begin with `*`
follows the clock: nothing in a gap, and again in the hour that comes twice. (cronsim 2.8 knows zones as well, and
loses half an hour where the clock is set back by half an hour.)
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import islice
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError
from cronsim.explain import Expression

from pipeline.model.record import record

MOST = 200
"""Characters of a cron line."""
_COUNTED = 1000
_FIELDS = ("minute", "hour", "day of the month", "month", "weekday")
_WINDOWS = tuple(dt.timedelta(days=days) for days in (0.1, 2, 62, 370, 3000))
"""How far back the latest slot is looked for, step by step: enough for every minute, and for every 29 February."""


_SET_BACK = dt.timedelta(hours=3)
"""More than a clock is ever set back: so far before an instant its slots are looked for."""
_MINUTE = dt.timedelta(minutes=1)


class Impossible(ValueError):
    """A cron line that can't be, or one that never comes; says why, and in `hint` what to do."""

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


@record
class Cron:
    """A cron line that comes true some day, in its zone."""

    line: str
    zone: str

    def slots(self, after: dt.datetime) -> Iterator[dt.datetime]:
        """All slots after an instant, without end, in UTC."""
        here, last = ZoneInfo(self.zone), after
        wall = after.astimezone(here).replace(tzinfo=None) - _SET_BACK
        waiting: list[dt.datetime] = []
        for time in CronSim(self.line, wall):
            first = _instant(time, here, fixed=self._fixed)
            if first is None:
                continue
            second = None if self._fixed else _instant(time.replace(fold=1), here)
            for instant in (first, second):
                if instant and instant not in waiting:  # two times in one gap are one instant
                    heappush(waiting, instant)
            while waiting and waiting[0] <= first:  # the second of two hours comes when the first is over
                slot = heappop(waiting)
                if slot > last:
                    yield slot
                    last = slot

    @property
    def _fixed(self) -> bool:
        """Whether it names minutes and hours, so that it is moved rather than lost when the clock is changed."""
        minute, hour, *_ = self.line.split()
        return not (minute.startswith("*") or hour.startswith("*"))

    def within(self, after: dt.datetime, until: dt.datetime) -> Iterator[dt.datetime]:
        """The slots after `after` up to `until`, that included."""
        for slot in self.slots(after):
            if slot > until:
                return
            yield slot

    def latest(self, after: dt.datetime, until: dt.datetime) -> tuple[dt.datetime | None, int]:
        """The last slot after `after` up to `until`, and how many there are, counted up to 1,000."""
        count = sum(1 for _ in islice(self.within(after, until), _COUNTED))
        if not count:
            return None, 0
        for window in _WINDOWS:
            last = None
            for last in self.within(max(after, until - window), until):  # noqa: B007 (the last one is wanted)
                pass
            if last:
                return last, count
        return max(self.within(after, until)), count

    def explained(self) -> str:
        """The line in words, such as `At 06:00, Monday through Friday`."""
        return str(Expression(_parts(self.line)).explain())


def cron(line: str, zone: str) -> Cron:
    """Read a cron line. Raises Impossible; `known(zone)` must be true."""
    if len(line) > MOST:
        raise Impossible(f"a cron line of {len(line)} characters", "write it in two lines, of two briefs")
    fields = line.split()
    if len(fields) != len(_FIELDS):
        what = "a nickname" if line.startswith("@") else f"{len(fields)} field{'s' * (len(fields) != 1)}"
        hint = f"write five: {', '.join(_FIELDS)}, as in 30 6 * * 1-5"
        raise Impossible(f'"{_clip(line)}" has {what}; a cron line has five', hint)
    made = Cron(" ".join(fields), zone)
    try:
        first = next(made.slots(dt.datetime(2024, 1, 1, tzinfo=dt.UTC)), None)
    except CronSimError as error:
        raise _impossible(fields, str(error)) from None
    except (ValueError, AssertionError, OverflowError, RecursionError):
        raise _impossible(fields, "") from None
    if first is None:
        raise Impossible(f'"{_clip(line)}" never comes', "look at its days and months: no year has such a day")
    return made


def _instant(wall: dt.datetime, zone: ZoneInfo, *, fixed: bool = False) -> dt.datetime | None:
    """The instant of a time on the wall. In a gap: if `fixed` the first one after it, else none."""
    while True:
        instant = wall.replace(tzinfo=zone).astimezone(dt.UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == wall:
            return instant
        if not fixed:
            return None
        wall += _MINUTE


_NAMES = {"minute": 0, "hour": 1, "day-of-month": 2, "month": 3, "day-of-week": 4}
_TAKES = ("0 to 59", "0 to 23", "1 to 31, or L for the last", "1 to 12, or JAN to DEC", "0 to 7, or SUN to SAT")


def _impossible(fields: list[str], said: str) -> Impossible:
    at = _NAMES.get(said.removeprefix("Bad "))
    if at is None:
        return Impossible(f'"{_clip(" ".join(fields))}" is no cron line', "as in 30 6 * * 1-5")
    if _FIELDS[at] == "day of the month" and re.fullmatch(r"[0-9]+", fields[at]) and 1 <= int(fields[at][:3]) <= 31:
        return Impossible(f"no such month has a day {fields[at]}", "correct the day or the month")
    hint = f"{_FIELDS[at]} takes {_TAKES[at]}; ranges 1-5, lists 1,3, steps */10"
    return Impossible(f'"{_clip(fields[at])}" is no {_FIELDS[at]}', hint)


def known(zone: str) -> bool:
    """Whether there is a time zone of this name, in the system's database or in the package tzdata.

    Names are compared whole, so that a path can't be one.
    """
    return zone in available_timezones()


def nearest(zone: str) -> str:
    """The zone that may have been meant: its spelling in other cases, its city alone; empty if none is near."""
    from difflib import get_close_matches

    zones = sorted(available_timezones())
    folded = {name.casefold(): name for name in zones}
    cities = {name.rpartition("/")[2].casefold(): name for name in zones}
    wanted = zone.casefold().replace(" ", "_")
    if wanted in folded or wanted in cities:
        return folded.get(wanted) or cities[wanted]
    near = get_close_matches(wanted, folded, 1, 0.7) if len(zone) <= 100 else []
    return folded[near[0]] if near else ""


def local(instant: dt.datetime, zone: str) -> dt.datetime:
    """An instant by the clock of a zone."""
    return instant.astimezone(ZoneInfo(zone))


def _parts(line: str) -> list[str]:
    return ["0", *line.upper().split()]


def _clip(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
