"""Problems: what is wrong with a brief, where, and what to do about it; and the errors that carry them out.

The tree of errors, each with the exit code of the command that ends in it:

    BriefError
    ├── DoesNotHold      1   the brief or edition does not hold up
    ├── UnusableInput    2   the input cannot be used: unreadable, invalid, or neither text nor lock
    ├── OutsideFailed    3   disk, printer, mail, engine
    └── Undecidable      4   texts or ledger are wanting
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from pipeline.model.record import record, replace

Path = tuple[str | int, ...]
"""The way to a value in a spec: keys and indexes from the top, e.g. `("sections", 1, "judgements", 0, "text")`."""


class Exit(IntEnum):
    """Exit codes of the command."""

    DONE = 0
    DOES_NOT_HOLD = 1
    UNUSABLE_INPUT = 2
    OUTSIDE_FAILED = 3
    UNDECIDABLE = 4


class Severity(StrEnum):
    """An error stops the brief; a warning is printed and leaves it to the author."""

    ERROR = "error"
    WARNING = "warning"


@record
class Where:
    """A stretch of a spec: the value at `path`, and in it the characters `start` to `end` (None: to its end).

    `on_key` means the key itself rather than its value.
    """

    path: Path
    start: int = 0
    end: int | None = None
    on_key: bool = False


@record
class Place:
    """A stretch of one line of a file. Line and columns count characters from 1; `end_column` is exclusive."""

    file: str
    line: int = 0
    """0: the file as a whole."""
    column: int = 0
    end_column: int = 0
    text: str = ""
    """The whole line, for showing it."""


@record
class Problem:
    """One finding. `code` is a key of `CODES`; `notes` state facts ("passage says: …"), `hints` what to do."""

    code: str
    message: str
    where: Where | None = None
    place: Place | None = None
    notes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    def at(self, place: Place | None) -> Problem:
        """The same problem with its place in a file."""
        return replace(self, place=place)


_SHOWN_WORDS = 12
_SHOWN = 120


def shortened(words: str) -> str:
    """Words of an author for a message: of many or long ones their start."""
    many = words.split()
    start = " ".join(many[:_SHOWN_WORDS])
    if len(many) <= _SHOWN_WORDS and len(start) <= _SHOWN:
        return words
    return f"{start[:_SHOWN].rstrip()} …"


class BriefError(Exception):
    """Ends a command: carries all its problems and its exit code."""

    exit_code = Exit.UNUSABLE_INPUT

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"[{p.code}] {p.message}" for p in self.problems))


class DoesNotHold(BriefError):
    """The brief or edition does not hold up."""

    exit_code = Exit.DOES_NOT_HOLD


class UnusableInput(BriefError):
    """The input cannot be used."""

    exit_code = Exit.UNUSABLE_INPUT


class OutsideFailed(BriefError):
    """The disk, a printer, a mail server or an engine failed."""

    exit_code = Exit.OUTSIDE_FAILED


class Undecidable(BriefError):
    """Texts or a ledger that the question needs are wanting."""

    exit_code = Exit.UNDECIDABLE
