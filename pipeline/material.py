"""What the evidence and an edition are made from: the spec, the texts of its sources, the lock, the theme, the words.

The first half of the way, read → archive, which every command goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from pipeline import archive, assets, cite, compose, read, themes
from pipeline.model.options import STDIN, Options
from pipeline.model.problem import BriefError, Place, Problem, Severity, UnusableInput
from pipeline.model.record import record, replace
from pipeline.showing import shown

if TYPE_CHECKING:
    from pipeline import follow
    from pipeline.model.drawing import Drawing, Raster
    from pipeline.model.evidence import Evidence
    from pipeline.model.lock import Lock
    from pipeline.model.source import Snapshot
    from pipeline.model.spec import Spec
    from pipeline.read import SpecFile
    from pipeline.world import World

_NEITHER = "there is neither the text of every source nor a lock"


@record
class Material:
    """What evidence is made from: the spec with its places, the texts that were found, the lock beside the spec."""

    file: SpecFile
    snapshots: Mapping[str, Snapshot]
    missing: tuple[Problem, ...]
    lock: Lock | None
    lock_data: bytes = b""
    """The lock as it stands in its file."""
    pictures: Mapping[str, Drawing | Raster] = MappingProxyType({})
    """The pictures that the spec shows, by the names of their files."""
    picture_data: Mapping[str, bytes] = MappingProxyType({})
    damage: tuple[Problem, ...] = ()
    """Why the lock in its file was taken for none; warnings."""

    @property
    def spec(self) -> Spec:
        """The spec itself."""
        return self.file.spec


def gather(world: World, path: Path, options: Options, taken: follow.Record | None = None) -> Material:
    """Read and archive: the spec, the texts of its sources as far as they are found, and its lock.

    `taken` stands for the record of followed sources beside the spec.
    """
    name, data = spec_bytes(world, path)
    sets = options.sets
    if options.theme:
        # Of a file of one's own the spec keeps the name, not where it lay: a key must not depend on that.
        sets += (f"theme={Path(options.theme).name if themes.is_file(options.theme) else options.theme}",)
    taken = record_of(world, path) if taken is None else taken
    file = read.spec(data, name, sets, options.slot, versions_of(taken))
    folders = folders_of(path, options)
    found = archive.collect(world, file.spec.sources, folders)
    snapshots, problems = snapshots_of(file.spec, found)
    pictures = shown(world, file.spec, folders)
    problems += pictures.problems
    lock_path = path.with_suffix(".lock")
    lock, lock_data = None, b""
    damage: tuple[Problem, ...] = ()
    if path != STDIN and world.files.exists(lock_path):
        _, lock_data = bytes_of(world, lock_path, cite.LOCK_LIMIT)
        lock, damage = _lock(lock_data, lock_path, accept=options.accept)
    missing = tuple(found.missing.values())
    if missing and not lock:
        hint = "name the folder of the articles with --archive"
        if path != STDIN:
            hint += f", or put the lock that belongs to the spec beside it, as {lock_path.name}"
        problems += [
            *missing,
            *damage,
            Problem("FLOW001", _NEITHER, place=Place(name), hints=(hint,)),
        ]
    if problems:
        raise UnusableInput(placed(file, problems))
    return Material(file, snapshots, missing, lock, lock_data, pictures.made, pictures.data, damage)


def folders_of(path: Path, options: Options) -> tuple[Path, ...]:
    """Where the articles are looked for: the spec's own folder first."""
    return (*(() if path == STDIN else (path.parent,)), *options.archives)


def record_of(world: World, path: Path) -> follow.Record | None:
    """Which versions of followed sources were taken in, as the record beside the spec tells; None if there is none."""
    beside = path.with_suffix(".follow")
    if path == STDIN or not world.files.exists(beside):
        return None
    from pipeline import follow

    return follow.read(bytes_of(world, beside, follow.LIMIT)[1], str(beside))


def versions_of(taken: follow.Record | None) -> read.Versions:
    """The values of a source's current version, as the read room asks for them."""

    def values(source: str) -> dict[str, str]:
        version = taken and taken.current(source)
        return {} if not version else {name: getattr(version, name) for name in ("sha256", "file", "accessed")}

    return values


def _lock(data: bytes, path: Path, *, accept: bool) -> tuple[Lock | None, tuple[Problem, ...]]:
    """The lock; one that is damaged is no lock where it may be written anew, with warnings that say so."""
    try:
        return cite.read_lock(data, str(path)), ()
    except UnusableInput as error:
        if not accept:
            raise
        hints = ("it was taken for no lock at all: nothing can be told of what has changed since",)
        return None, tuple(replace(each, severity=Severity.WARNING, hints=hints) for each in error.problems)


def spec_bytes(world: World, path: Path) -> tuple[str, bytes]:
    """A spec's name as told to people, and what it holds."""
    return bytes_of(world, path, 2 * read.LIMIT)


def bytes_of(world: World, path: Path, limit: int) -> tuple[str, bytes]:
    """A file's name as told to people, and what it holds."""
    name = "<stdin>" if path == STDIN else str(path)
    try:
        return name, world.stdin(limit) if path == STDIN else world.files.read(path, limit)
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "look whether it is there, and whether you may read it"
        problem = Problem("READ001", f"the file can't be read: {reason}", place=Place(name), hints=(hint,))
        raise UnusableInput([problem]) from error


def snapshots_of(spec: Spec, found: archive.Found) -> tuple[dict[str, Snapshot], list[Problem]]:
    """A snapshot of each text that was found, and all problems of finding and reading them."""
    snapshots, problems = {}, list(found.problems)
    for name, text in found.data.items():
        source = spec.sources[name]
        body = (source.body.from_, source.body.to) if source.body else None
        try:
            snapshots[name] = archive.snapshot(text, found.paths[name].name, source.language, body, source=name)
        except BriefError as error:
            problems += error.problems
    return snapshots, problems


def evidence_of(material: Material) -> Evidence:
    """What came of holding a brief. What cannot be held at all is placed in the spec's file."""
    try:
        return cite.hold(material.spec, material.snapshots, material.lock)
    except UnusableInput as error:
        raise UnusableInput(placed(material.file, error.problems)) from error


def held(material: Material) -> tuple[Evidence, bytes]:
    """The evidence, and the lock of the edition: made from the texts where all are there, else as it stands."""
    if material.missing:
        return evidence_of(material), material.lock_data
    evidence, lock = cite.hold_and_lock(material.spec, material.snapshots, material.lock)
    return evidence, cite.write_lock(lock)


def inputs_of(material: Material, evidence: Evidence, lock: bytes, theme: bytes) -> dict[str, bytes]:
    """What an edition is made from, and so what its key is the hash of."""
    return {
        "basis": evidence.basis.value.encode(),
        "lock": lock,
        "spec": read.canonical(material.file),
        "theme": theme,
        **{f"picture {name}": data for name, data in material.picture_data.items()},
    }


def theme_of(world: World, path: Path, material: Material, options: Options) -> themes.Chosen:
    """The theme of the brief. Raises UnusableInput where there is none, or where it is wrong."""
    return themes.chosen(world, material.file, None if path == STDIN else path.parent, options.theme)


def words_of(spec: Spec) -> compose.Words:
    """The words of the brief's language."""
    language = spec.language.partition("-")[0]
    return compose.read_words(assets.read_text(f"labels/{language}.json"), spec.language)


def placed(file: SpecFile, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems and the warnings of reading, with their places, in the order of the file."""
    return tuple(sorted([*map(file.place, problems), *file.warnings], key=_line_and_column))


def _line_and_column(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)
