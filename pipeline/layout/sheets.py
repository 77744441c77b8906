"""The sheets being filled: the room left on the last one, the notes due at its foot, the panel that is open.

Distances are points from the lower edge of the sheet. Everything here is drawn once and stays; a block goes where it
fits, and what does not fit goes on.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.layout.bars import Bar
from pipeline.layout.block import FEW, SetBlock
from pipeline.layout.foot import Foot
from pipeline.layout.frames import Frame, Frames
from pipeline.layout.looks import Look, colour
from pipeline.layout.order import Written
from pipeline.model.document import Heading
from pipeline.model.pages import Line, Mark, Page, Rect, Spot
from pipeline.model.theme import Theme

_ROUNDING = 1e-6
BAR = 2.5
"""Width of the bar beside a block."""


class Sheets:
    """The pages so far."""

    def __init__(self, theme: Theme) -> None:
        self._frames = Frames(theme.sheet)
        self._wide = False
        self.frames: list[Frame] = []
        """Of each page."""
        self.pages: list[Page] = []
        self.anchors: dict[str, Spot] = {}
        self.page_of: dict[Heading, int] = {}
        self.header: Callable[[], None] | None = None
        """Draws the header of the table that goes on, at the top of every new page."""
        self.foot = Foot(theme.note_gap, colour(theme.hairline))
        self._put = 0
        self.bars: list[Bar] = []
        """Beside what is new or altered, in the order of the text."""
        self.written: dict[int, list[Written]] = {}
        """By page, where its notes were written, and after what they are read."""
        self._holder: dict[SetBlock, SetBlock] = {}
        """By note that is not yet written, the block that marks it."""
        self._last: dict[SetBlock, int] = {}
        """By block with notes, the last of its lines on the open page."""
        self._panel: tuple[Look, float, float, float] | None = None
        self._open()

    @property
    def measure(self) -> float:
        """Width of the text on upright pages."""
        return self._frames.measure

    @property
    def wide_measure(self) -> float:
        """Width of the text on pages for what is too wide."""
        return self._frames.wide_measure

    @property
    def room(self) -> float:
        """Height left on the page, for text and for the notes that it brings."""
        pad = self._panel[0].pad if self._panel else 0.0
        return self.y - self.frame.bottom - self.foot.height - pad

    # ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self) -> None:
        number = len(self.pages) + 1
        self.frame = self._frames.of(number, wide=self._wide)
        self.page = Page(number, width=self.frame.width, height=self.frame.height)
        self.pages.append(self.page)
        self.frames.append(self.frame)
        self.y, self.fresh = self.frame.top, True
        self.owed = 0.0
        """The air that the block above asks for below it."""
        self.foot.turn(self.frame.top - self.frame.bottom)
        if self.header:
            self.header()
            self.fresh = True

    def turn(self) -> None:
        """On to the next page."""
        self._close_panel()
        self._close()
        self._open()

    def lay(self, *, wide: bool) -> None:
        """Go on upright, or on pages on their side: on a new page, if the open one lies the other way."""
        if wide is self._wide:
            return
        self._wide = wide
        if self.fresh and not self.page.lines and not self.foot.notes:
            self.pages.pop()  # nothing stands on it yet
            self.frames.pop()
            self._open()
        else:
            self.turn()

    def finish(self) -> None:
        """Close the last page, and as many more as its notes need."""
        self.header = None
        self._close_panel()
        self._close()
        while self.foot.carried:
            self._open()
            self._close()

    def _close(self) -> None:
        written = self.foot.write(self.page, self.frame.left, self.frame.bottom)
        stops = [*[first for _, _, first in written[1:]], len(self.page.lines)]
        for (note, top, first), stop in zip(written, stops, strict=False):
            if top is not None:
                self._anchor(note.anchor, self.frame.left + note.x, top)
            after = self._last.get(self._holder[note], -1)
            self.written.setdefault(self.page.number, []).append(Written(first, stop, after))
        self._holder = {note: self._holder[note] for note, _ in self.foot.carried}
        self._last.clear()

    # ── blocks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _fitting(self, block: SetBlock, first: int, taken: float = 0.0) -> int:
        """How many lines from `first` on may stand here, below something `taken` points high; 0: none."""
        left = block.depth - first
        room = self.room - taken + _ROUNDING
        k = max(0, min(left, int((room - 2 * block.pad) / block.look.leading)))
        if k and block.notes:
            k = self.foot.allowed(block, first, k, room)
        if k == left:
            return k
        if block.whole and not first:
            return 0
        k = min(k, left - FEW)
        while k > 0 and any(len(column) > first + k and column[first + k - 1].divided for column in block.columns):
            k -= 1
        return 0 if k < FEW and first == 0 else max(k, 0)

    def _forced(self, block: SetBlock, first: int) -> int:
        """How many lines to put on an empty page that cannot hold the block as it should be: at least one."""
        k = min(block.depth - first, int((self.room - 2 * block.pad + _ROUNDING) / block.look.leading))
        return max(1, self.foot.allowed(block, first, k, self.room) if block.notes else k)

    def starts(self, block: SetBlock, taken: float, owed: float) -> bool:
        """Whether the block may begin on this page below something `taken` points high that asks for air below it."""
        gap = max(owed, block.before)
        pad = 2 * block.look.pad if self._panel is None or self._panel[0] is not block.look else 0.0
        return not block.depth or self._fitting(block, 0, taken + gap + pad) > 0

    def fits(self, height: float) -> bool:
        """Whether something so high fits on this page."""
        return height <= self.room + _ROUNDING

    def put(self, block: SetBlock) -> None:
        """Put the block where it fits: here, from here on, or overleaf."""
        self._approach(block)
        i = 0
        while i < block.depth:
            k = self._fitting(block, i)
            if not k and self.fresh and not self.foot.carried:
                k = self._forced(block, i)
            if k:
                self._draw(block, i, i + k)
                i += k
            if i < block.depth:
                self.turn()
                self._open_panel(block)
        if not block.depth and block.anchor:
            self._anchor(block.anchor, self.frame.left + block.x, self.y)
        self.owed = block.after

    def drop(self, space: float) -> None:
        """Leave so much air on this page, even at its head."""
        self._close_panel()
        self.y -= space

    def owe(self, space: float) -> None:
        """Ask for so much air before what follows."""
        self.owed = max(self.owed, space)

    def _approach(self, block: SetBlock) -> None:
        """The air above a block: the larger of two wishes, none at the head of a page; and its panel."""
        if self._panel is not None and self._panel[0] is not block.look:
            owed = self.owed
            self._close_panel()
            self.owed = owed
        if not self.fresh:
            self.y -= max(self.owed, block.before if self._panel is None else 0.0)
            self.owed = 0.0
        self._open_panel(block)

    def _draw(self, block: SetBlock, start: int, stop: int) -> None:
        """Lines from `start` to `stop` at the top of the room that is left, and their notes."""
        look, top = block.look, self.y
        leading, left = look.leading, self.frame.left + block.x
        self.y = foot = top - (stop - start) * leading - 2 * block.pad
        self.fresh = False
        if block.band:
            self.page.rects.append(Rect(left, foot, block.measure, top - foot, block.band))
        self.write(block, start, stop, top, self.page.lines)
        if block.rule:
            for x, until in block.rules or ((0.0, block.measure),):
                self.page.rects.append(Rect(left + x, foot, until - x, 0.5, block.rule))
        self.note_change(top, foot, changed=block.changed)
        if not start:
            if block.anchor:
                self._anchor(block.anchor, left, top)
            if isinstance(block.owner, Heading):
                self.page_of.setdefault(block.owner, self.page.number)
        if block.notes:
            self._last[block] = len(self.page.lines) - 1
        reach = stop if stop < block.depth else max((stop, *(line + 1 for line in block.notes)))
        for j in range(start, reach) if block.notes else ():
            for note in block.notes.get(j, ()):
                self._holder[note] = block
                self.foot.add(note, 0, self.room)
                self._mark(block, j, note, top - block.pad - (j - start) * leading)

    def note_change(self, top: float, foot: float, *, changed: bool) -> None:
        """A block was put, and whether it is new or altered and so gets a bar."""
        self._put += 1
        if changed:
            self.bars.append(Bar(self.page.number, self._put, top, foot))

    def write(self, block: SetBlock, start: int, stop: int, top: float, to: list[Line]) -> None:
        """Append the lines, column by column: that is the order of reading."""
        leading, left = block.look.leading, self.frame.left + block.x
        for number, column in enumerate(block.columns):
            y = top - block.pad + block.look.base - (block.drops.get(number, 0.0) if block.drops else 0.0)
            for x, space, parts in column if stop - start == block.depth else column[start:stop]:
                y -= leading
                to.append(Line(left + x, y, space, parts))

    def _anchor(self, name: str, x: float, y: float) -> None:
        self.anchors.setdefault(name, Spot(self.page.number - 1, x, y))

    def _mark(self, block: SetBlock, line: int, note: SetBlock, top: float) -> None:
        for column in block.columns:
            for x, _, parts in column[line : line + 1]:
                for part in parts:
                    if isinstance(part.owner, Mark) and part.owner.of is note.owner:
                        self._anchor(f"mark-{part.owner.of.label}", self.frame.left + block.x + x + part.x, top)

    # ── panels ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open_panel(self, block: SetBlock) -> None:
        look = block.look
        if self._panel is None and (look.tint or look.bar):
            wide = self.measure
            if look.hug:
                lines = block.columns[0] if block.columns else ()
                wide = min(wide, max((line.x + line.width for line in lines), default=0.0) + 2 * look.indent)
            self._panel = look, self.y, self.frame.left + block.x - look.indent, wide
            self.y -= look.pad

    def _close_panel(self) -> None:
        """Draw what stands behind the lines of an open panel, if it has any on this page."""
        if self._panel is None:
            return
        look, top, x, wide = self._panel
        self._panel = None
        if self.y < top - look.pad - _ROUNDING:
            self.y -= look.pad
            if look.tint:
                self.page.rects.append(Rect(x, self.y, wide, top - self.y, look.tint))
            if look.bar:
                self.page.rects.append(Rect(x, self.y, BAR, top - self.y, look.bar))
