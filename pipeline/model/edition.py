"""Editions: published briefs, numbered, keyed and chained."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.model.problem import Problem
from pipeline.model.record import record

if TYPE_CHECKING:
    from pipeline.model.evidence import Evidence


@record
class EditionContext:
    """What an edition knows of itself before it is composed; reserved from the ledger.

    `key` is the SHA-256 (hexadecimal) of what it is made from; `predecessor` is the number of the edition before
    (0: none) and `predecessor_sha256` the hash of that one's line in the ledger ("" for the first).
    """

    number: int
    key: str
    predecessor: int = 0
    predecessor_sha256: str = ""

    @property
    def short_key(self) -> str:
        """The first eight digits, as printed."""
        return self.key[:8]


@record
class Edition:
    """One published brief; never changed afterwards."""

    brief: str
    number: int
    key: str
    folder: Path
    pdf: Path
    pages: int
    evidence: str
    """The evidence line, as printed."""


@record
class Built:
    """An edition; `new` is False where nothing has changed since it was made. `problems` holds warnings only.

    `evidence` is None where that was known without holding the claims again.
    """

    edition: Edition
    new: bool
    evidence: Evidence | None
    problems: tuple[Problem, ...]


@record
class Published:
    """An edition as its line in the ledger tells of it."""

    brief: str
    number: int
    key: str
    as_of: str
    """The information cut-off, YYYY-MM-DD."""
    pages: int
    evidence: str
    files: Mapping[str, str]
    """The SHA-256 (hexadecimal) of each file by its name, of manifest.json among them."""
    line: str
    """The SHA-256 of the line, which the next line holds."""


@record
class Ledger:
    """A whole ledger: each of its lines follows from the one before."""

    path: Path
    brief: str
    editions: tuple[Published, ...]

    @property
    def newest(self) -> Published | None:
        """The last edition; None if there is none yet."""
        return self.editions[-1] if self.editions else None

    def of(self, sha256: str) -> Published | None:
        """The newest edition that has a PDF with this hash."""
        pdf = f"{self.brief}.pdf"
        return next((each for each in reversed(self.editions) if each.files.get(pdf) == sha256), None)
