"""A build by a worker on another machine: what it needs is packed here, made there, and published here.

    here: pack ──▶ there: Maker ──▶ here: settle

The texts of the articles and the themes go with the maker, once to each worker; a parcel has what belongs to one spec.
The edition's number is reserved from the ledger when a parcel is packed, and held against it when the edition comes
back: only this machine writes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from pipeline import __version__, flow, publish, read, recall
from pipeline.material import folders_of
from pipeline.model.edition import Built, Edition, EditionContext
from pipeline.model.options import Options
from pipeline.model.problem import OutsideFailed, Problem
from pipeline.model.record import record, replace
from pipeline.publish import NOTHING, Reserved, Standing
from pipeline.shipped import Shipped
from pipeline.world import World

_BESIDE = (".yaml", ".lock", ".follow")
"""Files that belong to one spec, by the ends of their names."""
_MOST = 2**30
"""Bytes of texts and themes that are sent to every worker."""
_MOST_NAMES = 100_000
_LARGEST = 2**26
"""Bytes of the largest file that is sent."""


@record
class Parcel:
    """What one spec needs besides what the worker has: its files by path, and how its ledger stands.

    `known` is the edition from which nothing has changed, where that is known without making anything.
    """

    spec: str
    files: Mapping[str, bytes]
    standing: Standing
    known: Built | None = None


@record
class Offer:
    """What a worker made of a parcel: a build, and the files and manifest of its edition if that is new."""

    built: Built
    context: EditionContext | None
    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Those of the build."""
        return self.built.problems


@record
class Maker:
    """Makes editions of parcels, on whatever machine it is sent to."""

    common: Mapping[str, bytes]
    options: Options
    version: str = __version__

    def __call__(self, parcel: Parcel) -> Offer:
        """Make the edition of one parcel. Raises as `flow.build` does, and OutsideFailed (ENGINE003)."""
        _same_version(self.version)
        if parcel.known:
            return Offer(parcel.known, None, {}, {})
        kept: list[Reserved] = []

        @contextmanager
        def opened(brief: str) -> Iterator[Reserved]:
            kept.append(Reserved(brief, self.options.out, parcel.standing))
            yield kept[0]

        there = World(files=Shipped(self.common, parcel.files))
        built, _ = flow.make(there, Path(parcel.spec), self.options, opened)
        session = kept[0]
        return Offer(replace(built, evidence=None), session.context, session.files, session.manifest)


@record
class Checker:
    """Holds the claims of parcels, on whatever machine it is sent to."""

    common: Mapping[str, bytes]
    options: Options
    version: str = __version__

    def __call__(self, parcel: Parcel) -> flow.Checked:
        """Hold the claims of one parcel. Raises as `flow.check` does, and OutsideFailed (ENGINE003)."""
        _same_version(self.version)
        return flow.check(World(files=Shipped(self.common, parcel.files)), Path(parcel.spec), self.options)


def _same_version(sender: str) -> None:
    if sender != __version__:
        hint = "install the same version of briefwright on every machine"
        told = f"the worker has briefwright {__version__}, and {sender} sent it the job"
        raise OutsideFailed([Problem("ENGINE003", told, hints=(hint,))])


def common(world: World, specs: Sequence[str], options: Options) -> dict[str, bytes]:
    """The files that specs share: those of the archive, and in the specs' own folders all that belong to no spec.

    Raises OutsideFailed (ENGINE002) if they are too many to send.
    """
    own = {os.path.normpath(Path(spec).with_suffix(end)) for spec in specs for end in _BESIDE}
    found: dict[str, bytes] = {}
    size = 0
    for folder in dict.fromkeys(folder for spec in specs for folder in folders_of(Path(spec), options)):
        for path in _below(world, folder):
            name = os.path.normpath(path)
            if name not in found and name not in own:
                with suppress(OSError):  # what can't be read here is missing there, and told as that
                    found[name] = world.files.read(path, _LARGEST)
                    size += len(found[name])
            if size > _MOST or len(found) > _MOST_NAMES:
                most = f"{_MOST >> 20} MiB or {_MOST_NAMES:,} files"
                told = f"the texts of the archive are too many to send: more than {most}"
                hint = "name the folder of the articles alone with --archive"
                raise OutsideFailed([Problem("ENGINE002", told, hints=(hint,))])
    return found


def _below(world: World, folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from world.files.walk(folder, _MOST_NAMES)


def files_of(world: World, spec: str) -> dict[str, bytes]:
    """The files that belong to one spec, as far as they can be read."""
    files: dict[str, bytes] = {}
    for end in _BESIDE:
        path = Path(spec).with_suffix(end)
        with suppress(OSError):
            files[os.path.normpath(path)] = world.files.read(path, _LARGEST)
    return files


def parcel_to_check(world: World, spec: str) -> Parcel:
    """What a worker needs to hold the claims of one spec."""
    return Parcel(spec, files_of(world, spec), NOTHING)


def pack(world: World, spec: str, options: Options) -> Parcel:
    """What a worker needs to build one spec. What is wrong with it is told by the worker. Raises as `publish` does."""
    if known := recall.recalled(world, Path(spec), options):
        return Parcel(spec, {}, NOTHING, known)
    files = files_of(world, spec)
    brief = read.name(files.get(os.path.normpath(spec), b""))
    if not brief:
        return Parcel(spec, files, NOTHING)
    with publish.session(world, options.out, brief, options.run) as session:
        return Parcel(spec, files, session.standing((f"{brief}.yaml",)))


def settle(world: World, spec: str, options: Options, offer: Offer) -> Built:
    """Publish what a worker made. If the ledger has moved on meanwhile, the brief is built here.

    Raises publish.AlreadyMade as `flow.build` does.
    """
    if offer.context is None:
        # Either a dry run, or known before, or unchanged: then the edition is found here, with what the ledger tells.
        known = options.dry_run or offer.built.edition.pages
        return offer.built if known else flow.build(world, Path(spec), options)
    with publish.session(world, options.out, offer.built.edition.brief, options.run) as session:
        found = session.reserve(offer.context.key, again=options.again)
        if found == offer.context:
            edition = session.publish(offer.context, offer.files, offer.manifest)
            return Built(edition, True, None, _each_once(offer.problems, session.problems))
        if isinstance(found, Edition):
            return Built(found, False, None, _each_once(offer.problems, session.problems))
    return flow.build(world, Path(spec), options)


def _each_once(there: Iterable[Problem], here: Iterable[Problem]) -> tuple[Problem, ...]:
    """What was found there and here; of an edition that was altered both sessions tell."""
    return tuple(dict.fromkeys((*there, *here)))
