"""Titles and labels: they state no figure or date except through a fact, since nothing is cited there."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.cite.atoms import Reader
from pipeline.cite.checks.figures import counts_sources
from pipeline.cite.claims import claims_in
from pipeline.model.atoms import Atoms, DateAtom, Number
from pipeline.model.problem import Path, Problem, Where
from pipeline.model.spec import Stated

_HINT = "leave it to the text, where it can be cited; a section's title may print a fact: {fact}"


def titles(stated: Stated, reader: Reader, sources: int) -> Iterator[Problem]:
    """Figures and dates in a title that is prose."""
    for said in claims_in(stated, reader):
        for atom in _uncited(said.atoms, sources):
            yield _problem(atom, said.at(atom.start, atom.end))


def title(path: Path, text: str, reader: Reader, sources: int) -> Iterator[Problem]:
    """Figures and dates in a title that is a plain text."""
    for atom in _uncited(reader.read(text), sources) if text else ():
        yield _problem(atom, Where(path, atom.start, atom.end))


def _uncited(atoms: Atoms, sources: int) -> Iterator[Number | DateAtom]:
    """All but `one` and `first`, and the number of the brief's own sources."""
    yield from (number for number in atoms.numbers if not number.weak and not counts_sources(number, sources))
    yield from atoms.dates


def _problem(atom: Number | DateAtom, where: Where) -> Problem:
    return Problem("CITE017", f'"{atom.text}" stands in a title without a source', where, hints=(_HINT,))
