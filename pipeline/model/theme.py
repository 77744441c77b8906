"""A theme: sizes, faces and colours as data. A theme is one YAML file; nothing else knows a number of the page."""

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, cast, get_args

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.document import Tone
from pipeline.model.frozen import Frozen
from pipeline.model.spec import Marking, Paper, Sides

Hex = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="An sRGB colour: #rrggbb")]
Ink = Annotated[str, Field(pattern=r"^(#[0-9a-fA-F]{6})?$", description='An sRGB colour, #rrggbb; "" for none')]
Air = Annotated[float, Field(ge=0, le=200)]
Margin = Annotated[float, Field(ge=0, le=200, description="In millimetres")]

Role = Literal[
    # A theme must say the first four; of the others, what it does not say looks like body.
    "title",
    "h2",
    "h3",
    "body",
    "marking",
    "subtitle",
    "meta",
    "lead",
    "runin",
    "item",
    "statement",
    "detail",
    "caption",
    "head",
    "cell",
    "note",
    "source",
    "sourcedetail",
    "evidence",
    "contents",
    "furniture",
    # Words in drawings; each looks like the cells of tables where a theme does not say it.
    "figure",
    "figurehead",
    "figureaxis",
    # On a cover; each looks like its namesake where a theme does not say it.
    "cover-marking",
    "cover-title",
    "cover-subtitle",
    "cover-meta",
    "cover-evidence",
]
"""What a block of the document is, and so which shape it has."""

ROLES: tuple[str, ...] = get_args(Role)
NEEDED = ROLES[:4]

PAPERS: Mapping[Paper, tuple[float, float]] = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
"""Width and height in millimetres (ISO 216; ANSI/ASME Y14.1)."""

LEAST_MEASURE, LEAST_HEIGHT = 60.0, 80.0
"""Of the text, in millimetres: narrower or lower, a page holds no line and no table as it should be."""


HEAD_RULE, FOOT_RULE = 12.0, 10.0
"""From the edge of the text to the hairlines of header and footer, in points."""

SLOT_LINE, SLOT_DEPTH, SLOT_AIR = 1.25, 0.25, 3.0
"""Height of the copy slot and of what hangs below its base line, in sizes of furniture; air below it, in points."""

MM = 72 / 25.4


_SMALLER = "make the margins smaller"


class Lack(NamedTuple):
    """Why nothing can be set on a sheet, and what to do."""

    message: str
    hint: str


class FontFile(Frozen):
    """A font file that an installed Python package brings."""

    package: str = Field(description="The package, by the name it is imported by")
    file: str = Field(description="Path of the font file inside the package")
    weight: Annotated[int, Field(ge=0, le=1000)] = Field(
        0, description="Of a variable font: where its axis wght is set; 0 for a font that has one weight"
    )
    fallback: tuple[str, ...] = Field((), description="Names of the faces that set what this one lacks, in order")
    extra: str = Field("", description="The extra of briefwright that brings the package; the face may be missing")


class Sheet(Frozen):
    """The sheet and its margins, in millimetres."""

    width: float = Field(210.0, ge=80, le=1200, description="In millimetres")
    height: float = Field(297.0, ge=80, le=1200, description="In millimetres")
    left: Margin = 25.0
    right: Margin = 25.0
    top: Margin = 27.0
    bottom: Margin = 27.0
    gutter: float = Field(
        0.0, ge=0, le=50, description="On two-sided sheets, what the inner margin has more and the outer less"
    )
    sides: Sides = Field("one", description="Printed on one side or on two: with mirrored margins")

    @property
    def paper(self) -> str:
        """What paper it is, for people."""
        named = {size: name for name, size in PAPERS.items()}
        return named.get((self.width, self.height), f"{self.width:g} × {self.height:g} mm")

    def lack(self) -> Lack | None:
        """Why no page can be set on this sheet; None if it can."""
        measure = self.width - self.left - self.right
        height = self.height - self.top - self.bottom
        if measure < LEAST_MEASURE:
            message = (
                f"the margins leave {max(measure, 0):g} mm for the width of the text; {LEAST_MEASURE:g} is the least"
            )
            return Lack(message, _SMALLER)
        if height < LEAST_HEIGHT:
            message = (
                f"the margins leave {max(height, 0):g} mm for the height of the text; {LEAST_HEIGHT:g} is the least"
            )
            return Lack(message, _SMALLER)
        if self.sides == "two" and self.gutter > self.right:
            return Lack(
                f"the gutter takes {self.gutter:g} mm from an outer margin of {self.right:g}", "make it smaller"
            )
        return None


