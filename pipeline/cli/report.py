"""Problems and evidence as JSON, for programs. docs/commands.md describes the format; its `version` grows with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline import __version__, flow
from pipeline.cli.human import in_order
from pipeline.cli.runs import Attempt, worst
from pipeline.model.evidence import Outcome
from pipeline.model.reported import reported
from pipeline.model.spec import Role

VERSION = 1
"""Grows when a reader of the format would have to change; new keys alone do not."""


def report(attempts: Sequence[Attempt[flow.Checked]]) -> Iterator[str]:
    """One JSON object, in ASCII, so that no locale can spoil it."""
    whole = {
        "version": VERSION,
        "tool": {"name": "brief", "version": __version__},
        "exit": int(worst(done.exit for done in attempts)),
        "briefs": [_brief(done) for done in attempts],
    }
    yield json.dumps(whole, indent=2)


def _brief(done: Attempt[flow.Checked]) -> dict[str, Any]:
    return {
        "file": done.spec,
        "exit": int(done.exit),
        "evidence": None if done.result is None else _evidence(done.result),
        "problems": [reported(problem, done.spec) for problem in in_order(done.problems, done.spec)],
    }


def _evidence(checked: flow.Checked) -> dict[str, Any]:
    evidence = checked.evidence

    def counted(role: Role) -> dict[str, int]:
        return {outcome.value: evidence.count(outcome, role) for outcome in Outcome}

    return {
        "basis": evidence.basis.value,
        "claims": counted(Role.CLAIM),
        "reasons": counted(Role.REASON),
        "accepted": [
            {"code": each.problem.code, "message": each.problem.message, "because": each.acceptance.because.text}
            for each in evidence.accepted
        ],
        "line": checked.line,
    }
