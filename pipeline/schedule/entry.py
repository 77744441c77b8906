"""A scheduled brief, as it was read and as the run table remembers it."""

from __future__ import annotations

import json

from pipeline.model.record import record
from pipeline.model.schedule import Schedule
from pipeline.schedule.cron import Cron, cron, known


@record
class Entry:
    """A scheduled brief. `spec` is the path of its spec from the folder; `cron` is None where it watches."""

    spec: str
    schedule: Schedule
    cron: Cron | None
    zone: str
    """Whose days its slots have."""
    file: str
    """Where its schedule stands."""
    brief: str = ""
    title: str = ""
    archives: tuple[str, ...] = ()
    dated: bool = True
    """Whether the spec leaves its day to the slot, or can't say."""

    def kept(self) -> str:
        """As the run table remembers it."""
        told = self.schedule.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        return json.dumps([told, self.zone, self.file, self.brief, self.title, self.archives, self.dated])


def remembered(spec: str, told: str) -> Entry | None:
    """An entry as the run table has it; None where an older brief wrote it otherwise."""
    try:
        schedule, zone, file, brief, title, archives, dated = json.loads(told)
        made = Schedule.model_validate(schedule)
        if not known(zone):
            return None
        line = cron(made.cron, zone) if made.cron else None
    except (ValueError, TypeError, KeyError):
        return None
    return Entry(spec, made, line, zone, file, brief, title, tuple(archives), dated)
