"""The editions of a brief, as its ledger tells of them and as its files are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import publish
from pipeline.model.edition import Published
from pipeline.model.problem import Problem, UnusableInput
from pipeline.model.record import record

if TYPE_CHECKING:
    from pipeline.model.edition import Ledger
    from pipeline.world import World

_LIMIT = 2**21


@record
class Row:
    """One edition. `state` is empty where nobody looked, `whole`, or says which file is not as it was published."""

    edition: Published
    pdf: Path
    state: str


@record
class Listed:
    """A brief's editions in their order. `verified`: their files were held against the ledger."""

    brief: str
    ledger: Path
    rows: tuple[Row, ...]
    verified: bool
    problems: tuple[Problem, ...] = ()


def listed(world: World, name: str, out: Path, *, last: int | None = None, verify: bool = False) -> Listed:
    """The editions of the brief that a spec, a name or a folder means; the newest `last` only.

    Raises UnusableInput (VERIFY003) if there is no ledger, DoesNotHold (PUB004) if it was tampered with.
    """
    ledger = publish.read_ledger(world.files, _ledger(world, name, out))
    chosen = ledger.editions if last is None else ledger.editions[-last:]
    rows = tuple(_row(world, ledger, each, verify=verify) for each in chosen)
    lost = tuple(_lost(ledger, row) for row in rows if row.state not in {"", "whole"})
    return Listed(ledger.brief, ledger.path, rows, verify, lost)


def _ledger(world: World, name: str, out: Path) -> Path:
    """Where the ledger lies. A spec is read for its name only, so that one with mistakes has editions too."""
    path = Path(name)
    if path.suffix in {".yaml", ".yml"}:
        from pipeline import read

        try:
            brief = read.name(world.files.read(path, _LIMIT))
        except OSError as error:
            hint = "name a spec, a brief, or its folder in out"
            told = f"{name} can't be read: {error.strerror or error}"
            raise UnusableInput([Problem("READ001", told, hints=(hint,))]) from error
        path = out / brief
    elif not world.files.exists(path):
        path = out / name
    (found, *others) = publish.ledgers(world.files, path)
    if others:
        names = ", ".join(each.parent.name for each in (found, *others)[:8])
        raise UnusableInput([Problem("VERIFY003", f"{name} has several briefs", hints=(f"name one of: {names}",))])
    return found


def _row(world: World, ledger: Ledger, edition: Published, *, verify: bool) -> Row:
    pdf = ledger.path.parent / str(edition.number) / f"{ledger.brief}.pdf"
    if not verify:
        return Row(edition, pdf, "")
    states = {name: publish.state_of(world.files, ledger, edition, name) for name in sorted(edition.files)}
    wrong = [f"{name} {state}" for name, state in states.items() if state != "as published"]
    return Row(edition, pdf, ", ".join(wrong) or "whole")


def _lost(ledger: Ledger, row: Row) -> Problem:
    where = ledger.path.parent / str(row.edition.number)
    hint = "restore it from a copy; its hash stands in the ledger"
    return Problem("PUB006", f"{where} is not as it was published: {row.state}", hints=(hint,))
