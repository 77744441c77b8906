"""Problems as SARIF 2.1.0 (OASIS Standard, 27 March 2020), which code hosts and editors show beside the lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline import __version__, flow
from pipeline.cli.human import in_order
from pipeline.cli.runs import Attempt, worst
from pipeline.model.codes import CODES
from pipeline.model.problem import Exit, Place, Problem

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def sarif(attempts: Sequence[Attempt[flow.Checked]]) -> Iterator[str]:
    """One SARIF log with one run, in ASCII, so that no locale can spoil it."""
    found = [(done.spec, problem) for done in attempts for problem in in_order(done.problems, done.spec)]
    codes = sorted({problem.code for _, problem in found})
    exit_ = worst(done.exit for done in attempts)
    run = {
        "tool": {"driver": {"name": "brief", "semanticVersion": __version__, "rules": [_rule(code) for code in codes]}},
        # 3.20.14: whether the tool did its work, not whether it liked what it saw.
        "invocations": [
            {"executionSuccessful": exit_ in {Exit.DONE, Exit.DOES_NOT_HOLD}, "exitCode": int(exit_)},
        ],
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, spec, codes.index(problem.code)) for spec, problem in found],
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _rule(code: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if row := CODES.get(code):
        rule["shortDescription"] = {"text": row.title}
        rule["defaultConfiguration"] = {"level": row.severity.value}
    rule["help"] = {"text": f"brief explain {code}"}
    return rule


def _result(problem: Problem, spec: str, rule: int) -> dict[str, Any]:
    said = [problem.message, *problem.notes, *(f"help: {hint}" for hint in problem.hints)]
    place = problem.place
    where: dict[str, Any] = {"artifactLocation": {"uri": _uri(spec if place is None else place.file)}}
    if place is not None and place.line:
        where["region"] = _region(place)
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity.value,
        "message": {"text": "\n".join(map(_whole, said))},
        "locations": [{"physicalLocation": where}],
    }


def _region(place: Place) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": place.line}
    if place.column:
        region |= {"startColumn": place.column, "endColumn": max(place.end_column, place.column + 1)}
    return region


def _uri(file: str) -> str:
    """A URI reference (RFC 3986): relative where the path is, so that it can be found in another checkout."""
    from urllib.parse import quote

    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(file.encode(errors="surrogateescape"))


def _whole(text: str) -> str:
    """Without lone surrogates, which UTF-8 cannot carry."""
    return text.encode(errors="replace").decode()
