"""Characters that say nothing, and characters that keep a program busy: one table for all rooms.

The archive, the spec, the loose claims and the folding of `cite` must drop the same characters, or words that look the
same would not be the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice

JOINERS = "\u200c\u200d"
"""Zero width; they mean something in Arabic or Indic words, and nothing between Latin letters."""

_ALWAYS = (
    *(0x00AD, 0x034F, 0x061C, 0x200B, 0x200E, 0x200F, 0xFEFF),
    *(0x115F, 0x1160, 0x3164, 0xFFA0),  # fillers of Hangul
    *(0x17B4, 0x17B5),  # vowels of Khmer that are not written
    *range(0x180B, 0x1810),  # selectors and separator of Mongolian
    *range(0x202A, 0x202F),  # embedding of direction
    *range(0x2060, 0x2070),  # word joiner, invisible operators, isolates, format characters out of use
    0x2800,  # a pattern of Braille without a dot
    *range(0xFE00, 0xFE10),  # variation selectors
    *range(0xFFF9, 0xFFFC),  # anchors of annotations
    *range(0xE0000, 0xE0200),  # tags, variation selectors
)
INVISIBLE = frozenset(map(chr, _ALWAYS))
"""What takes no room on the page or leaves it blank, whatever stands beside it: soft hyphens, zero-width characters,
marks of direction, variation selectors, fillers, tags. Joiners are a matter of script."""

DROPPED = dict.fromkeys(map(ord, INVISIBLE))
"""For `str.translate`: invisible characters go."""

MOST_MARKS = 30
"""Marks on one character: the bound of UAX 15's Stream-Safe Text Format. Sorting more of them takes quadratic time."""


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen: white space and invisible characters alone, or nothing at all."""
    return not text.translate(DROPPED).strip(JOINERS + " \t\n\r\v\f\u00a0\u2028\u2029").strip()


def stacked(text: str) -> int:
    """Where more than `MOST_MARKS` combining marks stand in a row, or would when invisible characters are gone.

    Such a text must not be normalised. -1 if there is no such place.
    """
    if text.isascii():
        return -1
    marks = "".join(sorted(char for char in set(text) if unicodedata.combining(char)))
    if not marks:
        return -1
    hidden = not _GONE.isdisjoint(text)
    found = _row(marks).search(text.translate(_BARE) if hidden else text)
    if not found:
        return -1
    seen = (at for at, char in enumerate(text) if char not in _GONE)
    return next(islice(seen, found.start(), None)) if hidden else found.start()


_GONE = INVISIBLE | frozenset(JOINERS)
_BARE = dict.fromkeys(map(ord, _GONE))


@lru_cache(maxsize=64)
def _row(marks: str) -> re.Pattern[str]:
    """Too many of these marks in a row."""
    one = f"[{re.escape(marks)}]"
    return re.compile(f"(?<!{one}){one}{{{MOST_MARKS + 1}}}")
