"""The archive: any folders with the articles' files in them. A file is found by its SHA-256; its name is only a hint."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Protocol

from pipeline.archive.fault import LIMIT, problem, size
from pipeline.model.problem import Problem
from pipeline.world import NotRegular, TooLarge, TooMany, World

_MOST_ENTRIES = 20_000
"""Names that are looked at in one folder and below, so that `--archive /` ends."""


class Wanted(Protocol):
    """What is known of a source's file; `Source` of a spec fits."""

    @property
    def sha256(self) -> str:
        """Lower-case hexadecimal."""

    @property
    def file(self) -> str:
        """A file name in the archive that is tried first; may be empty."""


@dataclass(frozen=True, slots=True)
class Found:
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

    Raises nothing: everything wrong is in the outcome (SRC001 to SRC004).
    """
    search = _Search(world, wanted)
    readable = [folder for folder in folders if search.can_read(folder)]
    for folder in readable:
        search.try_hints(folder)
    for folder in readable:
        search.try_all(folder)
    search.report(readable)
    return Found(search.data, search.paths, tuple(search.problems), search.missing)


class _Search:
    """What has been found so far."""

    def __init__(self, world: World, wanted: Mapping[str, Wanted]) -> None:
        self.files, self.wanted = world.files, wanted
        self.data: dict[str, bytes] = {}
        self.paths: dict[str, Path] = {}
        self.problems: list[Problem] = []
        self.missing: dict[str, Problem] = {}
        self.others: dict[str, list[tuple[Path, str]]] = {}
        """Files under a source's hint that hold something else, with what they hold: a short hash or a reason."""
        self.notes: list[str] = []
        self.seen: dict[Path, str] = {}

    def can_read(self, folder: Path) -> bool:
        """Whether a folder of the archive can be read; a problem if not."""
        try:
            self.files.names(folder)
        except OSError as error:
            self.problems.append(
                problem(
                    "SRC003",
                    f"the archive folder {folder} can't be read: {error.strerror or error}",
                    hints=("name the folder with --archive or in BRIEF_ARCHIVE",),
                )
            )
            return False
        return True

    def try_hints(self, folder: Path) -> None:
        """Read the files that the sources' hints name."""
        for source in self._lacking():
            hint = self.wanted[source].file
            parts = PurePosixPath(hint).parts
            if not hint or "\0" in hint or "\\" in hint or parts[:1] == ("/",) or ".." in parts:
                continue  # a hint never leads out of the archive; the hash may still find the file
            path = folder.joinpath(*parts)
            if not self.files.exists(path):
                continue
            try:
                data = self.files.read(path, LIMIT)
            except TooLarge as error:
                self.others.setdefault(source, []).append(
                    (path, f"{size(error.size)}, more than the {size(LIMIT)} that are read")
                )
            except NotRegular:
                self.others.setdefault(source, []).append((path, "not a regular file"))
            except OSError as error:
                self.others.setdefault(source, []).append((path, error.strerror or str(error)))
            else:
                self._take(path, data)
                if source not in self.data:
                    self.others.setdefault(source, []).append((path, f"sha256 {self.seen[path][:12]}…"))

    def try_all(self, folder: Path) -> None:
        """Hash every file of a folder until all sources are found."""
        for path in self._walk(folder):
            if path in self.seen:
                continue
            try:
                self._take(path, self.files.read(path, LIMIT))
            except OSError:
                continue
            if not self._lacking():
                return

    def _walk(self, folder: Path) -> Iterator[Path]:
        if not self._lacking():
            return
        try:
            yield from self.files.walk(folder, _MOST_ENTRIES)
        except TooMany:
            self.notes.append(
                f"only the first files of {folder} were tried: it holds more than {_MOST_ENTRIES:,} names"
            )
        except OSError as error:
            self.notes.append(f"{folder} could not be searched: {error.strerror or error}")

    def _take(self, path: Path, data: bytes) -> None:
        self.seen[path] = found = sha256(data).hexdigest()
        for source in self._lacking():
            if self.wanted[source].sha256 == found:
                self.data[source], self.paths[source] = data, path

    def _lacking(self) -> list[str]:
        return [source for source in self.wanted if source not in self.data]

    def report(self, folders: Sequence[Path]) -> None:
        """A problem for every source that was not found."""
        looked = tuple(f"looked in {folder}" for folder in folders) or ("no archive folder was given",)
        for source in self._lacking():
            sha = self.wanted[source].sha256
            if others := self.others.get(source):
                path, holds = others[0]
                changed = holds.startswith("sha256 ")
                message = f"source {source} has changed" if changed else f"the file of source {source} can't be read"
                self.problems.append(
                    problem(
                        "SRC002" if changed else "SRC004",
                        f"{message}: {path} has {holds}, the spec sha256 {sha[:12]}…"
                        if changed
                        else f"{message}: {path}: {holds}",
                        source=source,
                        notes=tuple(f"{other} has {held}" for other, held in others[1:]) + tuple(self.notes),
                        hints=("if the new text is meant, write its hash here and run `brief lock`",)
                        if changed
                        else (),
                    )
                )
                continue
            self.missing[source] = problem(
                "SRC001",
                f"no file with sha256 {sha[:12]}… for source {source}",
                source=source,
                notes=looked + tuple(self.notes),
                hints=("name the folder that holds the article with --archive or in BRIEF_ARCHIVE",),
            )
