"""A run: one slot of one brief, from the moment it is due until somebody was told how it ended.

    due ──▶ running ──▶ built ──▶ done          a new edition, and what comes after it
                 │  └──────────────▶ done          nothing had changed, or nothing comes after
                 ├──▶ waiting ──▶ running         the outside spoilt it; another attempt follows
                 └──▶ failing ──▶ failed          it failed for good, and people are told
    due ──▶ skipped                               a newer slot came first, or nobody schedules it any more

Every arrow is one transaction. Whatever is killed between two arrows finds the run where it was: a run that is
`running` with nobody at it is taken up again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pipeline.model.record import record

Told = Mapping[str, Any]
"""A problem as `reported` gives it."""


class State(StrEnum):
    """Where a run is."""

    DUE = "due"
    RUNNING = "running"
    WAITING = "waiting"
    BUILT = "built"
    FAILING = "failing"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"

    @property
    def final(self) -> bool:
        """Whether nothing is left to do."""
        return self in (State.DONE, State.FAILED, State.SKIPPED)


@record
class Made:
    """The edition that a run came to. `new` is False where nothing had changed since it was made."""

    brief: str
    number: int
    key: str
    pages: int
    pdf: str
    """Its path from the folder of editions."""
    size: int
    """Bytes of the PDF."""
    new: bool
    title: str = ""


@record
class Run:
    """A slot of a brief, and what became of it. `spec` and `slot` name it: there is never a second one."""

    spec: str
    slot: dt.datetime
    state: State = State.DUE
    missed: int = 0
    """Earlier slots that this one stands for."""
    attempts: int = 0
    """How often it was begun."""
    failures: int = 0
    """How many attempts came to an end, and a bad one; the others were cut short with the scheduler."""
    next: dt.datetime | None = None
    """When what is left to do is to be tried."""
    tries: int = 0
    """Of what is left to do after the attempts: how often it failed."""
    reached: tuple[str, ...] = ()
    """Of what is left to do: what was done, so that it is not done again."""
    made: Made | None = None
    problems: tuple[Told, ...] = ()
    began: dt.datetime | None = None
    ended: dt.datetime | None = None

    @property
    def name(self) -> str:
        """What its edition's manifest calls it."""
        return f"{self.spec}@{stamp(self.slot)}"


@record
class Outcome:
    """What came of one attempt: the edition, if there is one; problems, errors among them if any; the exit code.

    `reached` is what was done of what comes after.
    """

    exit: int
    problems: tuple[Told, ...] = ()
    made: Made | None = None
    reached: tuple[str, ...] = ()


@record
class Memory:
    """What is remembered of a brief's schedule: as it was last read, up to when its slots were dealt with, and for one
    that watches the print of what it was last built from.
    """

    told: str
    until: dt.datetime
    print: str = ""


def stamp(instant: dt.datetime) -> str:
    """RFC 3339 in UTC, to the second; it sorts as time does."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def instant(text: str) -> dt.datetime:
    """The reverse."""
    return dt.datetime.fromisoformat(text)


def errors(problems: tuple[Told, ...]) -> tuple[Told, ...]:
    """Those that are not warnings."""
    return tuple(problem for problem in problems if problem["severity"] == "error")
