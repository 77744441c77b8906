"""Pages put together on sheets for a printer: two on a side, a booklet to be folded, a cover sheet in front.

What comes out is for print only, and says so: it has no tags, and claims neither PDF/A nor PDF/UA. No tool keeps tags
when pages are put together, and a file that was only printed needs none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from pypdf import PageObject, PdfReader, PdfWriter, Transformation

from pipeline.deliver.jobs import ranges
from pipeline.model.delivery import Parcel
from pipeline.model.distribution import Printer

_PRINT_ONLY = "Print only: "
"""How the title of such a file begins."""


def imposed(parcel: Parcel, told: Printer) -> bytes:
    """The sheets of a parcel as the printer's layout wants them. The same parcel gives the same bytes."""
    pages = list(PdfReader(BytesIO(parcel.pdf)).pages)
    if told.pages:
        pages = [pages[at - 1] for first, last in ranges(told.pages) for at in range(first, last + 1)]
    writer = PdfWriter()
    if parcel.cover:
        writer.add_page(_bare(PdfReader(BytesIO(parcel.cover)).pages[0]))
        if told.sides in ("two", "two-short") or told.layout == "booklet":
            writer.add_blank_page(*_size(pages[0]))  # the brief begins on a sheet of its own
    if told.layout == "plain":
        for page in pages:
            writer.add_page(_bare(page))
    else:
        order = booklet(len(pages)) if told.layout == "booklet" else two_up(len(pages))
        for left, right in order:
            _sheet(writer, pages, left, right)
    writer.add_metadata({"/Title": _PRINT_ONLY + parcel.title, "/Producer": "Briefwright"})
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def two_up(pages: int) -> Iterator[tuple[int, int]]:
    """Which pages, from 0, stand left and right on each side of a sheet; -1 is none."""
    for at in range(0, pages, 2):
        yield at, at + 1 if at + 1 < pages else -1


def booklet(pages: int) -> Iterator[tuple[int, int]]:
    """The same for sheets that are printed on both sides, turned over the short edge, laid in one another and folded.

    Blank pages are added at the end up to a multiple of four.
    """
    whole = -(-pages // 4) * 4

    def there(at: int) -> int:
        return at if at < pages else -1

    for sheet in range(whole // 4):
        first = 2 * sheet
        yield there(whole - 1 - first), there(first)
        yield there(first + 1), there(whole - 2 - first)


def _sheet(writer: PdfWriter, pages: Sequence[PageObject], left: int, right: int) -> None:
    """One side of a sheet of the pages' own size, turned, with two pages side by side."""
    wide, high = _size(pages[0])
    wide, high = max(wide, high), min(wide, high)
    sheet = writer.add_blank_page(wide, high)
    for at, edge in ((left, 0.0), (right, wide / 2)):
        if at >= 0:
            page = pages[at]
            width, height = _size(page)
            scale = min(wide / 2 / width, high / height)
            x, y = edge + (wide / 2 - width * scale) / 2, (high - height * scale) / 2
            sheet.merge_transformed_page(_bare(page), Transformation().scale(scale).translate(x, y))


def _bare(page: PageObject) -> PageObject:
    """A page without what belongs to the file it comes from: links, tags, its place in the order of tabs."""
    for key in ("/Annots", "/StructParents", "/Tabs", "/AF"):
        page.pop(key, None)
    return page


def _size(page: PageObject) -> tuple[float, float]:
    return float(page.mediabox.width), float(page.mediabox.height)
