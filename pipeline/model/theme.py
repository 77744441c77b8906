"""A theme: sizes, faces and colours as data. A theme is one YAML file; nothing else knows a number of the page."""

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.document import Tone
from pipeline.model.frozen import Frozen

Hex = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]
"""An sRGB colour, `#rrggbb`."""


class FontFile(Frozen):
    """A font file that an installed Python package brings."""

    package: str
    file: str
    """Path inside the package."""


class Sheet(Frozen):
    """The sheet and its margins, in millimetres."""

    width: float = 210.0
    height: float = 297.0
    left: float = 25.0
    right: float = 25.0
    top: float = 27.0
    bottom: float = 27.0


class Shape(Frozen):
    """How a kind of block is set; measures in points."""

    face: str
    strong: str = ""
    em: str = ""
    code: str = ""
    size: Annotated[float, Field(ge=8)]
    leading: Annotated[float, Field(gt=0)]
    before: float = 0.0
    after: float = 0.0
    indent: float = 0.0
    """From the left edge of the measure; from both edges where the block has a tint."""
    justify: bool = False
    keep: bool = False
    """Stays on the page of the block that follows."""
    colour: Hex = "#000000"
    bar: Hex | Literal[""] = ""
    """Colour of a bar at the left edge of the block."""
    tint: Hex | Literal[""] = ""
    """Colour behind the block."""
    pad: float = 0.0
    """Air between the edge of bar and tint and the text, above and below."""
    hug: bool = False
    """The tint reaches as far as the text, not over the whole measure."""

    def face_of(self, tone: Tone) -> str:
        """The theme's name of the face that sets this tone; where the shape names none, its plain face."""
        match tone:
            case "strong":
                return self.strong or self.face
            case "em":
                return self.em or self.face
            case "code":
                return self.code or self.face
        return self.face


class Drawn(Frozen):
    """How figures are drawn: colours by what they mean, widths of lines in points. Words are set in the shapes `figure`
    and `figurehead`, or as the cells of tables where a theme has none.
    """

    ink: Hex = "#1f3a5f"
    """Marks, bars, lines."""
    quiet: Hex = "#6b7480"
    """Whiskers, leaders, the axis."""
    grid: Hex = "#dde1e6"
    paper: Hex = "#ffffff"
    """Inside hollow marks, and behind words."""
    fills: tuple[Hex, ...] = ("#1f3a5f", "#a9b8cb", "#ffffff", "#6f86a3", "#d9e0e8")
    """Of the bars of each source in turn: told apart by their lightness, so in black and white, too."""
    stroke: float = 1.0
    whisker: float = 0.8
    hair: float = 0.4


class Theme(Frozen):
    """Everything the layout needs to know about looks. `shapes` are keyed by the roles of the document's blocks:
    marking, title, meta, h2, h3, body, lead, item, statement, detail, caption, head, cell, note, source, sourcedetail,
    evidence, contents, furniture, figure, figurehead, figureaxis. A paragraph whose role has no shape is set as `body`.
    """

    name: str
    sheet: Sheet = Sheet()
    faces: dict[str, FontFile]
    shapes: dict[str, Shape]
    markings: dict[str, Hex] = Field(default_factory=dict)
    """The colour of a handling marking where it stands on the tint of the shape `marking`."""
    link: Hex = "#1a4080"
    rule: Hex = "#666666"
    hairline: Hex = "#bfbfbf"
    band: Hex | Literal[""] = ""
    """Colour behind the header row of tables."""
    padding_x: float = 5.0
    padding_y: float = 3.0
    """Between a table cell's edge and its text, in points."""
    drawn: Drawn = Drawn()
    note_gap: float = 10.0
    """Rule and air above the notes at the foot of a page, in points."""

    def shape(self, role: str) -> Shape:
        """The shape of a role; `body` where the theme has none for it."""
        return self.shapes.get(role) or self.shapes["body"]

    def heading(self, level: int) -> Shape:
        """The shape of a heading; deeper levels than the theme knows look like its deepest."""
        return self.shapes["title" if level == 1 else f"h{min(level, 3)}"]
