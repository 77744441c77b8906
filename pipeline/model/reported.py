"""A problem as data, as the JSON report and everything else that is told to programs has it."""

from __future__ import annotations

from typing import Any

from pipeline.model.codes import CODES
from pipeline.model.problem import Problem


def reported(problem: Problem, file: str) -> dict[str, Any]:
    """What docs/commands.md describes. `file` is where a problem stands that has no place of its own."""
    place = problem.place
    row = CODES.get(problem.code)
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "title": row.title if row else "",
        "message": problem.message,
        "file": file if place is None else place.file,
        "line": (place.line or None) if place else None,
        "column": (place.column or None) if place else None,
        "end_column": (place.end_column or None) if place else None,
        "notes": list(problem.notes),
        "hints": list(problem.hints),
    }
