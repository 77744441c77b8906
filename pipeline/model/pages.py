"""The laid-out brief: lines and shapes on sheets, each pointing at its node of the document.

All measures are in points (1/72 inch), with the origin at the lower left corner of the sheet, as in PDF.
"""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from pipeline.model.document import Block, Cell, Document, Figure, Heading, Inline, Item, Note, PageRefs
from pipeline.model.drawing import Raster, Step
from pipeline.model.record import fresh, mutable, node

Node = TypeVar("Node")

Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 1, in sRGB."""


@node
class Style:
    """How a stretch of text looks: the theme's face, the size and the rise above the base line in points."""

    face: str
    size: float
    colour: Colour = (0.0, 0.0, 0.0)
    rise: float = 0.0


class _Of(Generic[Node]):
    """A drawn thing that stands for a node without being it; equal to another of its kind for the same node.

    Written out, not a dataclass: the five here would take 4 ms of every cold start.
    """

    __slots__ = ("of",)
    __match_args__ = ("of",)

    def __init__(self, of: Node) -> None:
        self.of = of

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.of is other.of

    def __hash__(self) -> int:
        return hash((type(self), self.of))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.of!r})"


class Mark(_Of[Note]):
    """The raised number in the text that leads to a note."""

    __slots__ = ()


class Label(_Of[Note | Item]):
    """The number or bullet that hangs before a note or an item."""

    __slots__ = ()


class Entry(_Of[Heading]):
    """A heading's line in the contents."""

    __slots__ = ()


class PageRef(NamedTuple):
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


class Grid(NamedTuple):
    """Units of so many points from an upper left corner, y downwards: what is drawn in whole units stays small."""

    unit: float
    x: float
    y: float


class Shape(NamedTuple):
    """Lines and curves of a figure; y upwards, as everything on a page."""

    steps: tuple[Step, ...]
    fill: Colour | None = None
    stroke: Colour | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    even_odd: bool = False
    cap: int = 0
    join: int = 0
    grid: Grid | None = None
    """What the steps are counted in, if not in points of the page."""


class Image(NamedTuple):
    """A picture of dots, and the rectangle that it fills."""

    raster: Raster
    x: float
    y: float
    width: float
    height: float


@mutable
class Placed:
    """A figure on its page: shapes and images in painting order, then its words. `lines` come in the order of reading;
    `after` is the number of the page's own lines that stand before it.
    """

    figure: Figure
    after: int
    box: tuple[float, float, float, float]
    """Left, lower, right and upper edge."""
    shapes: list[Shape | Image]
    lines: list[Line]


class Spot(NamedTuple):
    """A place that a link can lead to: page index from 0, and the upper left corner of what is shown."""

    page: int
    x: float
    y: float


@mutable
class Page:
    """One sheet, in painting order: rects, lines and figures (reading order), furniture."""

    number: int
    """From 1, as printed."""
    lines: list[Line] = fresh(list)
    rects: list[Rect] = fresh(list)
    figures: list[Placed] = fresh(list)
    furniture: list[Line] = fresh(list)
    """Artifacts: running header and footer, repeated table headers."""
    width: float = 0.0
    height: float = 0.0
    """Of this sheet, where it differs from the brief's."""
    slot: tuple[float, float] = (0.0, 0.0)
    """Lower left corner of the copy slot."""


@mutable
class Pages:
    """The whole brief on sheets of `width` × `height`, unless a page has its own size.

    `anchors` holds every place that links lead to. `slot` is the copy slot, width and height: one place on every page,
    for what is told of a copy in its own revision. Without it no copy can be numbered.
    """

    document: Document
    sheets: list[Page]
    anchors: dict[str, Spot]
    width: float
    height: float
    slot: tuple[float, float] = (0.0, 0.0)

    def size(self, page: Page) -> tuple[float, float]:
        """Width and height of a page's sheet."""
        return page.width or self.width, page.height or self.height
