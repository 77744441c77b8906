"""What is known only when all pages are: page numbers in contents and text, the furniture in the margins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.layout.flow import Flow
from pipeline.layout.ideographs import has_ideographs
from pipeline.layout.looks import Looks, colour
from pipeline.layout.setting import Setter
from pipeline.layout.sheets import Sheets
from pipeline.model.document import Document, PageOf, Text
from pipeline.model.metrics import drawn
from pipeline.model.pages import Line, Page, Part, Rect, Style
from pipeline.model.theme import Theme

_DOT, _DOTS = 0.7, 4.8
"""Size and distance of the dots of a leader, in points."""

_HEAD, _FOOT = 20.0, 25.0
"""From the edge of the text up to the base line of the header, and down to that of the footer, in points."""

_HEAD_RULE, _FOOT_RULE = 12.0, 10.0
_BETWEEN = 14.0
"""Least air between two pieces of furniture."""

_MANY = 60
"""Furniture of more words than this is shortened without measuring all of them."""


def number_contents(flow: Flow, sheets: Sheets, looks: Looks, theme: Theme) -> None:
    """Fill the page numbers into the contents, and dots between heading and number."""
    look, ink = looks["contents"], colour(theme.rule)
    style = look.styles[""]
    measure = sheets.measure - look.indent
    for page, at, entry in flow.entries:
        text = str(sheets.page_of[entry.of])
        wide = flow.setter.width(text, style)
        line = page.lines[at]
        last = line.parts[-1]
        if last.words[-1]:
            last.words.append("")
        page.lines[at] = line._replace(parts=(*line.parts, Part(entry, style, [text], measure - wide, wide)))
        start, stop = line.x + last.x + last.width + 6.0, line.x + measure - wide - 5.0
        # On one grid for all entries, so that the dots stand in columns.
        for n in range(int((sheets.frame.right - start) / _DOTS), 0, -1):
            x = sheets.frame.right - n * _DOTS
            if x > stop:
                break
            page.rects.append(Rect(x, line.y, _DOT, _DOT, ink))


def number_places(flow: Flow, sheets: Sheets) -> None:
    """Fill in the page numbers of places referred to in the text, and close up the room kept for longer ones."""
    waiting = set(flow.places)
    for page in sheets.pages:
        if not waiting:
            break
        for at, line in enumerate(page.lines):
            found = [part.owner for part in line.parts if isinstance(part.owner, PageOf)]
            if found:
                page.lines[at] = line._replace(parts=tuple(_numbered(line.parts, flow, sheets)))
                waiting.difference_update(found)


def _numbered(parts: Iterable[Part], flow: Flow, sheets: Sheets) -> Iterator[Part]:
    back = 0.0
    for part in parts:
        owner, wide, words = part.owner, part.width, part.words
        if isinstance(owner, PageOf) and (spot := sheets.anchors.get(owner.to[1:])):
            words = [str(spot.page + 1), *words[1:]]
            wide = flow.setter.width(words[0], part.style)
        yield part._replace(x=part.x - back, words=words, width=wide)
        back += part.width - wide


class Margins:
    """Draws the furniture of every page: header and footer, each parted from the text by a hairline."""

    def __init__(self, document: Document, theme: Theme, looks: Looks, setter: Setter, sheets: Sheets) -> None:
        self._document, self._theme, self._setter, self._sheets = document, theme, setter, sheets
        self._plain, self._marking = looks["furniture"], looks["marking"]
        self._hairline = colour(theme.hairline)

    def draw(self) -> None:
        """Fill header and footer of all pages."""
        frame, what, total = self._sheets.frame, self._document.furniture, len(self._sheets.pages)
        for page in self._sheets.pages:
            left = what.header_left
            if page.number == 1 and left == self._document.title:
                left = ""  # the title itself stands just below
            self._row(page, total, frame.top + _HEAD, (left, "", what.header_right))
            self._row(page, total, frame.bottom - _FOOT, (what.footer_left, what.footer_centre, what.footer_right))
            page.rects.append(Rect(frame.left, frame.top + _HEAD_RULE, self._sheets.measure, 0.5, self._hairline))
            page.rects.append(Rect(frame.left, frame.bottom - _FOOT_RULE, self._sheets.measure, 0.5, self._hairline))

    def _row(self, page: Page, total: int, y: float, texts: tuple[str, str, str]) -> None:
        """Right, centre and left, in the order of their claim to room; each is shortened to what is left for it."""
        measure = self._sheets.measure
        left, centre, right = (
            drawn(text.replace("{page}", str(page.number)).replace("{pages}", str(total))) for text in texts
        )
        edge, wide = measure, 0.0
        if right:
            wide = self._text(page, right, y, measure, lambda wide: measure - wide)
            edge = measure - wide - _BETWEEN
        if centre:
            room = max(0.0, 2 * edge - measure)
            wide = self._text(page, centre, y, room, lambda wide: (measure - wide) / 2)
            edge = (measure - wide) / 2 - _BETWEEN if wide else edge
        if left:
            self._text(page, left, y, edge, lambda _: 0.0)

    def _text(self, page: Page, text: str, y: float, room: float, place: Callable[[float], float]) -> float:
        """One piece of furniture; gives the width it took."""
        marking = text == self._document.marking
        look = self._marking if marking else self._plain
        style, pad = look.styles[""], 5.0 if marking and look.tint else 0.0
        words = self._shortened(text, style, room - 2 * pad)
        if not words:
            return 0.0
        wide = self._width(words, style)
        x = self._sheets.frame.left + place(wide + 2 * pad)
        if marking and look.tint:
            page.rects.append(Rect(x, y - style.size * 0.36, wide + 2 * pad, style.size * 1.36, look.tint))
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
            head = self._head(words[0], style, room)
            return [head + "…"] if head else []
        return kept

    def _head(self, word: str, style: Style, room: float) -> str:
        """As much of a word as fits with an ellipsis."""
        wide = self._setter.width("…", style)
        for at, char in enumerate(word):
            wide += self._setter.width(char, style)
            if wide > room:
                return word[:at]
        return word
