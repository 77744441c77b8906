"""Where on each sheet the text goes: mirrored on two-sided sheets, and on its side for what is too wide."""

from __future__ import annotations

from pipeline.model.record import record
from pipeline.model.theme import LEAST_HEIGHT, MM, Sheet


@record
class Frame:
    """The text area of one page, in points from the lower left corner of its sheet."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """Width of the text."""
        return self.right - self.left


class Frames:
    """The frames of a sheet's pages. Upright ones have one measure, so that a block is set before its page is known.

    Where a sheet is two-sided, odd pages lie on the right and bind at their left edge.
    """

    def __init__(self, sheet: Sheet) -> None:
        near, far = sheet.left * MM, sheet.right * MM
        gutter = sheet.gutter * MM if sheet.sides == "two" else 0.0
        width, height, top, bottom = (mm * MM for mm in (sheet.width, sheet.height, sheet.top, sheet.bottom))
        near, far = near + gutter, far - gutter
        odd = Frame(width, height, near, width - far, height - top, bottom)
        even = Frame(width, height, far, width - near, height - top, bottom) if sheet.sides == "two" else odd
        side = (near + far) / 2  # bound at its head or its foot: there is no near side
        self._upright = even, odd
        self._lying = Frame(height, width, side, height - side, width - top, bottom)
        self.turns = width < height and self._lying.top - bottom >= LEAST_HEIGHT * MM
        """Whether a page on its side is wider, and high enough."""

    @property
    def measure(self) -> float:
        """Width of the text on upright pages."""
        return self._upright[0].measure

    @property
    def wide_measure(self) -> float:
        """Width of the text on pages for what is too wide."""
        return self._lying.measure if self.turns else self.measure

    def of(self, number: int, *, wide: bool) -> Frame:
        """The frame of a page by its number."""
        return self._lying if wide and self.turns else self._upright[number % 2]
