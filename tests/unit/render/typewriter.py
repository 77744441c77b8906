"""A small typesetter for the tests of render: no beauty, but every node of the model drawn as the real layout draws it.

It keeps the contract of `pipeline.model.pages`: a line's last part ends in an empty word exactly where a space follows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.fonts import load
from pipeline.model.document import (  # fmt: skip
    Block,
    Cell,
    Contents,
    Document,
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
from pipeline.model.metrics import Metrics
from pipeline.model.pages import Entry, Label, Line, Mark, Owner, Page, PageRef, Pages, Part, Rect, Spot, Style
from pipeline.model.theme import FontFile, Theme

WIDTH, HEIGHT, LEFT, MEASURE = 595.28, 841.89, 70.0, 455.0
TOP, BOTTOM, LEADING, SIZE = 770.0, 70.0, 14.0, 10.0


def metrics() -> Metrics:
    """A serif and a bold sans, the real ones."""
    last = ("japanese",)
    serif = FontFile(package="font_source_serif_pro", file="files/SourceSerifPro-Regular.ttf", fallback=last)
    bold = FontFile(package="font_source_sans_pro", file="files/SourceSansPro-Semibold.ttf", fallback=last)
    file = "fonts/ofl/notosansjp/NotoSansJP[wght].ttf"
    japanese = FontFile(package="justmytype_intl_cjk", file=file, weight=500)
    return load(Theme(name="typewriter", faces={"serif": serif, "sans-bold": bold, "japanese": japanese}, shapes={}))


BODY, BOLD, SMALL = Style("serif", SIZE), Style("sans-bold", SIZE + 2), Style("serif", SIZE - 2)
RAISED, LINKED = Style("serif", 7.0, (0.1, 0.25, 0.5), 3.5), Style("serif", SIZE, (0.1, 0.25, 0.5))
Run = tuple[Owner, Style, str]


@dataclass
class Typewriter:
    """Sets a document line by line; notes stand at the end of the page where their paragraph ended."""

    metrics: Metrics
    pages: list[Page] = field(default_factory=list)
    anchors: dict[str, Spot] = field(default_factory=dict)
    y: float = 0.0
    notes: list[Note] = field(default_factory=list)
    cited: dict[str, list[int]] = field(default_factory=dict)

    def set(self, document: Document) -> Pages:
        self.turn()
        for block in document.blocks:
            self.block(block, document)
        self.foot()
        for page in self.pages:
            for y, text in (
                (800.0, document.furniture.header_left or "Head"),
                (40.0, f"{page.number} / {len(self.pages)}"),
            ):
                page.furniture.append(Line(LEFT, y, 0.0, self.parts([(document.blocks[0], SMALL, text)])))
        return Pages(document, self.pages, self.anchors, WIDTH, HEIGHT)

    def block(self, block: object, document: Document) -> None:
        match block:
            case Heading(_, text, anchor):
                self.runs([(block, BOLD, text)], anchor=anchor)
            case Paragraph():
                self.paragraph(block)
            case List(items, numbered):
                for n, item in enumerate(items, 1):
                    self.item(item, item.label or (f"{n}." if numbered else "•"))
            case Table():
                self.table(block)
            case Contents():
                for heading in document.blocks:
                    if isinstance(heading, Heading) and heading.level == 2:
                        self.runs([(Entry(heading), BODY, f"{heading.text} ")])
                        line = self.pages[-1].lines[-1]
                        number = self.parts([(Entry(heading), BODY, "9")], 440.0)
                        self.pages[-1].lines[-1] = line._replace(parts=(*line.parts, *number))

    def paragraph(
        self, block: Paragraph | Cell, owner: Owner | None = None, x: float = LEFT, width: float = MEASURE
    ) -> None:
        self.runs(list(self.inline(owner or block, block.kids)), x, width, getattr(block, "anchor", ""))

    def item(self, item: Item, label: str) -> None:
        page, y = len(self.pages), self.y
        if item.anchor:
            self.anchors[item.anchor] = Spot(page - 1, LEFT, y)
        self.runs([(Label(item), BODY, label)])
        if len(self.pages) == page:
            self.y = y
        for paragraph in item.paragraphs:
            self.paragraph(paragraph, x=LEFT + 20, width=MEASURE - 20)

    def table(self, table: Table) -> None:
        shares = [column.share / sum(c.share for c in table.columns) * MEASURE for column in table.columns]
        if table.caption:
            self.paragraph(table.caption)
        for row in (table.header, *table.rows):
            page = len(self.pages)
            self.row(row, shares)
            if len(self.pages) > page and row is not table.header:
                repeated = Line(LEFT, TOP + 2, 0.0, self.parts([(table.header.cells[0], SMALL, "Repeated")]))
                self.pages[-1].furniture.append(repeated)
            self.pages[-1].rects.append(Rect(LEFT, self.y - 3, MEASURE, 0.4, (0.5, 0.5, 0.5)))

    def row(self, row: Row, shares: list[float]) -> None:
        page, top, low, x = len(self.pages), self.y, self.y, LEFT
        if row.anchor:
            self.anchors[row.anchor] = Spot(page - 1, LEFT, top)
        for cell, share in zip(row.cells, shares, strict=True):
            if len(self.pages) == page:
                self.y = top
            self.paragraph(cell, x=x, width=share - 6)
            low, x = (min(low, self.y) if len(self.pages) == page else self.y), x + share
        self.y = low

    def inline(self, owner: Owner, kids: Sequence[Inline]) -> Iterator[Run]:
        for kid in kids:
            match kid:
                case Text(text, tone, lang, expansion):
                    yield (kid if tone or lang or expansion else owner), BOLD if tone == "strong" else BODY, text
                case Link(text, to):
                    self.cited.setdefault(to, []).append(len(self.pages))
                    yield kid, LINKED, text
                case Note(label):
                    self.notes.append(kid)
                    yield Mark(kid), RAISED, label
                case PageOf():
                    yield kid, LINKED, "?"
                case PageRefs(to, none):
                    numbers = sorted(set(self.cited.get(to, ())))
                    if not numbers:
                        yield kid, BODY, none
                    for i, number in enumerate(numbers):
                        if i:
                            yield kid, BODY, ", "
                        anchor = f"{to[1:]}.{number}"
                        self.anchors[anchor] = Spot(number - 1, LEFT, TOP)
                        yield PageRef(kid, number, anchor), LINKED, str(number)

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def parts(self, runs: Sequence[Run], x: float = 0.0) -> tuple[Part, ...]:
        parts = []
        for owner, style, text in runs:
            words = text.split(" ")
            face = self.metrics.faces[style.face]
            width = (sum(face[w] for w in words if w) + face.space * (len(words) - 1)) * style.size
            tail = face.space * style.size if not words[-1] else 0.0
            parts.append(Part(owner, style, words, x, width - tail))
            x += width
        return tuple(parts)

    def runs(self, runs: Sequence[Run], x: float = LEFT, width: float = MEASURE, anchor: str = "") -> None:
        """Break greedily, word by word; a word may go on from run to run."""
        if self.y < BOTTOM + LEADING:
            self.turn()
        if anchor:
            self.anchors[anchor] = Spot(len(self.pages) - 1, x, self.y)
        line: list[list] = []
        used = 0.0
        for owner, style, text in runs:
            face = self.metrics.faces[style.face]
            pieces = text.split(" ")
            for i, word in enumerate(pieces):
                wide = (face[word] if word else 0.0) * style.size
                if used + wide > width and line and (i or line[-1][2].endswith(" ")):
                    self.line([tuple(run) for run in line], x)
                    line, used = [], 0.0
                ended = f"{word} " if i < len(pieces) - 1 else word
                if line and line[-1][0] is owner and line[-1][1] is style:
                    line[-1][2] += ended
                elif ended:
                    line.append([owner, style, ended])
                used += wide + (face.space * style.size if ended.endswith(" ") else 0.0)
        if line:
            self.line([tuple(run) for run in line], x)

    def line(self, runs: Sequence[Run], x: float) -> None:
        if self.y < BOTTOM:
            self.turn()
        self.y -= LEADING
        self.pages[-1].lines.append(Line(x, self.y, 0.0, self.parts(runs)))

    def foot(self) -> None:
        notes, self.notes = self.notes, []
        for note in notes:
            self.runs([(Label(note), SMALL, f"{note.label} "), *self.inline(note, note.kids)])

    def turn(self) -> None:
        self.y = TOP
        self.pages.append(Page(len(self.pages) + 1))
        self.foot()


def typed(document: Document) -> Pages:
    """The document on sheets."""
    return Typewriter(metrics()).set(document)


def page_of(*lines: tuple[Owner, str], style: Style = BODY) -> Page:
    """One sheet with a line for each owner and text."""
    typewriter = Typewriter(metrics())
    set_lines = [
        Line(LEFT, TOP - LEADING * n, 0.0, typewriter.parts([(o, style, text)])) for n, (o, text) in enumerate(lines)
    ]
    return Page(1, set_lines)


def brief(*blocks: Block, title: str = "A brief", lang: str = "en-GB", **more: Any) -> Document:
    """A document of these blocks."""
    return Document(title, lang, dt.date(2024, 6, 30), "TLP:CLEAR", blocks, **more)
