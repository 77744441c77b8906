"""Theme, metrics and small documents for the tests of fonts and layout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache

import yaml

from pipeline import assets, fonts
from pipeline.layout import layout
from pipeline.model.document import Block, Document, Furniture
from pipeline.model.metrics import SHY, Metrics, drawn
from pipeline.model.pages import Line, Page, Pages, Part
from pipeline.model.spec import Sides
from pipeline.model.theme import Theme


@cache
def theme(name: str) -> Theme:
    """A theme of the house, as Pydantic alone reads it."""
    return Theme.model_validate(yaml.load(assets.read_text(f"themes/{name}.yaml"), yaml.BaseLoader))


def printed(name: str, sides: Sides = "two") -> Theme:
    """A theme of the house for print on so many sides."""
    return theme(name).on(None, sides)


def desk() -> Theme:
    """The default theme."""
    return theme("desk")


HOUSE = tuple(sorted(name.removesuffix(".yaml") for name in assets.names("themes")))
"""The themes of the house."""


@cache
def metrics() -> Metrics:
    """The metrics of the default theme's faces."""
    return fonts.load(desk())


def document(*blocks: Block, lang: str = "en-GB") -> Document:
    """A document of these blocks, with empty margins."""
    margins = Furniture("", "", "", "", "")
    return Document("A brief", lang, dt.date(2024, 6, 30), "TLP:CLEAR", blocks, margins)


def pages(*blocks: Block, lang: str = "en-GB") -> Pages:
    """These blocks on pages of the default theme."""
    return layout(document(*blocks, lang=lang), desk(), metrics())


def parts(lines: Iterable[Line]) -> Iterator[Part]:
    """All parts of some lines, in reading order."""
    for line in lines:
        yield from line.parts


def text_of(some: Iterable[Part]) -> str:
    """What the parts say, hyphens at line ends taken out; for parts of one owner and its inline kids, in order."""
    return "".join(" ".join(part.words) for part in some).replace(SHY, "")


def flat(text: str) -> str:
    """Text as it is set, with every white space one ordinary space and no soft hyphens or zero-width spaces."""
    return " ".join(drawn(text).replace("\u00a0", " ").replace("\u200b", "").replace(SHY, "").split())


def right_edge(line: Line) -> float:
    """Where the ink of a line ends, in points from the left of the sheet."""
    return line.x + line.parts[-1].x + line.parts[-1].width


def edges(laid: Pages, page: Page, theme: Theme) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of the text on a page, reckoned apart from the layout."""
    sheet, mm = theme.sheet, 72 / 25.4
    width, height = laid.size(page)
    near, far = sheet.left, sheet.right
    if sheet.sides == "two":
        near, far = near + sheet.gutter, far - sheet.gutter
        near, far = (near, far) if page.number % 2 else (far, near)
    if width != sheet.width * mm:
        assert (width, height) == (sheet.height * mm, sheet.width * mm)
        near = far = (near + far) / 2
    return near * mm, width - far * mm, height - sheet.top * mm, sheet.bottom * mm


def lines(laid: Pages) -> Iterator[tuple[Page, Line]]:
    """All lines with their pages."""
    for page in laid.sheets:
        for line in page.lines:
            yield page, line
