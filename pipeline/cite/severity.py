"""How bad a problem is in this brief: a warning may be raised to an error, or accepted at its place with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model.acceptance import Acceptance
from pipeline.model.evidence import Accepted
from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.record import replace
from pipeline.model.spec import Spec


def settle(spec: Spec, problems: Iterable[Problem]) -> tuple[tuple[Problem, ...], tuple[Accepted, ...]]:
    """What stays to be told, and what the author has accepted.

    An acceptance covers the warnings of its code at its place and below it, raised ones too: whoever raises a warning
    asks for a mended brief or a printed reason. An acceptance that covers nothing is a warning itself.
    """
    acceptances = list(spec.acceptances())
    told: list[Problem] = []
    accepted: list[Accepted] = []
    for problem in problems:
        acceptance = next((each for each in acceptances if _covers(each, problem)), None)
        if acceptance:
            accepted.append(Accepted(problem, acceptance))
        elif problem.severity is Severity.WARNING and problem.code in spec.severity:
            told.append(replace(problem, severity=Severity.ERROR))
        else:
            told.append(problem)
    used = {each.acceptance.place for each in accepted}
    told += [_idle(each) for each in acceptances if each.place not in used]
    return tuple(told), tuple(accepted)


def _covers(acceptance: Acceptance, problem: Problem) -> bool:
    """Whether a warning stands at the acceptance's place or below it."""
    if problem.code != acceptance.code or problem.severity is not Severity.WARNING or problem.where is None:
        return False
    return problem.where.path[: len(acceptance.path)] == acceptance.path


def _idle(acceptance: Acceptance) -> Problem:
    message = f"there is no {acceptance.code} here to accept"
    where = Where(acceptance.place, on_key=True)
    return Problem("CITE025", message, where, hints=("remove it, or move it to its place",), severity=Severity.WARNING)
