"""How wide the columns of a table are, and where the figures of a column stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.layout.measure import Measured
from pipeline.layout.setting import Setter
from pipeline.model.document import Column

_NUMBER = re.compile(r"[^\d]*\d[\d.,’'\u00a0\u202f]*")


class Need(NamedTuple):
    """What a column asks for, in points: the width of its longest stretch without a break, and of its longest text."""

    least: float
    most: float


def need(cells: Sequence[Measured], pad: float) -> Need:
    """The need of a column of these cells with so much air in all on both sides of a cell."""
    least = max((_least(cell) for cell in cells if cell.words), default=0.0)
    most = max((sum(cell.widths) + sum(cell.glue) for cell in cells), default=0.0)
    return Need(least + pad + _ROUNDING, most + pad + _ROUNDING)


def _least(cell: Measured) -> float:
    """The width of the longest stretch without a break; of a short text of ideographs, all of it: 番号 is one word."""
    whole = sum(cell.widths)
    return whole if whole <= _SHORT and not any(cell.glue) else cell.widest


_ROUNDING = 0.01
_SHORT = 48.0
"""Points of a text of ideographs that stays on one line in its cell: four or five of them."""


def spread(needs: Sequence[Need], first: int, count: int, wanted: Need) -> list[Need]:
    """The needs when a cell over `count` columns from `first` on wants so much in all.

    What they lack of it is shared out as their longest texts are to each other (CSS 2.1, 17.5.2.2).
    """
    some = needs[first : first + count]
    total = sum(each.most for each in some)
    least, most = (max(want - sum(have), 0.0) for want, have in zip(wanted, zip(*some, strict=True), strict=True))
    parts = [_part(each.most, total, len(some)) for each in some]
    raised = [Need(low + least * part, high + most * part) for (low, high), part in zip(some, parts, strict=True)]
    return [*needs[:first], *(Need(low, max(low, high)) for low, high in raised), *needs[first + count :]]


def least_width(needs: Sequence[Need]) -> float:
    """The least width of a table: below it some word would have to be cut."""
    return sum(each.least for each in needs)


def widths(columns: Sequence[Column], needs: Sequence[Need], measure: float) -> list[float]:
    """The widths of columns in points: by share where they have one, else by content; they fill the measure.

    None is narrower than its longest word as long as the measure allows it. Where it does not, the columns that need
    less than an equal part get what they need and the others share the rest. By content: each its least width, and of
    what is left as much as its longest text asks for beyond it (CSS 2.1, 17.5.2.2).
    """
    least = [each.least for each in needs]
    if least_width(needs) > measure:
        return _squeezed(least, measure)
    if all(column.share for column in columns):
        return _shared([column.share for column in columns], least, measure)
    most = [each.most for each in needs]
    spare = sum(most) - sum(least)
    if sum(most) <= measure or not spare:
        return _shared(most, least, measure)
    part = (measure - sum(least)) / spare
    return [low + (high - low) * part for low, high in zip(least, most, strict=True)]


def _shared(shares: Sequence[float], least: Sequence[float], measure: float) -> list[float]:
    """By share, but none narrower than its least width."""
    out, free, rest = [0.0] * len(shares), list(range(len(shares))), measure
    while free:
        total = sum(shares[i] for i in free)
        tight = [i for i in free if rest * _part(shares[i], total, len(free)) < least[i]]
        if not tight:
            for i in free:
                out[i] = rest * _part(shares[i], total, len(free))
            break
        for i in tight:
            out[i] = least[i]
        free = [i for i in free if i not in tight]
        rest = measure - sum(out)
    return out


def _part(share: float, total: float, count: int) -> float:
    return share / total if total > 0 else 1 / count


def _squeezed(least: Sequence[float], measure: float) -> list[float]:
    out, rest = list(least), measure
    order = sorted(range(len(least)), key=lambda i: (least[i], i))
    for done, i in enumerate(order):
        out[i] = min(least[i], rest / (len(order) - done))
        rest -= out[i]
    return out


class Decimals:
    """Aligns a column's figures at the decimal mark: where each starts, from the left edge of the text."""

    def __init__(self, setter: Setter, cells: Sequence[Measured], mark: str, room: float) -> None:
        self._setter, self._mark, self._room = setter, mark, room
        parted = [parts for cell in cells if (parts := self._parts(cell))]
        before, after = (max((parts[side] for parts in parted), default=0.0) for side in (0, 1))
        self._at = before + max(room - before - after, 0.0) / 2
        """Where the decimal marks stand: the column of figures in the middle of the room."""
        self._fits = before + after <= room

    def start(self, cell: Measured) -> float | None:
        """Where the cell's text starts; None if it has no figure, or needs more room than there is at its place."""
        parts = self._parts(cell) if self._fits else None
        if parts and parts[0] <= self._at + _ROUNDING and self._at + parts[1] <= self._room + _ROUNDING:
            return self._at - parts[0]
        return None

    def _parts(self, cell: Measured) -> tuple[float, float] | None:
        """The width of a cell's text up to the end of its first figure's whole part, and of the rest."""
        wide = 0.0
        for index, word in enumerate(cell.words):
            if found := _NUMBER.match(word):
                run = next(i for i in range(len(cell.starts) - 1, -1, -1) if cell.starts[i] <= index)
                whole = found.group().rpartition(self._mark)[0] or found.group().rstrip(".,")
                before = wide + self._setter.width(whole, cell.runs[run].style)
                return before, sum(cell.widths) + sum(cell.glue) - before
            wide += cell.widths[index] + cell.glue[index]
        return None
