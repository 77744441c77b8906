"""The outbox: every parcel that is owed or was sent, in SQLite, beside the editions: OUT/.deliver/outbox.db.

A parcel is `sending` on disk before anything leaves, and what the other side calls it is kept as soon as that is known.
So after a crash at any moment the channel can be asked what became of it. Write-ahead log, every change on disk before
the next step is taken (`synchronous=FULL`).
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import Any

from pipeline.model.delivery import Outcome
from pipeline.model.problem import OutsideFailed, Place, Problem
from pipeline.model.record import record
from pipeline.world import Files

FOLDER = ".deliver"
FILE = "outbox.db"
VERSION = 1

_SCHEMA = f"""
CREATE TABLE parcels (
  code TEXT PRIMARY KEY, brief TEXT NOT NULL, edition INTEGER NOT NULL, copy INTEGER NOT NULL, copies INTEGER NOT NULL,
  recipient TEXT NOT NULL, kind TEXT NOT NULL, channel TEXT NOT NULL, list TEXT NOT NULL, home TEXT NOT NULL,
  state TEXT NOT NULL, attempts INTEGER NOT NULL, next TEXT NOT NULL, reference TEXT NOT NULL, told TEXT NOT NULL,
  since TEXT NOT NULL, ended TEXT NOT NULL) STRICT;
CREATE INDEX open ON parcels (state) WHERE state IN ('owed', 'sending');
PRAGMA user_version = {VERSION};
"""


class State(StrEnum):
    """How a parcel stands."""

    OWED = "owed"
    """To be sent, now or at its next attempt."""
    SENDING = "sending"
    """Being sent; or taken by the other side, and not done yet; or whoever sent it died on the way."""
    SENT = "sent"
    REFUSED = "refused"
    """It will not be sent: the other side, or the list, says no."""
    HELD = "held"
    """It may have arrived; a person must say whether it is sent again."""


@record
class Entry:
    """A parcel in the outbox. Times are in UTC, as ISO 8601 has them; "" where there is none."""

    code: str
    brief: str
    edition: int
    copy: int
    """Its number; 0 for unnumbered ones, of which there are `copies`."""
    copies: int
    recipient: str
    kind: str
    channel: str
    list: str
    """Path of the distribution list it was owed by."""
    home: str
    """Path of the folder that the brief's editions lie in."""
    state: State = State.OWED
    attempts: int = 0
    next: str = ""
    """When it is tried next; "" for at once."""
    reference: str = ""
    """What the other side calls it."""
    told: str = ""
    """What was last said of it."""
    since: str = ""
    ended: str = ""


_ENDS = {"sent": State.SENT, "unsure": State.HELD, "going": State.HELD}
"""What a parcel is when it is not tried again."""

_COLUMNS = ", ".join(Entry.__match_args__)
_INTO = f"INTO parcels ({_COLUMNS}) VALUES ({', '.join('?' * len(Entry.__match_args__))})"


