"""Problems as annotations of GitHub Actions.

Workflow commands, as GitHub's runner reads them: `::error file=…,line=…::message`. Values escape `%`, CR and LF, and
properties `:` and `,` besides. GitHub shows ten errors and ten warnings of a step.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import flow
from pipeline.cli.characters import visible
from pipeline.cli.human import in_order
from pipeline.cli.runs import Attempt
from pipeline.model.problem import Problem


def github(attempts: Sequence[Attempt[flow.Checked]]) -> Iterator[str]:
    """One annotation a problem."""
    for done in attempts:
        for problem in in_order(done.problems, done.spec):
            yield _annotation(problem, done.spec)


def _annotation(problem: Problem, spec: str) -> str:
    place = problem.place
    properties: dict[str, str | int] = {"file": spec if place is None else place.file}
    if place is not None and place.line:
        properties["line"] = place.line
        if place.column:
            properties |= {"col": place.column, "endColumn": max(place.end_column, place.column + 1)}
    properties["title"] = problem.code
    helps = (f"help: {hint}" for hint in problem.hints)
    notes = (line for note in problem.notes for line in note.splitlines())
    message = "\n".join(map(visible, [problem.message, *notes, *helps]))
    said = ",".join(f"{name}={_property(visible(str(value)))}" for name, value in properties.items())
    return f"::{problem.severity} {said}::{_value(message)}"


def _value(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")
