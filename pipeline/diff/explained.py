"""Changes of judgement are explained (ICD 203, D.6.e.(7)): why likelihood or confidence is another one than before."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.changes import Change, Changes
from pipeline.model.content import Unit
from pipeline.model.problem import Problem, Severity, Where


def explained(changes: Changes) -> Iterator[Problem]:
    """Warnings, by their place in the newer spec: a change without a reason, and a reason without a change."""
    by_unit = {id(change.after): change for change in changes.changes}
    number = changes.before.edition
    for unit in changes.after.units:
        if unit.kind != "judgement":
            continue
        change = by_unit.get(id(unit))
        if change and change.graded and "changed" not in unit.told:
            yield _unexplained(change, unit, number)
        elif "changed" in unit.told and not _explains(change):
            yield Problem(
                "JUDGE006",
                f"neither likelihood nor confidence has changed since edition {number}, so this reason isn't printed",
                Where((*unit.path, "changed"), on_key=True),
                hints=("remove changed: until one of them changes again",),
                severity=Severity.WARNING,
            )


def _unexplained(change: Change, unit: Unit, number: int) -> Problem:
    told = [f"{each.field} was {each.before or 'not stated'}" for each in change.graded]
    field = change.graded[0].field
    path = (*unit.path, field if field in unit.told else "text")
    return Problem(
        "JUDGE005",
        f"in edition {number} {' and '.join(told)}; no reason is given for the change",
        Where(path),
        hints=("say why, in a line changed: of this judgement; the brief prints it among its changes",),
        severity=Severity.WARNING,
    )


def _explains(change: Change | None) -> bool:
    """Whether a reason is printed: for a change, or because it is new itself."""
    if change is None or change.what != "altered":
        return False
    return bool(change.graded) or any(each.field == "changed" for each in change.differences)
