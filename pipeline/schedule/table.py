"""The run table: every slot and what became of it, in SQLite, beside the editions: OUT/.schedule/runs.db.

It may be lost: the editions and their ledgers know nothing of it. Write-ahead log, every change on disk before the next
step is taken (`synchronous=FULL`), one scheduler that writes and any number of readers.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipeline.model.problem import OutsideFailed, Place, Problem
from pipeline.schedule.run import Made, Memory, Run, State, instant, stamp

FOLDER = ".schedule"
FILE = "runs.db"
VERSION = 1
KEPT = 1000
"""Runs of a brief that are kept after they ended."""

_SCHEMA = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE schedules (spec TEXT PRIMARY KEY, told TEXT NOT NULL, until TEXT NOT NULL, print TEXT NOT NULL)
  STRICT, WITHOUT ROWID;
CREATE TABLE runs (
  spec TEXT NOT NULL, slot TEXT NOT NULL, state TEXT NOT NULL, missed INTEGER NOT NULL, attempts INTEGER NOT NULL,
  failures INTEGER NOT NULL, next TEXT, tries INTEGER NOT NULL, reached TEXT NOT NULL, made TEXT,
  problems TEXT NOT NULL, began TEXT, ended TEXT, PRIMARY KEY (spec, slot)) STRICT, WITHOUT ROWID;
CREATE INDEX open ON runs (state) WHERE state NOT IN ('done', 'failed', 'skipped');
"""
_COLUMNS = "spec, slot, state, missed, attempts, failures, next, tries, reached, made, problems, began, ended"
_OPEN = "state NOT IN ('done', 'failed', 'skipped')"
_INTO = f"INTO runs ({_COLUMNS}) VALUES ({', '.join('?' * 13)})"


