"""What is known only when all pages are: page numbers in contents and text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.layout.flow import Flow
from pipeline.layout.looks import Looks, colour
from pipeline.layout.sheets import Sheets
from pipeline.model.document import PageOf
from pipeline.model.pages import Part, Rect
from pipeline.model.theme import Theme

_DOT, _DOTS = 0.7, 4.8
"""Size and distance of the dots of a leader, in points."""


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
        right = sheets.frames[page.number - 1].right
        for n in range(int((right - start) / _DOTS), 0, -1):
            x = right - n * _DOTS
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
