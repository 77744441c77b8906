"""A publishing session: one brief's folder, held alone.

    out/BRIEF/.lock          held with flock while a session lasts
    out/BRIEF/.publishing-N/ an edition being written; swept if its publisher died
    out/BRIEF/N/             BRIEF.pdf, evidence.json, manifest.json
    out/BRIEF/ledger.jsonl   one line an edition
    out/BRIEF/latest         link to the newest

A crash before an edition's folder has its number leaves litter, which the next session sweeps. A crash after it leaves
a whole edition without its line: the next session *adopts* it, since somebody may have read it by then, and its number
must never mean anything else. Its line follows from its manifest, so the ledger is as if there had been no crash.

Files are written with ordinary permissions: hashes keep them honest, and `rm -r` removes them without questions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipeline.model.edition import Edition, EditionContext
from pipeline.model.problem import Problem
from pipeline.publish.kept import Lost, kept
from pipeline.publish.ledger import Entry, entry, hashed, line, readable
from pipeline.publish.standing import NOTHING, Standing
from pipeline.publish.state import LATEST, LEDGER, MANIFEST_LIMIT, USED, State, look, wrong
from pipeline.publish.trouble import altered, failed, incomparable, outside
from pipeline.world import Files, World

_LOCK = ".lock"
_NEW = ".publishing-"
_LITTER = (_NEW, f".{LATEST}")
_RECENT = 20
"""Editions among which a run that was cut short is looked for: between it and now, others may have published."""
_NOTHING_PUBLISHED = "nothing was published; the editions before are as they were"


@contextmanager
def session(world: World, out: Path, brief: str, run: str = "") -> Iterator[Session]:
    """Hold `out/BRIEF` alone, waiting for other publishers; verify its ledger, and mend what a dead publisher left.

    Raises OutsideFailed (PUB001) if the folder can't be used, DoesNotHold (PUB004 to PUB006) if the ledger or the
    newest edition was tampered with; then nothing has been written. A session that publishes nothing
    leaves no folder behind.
    """
    if not brief or brief.startswith(".") or "/" in brief or "\0" in brief:
        raise ValueError(f"not the name of a brief: {brief!r}")
    home, files = out / brief, world.files
    made = not files.exists(out)
    lock = files.lock(home / _LOCK)
    with outside("PUB001", USED):
        lock.__enter__()
    try:
        yield Session(files, home, brief, look(files, home, brief), run)
    finally:
        with suppress(OSError):
            _leave(files, home, out if made else home)
        lock.__exit__(None, None, None)


def _leave(files: Files, home: Path, made: Path) -> None:
    """Remove the brief's folder if it never held an edition, and the output folder if this session made it."""
    kept = set(files.names(home)) - {_LOCK}
    if not kept or (kept == {LEDGER} and not files.read(home / LEDGER, 0)):
        files.remove(home)
        if made != home and not files.names(made):
            files.remove(made)


