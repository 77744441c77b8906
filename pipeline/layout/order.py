"""The order of painting: a note is painted right after the block that marks it, as it is read, though it stands at the
foot of the page. Whoever reads a page in the order of its content stream then hears what the structure says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pipeline.model.pages import Line


class Written(NamedTuple):
    """The lines of a note on a page, from and to, and the block's last line there, after which they are read."""

    start: int
    stop: int
    after: int
    """-1 for a note from the page before, whose block does not go on here."""


def in_reading_order(lines: list[Line], notes: Iterable[Written]) -> tuple[list[Line], list[int]]:
    """The lines of a page with each note's behind its block's; and for each number of lines how many they have become.

    What stands after so many lines of a page, a figure, moves with them.
    """
    behind: dict[int, list[Line]] = {}
    moved: set[int] = set()
    for start, stop, after in notes:
        behind.setdefault(after, []).extend(lines[start:stop])
        moved.update(range(start, stop))
    ordered = behind.get(-1, [])[:]
    places = [len(ordered)]
    for index, line in enumerate(lines):
        if index not in moved:
            ordered.append(line)
        ordered += behind.get(index, ())
        places.append(len(ordered))
    return ordered, places
