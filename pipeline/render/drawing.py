"""Figures as operators of a content stream, and pictures of dots as objects of the file (ISO 32000-1, 8.5 and 8.9)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.drawing import Raster, Step
from pipeline.model.pages import Colour, Grid, Image, Placed, Shape
from pipeline.render.file import File
from pipeline.render.syntax import number, ref, stream, string

_OPERATORS = {"M": "m", "L": "l", "C": "c", "Z": "h", "R": "re"}
_DEVICE = {True: "/DeviceGray", False: "/DeviceRGB"}


class Images:
    """The pictures of dots in a file: each is embedded once, however often it is drawn."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._made: dict[Raster, tuple[str, int]] = {}

    def name(self, raster: Raster) -> str:
        """What the content streams call it."""
        if raster not in self._made:
            filters = "/Filter/DCTDecode" if raster.coding == "jpeg" else "/Filter/FlateDecode"
            entries = (
                f"/Type/XObject/Subtype/Image/Width {raster.width}/Height {raster.height}"
                f"/ColorSpace{_DEVICE[raster.grey]}/BitsPerComponent 8{filters}"
            )
            number = self._file.put(stream(raster.data, entries, packed=False))
            self._made[raster] = f"/I{len(self._made) + 1}", number
        return self._made[raster][0]

    def resources(self) -> str:
        """Their entries in the dictionary of the pages' resources."""
        return "".join(f"{name} {ref(number)}" for name, number in self._made.values())


def painted(placed: Placed, images: Images) -> list[str]:
    """The shapes in their order and within the figure; what they change of the graphics state ends with them."""
    left, low, right, high = placed.box
    out = [f"q {left - 1:.2f} {low - 1:.2f} {right - left + 2:.2f} {high - low + 2:.2f} re W n"]
    for shape in placed.shapes:
        if isinstance(shape, Image):
            box = " ".join(map(number, (shape.width, 0, 0, shape.height, shape.x, shape.y)))
            out.append(f"q {box} cm {images.name(shape.raster)} Do Q")
        elif operator := _operator(shape):
            drawn = [_state(shape), *_path(shape.steps), operator]
            out += [f"q {_matrix(shape.grid)} cm", *drawn, "Q"] if shape.grid else drawn
    return [*filter(None, out), "Q"]


def _operator(shape: Shape) -> str:
    """Fill, stroke, or both; nothing for a shape that shows nothing."""
    star = "*" if shape.even_odd else ""
    if shape.fill and shape.stroke:
        return f"B{star}"
    return f"f{star}" if shape.fill else "S" if shape.stroke else ""


def _state(shape: Shape) -> str:
    """Colours, width, dashes: all of them each time, since a figure has few shapes and none may leak."""
    out = []
    if shape.fill:
        out.append(f"{_colour(shape.fill)} rg")
    if shape.stroke:
        dashes = " ".join(map(number, shape.dash))
        out.append(f"{_colour(shape.stroke)} RG {number(shape.width)} w {shape.cap} J {shape.join} j [{dashes}] 0 d")
    return " ".join(out)


def _colour(colour: Colour) -> str:
    return " ".join(map(number, colour))


def _path(steps: Sequence[Step]) -> list[str]:
    """The operators of a path; a rectangle is one of them instead of five."""
    out, at = [], 0
    while at < len(steps):
        kind, values = steps[at]
        if kind == "M" and (box := _rectangle(steps[at : at + 5])):
            kind, values = "R", box
            at += 4
        out.append(" ".join((*map(_hundredths, values), _OPERATORS[kind])))
        at += 1
    return out


def _rectangle(steps: Sequence[Step]) -> tuple[float, ...]:
    """Corner, width and height of a closed path that is a level rectangle; nothing for any other."""
    if [kind for kind, _ in steps] != ["M", "L", "L", "L", "Z"]:
        return ()
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (values for _, values in steps[:4])
    across = ay == by and cy == dy and ax == dx and bx == cx
    down = ax == bx and cx == dx and ay == dy and by == cy
    return (ax, ay, cx - ax, cy - ay) if across or down else ()


def _hundredths(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _matrix(grid: Grid) -> str:
    """From a grid's units to points, and from downwards to upwards."""
    return " ".join(map(number, (grid.unit, 0, 0, -grid.unit, grid.x, grid.y)))


def attributes(placed: Placed | None, alt: str) -> str:
    """What a Figure element says of itself (ISO 32000-1, 14.8.5.4; ISO 14289-1, 7.3)."""
    box = "" if placed is None else f"/BBox[{' '.join(f'{value:.2f}' for value in placed.box)}]"
    return f"/Alt{string(alt)}/A<</O/Layout/Placement/Block{box}>>"
