"""Schedules: when a brief is built with nobody watching, how often it is tried, and who is told.

They stand in a spec under `schedule:`, or for several briefs in one file, `schedule.yaml`. They are no part of the
brief: an edition neither carries them nor depends on them. Whether a cron line can be is for the schedule room to say.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.article import Line
from pipeline.model.frozen import Frozen
from pipeline.model.server import PORTS, Address, Kept, Security, Url

Duration = Annotated[str, Field(pattern=r"^[1-9][0-9]{0,4}[smhd]$")]
"""A length of time: `90s`, `15m`, `2h`, `1d`."""

Word = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]+$")]
Command = Annotated[tuple[Word, ...], Field(min_length=1)]
"""A programme and its arguments, one an item; no shell reads them."""

MOST_RETRIES = 10

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def seconds(duration: str) -> int:
    """How many seconds `15m` is."""
    return int(duration[:-1]) * _UNITS[duration[-1]]


class Webhook(Frozen):
    """An address that is told by HTTP POST."""

    url: Url | None = Field(None, description="The address")
    url_from: Kept | None = Field(None, description="Where the address is kept, if it is a secret")

    @model_validator(mode="after")
    def _one_address(self) -> Self:
        if (self.url is None) == (self.url_from is None):
            raise _unfit("a webhook has one address", "write url: https://… or url_from: {env: NAME}")
        return self


class Mail(Frozen):
    """A mail, and the server that takes it."""

    to: Annotated[tuple[Address, ...], Field(min_length=1, max_length=50)] = Field(description="Who gets it")
    from_: Address = Field(alias="from", description="Who sends it")
    server: Line = Field(description="Mail server that takes it")
    port: Annotated[int, Field(ge=1, le=65535)] | None = Field(None, description="By default 587, with tls 465")
    security: Security = Field("starttls", description="How the connection is encrypted")
    user: Line | None = Field(None, description="Name to log in with, if the server asks for one")
    password: Kept | None = Field(None, description="Where the password is kept")

    @model_validator(mode="after")
    def _guarded(self) -> Self:
        if (self.user is None) != (self.password is None):
            raise _unfit("user and password go together", "write both, or neither")
        if self.password and self.security == "none":
            raise _unfit("a password would travel unencrypted", "use security: starttls or tls")
        return self

    @property
    def at(self) -> int:
        """The port."""
        return self.port or PORTS[self.security]


class Failure(Frozen):
    """Who is told when a run fails; all of them are."""

    command: Command | None = Field(None, description="A programme that gets the problems as JSON on standard input")
    webhook: Webhook | None = Field(None, description="An address that gets them by POST")
    mail: Mail | None = Field(None, description="A mail with the problems in it")


class Schedule(Frozen):
    """When one brief is built, and what becomes of a run."""

    cron: Line | None = Field(None, description="Cron line of five fields: minute, hour, day, month, weekday")
    zone: Line | None = Field(None, description="Time zone of the line and of the days of slots; UTC by default")
    watch: bool = Field(False, description="Build when the spec, its lock, its sources or its pictures change")
    misfire: Literal["once", "skip"] = Field(
        "once", description="Slots that were missed: one run for all of them, or none"
    )
    grace: Duration = Field("15m", description="How late a slot may start before it counts as missed")
    time_limit: Duration = Field("10m", description="Time that one attempt may take")
    retries: Annotated[int, Field(ge=0, le=MOST_RETRIES)] = Field(
        2, description="Attempts after one that the outside spoilt"
    )
    wait: Duration = Field("1m", description="Pause before the first retry; it doubles each time, up to an hour")
    update: bool = Field(False, description="Take in newer versions of followed sources first")
    deliver: Line | None = Field(
        None, description="Distribution list that a new edition is handed out by, from this file's folder"
    )
    then: Annotated[tuple[Command, ...], Field(max_length=10)] = Field(
        (), description="Programmes to run when there is a new edition: [[lp, '{pdf}']]"
    )
    on_failure: Failure | None = Field(None, description="Who is told when a run fails")

    @model_validator(mode="after")
    def _one_occasion(self) -> Self:
        if (self.cron is None) != self.watch:
            hint = "write a cron line, or watch: true"
            raise _unfit("a schedule has one occasion: a cron line or watch: true", hint)
        if self.watch and self.model_fields_set & {"grace", "misfire"}:
            raise _unfit("misfire and grace belong to a cron line", "leave them out beside watch: true")
        return self

    @property
    def steps(self) -> int:
        """How many things follow a new edition."""
        return len(self.then) + (self.deliver is not None)

    def pause(self, failures: int) -> dt.timedelta:
        """How long to wait after so many failed attempts, 1 or more."""
        return dt.timedelta(seconds=min(seconds(self.wait) * 2 ** (failures - 1), max(3600, seconds(self.wait))))


class Feed(Frozen):
    """The Atom feed of editions, out/feed.atom."""

    title: Line = Field("Briefs", description="Title of the feed")
    author: Line = Field("Briefwright", description="Who publishes it")
    url: Url | None = Field(None, description="Where the feed will be found; editions lie beside it")


class ScheduleFile(Frozen):
    """The file schedule.yaml: schedules of several briefs, and what holds for all of them."""

    schedule: Literal["1"] = Field(description="Version of the format")
    zone: Line | None = Field(None, description="Time zone of all cron lines that name none; UTC by default")
    archive: tuple[Line, ...] = Field((), description="Folders with the texts of sources, from this file's folder")
    feed: Feed = Field(Feed.model_construct(), description="The Atom feed of editions")
    on_failure: Failure | None = Field(None, description="Who is told when a run fails and its schedule names nobody")
    briefs: Mapping[Line, Schedule] = Field(
        default_factory=dict, description="Schedules by the path of the spec, from this file's folder"
    )


def _unfit(reason: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("one_answer", "{reason}", {"reason": reason, "hint": hint})
