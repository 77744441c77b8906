"""Tables: columns as wide as their share and their longest word ask, rows that break between and within, a header that
comes again on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from pipeline.layout.block import FEW, SetBlock
from pipeline.layout.columns import Decimals, least_width, need, spread, widths
from pipeline.layout.flow import Flow
from pipeline.layout.lines import SetLine
from pipeline.layout.looks import Look, colour
from pipeline.layout.measure import Measured
from pipeline.model.document import Cell, Row, Table
from pipeline.model.grid import starts
from pipeline.model.pages import Colour, Rect
from pipeline.model.theme import Theme

if TYPE_CHECKING:
    from pipeline.layout.spans import Group

_WHOLE_LINES = 6
_WHOLE_SHARE = 0.2
"""A row is not divided while it has so few lines, or takes no more of a page."""

_HEADER_SHARE = 1 / 3
"""A header that takes more of a page is not repeated."""


class _Placed(NamedTuple):
    """A cell with the columns that it stands in, from and to, and its words."""

    cell: Cell
    first: int
    until: int
    text: Measured

    @property
    def width(self) -> int:
        """How many columns it spans."""
        return self.until - self.first


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
        self._fix_widths(heads := self._placed(table.heads, self._head), body := self._placed(table.rows, self._cell))
        sheets.lay(wide=flow.wide)
        self._page = sheets.frame.top - sheets.frame.bottom
        if table.caption:
            flow.put(table.caption)
        header = self._header(heads)
        units = self._units(body)
        start = sum(self._start(unit) for unit in units[:2])
        first = header if isinstance(header, SetBlock) else self._stand_in(header)
        flow.release(first, start)
        if not sheets.fresh and not sheets.starts(first, start, sheets.owed):
            sheets.turn()  # below a figure nothing is held, and a header must not stand alone either
        again = [header] if isinstance(header, SetBlock) else header.blocks()
        low = header.height <= _HEADER_SHARE * self._page
        self._put(header)
        if low:
            sheets.header = lambda: self._repeat(again)
        for i, unit in enumerate(units):
            if i and i == len(units) - 2 and self._moves(unit, units[-1]):
                sheets.turn()
            self._put(unit)
        sheets.header = None
        sheets.owe(self._cell.after)
        flow.wide = False

    def _put(self, unit: SetBlock | Group) -> None:
        if isinstance(unit, SetBlock):
            self._sheets.put(unit)
        else:
            unit.put(self._sheets)

    # ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _placed(self, rows: Sequence[Row], look: Look) -> list[list[_Placed]]:
        """Cells by row, measured, each with its columns; what stands beyond the last column is left out."""
        flow, count = self._flow, len(self._table.columns)
        begins: Sequence[Sequence[int]] = [range(count)] * len(rows)
        if self._table.spanning:
            begins, _ = starts([row.cells for row in rows], count)
        return [
            [
                _Placed(cell, at, min(at + cell.columns, count), flow.setter.measure(flow.runs(cell, cell.kids, look)))
                for cell, at in zip(row.cells, firsts, strict=False)
                if at < count
            ]
            for row, firsts in zip(rows, begins, strict=True)
        ]

    def _fix_widths(self, heads: Sequence[Sequence[_Placed]], rows: Sequence[Sequence[_Placed]]) -> None:
        columns, pad = self._table.columns, 2 * self._pad_x
        cells = [placed for row in (*heads, *rows) for placed in row]
        single: list[list[Measured]] = [[] for _ in columns]
        for placed in cells:
            if placed.until == placed.first + 1:
                single[placed.first].append(placed.text)
        needs = [need(column, pad) for column in single]
        for placed in sorted((each for each in cells if each.until > each.first + 1), key=lambda each: each.width):
            needs = spread(needs, placed.first, placed.width, need([placed.text], pad))
        flow, sheets = self._flow, self._sheets
        flow.wide = least_width(needs) > sheets.measure
        self._measure = sheets.wide_measure if flow.wide else sheets.measure
        self._widths = widths(columns, needs, self._measure)
        self._lefts = [0.0, *accumulate(self._widths)]
        mark, setter = flow.document.labels.decimal, flow.setter
        headed = [
            sum(each.first == i and each.width == 1 for row in heads for each in row) for i in range(len(columns))
        ]
        self._decimals = {
            i: Decimals(setter, single[i][headed[i] :], mark, self._widths[i] - pad)
            for i, column in enumerate(columns)
            if column.align == "decimal"
        }

    def _lines(self, placed: _Placed) -> list[SetLine]:
        """A cell in lines, from the left edge of the table on. Over several columns it stands in their middle, unless
        one of them starts at the left.
        """
        left, right = self._lefts[placed.first] + self._pad_x, self._lefts[placed.until] - self._pad_x
        room = max(right - left, 1.0)
        lines = self._flow.setter.fill(placed.text, room, justify=False)
        if placed.until == placed.first + 1:
            begins = self._start_of(placed.first, placed.text, lines, room)
        elif any(column.align == "left" for column in self._table.columns[placed.first : placed.until]):
            begins = [0.0] * len(lines)
        else:
            begins = [(room - line.width) / 2 for line in lines]
        return [SetLine(left + at, 0.0, line.parts) for at, line in zip(begins, lines, strict=True)]

    def _start_of(self, i: int, cell: Measured, lines: Sequence[SetLine], room: float) -> list[float]:
        """Where each line of a cell starts in its column."""
        align = self._table.columns[i].align
        if align == "decimal" and len(lines) == 1 and (start := self._decimals[i].start(cell)) is not None:
            return [start]
        return [0.0 if align == "left" else room - line.width for line in lines]

    # ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _block(self, row: Row, cells: Sequence[_Placed], look: Look) -> SetBlock:
        """One row, set: the columns of its cells."""
        columns = [self._lines(placed) for placed in cells]
        owner = row.cells[0] if row.cells else self._table
        block = SetBlock(owner, look, columns, 0.0, row.anchor, pad=self._pad_y)
        block.rule, block.measure = self._hairline, self._measure
        block.changed = row.anchor in self._flow.document.changed
        block.notes = self._flow.notes(columns, [kid for placed in cells for kid in placed.cell.kids])
        block.whole = block.depth <= _WHOLE_LINES or block.height <= _WHOLE_SHARE * self._page
        return block

    def _header(self, heads: Sequence[Sequence[_Placed]]) -> SetBlock | Group:
        """The header: its last row bears the rule, those above one under each heading over several columns."""
        if len(heads) == 1:
            block = self._block(self._table.header, heads[0], self._head)
            block.rule, block.band, block.whole = self._rule, self._band, True
            return block
        group = self._group(self._table.heads, heads, self._head)
        group.header = True
        for block, cells in zip(group.rows, heads, strict=True):
            block.band, block.whole = self._band, True
            block.rules = tuple(
                (self._lefts[each.first] + self._pad_x, self._lefts[each.until] - self._pad_x)
                for each in cells
                if each.width > 1
            )
            block.rule = self._hairline if block.rules else None
        group.rows[-1].rule, group.rows[-1].rules = self._rule, ()
        return group

    def _units(self, body: Sequence[Sequence[_Placed]]) -> list[SetBlock | Group]:
        """Rows, those together that a cell joins."""
        out: list[SetBlock | Group] = []
        rows, at = self._table.rows, 0
        while at < len(rows):
            number = stop = at
            while number <= stop < len(rows):
                deepest = max([placed.cell.rows for placed in body[number]], default=1)
                stop = min(max(stop, number + deepest - 1), len(rows) - 1)
                number += 1
            some, cells, at = rows[at:number], body[at:number], number
            joined = len(some) > 1
            out.append(self._group(some, cells, self._cell) if joined else self._block(some[0], cells[0], self._cell))
        return out

    def _group(self, rows: Sequence[Row], body: Sequence[Sequence[_Placed]], look: Look) -> Group:
        """Joined rows, set."""
        from pipeline.layout.spans import Group, Tall  # a brief without such rows need not wait for it

        blocks, orders, talls = [], [], []
        for number, (row, cells) in enumerate(zip(rows, body, strict=True)):
            deep = [min(placed.cell.rows, len(rows) - number) for placed in cells]
            blocks.append(self._block(row, [each for each, count in zip(cells, deep, strict=True) if count == 1], look))
            orders.append([order for order, count in enumerate(deep) if count == 1])
            for order, (placed, count) in enumerate(zip(cells, deep, strict=True)):
                if count > 1:
                    lines = self._lines(placed)
                    notes = self._flow.notes([lines], placed.cell.kids)
                    left, right = self._lefts[placed.first], self._lefts[placed.until]
                    talls.append(Tall(number, count, order, left, right, lines, notes))
        return Group(blocks, orders, talls, self._page)

    @staticmethod
    def _stand_in(header: Group) -> SetBlock:
        """A block as high as a header of several rows."""
        row = header.rows[0]
        block = SetBlock(row.owner, row.look, [], 0.0, pad=row.pad)
        block.depth, block.whole = ceil((header.height - 2 * row.pad) / row.look.leading), True
        return block

    @staticmethod
    def _start(unit: SetBlock | Group) -> float:
        """Height of the least part of a row that may begin a table."""
        if not isinstance(unit, SetBlock):
            return unit.start
        return unit.height if unit.whole else FEW * unit.look.leading + 2 * unit.pad

    def _moves(self, unit: SetBlock | Group, last: SetBlock | Group) -> bool:
        """Whether the last two rows go overleaf together, so that the last is not alone under the header."""
        if not (isinstance(unit, SetBlock) and isinstance(last, SetBlock)):
            return False
        both = unit.height + last.height
        return unit.whole and last.whole and not self._sheets.fresh and not self._sheets.fits(both)

    def _repeat(self, header: Sequence[SetBlock]) -> None:
        """The header at the head of a new page: an artifact, for the first one has been read."""
        sheets, page = self._sheets, self._sheets.page
        for block in header:
            top = sheets.y
            sheets.y -= block.height
            if block.band:
                page.rects.append(self._under(0.0, block.measure, block.height, block.band))
            sheets.write(block, 0, block.depth, top, page.furniture)
            if block.rule:
                stretches = block.rules or ((0.0, block.measure),)
                page.rects += [self._under(x, until - x, 0.5, block.rule) for x, until in stretches]

    def _under(self, x: float, width: float, height: float, ink: Colour) -> Rect:
        sheets = self._sheets
        return Rect(sheets.frame.left + x, sheets.y, width, height, ink)