def stamp(moment: dt.datetime) -> str:
    """A moment in UTC, to the second, so that stamps sort as moments do."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def opened_at(files: Files, out: Path) -> Iterator[Outbox]:
    """The outbox of the editions in `out`, made if there is none. Raises OutsideFailed (DELIVER004)."""
    folder = out / FOLDER
    try:
        files.make_folder(folder)
    except OSError as error:
        raise _failed(folder, error.strerror or str(error)) from error
    box = Outbox(folder / FILE)
    try:
        yield box
    finally:
        box.close()


class Outbox:
    """The open outbox. Every method raises OutsideFailed (DELIVER004) where the disk or the file fails."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._base = sqlite3.connect(path, timeout=60.0, isolation_level=None)
            for setting in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=60000"):
                self._base.execute(f"PRAGMA {setting}")
        except sqlite3.Error as error:
            raise _failed(path, str(error)) from error
        with self._all_or_nothing():
            ((version,),) = self._do("PRAGMA user_version")
            if version == 0:
                for statement in filter(str.strip, _SCHEMA.split(";")):
                    self._do(statement)
            elif version != VERSION:
                raise _failed(path, f"it is of version {version}, and this brief knows version {VERSION}")

    def close(self) -> None:
        """Give the file back."""
        with suppress(sqlite3.Error):
            self._base.close()

    def owe(self, entries: Iterable[Entry]) -> None:
        """Add parcels that are not there yet, all or none."""
        with self._all_or_nothing():
            for entry in entries:
                self._do(f"INSERT OR IGNORE {_INTO}", tuple(getattr(entry, name) for name in Entry.__match_args__))

    def begin(self, code: str, now: dt.datetime) -> bool:
        """Say that a parcel is being sent; whether it was owed, so that nobody else has begun."""
        words = "UPDATE parcels SET state = 'sending', attempts = attempts + 1, reference = '', next = '', since = ? "
        return bool(self._do(f"{words}WHERE code = ? AND state = 'owed' RETURNING 1", (stamp(now), code)))

    def note(self, code: str, reference: str) -> None:
        """Keep what the other side calls it."""
        self._do("UPDATE parcels SET reference = ? WHERE code = ?", (reference, code))

    def end(self, code: str, outcome: Outcome, now: dt.datetime, again: dt.datetime | None) -> None:
        """Say what came of it. `again` is when it is tried next; None: it is not."""
        row: tuple[Any, ...] = (_ENDS.get(outcome.state, State.REFUSED).value, "", stamp(now))
        if again and outcome.state in ("later", "going"):
            row = ((State.SENDING if outcome.state == "going" else State.OWED).value, stamp(again), "")
        reference = outcome.reference
        self._do(
            "UPDATE parcels SET state = ?, next = ?, ended = ?, told = ?, "
            "reference = CASE WHEN ? = '' THEN reference ELSE ? END WHERE code = ?",
            (*row, outcome.told, reference, reference, code),
        )

    def owe_again(self, code: str, told: str) -> bool:
        """Let a parcel be tried once more; whether it was one that did not arrive for sure."""
        words = "UPDATE parcels SET state = 'owed', next = '', ended = '', told = ? WHERE code = ? "
        return bool(self._do(f"{words}AND state IN ('held', 'refused', 'sending') RETURNING 1", (told, code)))

    def settle(self, code: str, now: dt.datetime) -> bool:
        """Take a held parcel as sent, on a person's word; whether it was held."""
        words = "UPDATE parcels SET state = 'sent', ended = ?, told = ? WHERE code = ? AND state = 'held' RETURNING 1"
        return bool(self._do(words, (stamp(now), "a person said that it arrived", code)))

    def open(self, now: dt.datetime) -> list[Entry]:
        """What is to be dealt with now: owed and due, or cut short; in the order it was owed."""
        return self._entries("WHERE state IN ('sending', 'owed') AND next <= ? ORDER BY rowid", (stamp(now),))

    def next_attempt(self) -> str | None:
        """When something that is owed is to be tried; "" for at once, None for never."""
        ((moment,),) = self._do("SELECT min(next) FROM parcels WHERE state IN ('sending', 'owed')")
        return None if moment is None else str(moment)

    def of(self, brief: str = "", edition: int = 0) -> list[Entry]:
        """All parcels of an edition, of a brief, or of all briefs, in the order of editions and copies."""
        order = "ORDER BY brief, edition, recipient, copy, code"
        return self._entries(f"WHERE ? IN ('', brief) AND ? IN (0, edition) {order}", (brief, edition))

    def find(self, code: str) -> Entry | None:
        """A parcel by its code."""
        return next(iter(self._entries("WHERE code = ?", (code,))), None)

    def _entries(self, which: str, values: Iterable[Any]) -> list[Entry]:
        rows = self._do(f"SELECT {_COLUMNS} FROM parcels {which}", values)  # noqa: S608 (our own words)
        named: list[dict[str, Any]] = [dict(zip(Entry.__match_args__, row, strict=True)) for row in rows]
        return [Entry(**each | {"state": State(each["state"])}) for each in named]

    @contextmanager
    def _all_or_nothing(self) -> Iterator[None]:
        self._do("BEGIN IMMEDIATE")
        try:
            yield
            self._do("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._base.execute("ROLLBACK")
            raise

    def _do(self, words: str, values: Iterable[Any] = ()) -> list[Any]:
        try:
            return self._base.execute(words, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise _failed(self.path, str(error)) from error


def _failed(path: Path, why: str) -> OutsideFailed:
    hint = "make room on the disk, or put the permissions of the folder right; nothing was sent that is not on record"
    message = f"the outbox can't be used: {why}"
    return OutsideFailed([Problem("DELIVER004", message, place=Place(str(path)), hints=(hint,))])
