"""What the layout asks of fonts: widths, kerning, coverage and the places where a word may be divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

SHY = "\u00ad"
"""Soft hyphen: drawn as a hyphen at a line's end, extracted as U+00AD, so that divided words read whole."""

Kerns = tuple[tuple[int, int], ...]
"""(after how many characters, thousandths of an em to move back): ready for a TJ array (ISO 32000-1, 9.4.3)."""

Pieces = tuple[tuple[int, float, float], ...]
"""(place in the word, width up to it with a hyphen, width after it), widths in ems."""


class Face(Protocol):
    """One font at no particular size. All widths are in ems and include pair kerning."""

    @property
    def name(self) -> str:
        """The theme's name for it: serif, serif-it, sans-bold …"""

    @property
    def data(self) -> bytes:
        """The font program: TrueType with glyf outlines."""

    @property
    def space(self) -> float:
        """Advance of U+0020."""

    @property
    def kerns(self) -> Mapping[str, Kerns]:
        """The measured words that have any kerning; a word is in it only after its width was asked."""

    def __getitem__(self, word: str, /) -> float:
        """Advance of the kerned word; measured once, then remembered. Every character must be covered."""

    def covers(self, char: str) -> bool:
        """Whether the font has a glyph of its own for this character."""

    def pieces(self, word: str, places: Sequence[int]) -> Pieces:
        """The widths on either side of each place."""


class Hyphenator(Protocol):
    """Divides words of one language."""

    def __call__(self, word: str, /) -> Sequence[int]:
        """The places (0 < place < len(word)) where `word` may be divided, ascending; none for addresses and codes."""


class Metrics(Protocol):
    """All faces of a theme and the hyphenation of the languages it sets."""

    @property
    def faces(self) -> Mapping[str, Face]:
        """Faces by the theme's names."""

    def hyphenator(self, lang: str) -> Hyphenator:
        """The hyphenator of a BCP 47 tag; one that never divides where the language has no patterns."""
