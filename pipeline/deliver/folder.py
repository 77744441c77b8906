"""A folder, or a mounted share: a file appears there whole, and replaces none."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from pipeline.model.delivery import Outcome, Parcel, Probed
from pipeline.model.distribution import Folder
from pipeline.world import World

_LIMIT = 2**31


def opened(name: str, told: Folder, world: World, home: Path) -> _Folder:
    """See `shelf.opened`."""
    return _Folder(name, told, world, home)


class _Folder:
    """See `Channel`."""

    def __init__(self, name: str, told: Folder, world: World, home: Path) -> None:
        self._name, self._files, self._pattern = name, world.files, told.file
        self._path = home / told.path

    def probe(self) -> Probed:
        """See `Channel.probe`."""
        try:
            self._files.names(self._path)
        except OSError as error:
            return Probed(ready=False, told=f"{self._path} can't be used: {error.strerror or error}")
        return Probed(ready=True, told=f"{self._path} is there", abilities=(f"files are named {self._pattern}",))

    def lacks(self, parcel: Parcel) -> tuple[str, ...]:
        """See `Channel.lacks`: a file name that leads out of the folder."""
        name = Path(parcel.named(self._pattern))
        if name.is_absolute() or ".." in name.parts or not name.name:
            return (f"the name of the file, {name}, leads out of the folder",)
        return ()

    def send(self, parcel: Parcel, note: Callable[[str], None]) -> Outcome:
        """See `Channel.send`."""
        path = self._path / parcel.named(self._pattern)
        note(str(path))
        try:
            return self._put(path, parcel)
        except OSError as error:
            return Outcome("later", f"{path} can't be written: {error.strerror or error}", str(path))

    def _put(self, path: Path, parcel: Parcel) -> Outcome:
        files = self._files
        files.names(self._path)  # a share that is not mounted is no folder to be made
        if files.exists(path):
            return self._there(path, parcel)
        files.make_folder(path.parent)
        new = _new(path, parcel)
        files.remove(new)
        files.write_new(new, parcel.pdf)
        try:
            files.place(new, path)
        except FileExistsError:
            files.remove(new)
            return self._there(path, parcel)
        files.sync_folder(path.parent)
        return Outcome("sent", f"put into {self._name} as {path}", str(path))

    def found(self, parcel: Parcel, reference: str) -> Outcome | None:
        """See `Channel.found`: the file is there, or it is not."""
        path = Path(reference or self._path / parcel.named(self._pattern))
        try:
            self._files.remove(_new(path, parcel))
            return self._there(path, parcel) if self._files.exists(path) else None
        except OSError as error:
            return Outcome("later", f"{path} can't be read: {error.strerror or error}", str(path))

    def _there(self, path: Path, parcel: Parcel) -> Outcome:
        held = sha256(self._files.read(path, _LIMIT)).digest()
        if held == sha256(parcel.pdf).digest():
            return Outcome("sent", f"it lies in {self._name} as {path}", str(path))
        return Outcome("refused", f"{path} is there already, with other content; no file is replaced", str(path))

    def shown(self, parcel: Parcel) -> str:
        """See `Channel.shown`."""
        digest = sha256(parcel.pdf).hexdigest()
        return (
            f"file    {self._path / parcel.named(self._pattern)}\nsize    {len(parcel.pdf):,} bytes\nsha256  {digest}"
        )


def _new(path: Path, parcel: Parcel) -> Path:
    """Where a file is written until it is whole."""
    return path.with_name(f".{path.name}.{parcel.code}.new")
