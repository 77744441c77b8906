"""Rows that cells join by spanning them: drawn page by page, so that a cell goes on overleaf with its rows.

What is drawn on one page is a fragment: rows, the last one perhaps not to its end, and of each cell that spans them as
many lines as have room beside them. A short one that was read to its end before is shown again overleaf, as the header
is: an artifact.
"""

from __future__ import annotations

from math import ceil
from typing import NamedTuple

from pipeline.layout.block import FEW, SetBlock
from pipeline.layout.lines import SetLine
from pipeline.layout.sheets import Sheets
from pipeline.model.record import fresh, mutable

_ROUNDING = 1e-6
_LABEL = 6
"""A cell of so many lines says what its rows are about, and is shown again; a longer one is read once."""

_TOGETHER = 1 / 3
"""Joined rows go overleaf together while they take no more of a page."""


@mutable
class Tall:
    """A cell over several rows, in lines. Rows are counted within the group."""

    first: int
    rows: int
    order: int
    """Its number among the cells of its first row."""
    left: float
    right: float
    """Edges of its columns."""
    lines: list[SetLine]
    notes: dict[int, list[SetBlock]]
    shown: int = 0
    """How many of its lines were drawn."""

    @property
    def last(self) -> int:
        """The last of its rows."""
        return self.first + self.rows - 1


class Piece(NamedTuple):
    """Lines of one row, from and to; `top` is how far down in the fragment they start, in points."""

    row: int
    start: int
    stop: int
    top: float


