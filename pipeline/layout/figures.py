"""Figures on the sheets: each drawn whole, kept with its caption, and with the heading above it."""

from __future__ import annotations

from math import ceil

from pipeline.layout.block import SetBlock
from pipeline.layout.board import Board
from pipeline.layout.flow import Flow
from pipeline.model.document import Figure
from pipeline.model.drawing import BarChart, TimelineChart
from pipeline.model.theme import Theme


class FigureFlow:
    """Puts one figure on the sheets."""

    def __init__(self, figure: Figure, flow: Flow, theme: Theme) -> None:
        self._figure, self._flow, self._theme, self._sheets = figure, flow, theme, flow.sheets
        # A figure has no panel of its own, whatever the words in it would have.
        self._look = flow.looks[theme.drawn_role("figure")]._replace(bar=None, tint=None, hug=False)

    def run(self) -> None:
        """The drawing, then its caption."""
        flow, sheets, figure = self._flow, self._sheets, self._figure
        sheets.lay(wide=False)
        under = figure.caption
        caption = flow.block(under, under.kids, flow.looks["caption"], under.anchor) if under else None
        below = 0.0
        if caption:
            notes = [note for some in caption.notes.values() for note in some]
            below = caption.before + caption.height + sum(note.height + note.after for note in notes)
            below += self._theme.note_gap if notes else 0.0
        board = self._drawn(sheets.frame.top - sheets.frame.bottom - below - flow.waiting - self._look.leading)
        ghost = SetBlock(figure, self._look, [], 0.0, before=self._look.before)
        ghost.depth, ghost.whole = ceil((board.height + below) / self._look.leading), True
        flow.release(ghost)
        if not sheets.fresh and not sheets.starts(ghost, 0.0, sheets.owed):
            sheets.turn()
        # An empty block brings the air above the figure, closes what is open, and sets the anchor.
        sheets.put(SetBlock(figure, self._look, [], 0.0, figure.anchor, self._look.before))
        page = sheets.page
        page.figures.append(board.placed(sheets.frame.left, sheets.y, len(page.lines)))
        sheets.note_change(sheets.y, sheets.y - board.height, changed=figure.anchor in flow.document.changed)
        sheets.y -= board.height
        sheets.fresh = False
        if caption:
            sheets.put(caption)
        sheets.owe(self._look.after)

    def _drawn(self, most: float) -> Board:
        """The figure on its board, at most so high."""
        flow, picture = self._flow, self._figure.picture
        board = Board(self._figure, self._theme, flow.looks, flow.setter, self._sheets.measure)
        if isinstance(picture, TimelineChart):
            from pipeline.layout.timechart import TimeChart

            TimeChart(picture, board).draw(most)
        elif isinstance(picture, BarChart):
            if picture.spans:
                from pipeline.layout.linechart import Lines

                Lines(picture, board).draw()
            else:
                from pipeline.layout.barchart import Bars

                Bars(picture, board).draw()
        else:
            from pipeline.layout.pictures import draw

            draw(picture, board, self._figure.share, most)
        return board
