"""Editions read back: a file of one, held against what was written of it when it was published."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pipeline.publish.ledger import entry, hashed, line
from pipeline.publish.state import LATEST, LEDGER, LEDGER_LIMIT, MANIFEST_LIMIT, UNREADABLE
from pipeline.publish.trouble import disagrees, nothing_kept, outside
from pipeline.world import Files, World

_LIMIT = 2**28
_THERE = "name the folder of an edition, such as out/harbour/2, or harbour@2"
_USED = "the edition can't be read"


class Lost(Exception):
    """Why a file of an edition can't be had. `altered`: it is there, and not as it was published."""

    def __init__(self, what: str, *, altered: bool = False) -> None:
        super().__init__(what)
        self.altered = altered


class Kept(NamedTuple):
    """A published edition and its canonical spec."""

    brief: str
    number: int
    spec: bytes


def kept(files: Files, folder: Path, name: str, hashes: Mapping[str, str]) -> bytes:
    """The file `name` of the edition in `folder`. Raises Lost if it is not as `hashes` (SHA-256 by name) say."""
    if name not in hashes:
        raise Lost(f"it was made by a version of brief that kept no {name}")
    try:
        data = files.read(folder / name, _LIMIT)
    except (FileNotFoundError, NotADirectoryError):
        raise Lost(f"{name} is missing") from None
    except OSError as error:
        raise Lost(f"{name} can't be read: {error.strerror or error}") from error
    if hashed(data) != hashes[name]:
        raise Lost(f"{name} has changed", altered=True)
    return data


def edition_in(world: World, folder: Path) -> Kept:
    """The edition in a folder, wherever that was copied to: held against its manifest, and that against its ledger.

    Raises UnusableInput (DIFF001) if it is none, DoesNotHold (PUB006) if it is not as it was published, OutsideFailed
    (PUB001).
    """
    files = world.files
    try:
        with outside("PUB001", _USED):
            if not files.exists(folder / "manifest.json"):
                raise nothing_kept(folder, "it is no edition: it has no manifest.json", _THERE)
            raw = line(files.read(folder / "manifest.json", MANIFEST_LIMIT))
        told = entry(raw, str(folder))
        brief = str(_brief(raw))
    except UNREADABLE:
        raise nothing_kept(folder, "its manifest.json can't be read", _THERE) from None
    _vouched(files, folder, raw, told.edition)
    try:
        return Kept(brief, told.edition, kept(files, folder, f"{brief}.yaml", told.files))
    except Lost as lost:
        if lost.altered:
            raise disagrees(folder, str(lost)) from None
        raise nothing_kept(folder, str(lost), f"name its PDF, which carries its spec: {folder / brief}.pdf") from None


def edition_of(world: World, out: Path, brief: str, number: str) -> Kept:
    """Edition `number` of a brief, or its `latest`. Raises as `edition_in` does."""
    home = out / brief
    if number == LATEST:
        with outside("PUB001", _USED):
            number = world.files.pointed(home / LATEST) or ""
    if not number or not world.files.exists(home / number):
        what = f"there is no edition {number} of {brief} there" if number else f"there is no edition of {brief} there"
        raise nothing_kept(out, what, "name the folder of the editions with -o")
    return edition_in(world, home / number)


def _brief(raw: bytes) -> object:
    import json

    return json.loads(raw)["brief"]


def _vouched(files: Files, folder: Path, raw: bytes, number: int) -> None:
    """Hold an edition against the ledger beside it; a copy that lies elsewhere has none."""
    ledger = folder.parent / LEDGER
    if folder.name != str(number) or not files.exists(ledger):
        return
    with outside("PUB001", _USED):
        lines = files.read(ledger, LEDGER_LIMIT).splitlines(keepends=True)
    if number <= len(lines) and lines[number - 1] != raw:
        raise disagrees(folder, "its manifest.json and its line in the ledger differ")