class Shape(Frozen):
    """How a kind of block is set; measures in points."""

    face: str = Field(description="Face of plain text, by its name under faces")
    strong: str = Field("", description="Face of strong text; by default that of plain text")
    em: str = Field("", description="Face of emphasis; by default that of plain text")
    code: str = Field("", description="Face of hashes and the like; by default that of plain text")
    size: float = Field(ge=8, le=72, description="Size of the type in points, 8 at least")
    leading: float = Field(le=144, description="From base line to base line in points; at least the size")
    before: Air = Field(0.0, description="Air above the block, in points; the larger of two neighbours' wishes counts")
    after: Air = Field(0.0, description="Air below the block, in points")
    indent: float = Field(0.0, ge=0, le=60, description="From the left edge; from both edges where there is a tint")
    justify: bool = Field(False, description="Lines of one length")
    keep: bool = Field(False, description="Stays on the page of the block that follows")
    colour: Hex = "#000000"
    bar: Ink = Field("", description='Colour of a bar at the left edge of the block; "" for none')
    tint: Ink = Field("", description='Colour behind the block; "" for none')
    pad: float = Field(0.0, ge=0, le=40, description="Air between the edge of bar and tint and the text, in points")
    hug: bool = Field(False, description="The tint reaches as far as the text, not over the whole measure")

    @model_validator(mode="after")
    def _leading_is_enough(self) -> "Shape":
        if self.leading < self.size:
            raise PydanticCustomError(
                "leading",
                "a leading of {leading} is less than the size, {size}: lines would overlap",
                {"leading": f"{self.leading:g}", "size": f"{self.size:g}"},
            )
        return self

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
    and `figurehead`, or as tables are where a theme has none.
    """

    ink: Hex = Field("#1f3a5f", description="Marks, bars, lines")
    quiet: Hex = Field("#6b7480", description="Whiskers, leaders, the axis")
    grid: Hex = Field("#dde1e6", description="Lines to read values off")
    paper: Hex = Field("#ffffff", description="Inside hollow marks, and behind words")
    fills: tuple[Hex, ...] = Field(
        ("#1f3a5f", "#a9b8cb", "#ffffff", "#6f86a3", "#d9e0e8"),
        min_length=1,
        description="Of the bars of each source in turn: told apart by their lightness, so in black and white, too",
    )
    stroke: float = Field(1.0, gt=0, le=6, description="Width of lines, in points")
    whisker: float = Field(0.8, gt=0, le=6, description="Width of whiskers, in points")
    hair: float = Field(0.4, gt=0, le=6, description="Width of the finest lines, in points")


class Contrast(Frozen):
    """The least contrast of text with what it stands on, as a ratio to 1 (WCAG 2.2, 1.4.3 and 1.4.6)."""

    text: float = Field(4.5, ge=4.5, le=21, description="Of any text; 4.5 at least")
    large: float = Field(4.5, ge=3, le=21, description="Of text of 18 pt and more; 3 at least")


class Theme(Frozen):
    """Everything the layout needs to know about looks. A block whose role has no shape is set as `body`."""

    extends: str = Field("", description="A theme of the house, for all that this one does not say")
    name: str = Field("", max_length=100, description="What the theme is called; by default as its file is")
    description: str = Field("", max_length=500, description="What it is for, in a sentence")
    sheet: Sheet = Sheet()
    faces: Mapping[str, FontFile] = Field(min_length=1, description="Faces by the names that shapes use")
    shapes: Mapping[Role, Shape] = Field(description="How each kind of block is set")
    markings: Mapping[Marking, Hex] = Field(
        default_factory=dict, description="Colour of a handling marking on the tint of the shape marking"
    )
    contrast: Contrast = Contrast()
    hyphenate: bool = Field(True, description="Justified lines may end in a divided word")
    link: Hex = "#1a4080"
    rule: Hex = "#666666"
    hairline: Hex = "#bfbfbf"
    change: Hex = Field("#000000", description="Bars in the margin beside what is new or altered")
    band: Ink = Field("", description='Colour behind the header row of tables; "" for none')
    padding_x: float = Field(5.0, ge=0, le=20, description="Between a table cell's side and its text, in points")
    padding_y: float = Field(3.0, ge=0, le=20, description="Between a table cell's top or foot and its text, in points")
    drawn: Drawn = Drawn()
    note_gap: float = Field(10.0, ge=4, le=40, description="Rule and air above the notes at the foot, in points")

    def shape(self, role: str, *, cover: bool = False) -> Shape:
        """The shape of a role; `body` where the theme has none for it."""
        shapes = cast("Mapping[str, Shape]", self.shapes)
        return (cover and shapes.get(f"cover-{role}")) or shapes.get(role) or shapes["body"]

    def drawn_role(self, role: str) -> str:
        """The role whose shape sets words in a figure: its own, or that of the table's words most like them."""
        return role if role in self.shapes else "head" if role == "figurehead" else "cell"

    def heading(self, level: int, *, cover: bool = False) -> Shape:
        """The shape of a heading; deeper levels than the theme knows look like its deepest."""
        return self.shape("title" if level == 1 else f"h{min(level, 3)}", cover=cover)

    def margins(self) -> tuple[float, float, float]:
        """From the edge of the text up to the base line of the header, and down to that of the footer and to the foot
        of a second line of it, in points. Markings stand on bars of their own.
        """
        tall = max(self.shape("marking").size, self.shape("furniture").size)
        head, foot = HEAD_RULE + 3.68 + 0.36 * tall, FOOT_RULE + 3 + tall
        return head, foot, foot + self.shape("furniture").leading + 0.36 * tall

    def slot(self) -> tuple[float, float]:
        """From the edge of the text up to the lower edge of the copy slot, and its height, in points: one line of
        furniture above that of the header.
        """
        size = self.shape("furniture").size
        return self.margins()[0] + SLOT_AIR + 0.75 * size, SLOT_LINE * size

    def lack(self) -> Lack | None:
        """Why nothing can be set on this theme's sheet; None if it can."""
        tall = max(self.shape("marking").size, self.shape("furniture").size)
        head, _, foot = self.margins()
        head = max(head + tall, sum(self.slot()))
        for name, margin, need in (("top", self.sheet.top, head), ("bottom", self.sheet.bottom, foot)):
            if margin * MM < need:
                message = f"the {name} margin is {margin:g} mm; what stands in it needs {need / MM + 0.05:.1f}"
                return Lack(message, "make it larger, or the type of furniture and marking smaller")
        return self.sheet.lack()

    def on(self, paper: Paper | None, sides: Sides | None) -> "Theme":
        """The theme as an output asks for it: on this paper, printed on so many sides."""
        changes: dict[str, object] = {}
        if paper:
            changes["width"], changes["height"] = PAPERS[paper]
        if sides:
            changes["sides"] = sides
        return self.model_copy(update={"sheet": self.sheet.model_copy(update=changes)}) if changes else self
