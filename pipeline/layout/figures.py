"""Figures on the sheets: each drawn whole, kept with its caption, and with the heading above it."""

from __future__ import annotations

from math import ceil

from pipeline.layout.block import SetBlock
from pipeline.layout.board import Board
from pipeline.layout.flow import Flow
from pipeline.model.document import Figure
from pipeline.model.drawing import BarChart, TimelineChart
from pipeline.model.theme import Theme

_BETWEEN = 6.0
"""Air between a figure and the caption beside it."""


class FigureFlow:
    """Puts one figure on the sheets."""

    def __init__(self, figure: Figure, flow: Flow, theme: Theme) -> None:
        self._figure, self._flow, self._theme, self._sheets = figure, flow, theme, flow.sheets
        # A figure has no panel of its own, whatever the words in it would have.
        self._look = flow.looks[theme.drawn_role("figure")]._replace(bar=None, tint=None, hug=False)

    def run(self) -> None:
        """The drawing, and its caption below or beside it."""
        flow, sheets, figure = self._flow, self._sheets, self._figure
        sheets.lay(wide=False)
        if figure.beside:
            board = self._drawn(sheets.frame.top - sheets.frame.bottom - flow.waiting - self._look.leading)
            caption = self._caption(board.width + _BETWEEN)
            height = max(board.height, caption.height if caption else 0.0)
            below = self._notes(caption)
        else:
            caption = self._caption()
            below = self._notes(caption) + (caption.before + caption.height if caption else 0.0)
            board = self._drawn(sheets.frame.top - sheets.frame.bottom - below - flow.waiting - self._look.leading)
            height = board.height
        ghost = SetBlock(figure, self._look, [], 0.0, before=self._look.before)
        ghost.depth, ghost.whole = ceil((height + below) / self._look.leading), True
        flow.release(ghost)
        if not sheets.fresh and not sheets.starts(ghost, 0.0, sheets.owed):
            sheets.turn()
        # An empty block brings the air above the figure, closes what is open, and sets the anchor.
        sheets.put(SetBlock(figure, self._look, [], 0.0, figure.anchor, self._look.before))
        self._put(board, caption, height)
        sheets.owe(self._look.after)

    def _put(self, board: Board, caption: SetBlock | None, height: float) -> None:
        """Draw both: below each other, or in the middle of each other."""
        sheets, page, top = self._sheets, self._sheets.page, self._sheets.y
        page.figures.append(board.placed(sheets.frame.left, top - (height - board.height) / 2, len(page.lines)))
        sheets.note_change(top, top - height, changed=self._figure.anchor in self._flow.document.changed)
        sheets.y -= height
        sheets.fresh = False
        if caption and self._figure.beside:
            sheets.y = top - (height - caption.height) / 2
            caption.before = caption.after = 0.0
            sheets.put(caption)
            sheets.y = min(sheets.y, top - height)
        elif caption:
            sheets.put(caption)

    def _caption(self, indent: float | None = None) -> SetBlock | None:
        """The caption in lines; beside the figure, so far from the left edge."""
        flow, caption = self._flow, self._figure.caption
        if caption is None:
            return None
        return flow.block(caption, caption.kids, flow.looks[caption.role], caption.anchor, indent=indent)

    def _notes(self, caption: SetBlock | None) -> float:
        """Height of the caption's notes."""
        notes = [note for some in caption.notes.values() for note in some] if caption else []
        return sum(note.height + note.after for note in notes) + (self._theme.note_gap if notes else 0.0)

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
