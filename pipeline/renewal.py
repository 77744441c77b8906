"""Taking in newer versions of a brief's followed sources: look → keep → hold all claims again → accept or refuse.

A version is accepted only if everything the brief says still holds; else the brief stays on the version before, and the
problems say what no longer stands. A newer version is kept in the archive either way, so that its author can read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import archive, cite, follow, read
from pipeline.material import folders_of, gather, placed, record_of, spec_bytes, versions_of
from pipeline.model.options import Options
from pipeline.model.problem import BriefError, OutsideFailed, Place, Problem
from pipeline.model.record import record

if TYPE_CHECKING:
    from pipeline.read import SpecFile
    from pipeline.world import World


@record
class Taken:
    """A newer version that was taken in, and what it changed in the lock, one line a change."""

    source: str
    version: follow.Version
    changes: tuple[str, ...] = ()


@record
class Renewed:
    """What came of looking for newer versions of `followed` sources. `problems` are placed; errors name refusals."""

    followed: int
    taken: tuple[Taken, ...]
    problems: tuple[Problem, ...]


def update(world: World, path: Path, options: Options) -> Renewed:
    """Look for newer versions of all followed sources, and take in those with which the brief still holds."""
    taken = record_of(world, path) or follow.Record({})
    file = _read(world, path, options, taken)
    sources = _followed(file)
    folders = folders_of(path, options)
    problems: list[Problem] = []
    found: dict[str, follow.Version] = {}
    for source in sources:
        news = follow.newest(world, source, taken.current(source.name) or _given(file, source.name), folders)
        problems += placed(file, news.problems)
        if news.version:
            if news.data:
                _keep(world, _archive(path, options) / news.version.file, news.data)
            found[source.name] = news.version
    accepted, refused = _accept(world, path, options, taken, found)
    return Renewed(len(sources), accepted, (*dict.fromkeys([*problems, *refused]),))


def _read(world: World, path: Path, options: Options, taken: follow.Record) -> SpecFile:
    """The spec, as if every followed source had a version."""
    name, data = spec_bytes(world, path)
    values = versions_of(taken)
    return read.spec(data, name, options.sets, options.slot, lambda source: values(source) or read.UNTAKEN)


def _followed(file: SpecFile) -> list[follow.Followed]:
    return [
        follow.Followed(name, source.url if source.follow == "url" else source.follow, archive.LIMIT)
        for name, source in file.spec.sources.items()
        if source.follow
    ]


def _given(file: SpecFile, name: str) -> follow.Version | None:
    """The version that the spec itself names, before any other was taken in."""
    source = file.spec.sources[name]
    return None if source.sha256 == read.UNTAKEN["sha256"] else follow.Version(source.sha256, source.file, "")


def _archive(path: Path, options: Options) -> Path:
    """Where newer versions are kept: the first folder of the archive, else beside the spec."""
    return options.archives[0] if options.archives else path.parent


def _keep(world: World, path: Path, data: bytes) -> None:
    """Put a version beside the others. Its name has its hash, so a file that is there already is this one."""
    if not world.files.exists(path):
        _write(world, path, data)


def _accept(
    world: World, path: Path, options: Options, taken: follow.Record, found: Mapping[str, follow.Version]
) -> tuple[tuple[Taken, ...], list[Problem]]:
    """Take in all versions together, or else, one by one, those with which the brief holds."""
    if not found:
        return (), []
    try:
        return _take(world, path, options, taken, found), []
    except BriefError as error:
        if len(found) == 1:
            (name,) = found
            return (), [_refusal(name, found[name], path), *error.problems]
    accepted: list[Taken] = []
    problems: list[Problem] = []
    for name, version in found.items():
        more, refused = _accept(world, path, options, record_of(world, path) or follow.Record({}), {name: version})
        accepted += more
        problems += refused
    return tuple(accepted), problems


def _take(
    world: World, path: Path, options: Options, taken: follow.Record, found: Mapping[str, follow.Version]
) -> tuple[Taken, ...]:
    """Hold the brief with other versions, and write its lock and its record. Raises BriefError if it does not hold."""
    record_ = taken.taking(found)
    given = gather(world, path, options, record_)
    if given.missing:
        raise OutsideFailed(placed(given.file, given.missing))
    evidence, lock = cite.hold_and_lock(given.spec, given.snapshots, None)
    if evidence.errors:
        raise BriefError(placed(given.file, evidence.problems))
    changes = cite.changes(given.spec, given.lock, lock, accept=True) if given.lock_data else ()
    # The lock first: if the run ends between the two, the next one finds the version new and writes both again.
    if given.lock_data:
        _write(world, path.with_suffix(".lock"), cite.write_lock(lock))
    _write(world, path.with_suffix(".follow"), follow.written(record_))
    return tuple(Taken(name, version, tuple(_of(name, changes))) for name, version in found.items())


def _of(source: str, changes: Iterable[str]) -> Iterable[str]:
    return (change for change in changes if f" {source}" in change)


def _refusal(name: str, version: follow.Version, path: Path) -> Problem:
    message = f"the newer version of source {name}, {version.file}, was not taken in: the brief does not hold with it"
    hint = "read it, and change what the brief says; until then the version before stands"
    return Problem("SRC017", message, place=Place(str(path)), hints=(hint,))


def _write(world: World, path: Path, data: bytes) -> None:
    try:
        world.files.make_folder(path.parent)
        world.files.write_whole(path, data)
    except OSError as error:
        hint = "make room on the disk, or put the permissions of the folder right"
        message = f"{path} can't be written: {error.strerror or error}"
        raise OutsideFailed([Problem("WORLD001", message, place=Place(str(path)), hints=(hint,))]) from error
