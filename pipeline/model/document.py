"""The composed brief as a semantic tree: what it says, in reading order. It knows nothing of pages or of PDF.

Nodes compare by identity (`eq=False`), so that a node can key a dictionary: two paragraphs with the same words stay
two paragraphs when the layout says what it drew for each.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pipeline.model.drawing import Picture
from pipeline.model.record import node, record
from pipeline.model.standard import StandardName

Tone = Literal["", "em", "strong", "code"]
"""How a stretch of text differs from the text around it; the theme says how that looks."""


@node
class Text:
    """A stretch of prose. `lang` is a BCP 47 tag where it differs from the document's; `expansion` is what an
    abbreviation stands for.
    """

    text: str
    tone: Tone = ""
    lang: str = ""
    expansion: str = ""


@node
class Link:
    """Text that leads somewhere: `to` is `#anchor` inside the brief, or an absolute address.

    `about` is what assistive technology says of the link (PDF/UA-1, 7.18.5: Contents of the annotation).
    """

    text: str
    to: str
    about: str = ""
    tone: Tone = ""


@node
class Note:
    """A note at the foot of the page. It stands in the text where its mark stands; the layout draws mark and note.

    The mark links to the note, the note's label links back to the mark. `label` is unique in the document.
    """

    label: str
    kids: tuple[Text | Link, ...]


@node
class PageRefs:
    """The numbers of all pages that hold a `Link` to `to`, each one a link to that place: "1, 2 and 5".

    Pages are known after layout only; a PageRefs must come after the last such link in reading order.
    `none` is printed when there is no such page; `about` is the link's description, with `{page}` in it.
    """

    to: str
    none: str
    about: str


@node
class PageOf:
    """The number of the page that a place of the brief stands on, as a link to it: "see p. 6".

    It may stand long before that place: the layout keeps room for the number and fills it in last. `to` is `#anchor`;
    `about` is the link's description. It is meant for text that is not justified.
    """

    to: str
    about: str


Inline = Text | Link | Note | PageRefs | PageOf


@node
class Heading:
    """A heading; `level` 1 is the title of the brief, and occurs once. Levels never skip (PDF/UA-1, 7.4.2)."""

    level: int
    text: str
    anchor: str = ""


@node
class Paragraph:
    """A paragraph. `role` names a shape of the theme: body, lead, meta, source, caption and so on."""

    kids: tuple[Inline, ...]
    role: str = "body"
    anchor: str = ""


@node
class Item:
    """One item of a list: one paragraph or several, the first beside the item's label."""

    paragraphs: tuple[Paragraph, ...]
    anchor: str = ""
    label: str = ""
    """What stands before it, if not the list's own bullet or number: the letter of a source, say."""


@node
class List:
    """A list; `numbered` labels its items 1. 2. 3., else bullets."""

    items: tuple[Item, ...]
    numbered: bool = False


@node
class Cell:
    """A cell of a table. `header` makes it a row header (TH with row scope); it may span several columns and rows."""

    kids: tuple[Inline, ...]
    header: bool = False
    columns: int = 1
    rows: int = 1


@node
class Row:
    """One row: the cells that begin in it. With those from above that span it, they fill all columns (`grid`)."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@node
class Column:
    """A column of a table: its alignment, and its share of the measure, relative to the sum of all shares.

    Without a share (0) the widths of all columns come from their content.
    """

    share: float = 0.0
    align: Literal["left", "right", "decimal"] = "left"


@node
class Table:
    """A table with a header, repeated on every page it reaches. `summary` is read by assistive technology."""

    columns: tuple[Column, ...]
    header: Row
    rows: tuple[Row, ...]
    caption: Paragraph | None = None
    summary: str = ""
    over: tuple[Row, ...] = ()
    """Rows of the header above the last one, with headings over several columns."""

    @property
    def heads(self) -> tuple[Row, ...]:
        """All rows of the header."""
        return (*self.over, self.header)

    @property
    def spanning(self) -> bool:
        """Whether any cell spans several columns or rows."""
        return any(cell.columns > 1 or cell.rows > 1 for row in (*self.heads, *self.rows) for cell in row.cells)


@node
class Contents:
    """Lists all headings of level 2 with their page numbers, which the layout fills in."""


@node
class Figure:
    """Something drawn. `alt` tells in words what it shows: assistive technology reads it in the drawing's place.

    `links` are drawn within it, in this order; those that find no room are not drawn. `share` of the measure is how
    wide a picture is set; a chart takes the whole measure.
    """

    picture: Picture
    alt: str
    caption: Paragraph | None = None
    links: tuple[Link, ...] = ()
    share: float = 1.0
    anchor: str = ""
    beside: bool = False
    """Its caption stands beside it, not below."""


Block = Heading | Paragraph | List | Table | Contents | Figure


@record
class Furniture:
    """What every page carries in its margins, as templates; `{page}` and `{pages}` are filled in by the layout.

    Furniture is an artifact: it is not read aloud, and the body must say whatever of it matters.
    """

    header_left: str = ""
    header_right: str = ""
    footer_left: str = ""
    footer_centre: str = ""
    footer_right: str = "{page} / {pages}"


@record
class Labels:
    """Words the layout and the renderer need, in the brief's language. Templates take `{label}`, `{heading}`."""

    note: str = "Note {label}"
    back: str = "Back to the text of note {label}"
    entry: str = "{heading}"
    decimal: str = "."
    """The decimal mark."""
    last: str = " and "
    """Before the last of several page numbers: "1, 2 and 5"."""
    comma: str = ", "
    """Between the others."""


@node
class Document:
    """The whole brief. `date` is the information cut-off, which also dates the file; the clock is never read."""

    title: str
    lang: str
    date: dt.date
    marking: str
    blocks: tuple[Block, ...]
    furniture: Furniture = Furniture()
    labels: Labels = Labels()
    subject: str = ""
    authors: tuple[str, ...] = ()
    cover: int = 0
    """How many of the blocks stand on a page of their own before all others: headings and paragraphs only."""
    changed: frozenset[str] = frozenset()
    """Anchors of what is new or altered since the edition before: a bar stands in the margin beside it."""
    standard: StandardName = "pdf-1.7"
