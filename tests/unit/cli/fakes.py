"""Stand-ins for what `flow` gives, so that every shape of answer can be printed without a spec that provokes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.model.edition import Edition
from pipeline.model.evidence import Basis, Evidence, HeldClaim, Outcome
from pipeline.model.problem import Place, Problem, Severity, Where
from pipeline.model.spec import Role

SPEC = "specs/tomahawk.yaml"
LINE = "41 claims: 33 held against the lock, 8 without anything to hold, for the reader to judge"

NUMBER = Problem(
    "CITE002",
    'number "245 billion" is not in passage iuvinale:value',
    place=Place(SPEC, 31, 24, 35, "      Japan signed for 245 billion yen [@iuvinale:value]."),
    notes=("passage says: approximately 254 billion",),
    hints=('did you mean "254 billion"?',),
)
TABS = Problem("SPEC001", "tabs before it", place=Place(SPEC, 5, 10, 13, "\t- text:\t245 ships\n"))
WIDE = Problem(
    "CITE003", "wide characters", severity=Severity.WARNING, place=Place(SPEC, 1234, 7, 10, "  日本は 245 隻")
)
COMBINING = Problem("CITE004", "marks on letters", place=Place(SPEC, 2, 9, 12, "  cafe\u0301 245"))
WHOLE_FILE = Problem("FLOW001", "neither the texts nor a lock", place=Place(SPEC))
NOWHERE = Problem("BUG001", "a sentence without a place")
HOSTILE = Problem(
    "SPEC002",
    "\x1b[2Jcleared\u202e",
    place=Place("specs/a\x07b.yaml", 1, 4, 5, "a\x1b]0;x\u2066b"),
    notes=("two\nlines\x9b",),
    hints=("do\x00this", "then that"),
)
ALL = (NUMBER, TABS, WIDE, COMBINING, WHOLE_FILE, NOWHERE, HOSTILE)


def evidence(*problems: Problem, basis: Basis = Basis.LOCK) -> Evidence:
    outcomes = [Outcome.HELD] * 33 + [Outcome.UNHELD] * 8
    claims = tuple(HeldClaim(Where(()), "", Role.CLAIM, (), outcome) for outcome in outcomes)
    reason = HeldClaim(Where(()), "", Role.REASON, (), Outcome.HELD)
    return Evidence(basis, {}, (*claims, reason), (), problems)


def checked(*problems: Problem) -> Any:
    from pipeline.flow import Checked

    return Checked(SPEC, evidence(*problems), LINE, problems)


def built(*problems: Problem, new: bool = True, number: int = 1) -> Any:
    from pipeline.flow import Built

    folder = Path(f"out/tomahawk/{number}")
    edition = Edition("tomahawk", number, "3f2a9c1e" + "0" * 56, folder, folder / "tomahawk.pdf", 6, LINE)
    return Built(edition, new, evidence(*problems), problems)


def locked(*changed: str, problems: tuple[Problem, ...] = ()) -> Any:
    from pipeline.flow import Locked

    return Locked(Path("specs/tomahawk.lock"), changed, sources=1, passages=24, problems=problems)
