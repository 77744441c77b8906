"""What can go wrong with the record of copies, said in one way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.model.problem import DoesNotHold, OutsideFailed, Problem


@contextmanager
def outside(what: str) -> Iterator[None]:
    """Turn an OSError into COPY002: what was being done, with which path, and why it failed."""
    try:
        yield
    except OSError as error:
        path = f"{error.filename}: " if error.filename else ""
        hint = "make room on the disk, or put the permissions of the folder right"
        problem = Problem("COPY002", f"{what}: {path}{error.strerror or error}", hints=(hint,))
        raise OutsideFailed([problem]) from error


def broken(record: str, what: str) -> DoesNotHold:
    """COPY001: the record contradicts itself."""
    hint = "restore it from a copy; without it nobody can say who got which copy"
    return DoesNotHold([Problem("COPY001", f"{record} is not as it was written: {what}", hints=(hint,))])
