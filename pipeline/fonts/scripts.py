"""Scripts that are not set yet, and so are refused rather than set wrongly: right-to-left ones, and ones that need
shaping, whose letters change or move with their neighbours. A font with their glyphs would not be enough.
"""

from __future__ import annotations

from bisect import bisect_right

RIGHT_TO_LEFT = "runs from right to left"
SHAPED = "is of a script whose letters change with their neighbours"

_RANGES = (
    (0x0590, 0x08FF, RIGHT_TO_LEFT),
    (0x0900, 0x109F, SHAPED),
    (0x1780, 0x18AF, SHAPED),
    (0x1A20, 0x1AAF, SHAPED),
    (0x1B00, 0x1BFF, SHAPED),
    (0xA840, 0xA8DF, SHAPED),
    (0xA980, 0xA9DF, SHAPED),
    (0xAA00, 0xAADF, SHAPED),
    (0xABC0, 0xABFF, SHAPED),
    (0xFB1D, 0xFDFF, RIGHT_TO_LEFT),
    (0xFE70, 0xFEFE, RIGHT_TO_LEFT),
    (0x10800, 0x10FFF, RIGHT_TO_LEFT),
    (0x11000, 0x11FFF, SHAPED),
    (0x1E800, 0x1EFFF, RIGHT_TO_LEFT),
)
_STARTS = [first for first, _, _ in _RANGES]


def not_set(char: str) -> str:
    """Why a character cannot be set: `RIGHT_TO_LEFT` or `SHAPED`; else nothing."""
    code = ord(char)
    at = bisect_right(_STARTS, code) - 1
    return _RANGES[at][2] if at >= 0 and code <= _RANGES[at][1] else ""
