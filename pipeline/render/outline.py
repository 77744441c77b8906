"""The outline: headings nested as deep as their levels go (ISO 32000-1, 12.3.3), and the labels of the pages."""

from __future__ import annotations

from pipeline.model.document import Document, Heading
from pipeline.model.pages import Page
from pipeline.model.record import fresh, mutable
from pipeline.render.file import File
from pipeline.render.links import Places
from pipeline.render.syntax import string


@mutable
class _Entry:
    number: int
    heading: Heading | None
    kids: list[_Entry] = fresh(list)

    def count(self) -> int:
        """How many entries are visible below: all, for all stand open."""
        return sum(1 + kid.count() for kid in self.kids)


def outline(file: File, document: Document, places: Places) -> int:
    """Write the outline; returns its number, or 0 if the document has no heading."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    if not headings:
        return 0
    top = _Entry(file.reserve(), None)
    open_entries: list[tuple[int, _Entry]] = [(0, top)]
    for heading in headings:
        while open_entries[-1][0] >= heading.level:
            open_entries.pop()
        entry = _Entry(file.reserve(), heading)
        open_entries[-1][1].kids.append(entry)
        open_entries.append((heading.level, entry))
    file.fill(top.number, f"<</Type/Outlines{_family(top)}>>")
    _write(file, top, places)
    return top.number


def _family(entry: _Entry) -> str:
    kids = entry.kids
    return f"/First {kids[0].number} 0 R/Last {kids[-1].number} 0 R/Count {entry.count()}" if kids else ""


def _write(file: File, parent: _Entry, places: Places) -> None:
    for before, entry, after in zip([None, *parent.kids], parent.kids, [*parent.kids[1:], None], strict=False):
        if entry.heading is None:
            continue
        title, place = string(entry.heading.text), places.destination(places.of(entry.heading))
        beside = f"/Prev {before.number} 0 R" if before else ""
        beside += f"/Next {after.number} 0 R" if after else ""
        file.fill(entry.number, f"<</Title{title}/Parent {parent.number} 0 R{place}{beside}{_family(entry)}>>")
        _write(file, entry, places)


def page_labels(sheets: list[Page]) -> str:
    """Decimal labels that show the printed numbers (ISO 32000-1, 12.4.2): a new range where the count jumps."""
    ranges = []
    for index, page in enumerate(sheets):
        if index == 0 or page.number != sheets[index - 1].number + 1:
            ranges.append(f"{index}<</S/D/St {page.number}>>")
    return f"<</Nums[{''.join(ranges)}]>>"
