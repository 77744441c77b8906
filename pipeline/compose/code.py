"""QR codes (ISO/IEC 18004) as drawings: black on white, whatever the theme, with their quiet zone."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model.drawing import Drawing, Path, Step

QUIET = 4
"""Modules of white around a code, which scanners need to find it."""

WIDTH, MODULE = 18 * 72 / 25.4, 0.6 * 72 / 25.4
"""Least widths in points, of a code without its quiet zone and of one module, so that a phone reads it from paper."""

_BLACK, _WHITE = "#000000", "#ffffff"

_Corner = tuple[int, int, int]
"""Column, row, and which of two corners at one point."""


def code(text: str) -> Drawing:
    """The QR code of an ASCII text, at error correction M, or better where that makes it no larger."""
    import segno  # waited for only by a brief that says where it can be verified

    made = segno.make_qr(text, error="M", mode="byte", boost_error=True)
    rows = tuple(bytes(row) for row in made.matrix_iter(border=QUIET))
    side = len(rows)
    ground: tuple[Step, ...] = (("M", (0, 0)), ("L", (side, 0)), ("L", (side, side)), ("L", (0, side)), ("Z", ()))
    shapes = Path(ground, _WHITE), Path(_outlines(rows), _BLACK, even_odd=True)
    return Drawing(side, side, shapes, unit=max(MODULE, WIDTH / (side - 2 * QUIET)))


def _outlines(rows: Sequence[bytes]) -> tuple[Step, ...]:
    """The outlines of what is dark, to be filled by the even-odd rule: modules that touch share no edge, so that no
    hairline can show between them. Nothing dark stands at the rim.

    In each row of corners the first is joined to the second, the third to the fourth and so on, and so it is in each
    column: an outline goes across and down by turns.
    """
    inner = range(1, len(rows))
    corners = [(x, y, each) for x in inner for y in inner for each in range(_corners(rows, x, y))]
    across, down = _pairs(sorted(corners, key=_by_row)), _pairs(corners)
    steps: list[Step] = []
    left = dict.fromkeys(corners)
    while left:
        at, kind = next(iter(left)), "M"
        while at in left:
            for joined in (across, down):
                steps.append((kind, at[:2]))
                del left[at]
                at, kind = joined[at], "L"
        steps.append(("Z", ()))
    return tuple(steps)


def _corners(rows: Sequence[bytes], x: int, y: int) -> int:
    """How many corners of outlines meet at a point: two where dark modules touch there and nowhere else."""
    before, after, under, last = rows[y - 1][x - 1], rows[y - 1][x], rows[y][x - 1], rows[y][x]
    if before == last and after == under:
        return 2 * (before != after)
    return (before + after + under + last) % 2


def _by_row(corner: _Corner) -> _Corner:
    x, y, each = corner
    return y, x, each


def _pairs(corners: Sequence[_Corner]) -> dict[_Corner, _Corner]:
    """Each one's neighbour, both ways."""
    pairs = list(zip(corners[::2], corners[1::2], strict=True))
    return dict(pairs) | {second: first for first, second in pairs}
