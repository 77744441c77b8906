"""The disk as it is, and standard input."""

# Written in system calls, so that a test can make each one fail or die in its turn; `Files` says what each method does:
# ruff: noqa: PTH103, PTH104, PTH106, PTH108, PTH115, PTH208, PTH211, D102

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path

from pipeline.world.doors import NotRegular, TooLarge, TooMany

_READ = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK | os.O_NOCTTY
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS}


class Disk:
    """The real `Files` of a POSIX system."""

    def read(self, path: Path, limit: int) -> bytes:
        # O_NONBLOCK: opening a named pipe or a terminal returns at once, and is then refused.
        with _opened(path, _READ) as fd:
            found = os.fstat(fd)
            if not stat.S_ISREG(found.st_mode):
                raise NotRegular(path)
            if found.st_size > limit:
                raise TooLarge(path, found.st_size, limit)
            data = _read(fd, limit + 1)  # it may have grown, or hide its size as files in /proc do
        if len(data) > limit:
            raise TooLarge(path, len(data), limit)
        return data

    def walk(self, folder: Path, limit: int) -> Iterator[Path]:
        looked = 0
        waiting = [str(folder)]
        while waiting:
            here = waiting.pop()
            try:
                with os.scandir(here) as entries:
                    found = list(islice(entries, limit - looked + 1))
            except OSError:
                if here == str(folder):
                    raise
                continue
            looked += len(found)
            if looked > limit:
                raise TooMany(folder, limit)
            found.sort(key=lambda entry: entry.name)
            folders = []
            for entry in found:
                with suppress(OSError):
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        yield Path(entry.path)
            waiting.extend(reversed(folders))

    def names(self, folder: Path) -> list[str]:
        return sorted(os.listdir(folder))

    def look_into(self, folder: Path) -> None:
        with os.scandir(folder) as entries:
            next(entries, None)

    def exists(self, path: Path) -> bool:
        return os.path.lexists(path)

    def write_whole(self, path: Path, data: bytes) -> None:
        fresh = path.with_name(f".{path.name}.{os.getpid()}.new")
        self.remove(fresh)
        try:
            self.write_new(fresh, data)
            self.rename(fresh, path)
        except OSError:
            with suppress(OSError):
                self.remove(fresh)
            raise
        self.sync_folder(path.parent)

    def write_new(self, path: Path, data: bytes) -> None:
        with _opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC) as fd:
            _write(fd, data)

    def append(self, path: Path, data: bytes) -> None:
        with _opened(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC) as fd:
            size = os.fstat(fd).st_size
            try:
                _write(fd, data)
            except OSError:
                with suppress(OSError):
                    os.ftruncate(fd, size)
                    os.fsync(fd)
                raise

    def make_folder(self, path: Path) -> None:
        os.makedirs(path, exist_ok=True)

    def sync_folder(self, path: Path) -> None:
        # Some file systems can't sync a folder, and say EINVAL.
        with _opened(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC) as fd:
            try:
                os.fsync(fd)
            except OSError as error:
                if error.errno != errno.EINVAL:
                    raise

    def rename(self, old: Path, new: Path) -> None:
        os.rename(old, new)

    def place(self, old: Path, new: Path) -> None:
        try:
            os.link(old, new)
        except OSError as error:  # where there are no links, looking first is the best there is
            if error.errno not in _NO_LINKS:
                raise
            if os.path.lexists(new):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(new)) from None
            os.rename(old, new)
        else:
            os.unlink(old)

    def remove(self, path: Path) -> None:
        try:
            if not stat.S_ISDIR(os.lstat(path).st_mode):
                os.unlink(path)
                return
            for name in os.listdir(path):
                self.remove(path / name)
            os.rmdir(path)
        except FileNotFoundError:
            return

    def point(self, link: Path, target: str) -> None:
        fresh = link.with_name(f".{link.name}")
        self.remove(fresh)
        try:
            try:
                os.symlink(target, fresh)
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                self.write_new(fresh, f"{target}\n".encode())
            os.rename(fresh, link)
        except OSError as error:
            with suppress(OSError):
                self.remove(fresh)
            raise OSError(error.errno, error.strerror, str(link)) from error
        self.sync_folder(link.parent)

    def pointed(self, link: Path) -> str | None:
        try:
            return os.readlink(link)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno != errno.EINVAL:  # not a link
                raise
        return self.read(link, 4096).decode("utf-8", "replace").strip()

    @contextmanager
    def lock(self, path: Path) -> Iterator[None]:
        while True:
            self.make_folder(path.parent)
            try:
                fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
            except FileNotFoundError:  # its folder was removed again in between
                continue
            try:
                fcntl.flock(fd, fcntl.LOCK_EX)
                if os.fstat(fd).st_nlink:  # else it was removed while we waited, and locks nothing
                    yield
                    return
            finally:
                fcntl.flock(fd, fcntl.LOCK_UN)  # closing is not enough if a process forked in between has it too
                os.close(fd)


@contextmanager
def _opened(path: Path, flags: int) -> Iterator[int]:
    fd = os.open(path, flags, 0o666)
    try:
        yield fd
    except OSError as error:
        if error.filename is None:
            raise OSError(error.errno, error.strerror, str(path)) from error  # the kernel names no open file
        raise
    finally:
        os.close(fd)


def _read(fd: int, most: int) -> bytes:
    parts: list[bytes] = []
    while most and (part := os.read(fd, min(most, 2**20))):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _write(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]
    os.fsync(fd)


def stdin(limit: int) -> bytes:
    """All that standard input gives. Raises TooLarge for more than `limit` bytes, OSError if it can't be read."""
    data = _read(0, limit + 1)
    if len(data) > limit:
        raise TooLarge(Path("<stdin>"), len(data), limit)
    return data
