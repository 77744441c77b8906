"""The doors as protocols, what comes through them, and what can go wrong at them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol


class TooLarge(OSError):
    """A file is larger than the reader allows; nothing of it was read. `size` and `limit` are in bytes."""

    def __init__(self, path: Path, size: int, limit: int) -> None:
        super().__init__(errno.EFBIG, f"{size:,} bytes, more than the {limit:,} that are read", str(path))
        self.size, self.limit = size, limit


class NotRegular(OSError):
    """A folder, pipe, device or socket stands where a file was expected."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, "not a regular file", str(path))


class TooMany(OSError):
    """A folder holds more entries than the reader looks at."""

    def __init__(self, folder: Path, limit: int) -> None:
        super().__init__(errno.E2BIG, f"more than {limit:,} entries", str(folder))


class Files(Protocol):
    """The door to the disk. Every method raises OSError with the path and the reason."""

    def read(self, path: Path, limit: int) -> bytes:
        """All bytes of a regular file of at most `limit` bytes. Raises TooLarge, NotRegular; never waits on a pipe."""

    def walk(self, folder: Path, limit: int) -> Iterator[Path]:
        """All regular files below `folder`, in sorted order; links, and folders that can't be read, are passed by.

        Raises TooMany on meeting more than `limit` entries of any kind, OSError if `folder` itself can't be read.
        """

    def names(self, folder: Path) -> list[str]:
        """The names in a folder, sorted."""

    def look_into(self, folder: Path) -> None:
        """Raise OSError for a folder whose names can't be read, however many there are."""

    def exists(self, path: Path) -> bool:
        """Whether anything stands at `path`, a dangling link included."""

    def write_whole(self, path: Path, data: bytes) -> None:
        """Replace or make a file: after a crash it holds the old bytes or the new, never a mixture."""

    def write_new(self, path: Path, data: bytes) -> None:
        """Make a file that must not exist yet; on disk when this returns."""

    def append(self, path: Path, data: bytes) -> None:
        """Add to a file, made if missing; on disk when this returns. On failure it is cut back to what it was."""

    def make_folder(self, path: Path) -> None:
        """Make a folder with its parents; one that exists is left as it is."""

    def sync_folder(self, path: Path) -> None:
        """Bring a folder's names to disk: a new or renamed file survives a power cut only after this."""

    def rename(self, old: Path, new: Path) -> None:
        """Move within a file system in one step."""

    def place(self, old: Path, new: Path) -> None:
        """Move a file within a file system in one step, unless something stands there: then FileExistsError."""

    def remove(self, path: Path) -> None:
        """Remove a file, a link or a whole tree; links are not followed. Nothing there is fine."""

    def point(self, link: Path, target: str) -> None:
        """Make `link` point at `target`, in one step: a relative link, or a text file where links can't be had."""

    def pointed(self, link: Path) -> str | None:
        """Where `link` points; None if nothing stands there."""

    def lock(self, path: Path) -> AbstractContextManager[None]:
        """Hold the file at `path` alone, made with its folder if missing; waits for others, but not for dead ones."""


class Unsent(OSError):
    """There is no connection: nothing left this machine."""


class Trust(NamedTuple):
    """How two sides know each other: a file with the certificate (PEM) that theirs is checked by ("": those that the
    system trusts), and the name and password that we log in with ("": none).
    """

    authority: str = ""
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"Trust(authority={self.authority!r}, user={self.user!r})"


class Reply(NamedTuple):
    """What a web server answered. `moved` is the new address where it says that the old one is gone for good."""

    status: int
    url: str
    """Where it came from in the end."""
    moved: str = ""
    kind: str = ""
    """The media type it declares."""
    etag: str = ""
    modified: str = ""
    body: bytes = b""


class Web(Protocol):
    """The door to the web."""

    def get(self, url: str, *, etag: str, modified: str, limit: int, seconds: float) -> Reply:
        """What lies at an address, after at most five redirections; status 304 if it is still what `etag` names.

        Raises OSError with the reason if there is no whole answer of at most `limit` bytes within `seconds`.
        """

    def post(self, url: str, data: bytes, *, kind: str, seconds: float) -> int:
        """Hand data of a media type to an address; the status of the answer, whose body nobody reads.

        Redirections are not followed. Raises OSError with the reason if there is no answer within `seconds`.
        """

    def exchange(self, url: str, data: bytes, *, kind: str, limit: int, seconds: float, trust: Trust) -> Reply:
        """Hand data of a media type to an address by POST, and take its answer, of at most `limit` bytes.

        Redirections are not followed; certificates are checked. Raises `Unsent` where the connection could not be made,
        so that surely nothing was handed over, and OSError with the reason for everything after that.
        """
