"""What two briefs are compared by: the contents of a spec, of an edition, of the edition before the one being made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline import cite, compose, read
from pipeline.material import words_of
from pipeline.model.problem import Problem, Severity, UnusableInput
from pipeline.model.record import replace

if TYPE_CHECKING:
    from pipeline.model.changes import Changes
    from pipeline.model.content import Content
    from pipeline.model.spec import Spec
    from pipeline.publish import Session


def kept_as(brief: str) -> str:
    """The name of the canonical spec in an edition's folder and in its PDF."""
    return f"{brief}.yaml"


def content_of(spec: Spec, edition: int = 0) -> Content:
    """What a brief says. No text of a source is needed for it, and no lock."""
    return compose.content(spec, cite.quantities(spec), words_of(spec), edition)


def since(session: Session, spec: Spec, number: int) -> tuple[Changes | None, tuple[Problem, ...]]:
    """What changed since edition `number`, the newest one, and what of it asks for a reason; None if nobody can tell.

    Why it can't be told is among the problems of the session or among these. The predecessor is an input like any other:
    its spec is what the ledger vouches for, so that the same ledger and spec give the same bytes.
    """
    from pipeline import diff

    if not number or not spec.changes or (data := session.before(kept_as(spec.id))) is None:
        return None, ()
    try:
        before = read.spec(data, kept_as(spec.id)).spec
    except UnusableInput as error:
        return None, (_unreadable(number, error.problems),)
    found = diff.changes(content_of(before, number), content_of(spec, number + 1))
    return found, tuple(_raised(spec, diff.explained(found)))


def _raised(spec: Spec, problems: Iterable[Problem]) -> Iterable[Problem]:
    """Warnings that this brief asks to be stopped by are errors."""
    for problem in problems:
        yield replace(problem, severity=Severity.ERROR) if problem.code in spec.severity else problem


def _unreadable(number: int, problems: Iterable[Problem]) -> Problem:
    return Problem(
        "PUB008",
        f"what changed since edition {number} can't be told: this version of brief does not read its spec",
        notes=tuple(f"{each.code}: {each.message}" for each in problems)[:3],
        severity=Severity.WARNING,
    )
