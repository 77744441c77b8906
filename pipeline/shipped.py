"""The disk of a worker that has none of ours: files that were sent to it, and nothing is written there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.world import TooLarge, TooMany


class Shipped:
    """The reading half of `Files`, over files by their paths as the sender calls them."""

    def __init__(self, *files: Mapping[str, bytes]) -> None:
        self._files = {path: data for each in files for path, data in each.items()}
        self._folders: dict[str, set[str]] = {}
        for path in self._files:
            while (parent := os.path.dirname(path)) != path:  # noqa: PTH120 (of text; thousands of them)
                self._folders.setdefault(parent, set()).add(os.path.basename(path))  # noqa: PTH119
                path = parent  # noqa: PLW2901

    def read(self, path: Path, limit: int) -> bytes:
        """See `Files.read`."""
        data = self._files.get(_named(path))
        if data is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        if len(data) > limit:
            raise TooLarge(path, len(data), limit)
        return data

    def names(self, folder: Path) -> list[str]:
        """See `Files.names`."""
        found = self._folders.get(_named(folder))
        if found is None:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))
        return sorted(found)

    def look_into(self, folder: Path) -> None:
        """See `Files.look_into`."""
        self.names(folder)

    def exists(self, path: Path) -> bool:
        """See `Files.exists`."""
        return _named(path) in self._files or _named(path) in self._folders

    def walk(self, folder: Path, limit: int) -> Iterator[Path]:
        """See `Files.walk`: the files of a folder, then its folders one by one."""
        self.names(folder)  # raises where there is none
        looked, waiting = 0, [folder]
        while waiting:
            here = waiting.pop()
            below = [here / name for name in self.names(here)]
            looked += len(below)
            if looked > limit:
                raise TooMany(folder, limit)
            yield from (path for path in below if _named(path) not in self._folders)
            waiting += [path for path in reversed(below) if _named(path) in self._folders]

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"{name} is nothing that a worker may ask of a disk that is not there")


def _named(path: Path) -> str:
    return os.path.normpath(path)
