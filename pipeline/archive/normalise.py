"""Normalising a source's text: `nfc/1`.

NFC; every run of white space is one space; what takes no room on the page (soft hyphens, zero-width characters, marks
of direction, variation selectors) is dropped. Quotation marks, dashes and superscript digits stay as they are written.
"""

from __future__ import annotations

import re
from unicodedata import combining, normalize

from pipeline.archive.fault import Fault

NORMALISER = "nfc/1"

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
    # Joiners mean something in Arabic or Indic words, and nothing between Latin letters.
    "|(?<![\u0590-\u1fff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u1fff])"
)
_LONGEST_MARKS = 30
"""Marks on one character: the bound of UAX 15's Stream-Safe Text Format. Sorting more of them takes quadratic time."""

_OVERRIDE = re.compile("[\u202d\u202e]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
# UTF-8 that was once read as windows-1252: â€™ for ’, Ã© for é, Â£ for £; and C1 controls, which no text has.
# ruff: noqa: RUF001
_MOJIBAKE = re.compile(
    "â€[\u009c\u009d\u00a0-\u00bfœžŸ™˜“”šŠ]|Ã[\u00a1-\u00ba\u00bc-\u00bf]|Â[\u00a0-\u00ba\u00bc-\u00bf]|[\x80-\x84\x86-\x9f]"
)


def normalise(text: str) -> str:
    """The normalised form of one paragraph."""
    if not text.isascii():
        text = normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def check_marks(text: str) -> None:
    """Raise Fault SRC009 if normalising the text could take quadratic time."""
    if text.isascii():
        return
    marks = "".join(sorted(mark for mark in set(text) if combining(mark)))
    if marks and (found := re.search(f"[{re.escape(marks)}]{{{_LONGEST_MARKS + 1}}}", text)):
        raise Fault("SRC009", f"the source stacks more than {_LONGEST_MARKS} marks on the character at {found.start()}")


def check_readable(paragraph: str) -> None:
    """Raise Fault SRC006 or SRC011 if a paragraph, before normalising, does not say what its page showed."""
    if paragraph.isascii() and not _CONTROL.search(paragraph):
        return
    if found := _MOJIBAKE.search(paragraph):
        near = paragraph[max(0, found.start() - 12) : found.end() + 12].strip()
        raise Fault(
            "SRC006",
            f"the source was saved in a wrong encoding: {_shown(near)}",
            help="save the article again, as UTF-8",
        )
    if "\ufffd" in paragraph:
        at = paragraph.index("\ufffd")
        near = paragraph[max(0, at - 12) : at + 12].strip()
        raise Fault(
            "SRC006",
            f"characters of the source were lost when it was saved: {near}",
            help="save the article again, as UTF-8",
        )
    if found := _OVERRIDE.search(paragraph) or _CONTROL.search(paragraph):
        raise Fault(
            "SRC011", f"the source holds the control character U+{ord(found[0]):04X}, which changes how its text reads"
        )


def _shown(text: str) -> str:
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)
