"""Tables: columns as wide as their share and their longest word ask, rows that break between and within, a header that
comes again on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from pipeline.layout.block import FEW, SetBlock
from pipeline.layout.columns import Decimals, least_width, need, widths
from pipeline.layout.flow import Flow
from pipeline.layout.lines import SetLine
from pipeline.layout.looks import Look, colour
from pipeline.layout.measure import Measured
from pipeline.model.document import Row, Table
from pipeline.model.pages import Colour, Rect
from pipeline.model.theme import Theme

_WHOLE_LINES = 6
_WHOLE_SHARE = 0.2
"""A row is not divided while it has so few lines, or takes no more of a page."""

_HEADER_SHARE = 1 / 3
"""A header that takes more of a page is not repeated."""


class TableFlow:
    """Puts one table on the sheets."""

    def __init__(self, table: Table, flow: Flow, theme: Theme) -> None:
        self._table, self._flow, self._sheets = table, flow, flow.sheets
        self._cell, self._head = flow.looks["cell"], flow.looks["head"]
        self._pad_x, self._pad_y = theme.padding_x, theme.padding_y
        self._rule, self._hairline = colour(theme.rule), colour(theme.hairline)
        self._band = colour(theme.band) if theme.band else None

    def run(self) -> None:
        """Caption, header, rows."""
        table, flow, sheets = self._table, self._flow, self._sheets
        measured = [self._measured(row, self._cell) for row in table.rows]
        head = self._measured(table.header, self._head)
        self._fix_widths(head, measured)
        sheets.lay(wide=flow.wide)
        self._page = sheets.frame.top - sheets.frame.bottom
        if table.caption:
            flow.put(table.caption)
        header = self._block(table.header, head, self._head)
        header.rule, header.band, header.whole = self._rule, self._band, True
        rows = [self._block(row, cells, self._cell) for row, cells in zip(table.rows, measured, strict=True)]
        start = sum(self._start(row) for row in rows[:2])
        flow.release(header, start)
        if not sheets.fresh and not sheets.starts(header, start, sheets.owed):
            sheets.turn()  # below a figure nothing is held, and a header must not stand alone either
        sheets.put(header)
        if header.height <= _HEADER_SHARE * self._page:
            sheets.header = lambda: self._repeat(header)
        for i, row in enumerate(rows):
            if i and i == len(rows) - 2 and self._moves(row, rows[-1]):
                sheets.turn()
            sheets.put(row)
        sheets.header = None
        sheets.owe(self._cell.after)
        flow.wide = False

    def _measured(self, row: Row, look: Look) -> list[Measured]:
        flow = self._flow
        return [flow.setter.measure(flow.runs(cell, cell.kids, look)) for cell in row.cells]

    def _fix_widths(self, head: Sequence[Measured], rows: Sequence[Sequence[Measured]]) -> None:
        columns, pad = self._table.columns, 2 * self._pad_x
        cells = [[row[i] for row in (head, *rows) if i < len(row)] for i in range(len(columns))]
        needs = [need(column, pad) for column in cells]
        flow, sheets = self._flow, self._sheets
        flow.wide = least_width(needs) > sheets.measure
        self._measure = sheets.wide_measure if flow.wide else sheets.measure
        self._widths = widths(columns, needs, self._measure)
        self._lefts = [0.0, *accumulate(self._widths)]
        mark, setter = flow.document.labels.decimal, flow.setter
        self._decimals = {
            i: Decimals(setter, cells[i][1:], mark, self._widths[i] - pad)
            for i, column in enumerate(columns)
            if column.align == "decimal"
        }

    def _start_of(self, i: int, cell: Measured, lines: Sequence[SetLine], room: float) -> list[float]:
        """Where each line of a cell starts in its column."""
        align = self._table.columns[i].align
        if align == "decimal" and len(lines) == 1 and (start := self._decimals[i].start(cell)) is not None:
            return [start]
        return [0.0 if align == "left" else room - line.width for line in lines]

    def _block(self, row: Row, cells: Sequence[Measured], look: Look) -> SetBlock:
        """One row, set."""
        setter, columns = self._flow.setter, []
        for i, (_, cell) in enumerate(zip(self._table.columns, cells, strict=False)):
            room, left = max(self._widths[i] - 2 * self._pad_x, 1.0), self._lefts[i] + self._pad_x
            lines = setter.fill(cell, room, justify=False)
            starts = self._start_of(i, cell, lines, room)
            columns.append([SetLine(left + at, 0.0, line.parts) for at, line in zip(starts, lines, strict=True)])
        owner = row.cells[0] if row.cells else self._table
        block = SetBlock(owner, look, columns, 0.0, row.anchor, pad=self._pad_y)
        block.rule, block.measure = self._hairline, self._measure
        block.changed = row.anchor in self._flow.document.changed
        block.notes = self._flow.notes(columns, [kid for cell in row.cells for kid in cell.kids])
        block.whole = block.depth <= _WHOLE_LINES or block.height <= _WHOLE_SHARE * self._page
        return block

    @staticmethod
    def _start(row: SetBlock) -> float:
        """Height of the least part of a row that may begin a table."""
        return row.height if row.whole else FEW * row.look.leading + 2 * row.pad

    def _moves(self, row: SetBlock, last: SetBlock) -> bool:
        """Whether the last two rows go overleaf together, so that the last is not alone under the header."""
        both = row.height + last.height
        return row.whole and last.whole and not self._sheets.fresh and not self._sheets.fits(both)

    def _repeat(self, header: SetBlock) -> None:
        """The header at the head of a new page: an artifact, for the first one has been read."""
        sheets, page = self._sheets, self._sheets.page
        top = sheets.y
        sheets.y -= header.height
        if header.band:
            page.rects.append(self._under(header, header.height, header.band))
        sheets.write(header, 0, header.depth, top, page.furniture)
        if header.rule:
            page.rects.append(self._under(header, 0.5, header.rule))

    def _under(self, header: SetBlock, height: float, ink: Colour) -> Rect:
        sheets = self._sheets
        return Rect(sheets.frame.left, sheets.y, header.measure, height, ink)
