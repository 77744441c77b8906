"""Figures as data: what is drawn, in days and values, and not yet where on paper.

The layout alone knows how wide words are, and so where a label finds room; charts come to it as what they mean. A
picture of the author's comes as neutral shapes, or as dots. Days are ordinals (`datetime.date.toordinal`); a stretch
of days is half open: it ends where the next one would begin.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pipeline.model.record import node, record

Days = tuple[float, float]
"""From the start of one day to the start of another."""


@record
class Mark:
    """How the date of an event is drawn, no finer than it is known."""

    symbols: tuple[float, ...] = ()
    """Where a point in time is marked: in the middle of what is known of it; each of several alternatives once."""
    bar: Days | None = None
    """What it lasts for certain."""
    whiskers: tuple[Days, ...] = ()
    """Where it, its beginning or its end lies on some day."""
    since: float | None = None
    """It goes on from here, nobody says how long."""
    until: float | None = None
    """It ends here, and nobody says when it began."""

    @property
    def stretches(self) -> tuple[Days, ...]:
        """All days that are drawn."""
        points = [day for day in (*self.symbols, self.since, self.until) if day is not None]
        return (*self.whiskers, *((self.bar,) if self.bar else ()), *((day, day) for day in points))


@record
class DrawnEvent:
    """An event in a chart. `number` is that of its row in the table, `to` the anchor of this row."""

    number: int
    label: str
    to: str
    about: str
    """What assistive technology says of the link to the row."""
    mark: Mark | None
    """None where the date is unknown."""
    planned: bool = False
    lane: int = 0


@record
class Tick:
    """A printed date on the axis."""

    day: int
    text: str
    major: bool = False


Sign = Literal["done", "planned", "within", "lasts", "open", "cut"]


@record
class TimelineChart:
    """Events in rows, under an axis in days. `spans` are the stretches of days that are drawn; between two of them the
    axis is cut. `key` tells what each sign that occurs means.
    """

    events: tuple[DrawnEvent, ...]
    spans: tuple[tuple[int, int], ...]
    ticks: tuple[Tick, ...]
    lanes: tuple[str, ...] = ()
    cutoff: tuple[int, str] | None = None
    key: tuple[tuple[Sign, str], ...] = ()


Rough = Literal["", "about", "at_most", "at_least"]


@record
class Bar:
    """One reported value: `size` in the chart's unit, `of` the whole that it is part of; without a size, only words.

    `text` is the value as printed; `cited` how many of the figure's links stand behind it.
    """

    source: str
    text: str
    cited: int = 0
    size: float | None = None
    of: float | None = None
    rough: Rough = ""


@record
class BarGroup:
    """What all sources report for one fact; `day` is where it stands on the axis of time."""

    label: str
    bars: tuple[Bar, ...]
    day: float | None = None


@record
class BarChart:
    """Bars of one unit from zero, a group a fact; or points over time, joined source by source (`spans` is its axis).

    `sources` names those that report, in order, with their printed names: who reports is told by the fill. There are no
    figures on the axis: each bar says its own, and nothing is printed that is not a fact.
    """

    groups: tuple[BarGroup, ...]
    sources: tuple[tuple[str, str], ...]
    spans: tuple[tuple[int, int], ...] = ()
    ticks: tuple[Tick, ...] = ()
    key: tuple[tuple[Rough, str], ...] = ()


Ink = str
"""A colour: `#rrggbb`."""

Step = tuple[str, tuple[float, ...]]
"""M x y, L x y, C x1 y1 x2 y2 x y, or Z: as in SVG, in absolute measures, y downwards."""


@record
class Path:
    """Lines and curves, filled, drawn along, or both."""

    steps: tuple[Step, ...]
    fill: Ink = ""
    stroke: Ink = ""
    width: float = 1.0
    dash: tuple[float, ...] = ()
    even_odd: bool = False
    cap: Literal[0, 1, 2] = 0
    join: Literal[0, 1, 2] = 0


@record
class Words:
    """A text in a drawing, set in the theme's face for figures."""

    x: float
    y: float
    text: str
    size: float
    ink: Ink = "#000000"
    anchor: Literal["start", "middle", "end"] = "start"
    strong: bool = False


@record
class Drawing:
    """A drawing of `width` × `height` units, of shapes in painting order; y runs downwards."""

    width: float
    height: float
    shapes: tuple[Path | Words, ...]
    unit: float = 0.0
    """Of what must be of one size: the points that a unit takes."""


@node
class Raster:
    """A picture of dots, ready to be embedded: sRGB or grey, eight bits, no transparency, no metadata."""

    width: int
    height: int
    grey: bool
    coding: Literal["flate", "jpeg"]
    data: bytes


Picture = TimelineChart | BarChart | Drawing | Raster


def words_of(picture: Picture) -> Iterator[tuple[str, str]]:
    """Every text that may be drawn, with the role of the theme's shape that sets it."""
    match picture:
        case TimelineChart(events, _, ticks, lanes, cutoff, key):
            yield from (("figure", event.label) for event in events)
            yield from (("figurehead", lane) for lane in lanes)
            yield from (("figureaxis", tick.text) for tick in ticks)
            yield from (("figureaxis", text) for _, text in key)
            yield "figureaxis", "0123456789" + (cutoff[1] if cutoff else "")
        case BarChart(groups, sources, _, axis, key):
            yield from (("figurehead", group.label) for group in groups)
            yield from (("figure", bar.text) for group in groups for bar in group.bars)
            small = (*(text for _, text in (*sources, *key)), *(tick.text for tick in axis))
            yield from (("figureaxis", text) for text in small)
        case Drawing(_, _, shapes):
            for shape in shapes:
                if isinstance(shape, Words):
                    yield ("figurehead" if shape.strong else "figure"), shape.text
