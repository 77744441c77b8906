"""What the layout asks of fonts: widths, kerning, coverage and the places where a word may be divided."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol
from unicodedata import is_normalized, normalize

DASHES = "-–—"
"""Dashes that stand in words: a word may be divided after them, and gets no hyphen there."""

SHY = "\u00ad"
"""Soft hyphen: drawn as a hyphen at a line's end, extracted as U+00AD, so that divided words read whole."""

Kerns = tuple[tuple[int, int], ...]
"""(after how many characters, thousandths of an em to move back): ready for a TJ array (ISO 32000-1, 9.4.3)."""

Pieces = tuple[tuple[int, float, float], ...]
"""(place in the word, width up to it with a hyphen, width after it), widths in ems."""


NBSP = "\u00a0"
"""No-break space: an ordinary space, stretched like any other, at which no line ends."""

NNBSP = "\u202f"
"""Narrow no-break space: of one width, part of its word; what French sets before ; : ! ? and in groups of digits."""

ZWSP = "\u200b"
"""Zero-width space: a place where a line may end; it draws nothing."""

LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
"""Signs that a font may draw for letters. In a text they are letters; what joins them is the font."""

_AS_DRAWN = {
    **dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"), " "),
    # The spaces of figures and punctuation: their width is the theme's business, that they hold together is not.
    **dict.fromkeys(map(ord, "\u2007\u2008\u2009\u200a"), NBSP),
    **dict.fromkeys(map(ord, "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u205f\u3000"), " "),
    **dict.fromkeys(map(ord, "\u2010\u2011"), "-"),
    **dict.fromkeys(map(ord, "\u2060\ufeff")),
    **{ord(sign): letters for sign, letters in LIGATURES.items()},
}
_ODD = re.compile("[\u2010\u2011\ufb00-\ufb04]")
"""What is printable and yet not drawn as it stands."""


def drawn(text: str) -> str:
    """The text as it is set: in NFC; white space reduced to U+0020, U+00A0, U+202F and U+200B; hyphens to U+002D;
    ligatures to their letters.

    Whoever asks whether a font covers a text asks about this. U+00AD stays: it marks where a word may be divided.
    """
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable() or _ODD.search(text):
        text = text.translate(_AS_DRAWN)
    return text if is_normalized("NFC", text) else normalize("NFC", text)


class Face(Protocol):
    """One font at no particular size. All widths are in ems and include pair kerning."""

    @property
    def name(self) -> str:
        """The theme's name for it, such as serif or sans-semibold."""

    def program(self, characters: Iterable[str], /) -> bytes:
        """A font program with these characters of the font's own and the space: TrueType with glyf outlines, static."""

    def home(self, char: str) -> Face:
        """The font that draws a character: this one, or the fallback that has what this one lacks."""

    @property
    def space(self) -> float:
        """Advance of U+0020."""

    @property
    def kerns(self) -> Mapping[str, Kerns]:
        """The measured words that have any kerning; a word is in it only after its width was asked. They count the
        characters that are shown.
        """

    @property
    def shown(self) -> Mapping[str, str]:
        """The measured words that are drawn with ligatures, as they are drawn: each a character of `LIGATURES`."""

    def __getitem__(self, word: str, /) -> float:
        """Advance of the kerned word; measured once, then remembered. Every character must be covered."""

    def covers(self, char: str) -> bool:
        """Whether the font has a glyph of its own for this character."""

    def pieces(self, word: str, places: Sequence[int]) -> Pieces:
        """The widths on either side of each place; a hyphen is added unless the word has a dash there itself."""


class Hyphenator(Protocol):
    """Divides words of one language."""

    def __call__(self, word: str, /) -> Sequence[int]:
        """The places (0 < place < len(word)) where `word` may be divided, ascending; none for addresses and codes.

        A compound with a dash of its own is divided after the dash only.
        """


class Metrics(Protocol):
    """All faces of a theme and the hyphenation of the languages it sets."""

    @property
    def faces(self) -> Mapping[str, Face]:
        """Faces by the theme's names."""

    def hyphenator(self, lang: str) -> Hyphenator:
        """The hyphenator of a BCP 47 tag; one that never divides where the language has no patterns."""
