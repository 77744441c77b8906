"""The outcome of verifying a file: what was checked, what came of it, and so whether it is a genuine edition."""

from __future__ import annotations

from enum import StrEnum

from pipeline.model.problem import Exit
from pipeline.model.record import record


class Outcome(StrEnum):
    """What came of one check."""

    PASSED = "passed"
    FAILED = "failed"
    UNCHECKED = "not checked"


class Verdict(StrEnum):
    """What the checks say together."""

    GENUINE = "genuine"
    NOT_GENUINE = "not genuine"
    UNDECIDABLE = "undecidable"

    @property
    def exit(self) -> Exit:
        """The exit code of a command that ends so."""
        return {
            Verdict.GENUINE: Exit.DONE,
            Verdict.NOT_GENUINE: Exit.DOES_NOT_HOLD,
            Verdict.UNDECIDABLE: Exit.UNDECIDABLE,
        }[self]


@record
class Check:
    """One check: a word for it, what came of it, that in a sentence, and what was found in detail."""

    name: str
    outcome: Outcome
    told: str
    details: tuple[str, ...] = ()


CHECKS = (
    "bytes",
    "ledger",
    "manifest",
    "revisions",
    "content",
    "attachments",
    "evidence",
    "key",
    "text",
    "tags",
    "metadata",
    "remake",
    "claims",
    "copy",
    "signature",
)
"""Every check by its name, in the order in which they are told; docs/verify.md explains each."""

DECISIVE = ("bytes", "ledger")
"""Without these two nobody can say that an edition is genuine, whatever else agrees."""


@record
class Verification:
    """What came of verifying one file, and which edition it says it is ("" and 0: it does not say)."""

    file: str
    brief: str
    edition: int
    key: str
    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Verdict:
        """Not genuine if any check failed; genuine only if the ledger vouches for the bytes."""
        if any(check.outcome is Outcome.FAILED for check in self.checks):
            return Verdict.NOT_GENUINE
        passed = {check.name for check in self.checks if check.outcome is Outcome.PASSED}
        return Verdict.GENUINE if passed.issuperset(DECISIVE) else Verdict.UNDECIDABLE


def passed(name: str, told: str, *details: str) -> Check:
    """A check that found nothing wrong."""
    return Check(name, Outcome.PASSED, told, details)


def failed(name: str, told: str, *details: str) -> Check:
    """A check that found something wrong."""
    return Check(name, Outcome.FAILED, told, details)


def unchecked(name: str, told: str, *details: str) -> Check:
    """A check that could not be made, and why."""
    return Check(name, Outcome.UNCHECKED, told, details)
