"""copies: an edition and its recipients → numbered copies, each with a line in the record of who got which.

    out/BRIEF/copies.jsonl   one line a copy, each with the SHA-256 of the line before it
    out/BRIEF/.copies.lock   held with flock while copies are issued

A line is on disk before anybody can get the copy. What a crash left of a line belongs to no copy, and is cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.copies.chain import LIMIT, RECORD, hashed, line, read, whole
from pipeline.copies.trouble import outside
from pipeline.model.copy import Copy, code_of
from pipeline.model.edition import Published
from pipeline.world import Files

__all__ = ["RECORD", "issue", "planned", "record_of"]

_LOCK = ".copies.lock"


def record_of(files: Files, home: Path) -> tuple[Copy, ...]:
    """All copies of the brief whose editions lie in `home`, in the order they were issued; empty without a record.

    Raises DoesNotHold (COPY001) if the record is not as it was written, OutsideFailed (COPY002) if it can't be read.
    """
    with outside("the record of copies can't be read"):
        data = files.read(home / RECORD, LIMIT) if files.exists(home / RECORD) else b""
    return read(data, home.name, str(home / RECORD))


def issue(files: Files, home: Path, edition: Published, wanted: Iterable[tuple[str, int]]) -> tuple[Copy, ...]:
    """So many copies of an edition for each recipient, in this order.

    What a recipient has of this edition counts: nothing is issued twice, and whoever had two and is to have three gets
    one more. Raises DoesNotHold (COPY001), OutsideFailed (COPY002).
    """
    lock = files.lock(home / _LOCK)
    with outside("the record of copies can't be held"):
        lock.__enter__()
    try:
        issued = list(record_of(files, home))
        made, new = _issued(issued, edition, wanted)
        if new:
            _write(files, home, new)
        return tuple(made)
    finally:
        lock.__exit__(None, None, None)


def planned(files: Files, home: Path, edition: Published, wanted: Iterable[tuple[str, int]]) -> tuple[Copy, ...]:
    """What `issue` would give, unless others are issued before. Nothing is written. Raises as `record_of` does."""
    return tuple(_issued(record_of(files, home), edition, wanted)[0])


def _issued(
    issued: Sequence[Copy], edition: Published, wanted: Iterable[tuple[str, int]]
) -> tuple[list[Copy], list[Copy]]:
    """The copies that are wanted, and those among them that are new."""
    before = [copy for copy in issued if copy.edition == edition.number]
    previous = hashed(issued[-1]) if issued else ""
    made: list[Copy] = []
    new: list[Copy] = []
    for recipient, count in wanted:
        mine = [copy for copy in before if copy.recipient == recipient][:count]
        for _ in range(count - len(mine)):
            number = len(before) + 1
            pdf = edition.files[f"{edition.brief}.pdf"]
            code = code_of(pdf, number, recipient, previous)
            copy = Copy(edition.brief, edition.number, number, recipient, code, pdf, previous)
            previous = hashed(copy)
            for each in (before, mine, new):
                each.append(copy)
        made += mine
    return made, new


def _write(files: Files, home: Path, new: Sequence[Copy]) -> None:
    """Add lines at the end; what a crash left there goes first."""
    path, data = home / RECORD, b"".join(map(line, new))
    with outside("the copies can't be recorded"):
        before = files.read(path, LIMIT) if files.exists(path) else None
        if before is None or before != whole(before):
            files.write_whole(path, whole(before or b"") + data)
            files.sync_folder(home)
        else:
            files.append(path, data)
