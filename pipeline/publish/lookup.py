"""The ledger as its readers see it: found, verified line by line, and asked. Nothing is mended, nothing written."""

from __future__ import annotations

import json
from pathlib import Path

from pipeline.model.edition import Ledger, Published
from pipeline.model.problem import Problem, UnusableInput
from pipeline.publish.ledger import entry, hashed, line, verify
from pipeline.publish.state import LEDGER
from pipeline.publish.trouble import broken
from pipeline.world import Files, NotRegular, TooLarge

_LEDGER_LIMIT = 2**28
_FILE_LIMIT = 2**31
_UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


def ledgers(files: Files, path: Path) -> tuple[Path, ...]:
    """The ledgers that a path means: itself, that of a brief's folder, or those of all briefs in an output folder.

    Raises UnusableInput (VERIFY003) if there is none.
    """
    try:
        if path.suffix == ".jsonl":
            return (path,)
        names = files.names(path)
    except OSError as error:
        raise _none(path, error.strerror or str(error)) from error
    if LEDGER in names:
        return (path / LEDGER,)
    found = tuple(path / name / LEDGER for name in names if files.exists(path / name / LEDGER))
    if not found:
        raise _none(path, "no ledger.jsonl lies in it")
    return found


def read_ledger(files: Files, path: Path) -> Ledger:
    """A ledger, each line held against the one before. What a crash left of another line at its end is passed by.

    Raises UnusableInput (VERIFY003) if it can't be read, DoesNotHold (PUB004) if it is not as it was written.
    """
    try:
        raw = files.read(path, _LEDGER_LIMIT)
    except OSError as error:
        raise _none(path, error.strerror or str(error)) from error
    lines = tuple(raw[: raw.rfind(b"\n") + 1].splitlines(keepends=True))
    if not lines:
        return Ledger(path, "", ())
    try:
        brief = str(json.loads(lines[0])["brief"])
    except _UNREADABLE:
        raise broken(str(path), "line 1 can't be read") from None
    verify(lines, brief, str(path))
    return Ledger(path, brief, tuple(_published(brief, raw, path, at) for at, raw in enumerate(lines, 1)))


def _published(brief: str, raw: bytes, path: Path, number: int) -> Published:
    told = entry(raw, str(path), f"line {number}")
    return Published(brief, told.edition, told.key, told.as_of, told.pages, told.evidence, told.files, hashed(raw))


def state_of(files: Files, ledger: Ledger, edition: Published, name: str) -> str:
    """How a file of an edition is, beside the ledger: `as published`, `missing`, `changed`, or why it can't be read."""
    path = ledger.path.parent / str(edition.number) / name
    try:
        found = hashed(files.read(path, _FILE_LIMIT))
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except (NotRegular, TooLarge):
        return "changed"
    except OSError as error:
        return f"unreadable: {error.strerror or error}"
    return "as published" if found == edition.files[name] else "changed"


def manifest_of(files: Files, ledger: Ledger, edition: Published) -> dict[str, object] | None:
    """The manifest of an edition beside the ledger, if it is the one that the ledger's line is made from."""
    if state_of(files, ledger, edition, "manifest.json") != "as published":
        return None
    raw = files.read(ledger.path.parent / str(edition.number) / "manifest.json", _FILE_LIMIT)
    try:
        told: dict[str, object] = json.loads(raw)
        agrees = hashed(line(raw)) == edition.line
    except _UNREADABLE:
        return None
    return told if agrees else None


def _none(path: Path, why: str) -> UnusableInput:
    hint = "name ledger.jsonl, the folder of the brief that it lies in, or the folder of all briefs"
    return UnusableInput([Problem("VERIFY003", f"there is no ledger at {path}: {why}", hints=(hint,))])
