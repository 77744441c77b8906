"""A small, safe part of SVG 1.1 as neutral shapes: what a plan, a diagram or a map needs, and nothing that acts.

Read event by event: no DOCTYPE, no entities, no processing instructions, no scripts, no styles by class, no references
to anything inside or outside the file. Whatever is not known is an error that says where it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.parsers import expat

from pipeline.model.drawing import Drawing, Path, Step, Words
from pipeline.model.record import replace
from pipeline.picture import paint as painting
from pipeline.picture.fault import Fault
from pipeline.picture.matrix import Matrix, matrix, numbers
from pipeline.picture.paint import Paint, length
from pipeline.picture.paths import ellipse, rectangle, steps

_SVG = "http://www.w3.org/2000/svg"
_SPACE = "http://www.w3.org/XML/1998/namespace space"
_MOST_BYTES = 2_000_000
_FURTHEST = 1e7
_MOST_SHAPES, _MOST_STEPS, _DEEPEST = 20_000, 200_000, 64

_SILENT = {"title", "desc", "metadata"}
"""Read over, with all they hold: what a drawing says of itself stands in the alternative text of the spec."""
_GEOMETRY: Mapping[str, frozenset[str]] = {
    "svg": frozenset({"width", "height", "viewBox", "version", "baseProfile"}),
    "g": frozenset(),
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "polyline": frozenset({"points"}),
    "polygon": frozenset({"points"}),
    "text": frozenset({"x", "y"}),
}
_ANYWHERE = {"id", "transform", "style", _SPACE, "role", "aria-label"}


def drawing(data: bytes) -> Drawing:
    """The shapes of an SVG. Raises Fault with line and column."""
    if len(data) > _MOST_BYTES:
        raise Fault("FIG002", f"an SVG of {len(data):,} bytes; at most {_MOST_BYTES:,} are read")
    reader = _Reader()
    try:
        reader.parser.Parse(data, True)
    except (LookupError, ValueError) as error:
        if isinstance(error, Fault):
            raise
        raise Fault("FIG003", f"this is not XML: {error}", hint="save it as UTF-8") from error
    except expat.ExpatError as error:
        message = f"this is not XML: {expat.errors.messages.get(error.code, 'damaged')}"
        raise Fault("FIG003", message, error.lineno, error.offset + 1) from error
    return reader.finished()


class _Reader:
    """Takes the events of the parser; keeps the shapes and the paint of all open elements."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._refused("a document type")
        self.parser.EntityDeclHandler = self._refused("an entity")
        self.parser.ProcessingInstructionHandler = self._refused("an instruction to programs")
        self.parser.StartElementHandler = self._guarded(self._start)
        self.parser.EndElementHandler = self._guarded(self._end)
        self.parser.CharacterDataHandler = self._guarded(self._characters)
        self._open: list[Paint] = []
        self._silent = 0
        self._text: tuple[float, float, list[str]] | None = None
        self._box: tuple[float, float] | None = None
        self._shapes: list[Path | Words] = []
        self._count = 0

    def finished(self) -> Drawing:
        """The drawing, once all is read."""
        if self._box is None:
            raise Fault("FIG003", "this is no SVG")
        if not self._shapes:
            raise Fault("FIG003", "the drawing is empty")
        return Drawing(*self._box, tuple(self._shapes))

    def _here(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _refused(self, what: str) -> Any:
        def refuse(*_: object) -> None:
            raise Fault("FIG004", f"{what} may not stand in a drawing", *self._here(), hint="take it out")

        return refuse

    def _guarded(self, handler: Any) -> Any:
        """Faults get their place: the start of what is being read."""

        def guarded(*given: Any) -> None:
            try:
                handler(*given)
            except Fault as fault:
                raise (fault if fault.line else fault.at(*self._here())) from fault

        return guarded

    # ── elements ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if self._silent or (space in {_SVG, ""} and tag in _SILENT):
            self._silent += 1
            return
        if space not in {_SVG, ""} or tag not in _GEOMETRY or self._text is not None:
            known = ", ".join(_GEOMETRY)
            raise Fault("FIG004", f"<{tag[:40]}> is not drawn here", hint=f"known are: {known}")
        if (tag == "svg") == bool(self._open):
            raise Fault("FIG004", f"<{tag}> cannot stand here", hint="a drawing is one <svg>, and all else is in it")
        if len(self._open) >= _DEEPEST:
            raise Fault("FIG004", f"elements are nested more than {_DEEPEST} deep")
        own = self._checked(tag, attributes)
        properties = {key: value for key, value in attributes.items() if key in painting.PROPERTIES}
        properties |= painting.declarations(attributes.get("style", ""))
        paint = painting.painted(self._open[-1] if self._open else Paint(), properties)
        placed = paint.matrix.then_inner(matrix(attributes.get("transform", "")))
        if tag == "svg":
            placed = self._sized(own).then_inner(placed)
        paint = replace(paint, matrix=placed)
        self._open.append(paint)
        if tag == "text":
            self._text = length(own.get("x", "0")), length(own.get("y", "0")), []
        elif tag not in {"svg", "g"}:
            self._draw(_outline(tag, own), paint)

    @staticmethod
    def _checked(tag: str, attributes: Mapping[str, str]) -> dict[str, str]:
        """The attributes that are the element's own; Fault for unknown ones."""
        for name in attributes:
            if name not in _GEOMETRY[tag] and name not in _ANYWHERE and name not in painting.PROPERTIES:
                hint = "write fill, stroke and their like on the element" if name == "class" else ""
                raise Fault("FIG004", f"the attribute {name[:40]} of <{tag}> is not known here", hint=hint)
        return {name: value for name, value in attributes.items() if name in _GEOMETRY[tag]}

    def _sized(self, own: Mapping[str, str]) -> Matrix:
        """The extent of the drawing; gives what moves its corner to the origin."""
        if "viewBox" in own:
            box = numbers(own["viewBox"])
            if len(box) != 4:
                raise Fault("FIG004", "a viewBox has four numbers")
        elif "width" in own and "height" in own:
            box = [0.0, 0.0, length(own["width"]), length(own["height"])]
        else:
            raise Fault("FIG004", "the drawing does not say how large it is", hint='give it viewBox="0 0 400 200"')
        x, y, width, height = box
        if width <= 0 or height <= 0 or not 0.02 < width / height < 50:
            raise Fault("FIG004", "the drawing has no sensible width and height")
        self._box = width, height
        return Matrix(e=-x, f=-y)

    def _draw(self, outline: list[Step], paint: Paint) -> None:
        self._count += len(outline)
        if len(self._shapes) >= _MOST_SHAPES or self._count > _MOST_STEPS:
            raise Fault("FIG002", f"more than {_MOST_SHAPES:,} shapes or {_MOST_STEPS:,} steps", *self._here())
        if outline and outline[0][0] != "M":
            raise Fault("FIG004", "a path begins with M")
        placed = tuple((kind, _moved(paint.matrix, values)) for kind, values in outline)
        if not placed or not (paint.fill or paint.stroke):
            return
        size = paint.matrix.size
        dash = tuple(_sensible(each * size) for each in paint.dash)
        stroke = paint.stroke if paint.width > 0 else ""
        self._shapes.append(
            Path(placed, paint.fill, stroke, _sensible(paint.width * size), dash, paint.even_odd, paint.cap, paint.join)
        )

    def _characters(self, text: str) -> None:
        if self._text is not None and not self._silent:
            self._text[2].append(text)
        elif not self._silent and text.strip():
            raise Fault("FIG004", f'"{text.strip()[:40]}" stands outside of <text>')

    def _end(self, _name: str) -> None:
        if self._silent:
            self._silent -= 1
            return
        paint = self._open.pop()
        if self._text is None:
            return
        (x, y, parts), self._text = self._text, None
        text = " ".join("".join(parts).split())
        if text:
            self._shapes.append(self._words(text, *paint.matrix(x, y), paint))

    def _words(self, text: str, x: float, y: float, paint: Paint) -> Words:
        width, height = self._box or (0.0, 0.0)
        if not paint.matrix.upright:
            raise Fault("FIG004", "words are level here", hint="take the rotation or skewing off the text")
        if not (0 <= x <= width and 0 <= y <= height):
            raise Fault("FIG004", "these words start outside of the drawing")
        return Words(
            x, y, text, _sensible(paint.size * paint.matrix.size), paint.fill or "#000000", paint.anchor, paint.strong
        )


def _moved(place: Matrix, values: tuple[float, ...]) -> tuple[float, ...]:
    points = zip(values[::2], values[1::2], strict=True)
    return tuple(_sensible(value) for x, y in points for value in place(x, y))


def _sensible(value: float) -> float:
    """Transformations of transformations can reach beyond all numbers."""
    if not abs(value) <= _FURTHEST:
        raise Fault("FIG004", "a shape reaches too far, or is too large", hint="look at the transformations around it")
    return round(value, 4)


def _outline(tag: str, own: Mapping[str, str]) -> list[Step]:
    """The steps around a basic shape (SVG 1.1, 9)."""
    if tag == "path":
        return steps(own.get("d", ""))
    if tag in {"polyline", "polygon"}:
        given = numbers(own.get("points", ""))
        if len(given) % 2:
            raise Fault("FIG004", "points come in pairs")
        points = list(zip(given[::2], given[1::2], strict=True))
        lines: list[Step] = [("L" if at else "M", point) for at, point in enumerate(points)]
        return [*lines, ("Z", ())] if tag == "polygon" and lines else lines
    sizes = {name: length(value) for name, value in own.items()}
    if any(sizes.get(name, 0) < 0 for name in ("width", "height", "r", "rx", "ry")):
        raise Fault("FIG004", f"a <{tag}> cannot be smaller than nothing")
    get = sizes.get
    match tag:
        case "line":
            return [("M", (get("x1", 0.0), get("y1", 0.0))), ("L", (get("x2", 0.0), get("y2", 0.0)))]
        case "rect":
            rx, ry = get("rx", get("ry", 0.0)), get("ry", get("rx", 0.0))
            wide, high = get("width", 0.0), get("height", 0.0)
            return rectangle(get("x", 0.0), get("y", 0.0), wide, high, rx, ry) if wide and high else []
        case "circle":
            rx = ry = get("r", 0.0)
        case _:
            rx, ry = get("rx", 0.0), get("ry", 0.0)
    return ellipse(get("cx", 0.0), get("cy", 0.0), rx, ry) if rx and ry else []
