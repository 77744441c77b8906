"""The laid-out brief: lines and shapes on sheets, each pointing at its node of the document.

All measures are in points (1/72 inch), with the origin at the lower left corner of the sheet, as in PDF.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.model.document import Block, Cell, Document, Heading, Inline, Item, Note, PageRefs

Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 1, in sRGB."""


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """How a stretch of text looks: the theme's face, the size and the rise above the base line in points."""

    face: str
    size: float
    colour: Colour = (0.0, 0.0, 0.0)
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """The raised number in the text that leads to a note."""

    of: Note


@dataclass(frozen=True, slots=True)
class Label:
    """The number or bullet that hangs before a note or an item."""

    of: Note | Item


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading's line in the contents."""

    of: Heading


@dataclass(frozen=True, slots=True)
class PageRef:
    """One page number of a `PageRefs`: a link to where the reference stands."""

    of: PageRefs
    page: int
    anchor: str


Owner = Inline | Block | Item | Cell | Mark | Label | Entry | PageRef
"""Whom a drawn thing belongs to in the document; the structure tree is built from it."""


class Part(NamedTuple):
    """A stretch of a line: one style, one owner. `words` ends in an empty word where a space follows."""

    owner: Owner
    style: Style
    words: list[str]
    x: float
    """From the start of the line."""
    width: float
    """Without the space that follows."""


class Line(NamedTuple):
    """Parts on one base line. `space` is added to every space, to justify."""

    x: float
    y: float
    space: float
    parts: tuple[Part, ...]


class Rect(NamedTuple):
    """A filled rectangle; an artifact."""

    x: float
    y: float
    width: float
    height: float
    colour: Colour


class Spot(NamedTuple):
    """A place that a link can lead to: page index from 0, and the upper left corner of what is shown."""

    page: int
    x: float
    y: float


@dataclass(slots=True)
class Page:
    """One sheet, in painting order: rects, lines (reading order), furniture."""

    number: int
    """From 1, as printed."""
    lines: list[Line] = field(default_factory=list)
    rects: list[Rect] = field(default_factory=list)
    furniture: list[Line] = field(default_factory=list)
    """Artifacts: running header and footer, repeated table headers."""


@dataclass(slots=True)
class Pages:
    """The whole brief on sheets of `width` × `height`. `anchors` holds every place that links lead to."""

    document: Document
    sheets: list[Page]
    anchors: dict[str, Spot]
    width: float
    height: float
