"""Normalising a source's text: `nfc/1`.

NFC; every run of white space is one space; what takes no room on the page (soft hyphens, zero-width characters, marks
of direction, variation selectors) is dropped. Quotation marks, dashes and superscript digits stay as they are written.
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from pipeline.archive.fault import Fault

NORMALISER = "nfc/1"

_INVISIBLE = dict.fromkeys(
    (
        *(0x00AD, 0x034F, 0x061C, 0x200B, 0x200E, 0x200F, 0xFEFF),
        *range(0x180B, 0x1810),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0000, 0xE0200),  # tags, variation selectors
    )
)
_JOINERS = "(?<![\u0590-\u1fff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u1fff])"
"""They mean something in Arabic or Indic words, and nothing between Latin letters."""

_LONGEST_MARKS = 30
"""Marks on one character: the bound of UAX 15's Stream-Safe Text Format. Sorting more of them takes quadratic time."""

_OVERRIDES = "\u202d\u202e"
_CONTROLS = frozenset(map(chr, (*range(1, 9), *range(14, 32), 0x7F, 0xFFFE, 0xFFFF, *range(0xFDD0, 0xFDF0))))
_C1 = frozenset(map(chr, (*range(0x80, 0x85), *range(0x86, 0xA0))))
"""Controls that no text has, but windows-1252 read as Latin-1 does."""
_SUSPECT = frozenset(("â", "Ã", "Â", "\ufffd", *_OVERRIDES)) | _CONTROLS | _C1

# UTF-8 that was once read as windows-1252: â€™ for ’, Ã© for é, Â£ for £. The look-alikes are meant:
# ruff: noqa: RUF001
_MOJIBAKE = "â€[\u009c\u009d\u00a0-\u00bfœžŸ™˜“”šŠ]|Ã[\u00a1-\u00ba\u00bc-\u00bf]|Â[\u00a0-\u00ba\u00bc-\u00bf]"


def normalise(text: str) -> str:
    """The normalised form of one paragraph."""
    if not text.isascii():
        if "\u200c" in text or "\u200d" in text:
            text = re.sub(_JOINERS, "", text)
        text = normalize("NFC", text.translate(_INVISIBLE))
    return " ".join(text.split())


def check_marks(text: str) -> None:
    """Raise Fault SRC009 if normalising the text could take quadratic time."""
    if text.isascii():
        return
    marks = "".join(sorted(mark for mark in set(text) if combining(mark)))
    if marks and (found := re.search(f"[{re.escape(marks)}]{{{_LONGEST_MARKS + 1}}}", text)):
        line = text.count("\n", 0, found.start()) + 1
        raise Fault("SRC009", f"the source stacks more than {_LONGEST_MARKS} marks on one character, in line {line}")


def check_readable(paragraph: str) -> None:
    """Raise Fault SRC006 or SRC011 if a paragraph, before normalising, does not say what its page showed."""
    if _SUSPECT.isdisjoint(paragraph):
        return
    found = re.search(_MOJIBAKE, paragraph)
    at = found.start() if found else next((at for at, char in enumerate(paragraph) if char in _C1), -1)
    if at >= 0:
        message = f"the source was once read in a wrong encoding: {_around(paragraph, at)}"
        raise Fault("SRC006", message, help="save the article again, as UTF-8, and use that file's SHA-256")
    if (at := paragraph.find("\ufffd")) >= 0:
        message = f"characters of the source were lost when it was saved: {_around(paragraph, at)}"
        raise Fault("SRC006", message, help="save the article again, as UTF-8, and use that file's SHA-256")
    wrong = next((char for char in paragraph if char in _CONTROLS or char in _OVERRIDES), "")
    if wrong:
        message = f"the source holds the control character U+{ord(wrong):04X}, which changes how its text reads"
        raise Fault("SRC011", message, help="save the article without it, and use that file's SHA-256")


def _around(text: str, at: int) -> str:
    near = " ".join(text[max(0, at - 12) : at + 14].split())
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in near)
