"""A block in lines, on its way to a page."""

from __future__ import annotations

from pipeline.layout.lines import SetLine
from pipeline.layout.looks import Look
from pipeline.model.pages import Colour, Owner
from pipeline.model.record import fresh, mutable

FEW = 2
"""Lines that do not stand alone at either side of a page break: no widows, no orphans."""


@mutable
class SetBlock:
    """A block in lines, not yet on a page: one column of lines, or as many as a table has, side by side."""

    owner: Owner
    look: Look
    columns: list[list[SetLine]]
    x: float
    """Left edge of the block, from that of the text: pages differ in where this is."""
    anchor: str = ""
    before: float = 0.0
    after: float = 0.0
    pad: float = 0.0
    """Air above and below the lines, at each part of a block that is divided."""
    whole: bool = False
    """Is not divided while a page can hold it."""
    rule: Colour | None = None
    """Drawn under the block, over `measure`."""
    band: Colour | None = None
    """Drawn behind the block, over `measure`."""
    rules: tuple[tuple[float, float], ...] = ()
    """Where the rule is drawn, from where to where, if not all along."""
    measure: float = 0.0
    changed: bool = False
    """Has a bar in the margin."""
    drops: dict[int, float] = fresh(dict)
    """By number of column, how far below the others it starts."""
    notes: dict[int, list[SetBlock]] = fresh(dict)
    """By number of line, the notes marked there."""
    depth: int = 0
    """Lines of the longest column; less where one hangs over into the rows below."""

    def __post_init__(self) -> None:
        self.depth = max(map(len, self.columns), default=0)

    @property
    def height(self) -> float:
        """Of all lines with the air above and below them, without the block's notes."""
        return self.depth * self.look.leading + 2 * self.pad
