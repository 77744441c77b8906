"""The structure tree: which element each node of the document becomes (ISO 32000-1, 14.8.4; ISO 14289-1, 7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.model.document import (
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Note,
    PageOf,
    PageRefs,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.model.pages import Entry, Label, Mark, Owner, PageRef, Placed
from pipeline.render.drawing import attributes
from pipeline.render.elements import Element, Elements, Kid
from pipeline.render.syntax import ref, string

if TYPE_CHECKING:
    from pipeline.render.headers import Said

_TONES = {"em": "Em", "strong": "Strong", "code": "Code"}


class Structure:
    """Walks the document once; the order of elements is that of the document, the content is what was drawn."""

    def __init__(self, elements: Elements, document: Document, placed: Mapping[Figure, Placed] | None = None) -> None:
        self.elements, self.document, self.placed = elements, document, placed or {}
        self.reserve, self.write = elements.file.reserve, elements.write
        put = elements.file.put
        self.bullets = f"/A {put('<</O/List/ListNumbering/Disc>>')} 0 R"
        self.numerals = f"/A {put('<</O/List/ListNumbering/Decimal>>')} 0 R"
        self.letters = f"/A {put('<</O/List/ListNumbering/UpperAlpha>>')} 0 R"
        self.column = f"/A {put('<</O/Table/Scope/Column>>')} 0 R"
        self.block = f"/A {put('<</O/Layout/Placement/Block>>')} 0 R"
        self.row_scope = f"/A {put('<</O/Table/Scope/Row>>')} 0 R"
        self.tables = 0
        self.promised: dict[Owner, int] = {}
        """The numbers of elements that others name before they are written."""
        self.page_refs: dict[PageRefs, list[PageRef]] = {}
        for owner in elements.drawn:
            if isinstance(owner, PageRef):
                self.page_refs.setdefault(owner.of, []).append(owner)
        self._blocks: dict[type, Callable[..., list[str]]] = {
            Heading: lambda block, parent: [self.flow(f"H{block.level}", parent, block)],
            Paragraph: self.paragraph,
            List: lambda block, parent: [self.list(block, parent)],
            Table: lambda block, parent: [self.table(block, parent)],
            Contents: lambda block, parent: [self.contents(block, parent)],
            Figure: lambda block, parent: [self.figure(block, parent)],
        }

    def build(self) -> int:
        """Write the whole tree below its root; returns the number of the Document element."""
        top = self.reserve()
        kids = [kid for block in self.document.blocks for kid in self._blocks[type(block)](block, top)]
        self.write(Element(top, "Document", self.elements.root), kids, f"/Lang{string(self.document.lang)}")
        return top

    def paragraph(self, block: Paragraph, parent: int) -> list[str]:
        """A paragraph, and after it the notes that it marks: it is read whole, then what proves it."""
        text = self.flow("P", parent, block, block.kids)
        return [text, *(self.note(kid, parent) for kid in block.kids if isinstance(kid, Note))]

    def noted(
        self,
        role: str,
        parent: int,
        owner: Cell | Paragraph,
        kids: Sequence[Inline],
        entries: str = "",
        spans: Said | None = None,
    ) -> str:
        """An element with its text, and at its end the notes that it marks."""
        me = self.reserve()
        if spans:
            entries = (self.elements.identify(spans.ident, me) if spans.ident else "") + spans.attributes
        page, content = self.text(owner, kids, me)
        notes = [self.note(kid, me) for kid in kids if isinstance(kid, Note)]
        return self.write(Element(me, role, parent, page), [*content, *notes], entries)

    # ── elements that hold text ─────────────────────────────────────────────────────────────────────────────────────

    def flow(self, role: str, parent: int, owner: Owner, kids: Sequence[Inline] = (), entries: str = "") -> str:
        """An element with the owner's text and its inline kids, in the order they were drawn."""
        me = self.promised.get(owner) or self.reserve()
        page, content = self.text(owner, kids, me)
        return self.write(Element(me, role, parent, page), content, entries)

    def text(self, owner: Owner, kids: Sequence[Inline], me: int) -> tuple[int, list[str]]:
        """The page of the element's own marked content, and its kids in the order they were drawn."""
        elements = self.elements
        live = [kid for kid in kids if type(kid) is not Text or kid in elements.drawn]
        if not live:
            return elements.alone(owner, me)
        page = min([elements.first(whose)[0] for whose in (owner, *live) if whose is owner or type(whose) is Text])
        content = elements.content(owner, me, page)
        for kid in live:
            content += self.inline(kid, me, page)
        content.sort(key=_place)
        return page, [kid for _, kid in content]

    def inline(self, kid: Inline, parent: int, page: int) -> list[Kid]:
        """What an inline node becomes; nothing if nothing was drawn for it."""
        elements = self.elements
        match kid:
            case Text():
                if not (kid.tone or kid.lang or kid.expansion):
                    return elements.content(kid, parent, page)
                entries = f"/Lang{string(kid.lang)}" if kid.lang else ""
                entries += f"/E{string(kid.expansion)}" if kid.expansion else ""
                return [(elements.first(kid), self.flow(_TONES.get(kid.tone, "Span"), parent, kid, (), entries))]
            case Link() | PageOf():
                return [self.link(kid, parent)] if kid in elements.drawn else []
            case Note():
                mark = Mark(kid)
                return [(elements.first(mark), self.around("Mark", parent, mark, self._ref(kid)))]
            case PageRefs():
                links = [self.link(owner, parent) for owner in self.page_refs.get(kid, ())]
                return [*elements.content(kid, parent, page), *links]

    def link(self, owner: Owner, parent: int) -> Kid:
        """A link with its text and one object reference for every rectangle of it; a mere sign is read as what it means
        (ISO 32000-1, 14.9.3).
        """
        sign = isinstance(owner, Link) and owner.about and not any(map(str.isalnum, owner.text))
        spoken = f"/Alt{string(owner.about)}" if isinstance(owner, Link) and sign else ""
        return self.elements.first(owner), self.flow("Link", parent, owner, (), spoken)

    def around(self, role: str, parent: int, owner: Owner, entries: str = "") -> str:
        """An element that holds a link and nothing else; `entries` are those of the link."""
        me = self.reserve()
        return self.write(Element(me, role, parent), [self.flow("Link", me, owner, (), entries)])

    def _ref(self, to: Note | Heading) -> str:
        """What a note's mark or an entry of the contents says of where it leads, which is mostly written after it."""
        if not self.elements.standard.refers:
            return ""
        me = self.elements.holder.get(to) or self.promised.setdefault(to, self.reserve())
        return f"/Ref[{me} 0 R]"

    def note(self, note: Note, parent: int) -> str:
        """A note with its ID (ISO 14289-1, 7.9), a block of its own; its label is a link back to the mark."""
        me = self.promised.get(note) or self.reserve()
        mark = f"/Ref[{self.elements.holder[Mark(note)]} 0 R]" if note in self.promised else ""
        lead = self.around("Lbl", me, Label(note))
        page, content = self.text(note, note.kids, me)
        ident = self.elements.identify(f"note.{note.label}", me)
        return self.write(Element(me, "Note", parent, page), [lead, *content], ident + mark + self.block)

    # ── blocks of blocks ────────────────────────────────────────────────────────────────────────────────────────────

    def list(self, block: List, parent: int) -> str:
        """A list; each item has a label and a body (ISO 14289-1, 7.6)."""
        me = self.reserve()
        lettered = any(item.label for item in block.items)
        numbering = self.letters if lettered else self.numerals if block.numbered else self.bullets
        return self.write(Element(me, "L", parent), [self.item(item, me) for item in block.items], numbering)

    def item(self, item: Item, parent: int) -> str:
        """One item: its label, and its paragraphs as the body."""
        me, body = self.reserve(), self.reserve()
        label = self.flow("Lbl", me, Label(item))
        page, own = self.text(item, (), body)
        paragraphs = [kid for paragraph in item.paragraphs for kid in self.paragraph(paragraph, body)]
        self.write(Element(body, "LBody", me, page), [*own, *paragraphs])
        return self.write(Element(me, "LI", parent), [label, ref(body)])

    def table(self, table: Table, parent: int) -> str:
        """A table whose header cells say what they head (ISO 14289-1, 7.5); its caption is its first or last kid."""
        me, head = self.reserve(), self.reserve()
        self.tables += 1
        spans: Mapping[Cell, Said] = {}
        if table.spanning:
            from pipeline.render.headers import said  # a brief without such a table need not wait for it

            spans = said(table, f"table.{self.tables}")
        heads = [self.row(row, head, spans, heads=True) for row in table.heads]
        parts = [self.write(Element(head, "THead", me), heads)]
        if table.rows:
            body = self.reserve()
            parts.append(self.write(Element(body, "TBody", me), [self.row(row, body, spans) for row in table.rows]))
        if table.caption:
            below = self._place(table.caption) > min(self._place(cell) for row in table.heads for cell in row.cells)
            caption = self.noted("Caption", me, table.caption, table.caption.kids)
            parts.insert(len(parts) if below else 0, caption)
        summary = f"/A<</O/Table/Summary{string(table.summary)}>>" if table.summary else ""
        return self.write(Element(me, "Table", parent), parts, summary)

    def _place(self, owner: Paragraph | Cell) -> tuple[int, int]:
        """Where the first of its text was drawn."""
        marks = [Mark(kid) for kid in owner.kids if isinstance(kid, Note)]
        return min(self.elements.first(whose) for whose in (owner, *owner.kids, *marks))

    def row(self, row: Row, parent: int, spans: Mapping[Cell, Said], *, heads: bool = False) -> str:
        """A row; all cells of a heading row head their columns, a header cell elsewhere heads its row."""
        me = self.reserve()
        kids = []
        for cell in row.cells:
            role, entries = ("TH", self.column) if heads else ("TH", self.row_scope) if cell.header else ("TD", "")
            kids.append(self.noted(role, me, cell, cell.kids, entries, spans.get(cell)))
        return self.write(Element(me, "TR", parent), kids)

    def figure(self, figure: Figure, parent: int) -> str:
        """A figure with its alternative description (ISO 14289-1, 7.3). Its caption stands beside it in one Div, not
        in it: the description is read in place of all that a Figure holds, and the caption has notes to be read.
        """
        me = self.reserve() if figure.caption else 0
        entries = attributes(self.placed.get(figure), figure.alt)
        drawn = self.flow("Figure", me or parent, figure, figure.links, entries)
        if not figure.caption:
            return drawn
        caption = self.noted("Caption", me, figure.caption, figure.caption.kids)
        return self.write(Element(me, "Illustration", parent), [drawn, caption])

    def contents(self, block: Contents, parent: int) -> str:
        """The contents: each entry refers to its heading by a link."""
        me = self.reserve()
        page, items = self.text(block, (), me)
        for heading in self.document.blocks:
            if isinstance(heading, Heading) and (entry := Entry(heading)) in self.elements.drawn:
                item = self.reserve()
                kids = [self.around("Reference", item, entry)]
                items.append(self.write(Element(item, "TOCI", me), kids, self._ref(heading)))
        return self.write(Element(me, "TOC", parent, page), items)


def _place(kid: Kid) -> tuple[int, int]:
    return kid[0]
