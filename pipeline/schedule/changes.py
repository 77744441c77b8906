"""Whether what a brief is made from has changed: its print, and who tells that a file was touched."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import follow
from pipeline.archive import LIMIT
from pipeline.material import folders_of, gather, record_of, spec_bytes, theme_of
from pipeline.model.options import Options
from pipeline.model.problem import BriefError

if TYPE_CHECKING:
    from pipeline.material import Material
    from pipeline.world import World

_SOME_DAY = "2000-01-01"


def print_of(world: World, spec: Path, options: Options) -> str:
    """A hash of all that an edition of this spec would be made from; what can't be read is a part of it, too.

    It is made from contents, so that a file that was only touched changes nothing. Of followed sources it has the
    newest file of the archive; what lies in the web is not looked at.
    """
    from pipeline.model.record import replace

    parts: list[bytes] = []
    try:
        parts.append(spec_bytes(world, spec)[1])
        given = gather(world, spec, replace(options, slot=options.slot or _SOME_DAY))
        parts += _parts(given)
        parts += _followed(world, spec, given, options)
        parts.append(theme_of(world, spec, given, options).data)
    except BriefError as error:
        parts += [f"{problem.code} {problem.message} {problem.notes}".encode() for problem in error.problems]
    digest = sha256()
    for part in parts:
        digest.update(b"%d:" % len(part))
        digest.update(part)
    return digest.hexdigest()


def _parts(given: Material) -> Iterable[bytes]:
    yield given.lock_data
    for name, snapshot in sorted(given.snapshots.items()):
        yield f"{name} {snapshot.sha256}".encode()
    for name, data in sorted(given.picture_data.items()):
        yield name.encode()
        yield data


def _followed(world: World, spec: Path, given: Material, options: Options) -> Iterable[bytes]:
    taken = record_of(world, spec) or follow.Record({})
    for name, source in given.spec.sources.items():
        if source.follow and not source.follow.startswith(("url", "http:", "https:")):
            followed = follow.Followed(name, source.follow, LIMIT)
            news = follow.newest(world, followed, None, folders_of(spec, options))
            version = news.version or taken.current(name)
            yield f"{name} {version.sha256 if version else ''}".encode()


class Watch:
    """Watches folders in a thread, and writes a byte into a pipe when something in them changed.

    Where the system can't tell (a network drive), nothing comes; so the scheduler looks from time to time by itself.
    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self.wake, self._write = os.pipe()
        os.set_blocking(self.wake, False)
        os.set_blocking(self._write, False)
        self._stop = threading.Event()
        there = [folder for folder in folders if folder.is_dir()]
        self._thread = threading.Thread(target=self._watch, args=(there,), daemon=True)
        if there:
            self._thread.start()

    def touched(self) -> bool:
        """Whether something changed since this was asked last."""
        with suppress(BlockingIOError):
            return bool(os.read(self.wake, 2**16))
        return False

    def poke(self) -> None:
        """End a wait."""
        with suppress(OSError):
            os.write(self._write, b"!")

    def close(self) -> None:
        """Stop watching."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(5)
        os.close(self.wake)
        os.close(self._write)

    def _watch(self, folders: list[Path]) -> None:
        from watchfiles import watch

        with suppress(OSError, RuntimeError):  # no more watches to be had: the scheduler looks by itself
            for _ in watch(
                *folders, stop_event=self._stop, rust_timeout=1000, ignore_permission_denied=True, raise_interrupt=False
            ):
                self.poke()
