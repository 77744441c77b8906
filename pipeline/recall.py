"""What a build asked of the disk, and the key that came of it: an unchanged brief is found without reading its spec.

A build is a function of what it reads. So each read, listing and look is noted with the hash of its answer, in
`out/.recall/`; if the same questions have the same answers, the key is the same, and the ledger says whether the newest
edition has it. Nothing rests on times of files. The notes can be removed at any time: the next build makes them anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import __version__, assets, publish
from pipeline.model.edition import Built, Edition
from pipeline.model.options import STDIN, Options
from pipeline.model.problem import Place, Problem, Severity

if TYPE_CHECKING:
    from pipeline.world import Files, World

FOLDER = ".recall"
_FORMAT = 2
_LIMIT = 2**24
_DAYS = 2
"""Days of a brief of the day whose notes are kept, beside that of the build itself."""

Note = tuple[str, str, int, str]
"""A question to the disk, its path, its limit, and the hash of the answer."""


class Watch:
    """The reading half of `Files`, with a note of each question and its answer."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.notes: dict[tuple[str, str, int], str] = {}

    def read(self, path: Path, limit: int) -> bytes:
        """See `Files.read`."""
        with self._failing("read", path, limit):
            data = self._files.read(path, limit)
        self._note("read", path, limit, data)
        return data

    def look_into(self, folder: Path) -> None:
        """See `Files.look_into`. Which names there are is not noted: another brief's article changes nothing here."""
        with self._failing("look into", folder, 0):
            self._files.look_into(folder)
        self._note("look into", folder, 0, b"")

    def exists(self, path: Path) -> bool:
        """See `Files.exists`."""
        found = self._files.exists(path)
        self._note("exists", path, 0, b"yes" if found else b"no")
        return found

    def walk(self, folder: Path, limit: int) -> Iterator[Path]:
        """See `Files.walk`. Noted is the listing as a whole, however far it was followed."""
        with self._failing("walk", folder, limit):
            paths = list(self._files.walk(folder, limit))
        self._note("walk", folder, limit, _listed(paths))
        return iter(paths)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{name} is nothing that gathering a brief may ask of the disk")

    def _note(self, question: str, path: Path, limit: int, answer: bytes) -> None:
        self.notes[question, str(path), limit] = sha256(answer).hexdigest()

    def _failing(self, question: str, path: Path, limit: int) -> _Failing:
        return _Failing(self.notes, (question, str(path), limit))


class _Failing:
    """Notes that a question was answered by a failure."""

    def __init__(self, notes: dict[tuple[str, str, int], str], question: tuple[str, str, int]) -> None:
        self._notes, self._question = notes, question

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, _trace: object) -> None:
        if isinstance(error, OSError):
            self._notes[self._question] = _failure(error)


def recalled(world: World, spec: Path, options: Options) -> Built | None:
    """The newest edition of a spec from which nothing has changed that a build would read; None if that isn't known.

    Raises as `publish.session` does.
    """
    if spec == STDIN or options.again or options.dry_run:
        return None
    try:
        told: Any = json.loads(world.files.read(_place(spec, options), _LIMIT))
        brief, key, notes, problems = told["brief"], told["key"], told["notes"], tuple(map(_problem, told["problems"]))
        if not all(_answer(world.files, *question) == answer for *question, answer in notes):
            return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    with publish.session(world, options.out, brief) as session:
        found = session.reserve(key)
        return Built(found, False, None, (*problems, *session.problems)) if isinstance(found, Edition) else None


def remember(
    world: World, spec: Path, options: Options, watch: Watch, edition: Edition, problems: Iterable[Problem]
) -> None:
    """Note what a build read and what came of it. A disk that refuses is none of the build's business."""
    if spec == STDIN or options.dry_run:
        return
    notes = [[*question, answer] for question, answer in watch.notes.items()]
    told = {"brief": edition.brief, "key": edition.key, "notes": notes, "problems": list(map(_plain, problems))}
    path = _place(spec, options)
    with suppress(OSError):
        world.files.make_folder(path.parent)
        for name in _past(world.files.names(path.parent)):
            world.files.remove(path.with_name(name))
        world.files.write_whole(path, json.dumps(told, separators=(",", ":")).encode())


def _past(names: Iterable[str]) -> list[str]:
    """What of a brief's notes nobody will ask for: those of past days, and what a build that died had begun."""
    begun = [name for name in names if name.startswith(".")]
    days = sorted(name for name in names if name[:1].isdecimal() and name[4:5] == "-")
    return begun + days[:-_DAYS]


def _answer(files: Files, question: str, path: str, limit: int) -> str:
    """The hash of the answer that the disk gives today."""
    try:
        match question:
            case "read":
                answer = files.read(Path(path), limit)
            case "look into":
                files.look_into(Path(path))
                answer = b""
            case "exists":
                answer = b"yes" if files.exists(Path(path)) else b"no"
            case "walk":
                answer = _listed(islice(files.walk(Path(path), limit), limit + 1))
            case _:
                return ""
    except OSError as error:
        return _failure(error)
    return sha256(answer).hexdigest()


def _listed(paths: Iterable[Path]) -> bytes:
    return "\0".join(map(str, paths)).encode("utf-8", "surrogateescape")


def _failure(error: OSError) -> str:
    return f"failed: {error.errno}"


def _place(spec: Path, options: Options) -> Path:
    """Where the notes on a spec lie: one file for each spec, set of options and version of brief."""
    asked = (_FORMAT, str(spec), [str(each) for each in options.archives], options.theme, options.sets, options.slot)
    name = sha256(repr((asked, _tool())).encode()).hexdigest()[:32]
    brief = sha256(str(spec).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return options.out / FOLDER / brief / (f"{options.slot}.{name}.json" if options.slot else f"{name}.json")


@cache
def _tool() -> str:
    """What brief is here: its version, and its files with their sizes and times, since it may be worked on."""
    found = [__version__]
    waiting = [str(Path(__file__).parent), str(assets.path("themes")), str(assets.path("labels"))]
    while waiting:
        with os.scandir(waiting.pop()) as entries:  # 400 files in two milliseconds; Path.rglob takes ten
            for entry in entries:
                if entry.name.endswith((".py", ".yaml", ".json")):
                    state = entry.stat()
                    found.append(f"{entry.path} {state.st_size} {state.st_mtime_ns}")
                elif entry.is_dir() and entry.name != "__pycache__":
                    waiting.append(entry.path)
    return sha256("\n".join(sorted(found)).encode()).hexdigest()


def _plain(problem: Problem) -> list[Any]:
    place = problem.place
    where = place and [place.file, place.line, place.column, place.end_column, place.text]
    return [problem.code, problem.message, where, problem.notes, problem.hints, problem.severity.value]


def _problem(told: list[Any]) -> Problem:
    code, message, where, notes, hints, severity = told
    place = Place(*where) if where else None
    return Problem(code, message, None, place, tuple(notes), tuple(hints), Severity(severity))
