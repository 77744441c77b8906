"""From pages to one PDF file that is PDF/A-3a and PDF/UA-1 at once. The only room that knows ReportLab.

Which clause of the standards is met where: docs/pdf-ua.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model.attachment import Attachment
    from pipeline.model.metrics import Metrics
    from pipeline.model.pages import Pages, Style


def render(pages: Pages, metrics: Metrics, attachments: tuple[Attachment, ...] = (), *, identity: str = "") -> bytes:
    """The brief as a PDF file. The same input gives the same bytes: dates come from `pages.document.date`.

    `identity` names the brief across its editions: it becomes dc:identifier and the first half of /ID.

    Raises `RenderError` for what no PDF can be made of: a link that leads nowhere, a character without a glyph, text
    drawn for something that is not in the document, two attachments of one name.
    """
    from pipeline.render.brief import draw  # ReportLab costs 60 ms to import: only who renders pays

    return draw(pages, metrics, attachments, identity)


def fill(edition: bytes, text: str, style: Style, metrics: Metrics) -> bytes:
    """The revision that, appended to an edition as it was published, shows `text` in the copy slot of every page.

    It is set in `style` on one line, smaller if it must be, but not below 8 points. Raises `RenderError` for a file
    that is no edition with an empty slot, and for a text that is empty, too long or lacks a glyph. A file that is
    signed or numbered is refused: its signature would cover less than the whole, and one copy has one number.
    """
    from pipeline.render.numbered import filled

    return filled(edition, text, style, metrics)


def versions() -> dict[str, str]:
    """Of what writes the file."""
    from pipeline.render.reportlab_door import Version

    return {"reportlab": Version}
