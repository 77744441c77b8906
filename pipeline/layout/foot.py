"""The notes at the foot of a page, and those that must go on overleaf."""

from __future__ import annotations

from pipeline.layout.block import FEW, SetBlock
from pipeline.model.pages import Colour, Line, Page, Rect

_NOTES_SHARE = 0.6
"""Most of a page that notes carried over from the page before may take, so that the text goes on."""

_ROUNDING = 1e-6
_RULE_WIDTH = 72.0


class Foot:
    """The notes of the open page: each with the lines of it, from and to, that stand here."""

    def __init__(self, gap: float, rule: Colour) -> None:
        self._gap, self._rule = gap, rule
        self.notes: list[tuple[SetBlock, int, int]] = []
        self.height = 0.0
        """What the notes take of the page, with the rule above them."""
        self.carried: list[tuple[SetBlock, int]] = []
        """What goes on overleaf: each note, and the first of its lines that does."""

    def turn(self, page_height: float) -> None:
        """Begin a new page with what was carried over."""
        due, self.carried = self.carried, []
        self.notes, self.height = [], 0.0
        most = _NOTES_SHARE * page_height
        for note, start in due:
            # However small the page, some note makes headway on it.
            least = 0.0 if self.notes else self._gap + (FEW + 1) * note.look.leading + note.after
            self.add(note, start, max(most - self.height, least))

    def add(self, note: SetBlock, start: int, room: float) -> None:
        """As many lines as `room` holds; the rest is carried to the next page, and all further notes behind it."""
        leading, gap = note.look.leading, 0.0 if self.notes else self._gap
        left = note.depth - start
        fits = 0 if self.carried else int((room - gap - note.after + _ROUNDING) / leading)
        take = left if fits >= left else max(0, min(fits, left - FEW))
        while 0 < take < left and note.columns[0][start + take - 1].divided:
            take -= 1
        if take:
            self.notes.append((note, start, start + take))
            self.height += gap + take * leading + (note.after if take == left else 0.0)
        if take < left:
            self.carried.append((note, start + take))

    def allowed(self, block: SetBlock, first: int, most: int, room: float) -> int:
        """How many of `most` lines of a block fit into `room` with their notes.

        A note begins on the page of its mark; only the last one may go on overleaf.
        """
        leading, used = block.look.leading, 2 * block.pad
        gap = 0.0 if self.notes else self._gap
        for i in range(most):
            used += leading
            notes = block.notes.get(first + i)
            if notes:
                if self.carried:
                    return i
                last = notes[-1]
                before = used + gap + sum([note.height + note.after for note in notes[:-1]])
                used = before + last.height + last.after
                gap = 0.0
                if used > room:
                    least = before + FEW * last.look.leading + last.after
                    return self._beside(block, first, i, most, room - least) if last.depth >= 2 * FEW else i
            elif used > room:
                return i
        return most

    @staticmethod
    def _beside(block: SetBlock, first: int, line: int, most: int, left: float) -> int:
        """How many lines fit when the note marked in `line` goes on overleaf: the text goes on beside its beginning."""
        if left < 0:
            return line
        k = line + 1
        while k < most and first + k not in block.notes and left >= block.look.leading:
            left -= block.look.leading
            k += 1
        return k

    def write(self, page: Page, left: float, bottom: float) -> list[tuple[SetBlock, float | None, int]]:
        """Write the notes on their page; gives each, with its upper edge if it begins there, and its first line."""
        if not self.notes:
            return []
        written: list[tuple[SetBlock, float | None, int]] = []
        y = bottom + self.height
        page.rects.append(Rect(left, y - self._gap * 0.45, _RULE_WIDTH, 0.5, self._rule))
        y -= self._gap
        for note, start, stop in self.notes:
            written.append((note, None if start else y, len(page.lines)))
            for x, space, parts in note.columns[0][start:stop]:
                y -= note.look.leading
                page.lines.append(Line(left + note.x + x, y + note.look.base, space, parts))
            if stop == note.depth:
                y -= note.after
        return written
