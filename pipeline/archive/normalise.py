"""Normalising a source's text: `nfc/2`.

NFC; every run of white space is one space; what is not seen on the page (soft hyphens, zero-width characters, marks of
direction, variation selectors, fillers) is dropped. Quotation marks, dashes and superscript digits stay as they are
written.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from pipeline.archive.fault import Fault
from pipeline.model.characters import DROPPED, JOINERS, MOST_MARKS, stacked

_JOINERS = f"(?<![\u0590-\u1fff])[{JOINERS}]|[{JOINERS}](?![\u0590-\u1fff])"
"""Joiners that mean nothing where they stand."""

_OVERRIDES = "\u202d\u202e"
_CONTROLS = frozenset(map(chr, (*range(1, 9), *range(14, 32), 0x7F, 0xFFFE, 0xFFFF, *range(0xFDD0, 0xFDF0))))
_C1 = frozenset(map(chr, (*range(0x80, 0x85), *range(0x86, 0xA0))))
"""Controls that no text has, but windows-1252 read as Latin-1 does."""
_SUSPECT = frozenset(("â", "Ã", "Â", "\ufffd", *_OVERRIDES)) | _CONTROLS | _C1

# UTF-8 that was once read as windows-1252: â€™ for ’, Ã© for é, Â£ for £. The look-alikes are meant:
# ruff: noqa: RUF001
_MOJIBAKE = "â€[\u009c\u009d\u00a0-\u00bfœžŸ™˜“”šŠ]|Ã[\u00a1-\u00ba\u00bc-\u00bf]|Â[\u00a0-\u00ba\u00bc-\u00bf]"


def normalise(text: str) -> str:
    """The normalised form of one paragraph. Raises Fault SRC009 if it would take quadratic time."""
    if not text.isascii():
        check_marks(text)  # a page may write them as character references
        if "\u200c" in text or "\u200d" in text:
            text = re.sub(_JOINERS, "", text)
        text = normalize("NFC", text.translate(DROPPED))
    return " ".join(text.split())


def check_marks(text: str, *, whole: bool = False) -> None:
    """Raise Fault SRC009 if normalising the text could take quadratic time. Lines are counted in a `whole` file."""
    at = stacked(text)
    if at >= 0:
        message = f"the source stacks more than {MOST_MARKS} marks on one character"
        raise Fault("SRC009", message + (f", in line {text.count(chr(10), 0, at) + 1}" if whole else ""))


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
