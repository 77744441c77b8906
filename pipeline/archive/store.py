"""The archive: any folders with the articles' files in them. A file is found by its SHA-256; its name is a hint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from pipeline.archive.fault import ADVICE, LIMIT, problem, size
from pipeline.model.problem import Problem
from pipeline.world import NotRegular, TooLarge, TooMany, World

_MOST_ENTRIES = 20_000
"""Names that are looked at in one folder and below, so that `--archive /` ends."""

_NAME_IT = "name the folder that holds the article with --archive or in BRIEF_ARCHIVE"


class Wanted(Protocol):
    """What is known of a source's file; `Source` of a spec fits."""

    @property
    def sha256(self) -> str:
        """Lower-case hexadecimal."""

    @property
    def file(self) -> str:
        """A file name in the archive that is tried first; may be empty."""


class Found(NamedTuple):
    """The outcome of a search: the files found, and what is wrong.

    `problems` stop a run: a changed file, a folder that can't be read. `missing` has a problem for each source that is
    nowhere; whether it stops the run is for the caller to say, since a lock may stand in for the text.
    """

    data: Mapping[str, bytes]
    """The files' bytes by source."""
    paths: Mapping[str, Path]
    problems: tuple[Problem, ...]
    missing: Mapping[str, Problem]


def collect(world: World, wanted: Mapping[str, Wanted], folders: Sequence[Path]) -> Found:
    """Find the file of each source in `folders`: by its hint, else by the hash of every file there.

    Raises nothing: everything wrong is in the outcome (SRC001 to SRC004, SRC012).
    """
    search = _Search(world, wanted)
    readable = [folder for folder in folders if search.can_read(folder)]
    for folder in readable:
        search.try_hints(folder)
    for folder in readable:
        search.try_all(folder)
    search.report(readable)
    return Found(search.data, search.paths, tuple(search.problems), search.missing)


class _Other(NamedTuple):
    """A file that stands under a source's hint and is not the source: its hash, or why it can't be read."""

    path: Path
    sha256: str = ""
    code: str = ""
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.path} has sha256 {self.sha256[:12]}…" if self.sha256 else f"{self.path}: {self.reason}"


class _Search:
    """What has been found so far."""

    def __init__(self, world: World, wanted: Mapping[str, Wanted]) -> None:
        self.files, self.wanted = world.files, wanted
        self.data: dict[str, bytes] = {}
        self.paths: dict[str, Path] = {}
        self.problems: list[Problem] = []
        self.missing: dict[str, Problem] = {}
        self.others: dict[str, list[_Other]] = {}
        self.notes: list[str] = []
        self.seen: set[Path] = set()

    def can_read(self, folder: Path) -> bool:
        """Whether a folder of the archive can be read; a problem if not."""
        try:
            self.files.look_into(folder)
        except OSError as error:
            message = f"the archive folder {folder} can't be read: {error.strerror or error}"
            self.problems.append(problem("SRC003", message, hints=(_NAME_IT,)))
            return False
        return True

    def try_hints(self, folder: Path) -> None:
        """Read the files that the sources' hints name."""
        for source in self._lacking():
            path = _hinted(folder, self.wanted[source].file)
            if path is None or not self.files.exists(path):
                continue
            try:
                found = self._take(path)
                other = _Other(path, found)
            except TooLarge as error:
                other = _Other(path, code="SRC004", reason=f"{size(error.size)}; at most {size(LIMIT)} are read")
            except OSError as error:
                reason = "not a regular file" if isinstance(error, NotRegular) else error.strerror or str(error)
                other = _Other(path, code="SRC012", reason=reason)
            if source not in self.data:
                self.others.setdefault(source, []).append(other)

    def try_all(self, folder: Path) -> None:
        """Hash every file of a folder until all sources are found."""
        if not self._lacking():
            return
        try:
            for path in self.files.walk(folder, _MOST_ENTRIES):
                if path in self.seen:
                    continue
                with suppress(OSError):
                    self._take(path)
                if not self._lacking():
                    return
        except TooMany:
            self.notes.append(f"not all of {folder} was tried: it holds more than {_MOST_ENTRIES:,} names")
        except OSError as error:
            self.notes.append(f"not all of {folder} was tried: {error.strerror or error}")

    def _take(self, path: Path) -> str:
        """Read a file, keep it if it is a source that is lacking, and give its SHA-256. Raises OSError."""
        self.seen.add(path)
        data = self.files.read(path, LIMIT)
        found = sha256(data).hexdigest()
        for source in self._lacking():
            if self.wanted[source].sha256 == found:
                self.data[source], self.paths[source] = data, path
        return found

    def _lacking(self) -> list[str]:
        return [source for source in self.wanted if source not in self.data]

    def report(self, folders: Sequence[Path]) -> None:
        """A problem for every source that was not found."""
        looked = tuple(f"looked in {folder}" for folder in folders) or ("no archive folder could be searched",)
        for source in self._lacking():
            if others := self.others.get(source):
                self.problems.append(self._changed(source, others))
                continue
            message = f"no file with sha256 {self.wanted[source].sha256[:12]}… for source {source}"
            notes = looked + tuple(self.notes)
            self.missing[source] = problem("SRC001", message, source=source, notes=notes, hints=(_NAME_IT,))

    def _changed(self, source: str, others: Sequence[_Other]) -> Problem:
        """The problem of a source under whose hint other bytes stand, or none that can be read."""
        first = next((other for other in others if other.sha256), others[0])
        notes = tuple(str(other) for other in others if other is not first) + tuple(self.notes)
        if not first.sha256:
            message = f"the file of source {source} can't be read: {first}"
            hint = ADVICE.get(first.code, "give a file that can be read, or leave the hint out")
            return problem(first.code, message, source=source, field=("file",), notes=notes, hints=(hint,))
        message = f"source {source} has changed: {first}, the spec {self.wanted[source].sha256[:12]}…"
        hint = "if the new text is meant, write its SHA-256 here and run `brief lock`; else restore the file"
        return problem("SRC002", message, source=source, notes=notes, hints=(hint,))


def _hinted(folder: Path, hint: str) -> Path | None:
    """Where a hint leads; None for one that is empty or would lead out of the archive. The hash may still find it."""
    parts = PurePosixPath(hint).parts
    if not parts or parts[0] == "/" or ".." in parts or "\0" in hint:
        return None
    return folder.joinpath(*parts)
