"""Pages as grids of ink, small enough to keep as text, and compared with tolerance: what the judge of pictures sees by.

A cell is wide and low: text that moves by its height leaves the row it stood in. What a cell may differ by is what a
tiny shift would do to it, so that another rasteriser's edges pass and another page does not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw

from tests.support import tools

CELL = 18.0, 3.0
"""Width and height of a cell, in points."""
DPI = 192
"""Whole dots a cell, 48 by 8, and fine enough that glyphs which are put on whole dots hardly move."""

BASE, LONG, SHIFT = 0.03, 0.01, 0.35
"""Share of ink by which a cell may differ anyway; by which the mean of `_RUN` cells in a row may, so that a pale rule
counts; and what comes to both for the contrast around: what a point of shift does to an edge."""

_RUN = 6

_STEPS = ".0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""Shares of ink from none to all, by their roots, so that pale things have the finest steps."""

Grid = Sequence[Sequence[float]]
"""Rows of cells from the top of a page: the share of each that is ink, 0 to 1."""


class Region(NamedTuple):
    """Cells beside each other that differ: an area in points from the upper left corner, and by how much at most."""

    left: float
    top: float
    right: float
    bottom: float
    worst: float
    """Share of ink; above 0 where there is more than there should be."""

    def __str__(self) -> str:
        told = "more" if self.worst > 0 else "less"
        return (
            f"{self.left:.0f}-{self.right:.0f} pt from the left, {self.top:.0f}-{self.bottom:.0f} pt from the top: "
            f"{abs(self.worst):.0%} {told} ink"
        )


def drawn(pdf: Path, to: Path) -> list[Path]:
    """Each page as a grey picture in the folder `to`, in order."""
    tools.run("pdftoppm", "-gray", "-r", str(DPI), pdf, to / "page")
    return sorted(to.glob("page-*.pgm"))


def grid(picture: Path, dpi: float = DPI) -> Grid:
    """The ink of a picture of a page in cells."""
    with Image.open(picture) as opened:
        grey = opened.convert("L")
    across, down = (round(dots * 72 / dpi / cell) for dots, cell in zip(grey.size, CELL, strict=True))
    cells = list(grey.resize((across, down), Image.Resampling.BOX).tobytes())
    return [[1 - value / 255 for value in cells[row * across : (row + 1) * across]] for row in range(down)]


# ── as text ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def written(pages: Iterable[Grid]) -> str:
    """Pages as text: a row of cells a line, `.` where there is no ink, then 0-9, a-z, A-Z; blank ends are left out."""
    out = []
    for number, page in enumerate(pages, 1):
        out.append(f"page {number}: {len(page[0])} x {len(page)}\n")
        rows = ["".join(_STEPS[round(ink**0.5 * (len(_STEPS) - 1))] for ink in row).rstrip(".") for row in page]
        out.append("\n".join(rows).rstrip("\n") + "\n")
    return "".join(out)


def read(text: str) -> list[Grid]:
    """The pages of such a text."""
    pages: list[Grid] = []
    ink = {sign: (step / (len(_STEPS) - 1)) ** 2 for step, sign in enumerate(_STEPS)}
    for chunk in text.split("page ")[1:]:
        head, *rows = chunk.split("\n")
        across, down = map(int, head.partition(": ")[2].split(" x "))
        padded = [row.ljust(across, ".") for row in (rows + [""] * down)[:down]]
        pages.append([[ink[sign] for sign in row] for row in padded])
    return pages


# ── compared ────────────────────────────────────────────────────────────────────────────────────────────────────────


def differences(expected: Grid, found: Grid, seen: Callable[[int, int], bool] = lambda _x, _y: True) -> list[Region]:
    """Where two grids of one page differ by more than the tolerance, worst first; `seen` says of a cell if it counts.

    Raises ValueError for pages of two sizes.
    """
    size, other = (len(expected[0]), len(expected)), (len(found[0]), len(found))
    if size != other:
        raise ValueError(f"the page has {other[0]} x {other[1]} cells instead of {size[0]} x {size[1]}")
    off: dict[tuple[int, int], float] = {}
    for y, (row, now) in enumerate(zip(expected, found, strict=True)):
        pairs = enumerate(zip(row, now, strict=True))
        change = [new - old if old != new and seen(x, y) else 0.0 for x, (old, new) in pairs]
        if max(map(abs, change)) > LONG:
            give = [SHIFT * _contrast(expected, found, x, y) for x in range(len(row))]
            off.update({(x, y): change[x] for x in _beyond(row, change, give)})
    return sorted(_regions(off), key=lambda region: -abs(region.worst))


def _beyond(row: Sequence[float], change: Sequence[float], give: Sequence[float]) -> set[int]:
    """The cells of a row that changed by more than they may, each for itself or together with those beside it.

    Where there is much ink the steps of what is kept are coarser, and more is allowed.
    """
    found = {x for x, each in enumerate(change) if abs(each) > BASE * (1 + row[x]) + give[x]}
    for x in range(len(row) - _RUN + 1):
        some = slice(x, x + _RUN)
        if abs(sum(change[some])) > LONG * (_RUN + sum(row[some])) + sum(give[some]):
            found.update(range(x, x + _RUN))
    return found


def _contrast(expected: Grid, found: Grid, x: int, y: int) -> float:
    """How far the ink of a cell's neighbours parts from its own, on whichever page this is more.

    Those beside it count less, as a cell is wider than it is high.
    """
    rows, columns = range(max(y - 1, 0), min(y + 2, len(expected))), range(max(x - 1, 0), min(x + 2, len(expected[0])))
    return max(
        _span([page[k][x] for k in rows]) + _span([page[y][k] for k in columns]) * CELL[1] / CELL[0]
        for page in (expected, found)
    )


def _span(some: Sequence[float]) -> float:
    return max(some) - min(some)


def _regions(off: dict[tuple[int, int], float]) -> Iterator[Region]:
    """Differing cells joined with those they touch or miss by one."""
    left = dict(off)
    while left:
        start = next(iter(left))
        found, edge = [], [start]
        worst = left.pop(start)
        while edge:
            x, y = edge.pop()
            found.append((x, y))
            for near in [(x + dx, y + dy) for dx in (-2, -1, 0, 1, 2) for dy in (-2, -1, 0, 1, 2)]:
                if near in left:
                    worst = max(worst, left.pop(near), key=abs)
                    edge.append(near)
        xs, ys = [x for x, _ in found], [y for _, y in found]
        wide, high = CELL
        yield Region(min(xs) * wide, min(ys) * high, (max(xs) + 1) * wide, (max(ys) + 1) * high, worst)


def marked(picture: Path, regions: Iterable[Region], to: Path) -> Path:
    """A picture of a page with frames around what differs, as a PNG."""
    with Image.open(picture) as opened:
        page = opened.convert("RGB")
    draw = ImageDraw.Draw(page)
    for region in regions:
        draw.rectangle([edge * DPI / 72 for edge in region[:4]], outline=(220, 0, 0), width=2)
    page.save(to)
    return to
