"""Change bars: in the outer margin beside what is new or altered since the edition before.

They are artifacts, and tell by their place and not by their colour: the list of changes says it in words, with links.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.layout.frames import Frame
from pipeline.layout.looks import colour
from pipeline.model.pages import Page, Rect
from pipeline.model.theme import Theme

_WIDTH, _AWAY = 1.6, 9.0
"""Of a bar, and its distance from the text, in points."""


class Bar(NamedTuple):
    """A part of a block that is new or altered, from its upper to its lower edge on a page by its number.

    `block` counts what was put before it: bars of blocks that follow each other are one.
    """

    page: int
    block: int
    top: float
    foot: float


def draw_bars(bars: Sequence[Bar], pages: Sequence[Page], frames: Sequence[Frame], theme: Theme) -> None:
    """Draw the bars on their pages: at the right, on the left-hand pages of a two-sided brief at the left."""
    ink = colour(theme.change)
    for number, _, top, foot in _merged(bars):
        page, frame = pages[number - 1], frames[number - 1]
        if theme.sheet.sides == "two" and number % 2 == 0:
            x = max(0.0, frame.left - _AWAY - _WIDTH)
        else:
            x = min(frame.width - _WIDTH, frame.right + _AWAY)
        page.rects.append(Rect(x, foot, _WIDTH, top - foot, ink))


def _merged(bars: Sequence[Bar]) -> list[Bar]:
    merged: list[Bar] = []
    for bar in bars:
        last = merged[-1] if merged else None
        if last and last.page == bar.page and bar.block - last.block <= 1:
            merged[-1] = last._replace(block=bar.block, foot=bar.foot)
        else:
            merged.append(bar)
    return merged
