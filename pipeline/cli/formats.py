"""The ways to report problems besides the one for people. A new one is a module here and a row of this table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline import flow
    from pipeline.cli.runs import Attempt

    Format = Callable[[Sequence[Attempt[flow.Checked]]], Iterable[str]]
    """What came of the specs, as lines."""


def _short() -> Format:
    from pipeline.cli.short import short

    return short


def _json() -> Format:
    from pipeline.cli.report import report

    return report


def _sarif() -> Format:
    from pipeline.cli.sarif import sarif

    return sarif


def _github() -> Format:
    from pipeline.cli.github import github

    return github


FORMATS: dict[str, Callable[[], Format]] = {"short": _short, "json": _json, "sarif": _sarif, "github": _github}
"""Each loads its module when asked: a run needs one at most."""
