"""What can go wrong in publishing, said in one way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.model.problem import DoesNotHold, OutsideFailed, Problem, Severity, UnusableInput

_ASIDE = "restore it from a copy, or move the brief's folder aside to begin a new ledger"


@contextmanager
def outside(code: str, what: str, *notes: str) -> Iterator[None]:
    """Turn an OSError into a problem of the outside: what was being done, with which path, and why it failed."""
    try:
        yield
    except OSError as error:
        raise failed(code, what, error, *notes) from error


def failed(code: str, what: str, error: OSError, *notes: str) -> OutsideFailed:
    """The problem of an OSError."""
    path = f"{error.filename}: " if error.filename else ""
    hints = ("name a folder that can be written, with -o",) if code == "PUB001" else ()
    return OutsideFailed([Problem(code, f"{what}: {path}{error.strerror or error}", notes=notes, hints=hints)])


def broken(ledger: str, what: str) -> DoesNotHold:
    """PUB004: the ledger contradicts itself."""
    return DoesNotHold([Problem("PUB004", f"{ledger} is not as it was written: {what}", hints=(_ASIDE,))])


def behind(ledger: Path, lines: int, what: str) -> DoesNotHold:
    """PUB005: the ledger lacks editions that exist."""
    message = f"{ledger} {f'ends with edition {lines}' if lines else 'has no edition'}, but {what}"
    return DoesNotHold([Problem("PUB005", message, notes=("its last lines were lost or removed",), hints=(_ASIDE,))])


def disagrees(folder: Path, what: str) -> DoesNotHold:
    """PUB006: an edition and its line in the ledger contradict each other."""
    hint = "restore it from a copy, or move the folder away"
    return DoesNotHold([Problem("PUB006", f"{folder} is not as it was published: {what}", hints=(hint,))])


def altered(folder: Path, what: str) -> Problem:
    """PUB007, a warning: the newest edition is no longer whole, so another one is made."""
    return Problem(
        "PUB007",
        f"{folder} is not as it was published: {what}",
        notes=("so a new edition is made, though nothing else has changed",),
        severity=Severity.WARNING,
    )


def incomparable(folder: Path, what: str) -> Problem:
    """PUB008, a warning: the brief cannot say what changed since its newest edition."""
    return Problem(
        "PUB008",
        f"what changed since {folder} can't be told: {what}",
        notes=("the brief is made without a section on changes",),
        severity=Severity.WARNING,
    )


def nothing_kept(folder: Path, what: str, *hints: str) -> UnusableInput:
    """DIFF001: what was named is no edition that holds its content."""
    return UnusableInput([Problem("DIFF001", f"{folder} can't be compared: {what}", hints=hints)])
