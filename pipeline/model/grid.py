"""The grid of a table: which cell stands where, when some span several columns or rows.

Rows list the cells that begin in them, from left to right; a cell takes the first column that none from above spans
(HTML, 4.9.12).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol


class Spanning(Protocol):
    """A cell as the grid sees it."""

    @property
    def columns(self) -> int:
        """How many columns it spans, from 1."""

    @property
    def rows(self) -> int:
        """How many rows it spans, from 1."""


class GridFault(NamedTuple):
    """What does not fit: a cell too wide, too deep, or over another one; or a row whose cells fill too few columns.

    `fits` is how many columns or rows there are: for the cell, or for the row's cells in all.
    """

    row: int
    cell: int
    what: Literal["wide", "deep", "over", "short"]
    fits: int = 0


def starts(rows: Sequence[Sequence[Spanning]], width: int) -> tuple[list[list[int]], list[GridFault]]:
    """By row and cell, the column that the cell begins in, from 0; and what does not fit into `width` columns."""
    free_from, found = [0] * width, []
    """By column, the first row that no cell from above reaches into."""
    faults: list[GridFault] = []
    for number, row in enumerate(rows):
        at, begins = 0, []
        for index, cell in enumerate(row):
            while at < width and free_from[at] > number:
                at += 1
            begins.append(at)
            reached = range(at, min(at + cell.columns, width))
            if at + cell.columns > width:
                faults.append(GridFault(number, index, "wide", width - at))
            elif any(free_from[column] > number for column in reached):
                faults.append(GridFault(number, index, "over"))
            if number + cell.rows > len(rows):
                faults.append(GridFault(number, index, "deep", len(rows) - number))
            for column in reached:
                free_from[column] = max(free_from[column], number + cell.rows)
            at += cell.columns
        filled = sum(until > number for until in free_from)
        if filled < width:
            faults.append(GridFault(number, len(row), "short", filled))
        found.append(begins)
    return found, faults
