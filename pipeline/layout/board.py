"""A board that a figure is drawn on: measures in points from its upper left corner, y downwards, as one draws."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.lines import SetLine
from pipeline.layout.looks import Look, Looks, Run, colour
from pipeline.layout.setting import Setter
from pipeline.model.document import Figure, Link
from pipeline.model.drawing import Step
from pipeline.model.pages import Colour, Grid, Image, Line, Owner, Part, Placed, Shape
from pipeline.model.theme import Theme

Box = tuple[float, float, float, float]
"""Left, upper, right, lower edge."""

_ENDLESS = 1e7
_SIZE, _MOST = 8.6, 1.6
"""The size of words that signs are made for; with larger ones they grow, up to so many times."""
_KAPPA = 0.5523
"""How far the handles of a quarter of a circle reach, of its radius."""


class Board:
    """Collects the shapes and words of one figure."""

    def __init__(self, figure: Figure, theme: Theme, looks: Looks, setter: Setter, width: float) -> None:
        self.figure, self.width, self.theme = figure, width, theme.drawn
        self.height = 0.0
        self._setter = setter
        self.look, self.head, self.small = (
            looks[theme.drawn_role(role)] for role in ("figure", "figurehead", "figureaxis")
        )
        self.unit = min(max(self.look.styles[""].size / _SIZE, 1.0), _MOST)
        """How much larger signs are than with words of the usual size."""
        self.radius = 3.2 * self.unit
        inks = self.theme
        self.ink, self.quiet, self.grid, self.paper = map(colour, (inks.ink, inks.quiet, inks.grid, inks.paper))
        self.fills = tuple(map(colour, inks.fills))
        self._shapes: list[Shape | Image] = []
        self._lines: list[Line] = []
        self.boxes: list[Box] = []
        """Where words stand, line by line."""

    # ── words ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def set(self, text: str, look: Look, width: float = _ENDLESS, owner: Owner | None = None) -> list[SetLine]:
        """A text in as few lines as the width allows, these as even as can be."""
        run = Run(owner or self.figure, look.styles[""], text)
        return (
            self._setter.balanced([run], width) if width < _ENDLESS else self._setter.set([run], width, justify=False)
        )

    def cited(self, text: str, links: Sequence[Link], look: Look, width: float) -> list[SetLine]:
        """A text with its short citations behind it: one line, unless it is wider than `width`."""
        runs = [Run(self.figure, look.styles[""], text)]
        for link in links:
            runs += [Run(self.figure, look.styles[""], " "), Run(link, look.links[""], link.text)]
        return self._setter.set(runs, width, justify=False)

    def measure(self, text: str, look: Look) -> float:
        """The width of a text on one line."""
        return max((line.width for line in self.set(text, look)), default=0.0)

    def write(
        self,
        lines: Sequence[SetLine],
        x: float,
        middle: float,
        look: Look,
        anchor: float = 0.0,
        *,
        backed: bool = False,
    ) -> float:
        """Lines below each other, the middle of the first at `middle`; `anchor` 0 has them start at `x`, 1 end there.

        Gives the lower edge of the last. Behind `backed` words nothing of the grid is seen.
        """
        size = look.styles[""].size
        for number, line in enumerate(lines):
            left = x - anchor * line.width
            centre = middle + number * look.leading
            self.boxes.append((left, centre - size * 0.5, left + line.width, centre + size * 0.5))
            if backed:
                self.rect(left - 2, centre - size * 0.56, line.width + 4, size * 1.12, fill=self.paper)
            self._lines.append(Line(left, centre + size * 0.33, line.space, line.parts))
        return middle + (len(lines) - 1) * look.leading + size * 0.5

    def join(self, first: int) -> None:
        """Make one line of number `first` and the next one: a link over both is one rectangle then, and one stop."""
        one, other = self._lines[first : first + 2]
        moved = [part._replace(x=part.x + other.x - one.x) for part in other.parts]
        self._lines[first : first + 2] = [Line(one.x, other.y, 0.0, (*_apart(one.parts), *moved))]

    @property
    def written(self) -> int:
        """How many lines there are so far."""
        return len(self._lines)

    def one(
        self, text: str, x: float, middle: float, look: Look, anchor: float = 0.0, owner: Owner | None = None
    ) -> None:
        """A text on one line."""
        self.write(self.set(text, look, owner=owner), x, middle, look, anchor)

    def label(self, runs: Sequence[Run], x: float, base: float, anchor: float) -> None:
        """Runs on one line, their base line at `base`; `anchor` says which part of them stands at `x`."""
        for line in self._setter.set(runs, _ENDLESS, justify=False):
            left, size = min(x - anchor * line.width, self.width - line.width), runs[0].style.size
            left = max(left, 0.0)
            self.boxes.append((left, base - size * 0.75, left + line.width, base + size * 0.25))
            self._lines.append(Line(left, base, line.space, line.parts))

    # ── shapes ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, shape: Shape | Image) -> None:
        """A shape in the board's measures."""
        self._shapes.append(shape)

    def rect(self, x: float, y: float, width: float, height: float, fill: Colour | None = None) -> None:
        """A filled rectangle."""
        self.polygon(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), fill)

    def frame(self, x: float, y: float, width: float, height: float, stroke: float = 1.0) -> None:
        """A hollow rectangle."""
        self.outline(x, y, width, height, self.paper, stroke)

    def outline(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Colour | None,
        stroke: float,
        dash: tuple[float, ...] = (),
    ) -> None:
        """A rectangle whose line lies within it."""
        half = stroke / 2
        left, right, upper, lower = x + half, x + max(width, stroke) - half, y + half, y + height - half
        corners: tuple[tuple[float, float], ...] = ((left, upper), (right, upper), (right, lower), (left, lower))
        steps: list[Step] = [("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ())]
        self.add(Shape(tuple(steps), fill, self.ink, stroke, dash))

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        fill: Colour | None = None,
        stroke: Colour | None = None,
        width: float = 1.0,
    ) -> None:
        """A closed shape with straight sides."""
        first, *others = points
        steps: list[Step] = [("M", first), *(("L", point) for point in others), ("Z", ())]
        self.add(Shape(tuple(steps), fill, stroke, width))

    def line(
        self, points: Sequence[tuple[float, float]], ink: Colour, width: float = 1.0, dash: tuple[float, ...] = ()
    ) -> None:
        """A line through some points."""
        first, *others = points
        steps: list[Step] = [("M", first), *(("L", point) for point in others)]
        self.add(Shape(tuple(steps), None, ink, width, dash))

    def dot(self, x: float, y: float, radius: float, *, hollow: bool, ink: Colour | None = None) -> None:
        """A circle: solid, or hollow with its line within it."""
        r = radius - (self.theme.stroke / 2 if hollow else 0)
        k, ink = r * _KAPPA, ink or self.ink
        steps: tuple[Step, ...] = (
            ("M", (x + r, y)),
            ("C", (x + r, y + k, x + k, y + r, x, y + r)),
            ("C", (x - k, y + r, x - r, y + k, x - r, y)),
            ("C", (x - r, y - k, x - k, y - r, x, y - r)),
            ("C", (x + k, y - r, x + r, y - k, x + r, y)),
            ("Z", ()),
        )
        self.add(Shape(steps, self.paper, ink, self.theme.stroke) if hollow else Shape(steps, ink))

    # ── the page ────────────────────────────────────────────────────────────────────────────────────────────────────

    def placed(self, left: float, top: float, after: int) -> Placed:
        """All that was drawn, in the measures of a page whose lines so far are `after`."""
        shapes = [_turned(shape, left, top) for shape in self._shapes]
        lines = [line._replace(x=left + line.x, y=top - line.y, parts=_apart(line.parts)) for line in self._lines]
        box = (left, top - self.height, left + self.width, top)
        return Placed(self.figure, after, box, shapes, lines)


def _apart(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """With a space at the end, so that labels do not run together where they are read and not seen."""
    last = parts[-1]
    return (*parts[:-1], last._replace(words=[*last.words, ""])) if last.words[-1] else parts


def _turned(shape: Shape | Image, left: float, top: float) -> Shape | Image:
    """From the board's measures to the page's."""
    if isinstance(shape, Image):
        return shape._replace(x=left + shape.x, y=top - shape.y - shape.height)
    if shape.grid:
        unit, x, y = shape.grid
        return shape._replace(grid=Grid(unit, left + x, top - y))
    steps = [
        (kind, tuple(top - value if i % 2 else left + value for i, value in enumerate(values)))
        for kind, values in shape.steps
    ]
    return shape._replace(steps=tuple(steps))
