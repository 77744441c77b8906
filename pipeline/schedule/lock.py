"""One scheduler a folder of editions: a file that it holds with flock while it lives, and that says who it is.

The kernel lets go of it whatever kills the scheduler, so there is no stale lock to remove by hand.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pipeline.model.problem import OutsideFailed, Place, Problem
from pipeline.schedule.table import FOLDER

_FILE = "lock"
_MOST = 4096
_TRIES, _PAUSE = 4, 0.1
"""Whoever asks who holds the lock has it for a moment."""


class Holder(NamedTuple):
    """Who holds the lock, as far as the file says."""

    process: int
    host: str
    since: str

    def __str__(self) -> str:
        return f"process {self.process} on {self.host} since {self.since}" if self.process else "somebody"


@contextmanager
def held(out: Path, since: str) -> Iterator[None]:
    """Hold it. Raises OutsideFailed: SCHED004 if another scheduler does, SCHED005 if the folder can't be used."""
    path = out / FOLDER / _FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise _failed(path, error) from error
    try:
        _take(path, fd)
        try:
            os.ftruncate(fd, 0)
            os.pwrite(fd, json.dumps([os.getpid(), socket.gethostname(), since]).encode(), 0)
        except OSError as error:
            raise _failed(path, error) from error
        yield
    finally:
        os.close(fd)


def _take(path: Path, fd: int) -> None:
    for _ in range(_TRIES):
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise _failed(path, error) from error
            time.sleep(_PAUSE)
        else:
            return
    message = f"another scheduler is at work here: {_said(fd)}"
    hints = ("stop that one, or name another folder of editions with -o",)
    raise OutsideFailed([Problem("SCHED004", message, place=Place(str(path)), hints=hints)])


def holder(out: Path) -> Holder | None:
    """Who holds the lock; None if nobody does."""
    try:
        fd = os.open(out / FOLDER / _FILE, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return _said(fd)
    finally:
        os.close(fd)
    return None


def _said(fd: int) -> Holder:
    try:
        process, host, since = json.loads(os.pread(fd, _MOST, 0))
        return Holder(int(process), str(host), str(since))
    except (OSError, ValueError, TypeError):
        return Holder(0, "", "")  # it has only just taken it


def _failed(path: Path, error: OSError) -> OutsideFailed:
    message = f"the scheduler's lock can't be used: {error.strerror or error}"
    hint = "make room on the disk, or put the permissions of the folder right"
    return OutsideFailed([Problem("SCHED005", message, place=Place(str(path)), hints=(hint,))])