class Table:
    """The open table. Every method raises OutsideFailed (SCHED005) where the disk or the file fails."""

    def __init__(self, path: Path, base: sqlite3.Connection) -> None:
        self.path, self._base = path, base

    def close(self) -> None:
        """Give the file back."""
        with suppress(sqlite3.Error):
            self._base.close()

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """One transaction."""
        self._do("BEGIN IMMEDIATE")
        try:
            yield
            self._do("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._base.execute("ROLLBACK")
            raise

    @property
    def feed(self) -> str:
        """The name of the feed of these editions: a URN made once."""
        ((name,),) = self._do("SELECT value FROM about WHERE name = 'feed'")
        return str(name)

    def memories(self) -> dict[str, Memory]:
        """What is remembered, by spec."""
        rows = self._do("SELECT spec, told, until, print FROM schedules")
        return {spec: Memory(told, instant(until), made_of) for spec, told, until, made_of in rows}

    def remember(self, spec: str, memory: Memory) -> None:
        """Remember it."""
        row = (spec, memory.told, stamp(memory.until), memory.print)
        self._do("INSERT OR REPLACE INTO schedules VALUES (?, ?, ?, ?)", row)

    def forget(self, spec: str) -> None:
        """Forget a schedule; its runs stay."""
        self._do("DELETE FROM schedules WHERE spec = ?", (spec,))

    def add(self, run: Run) -> bool:
        """Add a run, unless its slot was dealt with before; says whether it was not."""
        return bool(self._do(f"INSERT OR IGNORE {_INTO} RETURNING 1", _row(run)))

    def put(self, run: Run) -> None:
        """Keep what has become of a run."""
        self._do(f"INSERT OR REPLACE {_INTO}", _row(run))
        if run.state.final:
            self._do(
                "DELETE FROM runs WHERE spec = ? AND state IN ('done', 'failed', 'skipped') AND slot < "
                "(SELECT slot FROM runs WHERE spec = ? ORDER BY slot DESC LIMIT 1 OFFSET ?)",
                (run.spec, run.spec, KEPT - 1),
            )

    def open(self) -> list[Run]:
        """All runs that are not over, the earliest slots first."""
        return self._runs(f"WHERE {_OPEN} ORDER BY slot, spec")

    def next_attempt(self, now: dt.datetime) -> dt.datetime | None:
        """When something that is left to do is to be tried next, after now."""
        ((moment,),) = self._do(f"SELECT min(next) FROM runs WHERE {_OPEN} AND next > ?", (stamp(now),))  # noqa: S608
        return moment and instant(moment)

    def runs(self, spec: str, most: int) -> list[Run]:
        """The newest runs of a brief, newest first."""
        return self._runs("WHERE spec = ? ORDER BY slot DESC LIMIT ?", (spec, most))

    def published(self, most: int) -> list[Run]:
        """The runs that made the newest editions, newest first."""
        return self._runs("WHERE json_extract(made, '$.new') ORDER BY ended DESC, spec LIMIT ?", (most,))

    def _runs(self, which: str, values: Iterable[Any] = ()) -> list[Run]:
        return [_run(row) for row in self._do(f"SELECT {_COLUMNS} FROM runs {which}", values)]  # noqa: S608 (our own)

    def _do(self, words: str, values: Iterable[Any] = ()) -> list[Any]:
        try:
            return self._base.execute(words, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise unusable(self.path, str(error)) from error


def opened(out: Path) -> Table:
    """The table of a folder of editions, made if it is missing. Raises OutsideFailed (SCHED005)."""
    path = out / FOLDER / FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unusable(path, error.strerror or str(error)) from error
    table = Table(path, _connected(path, "rwc"))
    (mode,) = table._do("PRAGMA journal_mode = WAL")[0]  # noqa: SLF001 (its own maker)
    if mode != "wal":
        raise unusable(path, f"no write-ahead log can be kept there (journal mode {mode})")
    table._do("PRAGMA synchronous = FULL")  # noqa: SLF001
    if not _version(table):
        with table.all_or_nothing():
            for words in filter(str.strip, _SCHEMA.split(";")):
                table._do(words)  # noqa: SLF001
            table._do("INSERT INTO about VALUES ('feed', ?)", (uuid.uuid4().urn,))  # noqa: SLF001
            table._do(f"PRAGMA user_version = {VERSION}")  # noqa: SLF001
    return table


def looked_at(out: Path) -> Table | None:
    """The table of a folder of editions, for a reader; None if no scheduler ever ran there."""
    path = out / FOLDER / FILE
    if not path.exists():
        return None
    table = Table(path, _connected(path, "rw"))
    return table if _version(table) else None


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    try:
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=10, isolation_level=None)
    except sqlite3.Error as error:
        raise unusable(path, str(error)) from error
    return base


def _version(table: Table) -> int:
    ((version,),) = table._do("PRAGMA user_version")  # noqa: SLF001
    if version > VERSION:
        raise unusable(table.path, "it is of a newer brief")
    return int(version)


def unusable(path: Path, reason: str) -> OutsideFailed:
    """SCHED005: the run table can't be read or written."""
    hints = (
        "make room on the disk, or put the permissions of the folder right",
        "if the file is damaged, move it away: editions do not depend on it",
    )
    return OutsideFailed(
        [Problem("SCHED005", f"the run table can't be used: {reason}", place=Place(str(path)), hints=hints)]
    )


def _row(run: Run) -> tuple[Any, ...]:
    made = run.made and json.dumps({name: getattr(run.made, name) for name in _MADE})
    times = [moment and stamp(moment) for moment in (run.next, run.began, run.ended)]
    return (
        *(run.spec, stamp(run.slot), run.state.value, run.missed, run.attempts, run.failures, times[0], run.tries),
        *(json.dumps(run.reached), made, json.dumps(list(run.problems)), *times[1:]),
    )


_MADE = ("brief", "number", "key", "pages", "pdf", "size", "new", "title")


def _run(row: tuple[Any, ...]) -> Run:
    spec, slot, state, missed, attempts, failures, due, tries, reached, made, problems, began, ended = row
    following, started, finished = (moment and instant(moment) for moment in (due, began, ended))
    return Run(
        spec,
        instant(slot),
        State(state),
        missed,
        attempts,
        failures,
        following,
        tries,
        tuple(json.loads(reached)),
        Made(**json.loads(made)) if made else None,
        tuple(json.loads(problems)),
        started,
        finished,
    )
