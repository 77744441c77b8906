"""Characters on a terminal: which may be shown as they are, and how many cells they take."""

from __future__ import annotations

import unicodedata

_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
"""The spaces (category Zs) besides U+0020; `isprintable` leaves them out."""


MOST = 1000
"""Characters of one message, note or hint that are shown."""


def visible(text: str) -> str:
    r"""`text`, cut at `MOST` characters, with escapes for what a terminal would obey or hide: `\x1b`, `\u202e`.

    That is: controls, line and paragraph separators, format characters (bidirectional controls, zero-width ones,
    tags), surrogates, private and unassigned characters. Bidirectional controls can make a line read as what it is
    not (Unicode Technical Standard 55, Source Code Handling).
    """
    if len(text) > MOST:
        text = text[: MOST - 1] + "…"
    return text if text.isprintable() else "".join(map(shown, text))


def shown(character: str) -> str:
    """One character, as `visible` shows it."""
    if character.isprintable() or character in _SPACES:
        return character
    return character.encode("unicode_escape").decode("ascii")


def cells(character: str) -> int:
    """How many cells of a terminal a printable character takes: 0, 1 or 2.

    Marks stand on the character before them; wide and full-width ones take two (Unicode Standard Annex 11). Vowels
    and finals of conjoining Hangul join the syllable's first letter.
    """
    if character.isascii():
        return 1
    if unicodedata.category(character) in {"Mn", "Me"} or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