@mutable
class Group:
    """Joined rows: of each a block with the columns of the cells that do not span others, and the cells that do."""

    rows: list[SetBlock]
    orders: list[list[int]]
    """By row and column, the number of the cell among those of its row."""
    talls: list[Tall]
    page: float
    """Height of a page's text."""
    header: bool = False
    depths: list[int] = fresh(list)
    """Lines of each row, so that the tall cells fit when all stand on one page."""

    def __post_init__(self) -> None:
        self.depths = [max(row.depth, 1) for row in self.rows]
        for tall in sorted(self.talls, key=lambda each: each.rows):
            pad, leading = self._measures
            own = self.depths[tall.first : tall.last + 1]
            lacks = ceil(len(tall.lines) - sum(own) - 2 * pad * (len(own) - 1) / leading - _ROUNDING)
            for each in range(max(lacks, 0)):
                self.depths[tall.first + each % tall.rows] += 1

    @property
    def _measures(self) -> tuple[float, float]:
        return self.rows[0].pad, self.rows[0].look.leading

    @property
    def height(self) -> float:
        """Of all rows, if they stand on one page."""
        pad, leading = self._measures
        return sum(self.depths) * leading + 2 * pad * len(self.depths)

    @property
    def together(self) -> bool:
        """Whether it is not divided where the next page can hold it."""
        return self.header or self.height <= _TOGETHER * self.page

    @property
    def start(self) -> float:
        """Height of the least part that may begin a table."""
        if self.together:
            return self.height
        row = self.rows[0]
        return (max(row.depth, 1) if row.whole else FEW) * row.look.leading + 2 * row.pad

    def put(self, sheets: Sheets) -> None:
        """Put the rows where they fit: together, or from here on and overleaf."""
        whole = self.height + self._notes(0, len(self.rows))
        if self.together and not sheets.fresh and not sheets.fits(whole):
            sheets.turn()
        if not sheets.fits(whole):
            self.depths = [max(row.depth, 1) for row in self.rows]  # the last row alone grows, where it ends
        row = line = 0
        while row < len(self.rows):
            pieces = self._fitting(sheets, row, line)
            if pieces:
                self._draw(sheets, pieces)
                row, line = pieces[-1].row, pieces[-1].stop
                if not self._needed(row, line, 0.0, {}):
                    row, line = row + 1, 0
            if row < len(self.rows):
                sheets.turn()

    def blocks(self) -> list[SetBlock]:
        """All rows as they stand on one page; nothing counts as drawn."""
        pieces, top = [], 0.0
        pad, leading = self._measures
        for row, depth in enumerate(self.depths):
            pieces.append(Piece(row, 0, depth, top))
            top += depth * leading + 2 * pad
        made, _ = self._blocks(pieces)
        for tall in self.talls:
            tall.shown = 0
        return made

    # ── what fits ───────────────────────────────────────────────────────────────────────────────────────────────────

    def _needed(self, row: int, line: int, top: float, tops: dict[Tall, float]) -> int:
        """How many lines a row needs from `line` on, where it starts `top` points down in a fragment; 0: it is done.

        `tops` tells where in the fragment tall cells start; one that it does not hold went on from the page before.
        """
        _, leading = self._measures
        needed = self.depths[row] if not line else max(self.rows[row].depth - line, 0)
        for tall in self.talls:
            if tall.last != row:
                continue
            left = len(tall.lines) - tall.shown
            if not left and not line and tall.first < row and len(tall.lines) <= _LABEL:
                left = len(tall.lines)
            if left:
                needed = max(needed, ceil(left - (top - tops.get(tall, 0.0)) / leading - _ROUNDING))
        return needed

    def _fitting(self, sheets: Sheets, row: int, line: int) -> list[Piece]:
        """The fragment that fits on the page, from a line of a row on; nothing where it must be another page."""
        pad, leading = self._measures
        first, begin, top, needed, notes, pieces = row, line, 0.0, 0, 0.0, list[Piece]()
        tops: dict[Tall, float] = {}
        while row < len(self.rows):
            if not line:
                tops |= {tall: top for tall in self.talls if tall.first == row}
            needed = self._needed(row, line, top, tops)
            notes = self._notes(first, row + 1, begin)
            if not sheets.fits(top + needed * leading + 2 * pad + notes):
                break
            pieces.append(Piece(row, line, line + needed, top))
            row, line, top = row + 1, 0, top + needed * leading + 2 * pad
        if row == len(self.rows):
            return pieces
        fits = int((sheets.room - top - notes - 2 * pad + _ROUNDING) / leading)
        fits = min(fits, needed - FEW) if not self.rows[row].whole or needed > self.depths[row] else 0
        if fits >= FEW:
            pieces.append(Piece(row, line, line + fits, top))
        elif not pieces and sheets.fresh and not sheets.foot.carried:
            # A piece alone on its page; with notes too long for it, it is divided again where it is put.
            fits = int((sheets.room - 2 * pad + _ROUNDING) / leading)
            pieces.append(Piece(row, line, line + max(min(fits, needed), 1), top))
        return pieces

    def _notes(self, first: int, stop: int, line: int = 0) -> float:
        """Height of the notes that these rows mark, the first from `line` on, and no less than they take of a page."""
        some = [notes for at, notes in self.rows[first].notes.items() if at >= line] if first < stop else []
        some += [notes for row in self.rows[first + 1 : stop] for notes in row.notes.values()]
        for tall in self.talls:
            if tall.first < stop and first <= tall.last:
                some += [notes for at, notes in tall.notes.items() if at >= tall.shown]
        return sum(note.height + note.after + note.look.leading for notes in some for note in notes)

    # ── what is drawn ───────────────────────────────────────────────────────────────────────────────────────────────

    def _draw(self, sheets: Sheets, pieces: list[Piece]) -> None:
        blocks, again = self._blocks(pieces)
        for number, block in enumerate(blocks):
            sheets.put(block)
            if not number and again.columns:
                sheets.write(again, 0, again.depth, sheets.y + block.height, sheets.page.furniture)

    def _blocks(self, pieces: list[Piece]) -> tuple[list[SetBlock], SetBlock]:
        """The blocks of a fragment, and what is shown again beside the first of them. Tall cells count as drawn."""
        leading = self.rows[0].look.leading
        begun: list[_Begun] = []
        again: list[list[SetLine]] = []
        for tall in self.talls:
            inside = [piece for piece in pieces if tall.first <= piece.row <= tall.last]
            if not inside:
                continue
            reached = inside[-1].top - inside[0].top + (inside[-1].stop - inside[-1].start) * leading
            room, left = int((reached + _ROUNDING) / leading), tall.lines[tall.shown :]
            if not left and len(tall.lines) <= min(room, _LABEL):
                again.append(tall.lines)
            elif left:
                take = _take(left, room)
                drop = reached - take * leading if self.header and len(pieces) == len(self.rows) else 0.0
                begun.append(_Begun(inside[0], tall, tall.shown, take, drop))
                tall.shown += take
        blocks = [self._block(piece, [each for each in begun if each.at is piece]) for piece in pieces]
        if not self.header:
            blocks[-1].rules = ()
        return blocks, SetBlock(self.rows[0].owner, self.rows[0].look, again, 0.0, pad=self.rows[0].pad)

    def _block(self, piece: Piece, begun: list[_Begun]) -> SetBlock:
        """A row's own columns and those of the tall cells that start beside it, in the order of reading."""
        row, start, stop = self.rows[piece.row], piece.start, piece.stop
        own = zip(self.orders[piece.row], row.columns, strict=True)
        columns = [(0, order, column[start:stop], 0.0) for order, column in own]
        notes = {at - start: list(some) for at, some in row.notes.items() if start <= at < stop}
        for _, tall, shown, take, drop in begun:
            columns.append((tall.first - piece.row, tall.order, tall.lines[shown : shown + take], drop))
            for at in range(shown, shown + take) if tall.notes else ():
                notes.setdefault(at - shown, []).extend(tall.notes.get(at, ()))
        columns.sort(key=lambda each: each[:2])
        block = SetBlock(row.owner, row.look, [lines for _, _, lines, _ in columns], 0.0, "" if start else row.anchor)
        block.depth, block.pad, block.whole, block.measure = stop - start, row.pad, True, row.measure
        block.drops = {at: drop for at, (_, _, _, drop) in enumerate(columns) if drop}
        block.notes = {at: some for at, some in notes.items() if some}
        block.rule, block.band = row.rule, row.band
        block.rules = row.rules if self.header else self._rules(piece.row)
        return block

    def _rules(self, row: int) -> tuple[tuple[float, float], ...]:
        """Where a rule stands under a row: not across the cells that go on below it."""
        out, at = [], 0.0
        for tall in sorted(self.talls, key=lambda each: each.left):
            if tall.first <= row < tall.last:
                out.append((at, tall.left))
                at = tall.right
        return tuple((x, until) for x, until in (*out, (at, self.rows[row].measure)) if until - x > _ROUNDING)


class _Begun(NamedTuple):
    """A tall cell in a fragment: the piece it starts beside, its lines there, and how far below others it starts."""

    at: Piece
    tall: Tall
    shown: int
    take: int
    drop: float


def _take(left: list[SetLine], room: int) -> int:
    """How many lines to show of those that are left: no last one alone overleaf, none that ends within a word."""
    if len(left) <= room:
        return len(left)
    take = room - 1 if room > FEW and len(left) == room + 1 else room
    while take > 1 and left[take - 1].divided:
        take -= 1
    return take
