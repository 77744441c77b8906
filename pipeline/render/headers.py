"""Tables with spanning cells: what their elements say of spans, and of the headings that each cell belongs to.

Scope alone leaves it open how far a heading over several columns or rows reaches, so in such a table every cell
names its headings by their IDs (ISO 32000-1, 14.8.5.7; ISO 14289-1, 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.model.document import Cell, Row, Table
from pipeline.model.grid import starts
from pipeline.render.syntax import string


class Said(NamedTuple):
    """What the element of a cell says: its role, its ID if others name it, and its attributes."""

    role: str
    ident: str
    attributes: str


class _Place(NamedTuple):
    """A cell with its rows and columns, from and to."""

    cell: Cell
    top: int
    low: int
    left: int
    right: int


def said(table: Table, name: str) -> dict[Cell, Said]:
    """By cell, what its element says; `name` makes the IDs of this table's headings its own."""
    heads, body = list(_places(table.heads, len(table.columns))), list(_places(table.rows, len(table.columns)))
    idents = {place.cell: f"{name}.{number}" for number, place in enumerate(heads, 1)}
    rows: dict[int, list[_Place]] = {}
    for place in body:
        if place.cell.header:
            idents[place.cell] = f"{name}.{len(idents) + 1}"
            for row in range(place.top, place.low):
                rows.setdefault(row, []).append(place)
    out: dict[Cell, Said] = {}
    for place in heads:
        above = [head for head in heads if head.low <= place.top and _meet(head, place)]
        out[place.cell] = _said("TH", "Column", place, idents, above)
    for place in body:
        over = [head for head in heads if _meet(head, place)]
        beside = {head.cell: head for row in range(place.top, place.low) for head in rows.get(row, ())}
        others = [head for cell, head in beside.items() if cell is not place.cell and head.left < place.left]
        role, scope = ("TH", "Row") if place.cell.header else ("TD", "")
        out[place.cell] = _said(role, scope, place, idents, [*over, *others])
    return out


def _places(rows: Sequence[Row], width: int) -> Iterator[_Place]:
    begins, _ = starts([row.cells for row in rows], width)
    for number, (row, firsts) in enumerate(zip(rows, begins, strict=True)):
        for cell, first in zip(row.cells, firsts, strict=True):
            low, right = min(number + cell.rows, len(rows)), min(first + cell.columns, width)
            yield _Place(cell, number, low, first, right)


def _meet(one: _Place, other: _Place) -> bool:
    """Whether they share a column."""
    return one.left < other.right and other.left < one.right


def _said(role: str, scope: str, place: _Place, idents: dict[Cell, str], headings: Sequence[_Place]) -> Said:
    columns, rows = place.right - place.left, place.low - place.top
    entries = f"/Scope/{scope}" if scope else ""
    entries += f"/ColSpan {columns}" if columns > 1 else ""
    entries += f"/RowSpan {rows}" if rows > 1 else ""
    if headings:
        entries += f"/Headers[{''.join(string(idents[each.cell]) for each in headings)}]"
    return Said(role, idents.get(place.cell, ""), f"/A<</O/Table{entries}>>" if entries else "")
