"""What stands in a brief's folder: read, verified, and told apart into crash and loss. Nothing is written here.

An edition comes into being in this order: its files, its folder renamed to its number, its line in the ledger,
`latest`. So a crash can leave one whole edition without its line, or with the beginning of it, and `latest` one behind.
A ledger that lags behind `latest`, or by more than one edition, is no crash but a loss.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pipeline.publish.ledger import Entry, entry, follows, hashed, line, verify
from pipeline.publish.trouble import behind, disagrees, outside
from pipeline.world import Files

LEDGER = "ledger.jsonl"
LATEST = "latest"
USED = "the output folder can't be used"

LEDGER_LIMIT = 2**28
MANIFEST_LIMIT = 2**26
FILE_LIMIT = 2**31
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What reading a manifest that is none of ours may raise."""


class State(NamedTuple):
    """A brief's folder."""

    names: tuple[str, ...]
    lines: tuple[bytes, ...]
    torn: bool
    """Whether the beginning of another line follows."""
    last: Entry | None
    adopted: bytes
    """The line that the ledger lacks for a whole edition; empty if none."""
    pointed: str | None

    @property
    def number(self) -> int:
        """Of the newest edition in the ledger; 0 if there is none."""
        return len(self.lines)


def look(files: Files, home: Path, brief: str) -> State:
    """Read and verify a brief's folder. Raises OutsideFailed (PUB001), DoesNotHold (PUB004, PUB005, PUB006)."""
    ledger = home / LEDGER
    with outside("PUB001", USED):
        names = tuple(files.names(home))
        raw = files.read(ledger, LEDGER_LIMIT) if LEDGER in names else b""
        pointed = files.pointed(home / LATEST)
    size = raw.rfind(b"\n") + 1
    lines, torn = tuple(raw[:size].splitlines(keepends=True)), raw[size:]
    verify(lines, brief, str(ledger))
    last = entry(lines[-1], str(ledger)) if lines else None
    if last:
        _hold(files, home / str(len(lines)), lines[-1])
    adopted = _adopted(files, home, brief, names, lines, pointed)
    if not adopted.startswith(torn):
        raise behind(ledger, len(lines), "a part of another line follows")
    return State(names, lines, bool(torn), last, adopted, pointed)


def wrong(files: Files, folder: Path, told: Entry) -> str:
    """Which file of an edition is not as it was published; empty if all are."""
    for name, sha256 in told.files.items():
        try:
            found = hashed(files.read(folder / name, FILE_LIMIT))
        except (FileNotFoundError, NotADirectoryError):
            return f"{name} is missing"
        if found != sha256:
            return f"{name} has changed"
    return ""


def _hold(files: Files, folder: Path, raw: bytes) -> None:
    """Hold the ledger's last line against its edition's manifest; one that its owner removed is no contradiction."""
    try:
        with outside("PUB001", USED):
            if not files.exists(folder / "manifest.json"):
                return
            manifest = files.read(folder / "manifest.json", MANIFEST_LIMIT)
        agrees = line(manifest) == raw
    except UNREADABLE:
        agrees = False
    if not agrees:
        raise disagrees(folder, "its manifest.json and its line in the ledger differ")


def _adopted(
    files: Files, home: Path, brief: str, names: tuple[str, ...], lines: tuple[bytes, ...], pointed: str | None
) -> bytes:
    """The line of a whole edition that has none, empty if there is no such edition."""
    count = len(lines)
    if pointed and _number(pointed) > count:
        raise behind(home / LEDGER, count, f"`latest` points at {pointed}")
    beyond = [number for number in map(_number, names) if number > count]
    if not beyond:
        return b""
    if beyond != [count + 1]:
        raise behind(home / LEDGER, count, f"there is an edition {max(beyond)}")
    folder = home / str(count + 1)
    try:
        with outside("PUB001", USED):
            raw = line(files.read(folder / "manifest.json", MANIFEST_LIMIT))
            told = entry(raw, str(folder))
            if problem := wrong(files, folder, told):
                raise disagrees(folder, problem)
    except UNREADABLE:
        raise disagrees(folder, "its manifest.json can't be read") from None
    if not follows(raw, brief, count + 1, hashed(lines[-1]) if lines else ""):
        raise disagrees(folder, f"its manifest.json does not follow edition {count} in the ledger")
    return raw


def _number(name: str) -> int:
    """The edition whose folder has this name; 0 for every other name."""
    return int(name) if name.isascii() and name.isdigit() and name[0] != "0" and len(name) < 10 else 0
