"""layout: `Document`, `Theme`, `Metrics` → `Pages`. Pure, and one pass over the document.

Every paragraph is set once, every block put once; what is known late (numbers in the contents, "page 3 of 9") is filled
into places kept for it. Only when a page number printed in the text turns out wrong, because a note with a link went on
overleaf, is everything laid out again with the numbers then known.
"""

from __future__ import annotations

from pipeline.layout.bars import draw_bars
from pipeline.layout.cited import Cited, Citing, citing
from pipeline.layout.cover import put_cover
from pipeline.layout.flow import Flow
from pipeline.layout.late import number_contents, number_places
from pipeline.layout.looks import Looks
from pipeline.layout.margins import Margins
from pipeline.layout.order import in_reading_order
from pipeline.layout.setting import Setter
from pipeline.layout.sheets import Sheets
from pipeline.layout.tables import TableFlow
from pipeline.model.document import Document, Figure, Table
from pipeline.model.metrics import Metrics
from pipeline.model.pages import Pages
from pipeline.model.theme import Theme

__all__ = ["layout"]

_ATTEMPTS = 4


def layout(document: Document, theme: Theme, metrics: Metrics) -> Pages:
    """The document on sheets. Every character must be covered: see `fonts.uncovered`."""
    pages, found, right = _attempt(document, theme, metrics, None)
    for _ in range(_ATTEMPTS):
        if right:
            break
        pages, found, right = _attempt(document, theme, metrics, found)
    return pages


def _attempt(document: Document, theme: Theme, metrics: Metrics, known: Citing | None) -> tuple[Pages, Citing, bool]:
    """One layout, the links found on its pages, and whether the page numbers printed in it are right."""
    looks, sheets = Looks(theme, document.marking), Sheets(theme)
    setter = Setter(metrics, document.lang, hyphenate=theme.hyphenate)
    cited = Cited(sheets, known)
    flow = Flow(document, looks, setter, sheets, cited)
    covers = 0
    if document.cover:
        covers = put_cover(document.blocks[: document.cover], flow, Looks(theme, document.marking, cover=True))
    for block in document.blocks[document.cover :]:
        if isinstance(block, Table):
            TableFlow(block, flow, theme).run()
        elif isinstance(block, Figure):
            from pipeline.layout.figures import FigureFlow  # a brief without figures need not wait for it

            FigureFlow(block, flow, theme).run()
        else:
            flow.put(block)
    flow.release()
    sheets.finish()
    found = citing(sheets.pages) if cited.printed else {}
    for to, on in found.items():
        for page, spot in on.items():
            sheets.anchors.setdefault(f"{to[1:]}-page-{page}", spot)
    right = all(pages == tuple(sorted(found.get(to, ()))) for to, pages in cited.printed.items())
    number_contents(flow, sheets, looks, theme)
    number_places(flow, sheets)
    draw_bars(sheets.bars, sheets.pages, sheets.frames, theme)
    margins = Margins(document, theme, looks, setter, sheets)
    margins.draw(covers)
    for sheet in sheets.pages:
        sheet.lines, places = in_reading_order(sheet.lines, sheets.written.get(sheet.number, ()))
        for placed in sheet.figures:
            placed.after = places[placed.after]
    size = sheets.frames[0].width, sheets.frames[0].height
    pages = Pages(document, sheets.pages, sheets.anchors, *size, margins.slot())
    return pages, found, right