class AlreadyMade(Exception):
    """A scheduled run has made its edition, and was killed before it could say so."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(f"edition {edition.number} of {edition.brief} is of this run")
        self.edition = edition


class Session:
    """What a publisher may do while it holds the folder. `problems` are warnings about what was found there."""

    def __init__(self, files: Files, home: Path, brief: str, state: State, run: str = "") -> None:
        self.problems: list[Problem] = []
        self._run = run
        self._files, self._home, self._brief = files, home, brief
        self._lines, self._last = list(state.lines), state.last
        with outside("PUB001", USED):
            self._mend(state)

    def reserve(self, key: str, *, again: bool = False) -> EditionContext | Edition:
        """The newest edition if it was made from `key` and is whole, else the context of the one to make.

        `again` asks for a new edition all the same. Writes nothing. Raises AlreadyMade where the run of this session
        has its edition, whatever it was made from.
        """
        if mine := self.made_by(self._run):
            raise AlreadyMade(mine)
        number = len(self._lines)
        if self._last and self._last.key == key and not again:
            folder = self._home / str(number)
            with outside("PUB001", USED):
                problem = wrong(self._files, folder, self._last)
            if not problem:
                return self._edition(self._last)
            self.problems.append(altered(folder, problem))
        return EditionContext(number + 1, key, number, hashed(self._lines[-1]) if number else "")

    def made_by(self, run: str) -> Edition | None:
        """The edition of a scheduled run, whose manifest names it; looked for among the newest few."""
        for number in range(len(self._lines), max(len(self._lines) - _RECENT, 0), -1) if run else ():
            manifest = self._home / str(number) / "manifest.json"
            with suppress(OSError, ValueError, AttributeError):
                if json.loads(self._files.read(manifest, MANIFEST_LIMIT)).get("run") == run:
                    return self._edition(entry(self._lines[number - 1], LEDGER))
        return None

    def before(self, name: str) -> bytes | None:
        """A file of the newest edition, as its line in the ledger vouches for it; None if there is none.

        One that is missing or altered, or that an older version of brief never wrote, is told in `problems` (PUB008).
        """
        if not self._last:
            return None
        folder = self._home / str(self._last.edition)
        try:
            return kept(self._files, folder, name, self._last.files)
        except Lost as lost:
            self.problems.append(incomparable(folder, str(lost)))
            return None

    def standing(self, names: Iterable[str]) -> Standing:
        """How the ledger stands, with those files of the newest edition that are there and as they were published."""
        if not self._last:
            return NOTHING
        number, folder = len(self._lines), self._home / str(len(self._lines))
        files: dict[str, bytes] = {}
        lost: dict[str, Problem] = {}
        with outside("PUB001", USED):
            problem = wrong(self._files, folder, self._last)
            for name in names:
                try:
                    files[name] = kept(self._files, folder, name, self._last.files)
                except Lost as error:
                    lost[name] = incomparable(folder, str(error))
        told = altered(folder, problem) if problem else None
        return Standing(number, self._last.key, hashed(self._lines[-1]), files, lost, told)

    def publish(self, context: EditionContext, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Edition:
        """Publish `files`, among them BRIEF.pdf, as the edition that was reserved: whole or not at all.

        `manifest` tells inputs and versions, and must have `pages` (int) and `evidence` (the evidence line); what makes
        it an edition's is added here. Raises OutsideFailed: PUB002 if nothing was published, PUB003 if the edition is
        published and only `latest` could not be moved.
        """
        if context.number != len(self._lines) + 1 or f"{self._brief}.pdf" not in files:
            raise ValueError("publish what was reserved in this session, with its PDF")
        told = self._manifest(context, files, manifest)
        raw = line(told)
        try:
            self._write(context.number, {**files, "manifest.json": told}, raw)
        except OSError as error:
            raise failed("PUB002", "the edition could not be written", error, _NOTHING_PUBLISHED) from error
        self._lines.append(raw)
        self._last = entry(raw, LEDGER)
        with outside("PUB003", f"edition {context.number} is published, but `latest` could not be moved to it"):
            self._files.point(self._home / LATEST, str(context.number))
        return self._edition(self._last)

    def _manifest(self, context: EditionContext, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> bytes:
        written = {name: {"bytes": len(data), "sha256": hashed(data)} for name, data in files.items()}
        previous = {"edition": context.predecessor, "line": context.predecessor_sha256}
        own = {
            "brief": self._brief,
            "edition": context.number,
            "key": context.key,
            "previous": previous,
            "files": written,
        }
        return readable({**manifest, **own} | ({"run": self._run} if self._run else {}))

    def _write(self, number: int, files: Mapping[str, bytes], raw: bytes) -> None:
        home, fresh, final = self._home, self._home / f"{_NEW}{number}", self._home / str(number)
        before = b"".join(self._lines)
        try:
            self._files.make_folder(fresh)
            for name in sorted(files):
                self._files.write_new(fresh / name, files[name])
            self._files.sync_folder(fresh)
            if not before:
                self._files.append(home / LEDGER, b"")  # so that one sync brings both names to disk
                self._files.sync_folder(home.parent)
            self._files.rename(fresh, final)
            self._files.sync_folder(home)
            self._files.append(home / LEDGER, raw)
        except OSError:
            with suppress(OSError):
                self._undo(fresh, final, len(before))
            raise
        except BaseException:  # Ctrl-C: whatever has its number by now is for the next session to adopt
            with suppress(OSError):
                self._files.remove(fresh)
            raise

    def _undo(self, fresh: Path, final: Path, size: int) -> None:
        """Take back what was written. If a line may stand in the ledger, its edition stays for the next session."""
        if self._files.exists(final):
            self._files.read(self._home / LEDGER, size)  # raises TooLarge if a line was written and can't be taken back
            self._files.rename(final, fresh)
        self._files.remove(fresh)

    def _mend(self, state: State) -> None:
        """Sweep litter, adopt an edition that lacks its line, let `latest` point at the newest."""
        for name in state.names:
            if name.startswith(_LITTER):
                self._files.remove(self._home / name)
        if state.torn:
            self._files.write_whole(self._home / LEDGER, b"".join(state.lines))
        if state.adopted:
            self._files.append(self._home / LEDGER, state.adopted)
            self._files.sync_folder(self._home)
            self._lines.append(state.adopted)
            self._last = entry(state.adopted, LEDGER)
        if self._lines and state.pointed != str(len(self._lines)):
            self._files.point(self._home / LATEST, str(len(self._lines)))

    def _edition(self, told: Entry) -> Edition:
        folder = self._home / str(told.edition)
        return Edition(
            self._brief, told.edition, told.key, folder, folder / f"{self._brief}.pdf", told.pages, told.evidence
        )
