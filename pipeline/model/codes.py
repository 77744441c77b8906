"""The catalogue of problems: every code, its title, how bad it is, and the exit code of a run that it stops.

docs/problems/CODE.md explains each; `brief explain CODE` prints that page. A code is never reused or renumbered.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model.problem import Exit, Severity


class Code(NamedTuple):
    """One kind of problem. `exit` is the exit code of a run whose worst problem it is; warnings stop nothing."""

    code: str
    title: str
    severity: Severity
    exit: Exit


_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_DONE, _FAILS, _UNUSABLE, _OUTSIDE = Exit.DONE, Exit.DOES_NOT_HOLD, Exit.UNUSABLE_INPUT, Exit.OUTSIDE_FAILED

_FAMILIES: tuple[tuple[Code, ...], ...] = (
    (Code("FLOW001", "neither the texts nor a lock", _ERROR, _UNUSABLE),),
    (Code("FONT001", "no font of the theme has this character", _ERROR, _UNUSABLE),),
    (Code("THEME001", "unknown theme", _ERROR, _UNUSABLE),),
    (
        Code("BUG001", "brief met something it does not foresee", _ERROR, _UNUSABLE),
        Code("SYSTEM001", "the operating system refused", _ERROR, _OUTSIDE),
    ),
)

CODES: dict[str, Code] = {row.code: row for family in _FAMILIES for row in family}
"""All codes, family by family."""
