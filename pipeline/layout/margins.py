"""What stands in the margins of every page: header and footer, each parted from the text by a hairline."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from pipeline.layout.frames import Frame
from pipeline.layout.ideographs import has_ideographs
from pipeline.layout.looks import Looks, colour
from pipeline.layout.setting import Setter
from pipeline.layout.sheets import Sheets
from pipeline.model.document import Document, Text
from pipeline.model.metrics import drawn
from pipeline.model.pages import Line, Page, Part, Rect, Style
from pipeline.model.theme import FOOT_RULE, HEAD_RULE, Theme

_BETWEEN = 14.0
"""Least air between two pieces of furniture, in points."""

_MANY = 60
"""Furniture of more words than this is shortened without measuring all of them."""

_Row = tuple[str, str, str]
"""What stands left, in the middle and right."""


class _Piece(NamedTuple):
    """Where a piece of furniture goes."""

    page: Page
    frame: Frame
    y: float


class Margins:
    """Draws the furniture of every page."""

    def __init__(self, document: Document, theme: Theme, looks: Looks, setter: Setter, sheets: Sheets) -> None:
        self._document, self._setter, self._sheets = document, setter, sheets
        self._plain, self._marking = looks["furniture"], looks["marking"]
        self._hairline = colour(theme.hairline)
        self._head, self._foot, _ = theme.margins()
        self._slot_rise, self._slot_height = theme.slot()
        self._mirrored = theme.sheet.sides == "two"
        self._in_one = cache(self._fits)

    def draw(self, covers: int) -> None:
        """Fill header and footer of all pages; on the first `covers` of them with the marking alone."""
        title, marking = self._document.title, self._document.furniture.header_right
        for page, frame in zip(self._sheets.pages, self._sheets.frames, strict=True):
            cover = page.number <= covers
            left = self._document.furniture.header_left
            if cover or (page.number == 1 and left == title):
                left = ""  # the title itself stands just below
            self._row(page, frame, frame.top + self._head, (left, "", marking))
            self._footer(page, frame, cover=cover)
            page.slot = frame.left, frame.top + self._slot_rise
            if not cover:
                for y in (frame.top + HEAD_RULE, frame.bottom - FOOT_RULE):
                    page.rects.append(Rect(frame.left, y, frame.measure, 0.5, self._hairline))

    def slot(self) -> tuple[float, float]:
        """Width and height of the copy slot: it stands above the header's left piece, clear of the marking's bar."""
        marking = self._natural(self._document.furniture.header_right)
        measure = min(frame.measure for frame in self._sheets.frames)
        return measure - (marking + _BETWEEN if marking else 0.0), self._slot_height

    def _footer(self, page: Page, frame: Frame, *, cover: bool) -> None:
        """In one line where it fits, else with the edition below; on two-sided sheets with the page number outside."""
        what, y = self._document.furniture, frame.bottom - self._foot
        edition, number, marking = what.footer_left, what.footer_centre, what.footer_right
        if cover:
            edition = number = ""
        below: _Row = ("", "", "")
        if not self._in_one(frame.measure):
            edition, below = "", (edition, "", "")
        row = (edition, number, marking)
        if self._mirrored:
            row = (edition, marking, number) if page.number % 2 else (number, marking, edition)
            below = below if page.number % 2 else (*below[1:], below[0])
        self._row(page, frame, y, row)
        self._row(page, frame, y - self._plain.leading, below)

    def _fits(self, measure: float) -> bool:
        """Whether the whole footer stands in one line."""
        what, total = self._document.furniture, len(self._sheets.pages)
        left, middle, right = (
            self._natural(_filled(text, total, total))
            for text in (what.footer_left, what.footer_centre, what.footer_right)
        )
        if self._mirrored:
            middle, right = right, middle
        return middle + 2 * (max(left, right) + _BETWEEN) <= measure or not middle

    def _natural(self, text: str) -> float:
        """The width of a piece that is not shortened."""
        style, pad = self._look(text)
        words = text.split()
        return self._width(words, style) + 2 * pad if len(words) < _MANY and words else 0.0

    def _look(self, text: str) -> tuple[Style, float]:
        """The style of a piece, and the air on both sides of it."""
        if text == self._document.marking:
            return self._marking.styles[""], 5.0 if self._marking.tint else 0.0
        return self._plain.styles[""], 0.0

    def _row(self, page: Page, frame: Frame, y: float, texts: _Row) -> None:
        """Right, centre and left, in the order of their claim to room; each is shortened to what is left for it."""
        measure, total = frame.measure, len(self._sheets.pages)
        left, centre, right = (_filled(text, page.number, total) for text in texts)
        draw = _Piece(page, frame, y)
        edge, wide = measure, 0.0
        if right:
            wide = self._text(draw, right, measure, lambda wide: measure - wide)
            edge = measure - wide - _BETWEEN
        if centre:
            room = max(0.0, 2 * edge - measure)
            wide = self._text(draw, centre, room, lambda wide: (measure - wide) / 2)
            edge = (measure - wide) / 2 - _BETWEEN if wide else edge
        if left:
            self._text(draw, left, edge, lambda _: 0.0)

    def _text(self, on: _Piece, text: str, room: float, place: Callable[[float], float]) -> float:
        """One piece of furniture; gives the width it took."""
        style, pad = self._look(text)
        words = self._shortened(text, style, room - 2 * pad)
        if not words:
            return 0.0
        page, y, wide = on.page, on.y, self._width(words, style)
        x = on.frame.left + place(wide + 2 * pad)
        if pad and self._marking.tint:
            height = style.size * 1.36
            page.rects.append(Rect(x, y - style.size * 0.36, wide + 2 * pad, height, self._marking.tint))
        page.furniture.append(Line(x + pad, y, 0.0, (Part(Text(text), style, words, 0.0, wide),)))
        return wide + 2 * pad

    def _width(self, words: list[str], style: Style) -> float:
        setter = self._setter
        return sum(setter.width(word, style) for word in words) + setter.space(style) * (len(words) - 1)

    def _shortened(self, text: str, style: Style, room: float) -> list[str]:
        """As many words as fit, with an ellipsis where some are left out; none if not even one does."""
        words = text.split()
        if len(words) < _MANY and self._width(words, style) <= room:
            return words
        kept: list[str] = []
        for word in words[:_MANY]:
            if self._width([*kept, word + "…"], style) > room:
                break
            kept.append(word)
        if kept:
            kept[-1] += "…"
        elif words and has_ideographs(words[0]):  # no spaces to shorten it at
            head = self._begun(words[0], style, room)
            return [head + "…"] if head else []
        return kept

    def _begun(self, word: str, style: Style, room: float) -> str:
        """As much of a word as fits with an ellipsis."""
        wide = self._setter.width("…", style)
        for at, char in enumerate(word):
            wide += self._setter.width(char, style)
            if wide > room:
                return word[:at]
        return word


def _filled(text: str, page: int, pages: int) -> str:
    """A template with its numbers."""
    return drawn(text.replace("{page}", str(page)).replace("{pages}", str(pages)))
