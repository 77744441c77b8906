"""Numbered copies of an edition: whose each is, and the code by which it is known."""

from __future__ import annotations

import re
from hashlib import sha256

from pipeline.model.record import record

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""

CODE = re.compile(rf"(?<!\w)[{_DIGITS}]{{4}}(?:-[{_DIGITS}]{{4}}){{2}}(?!\w)")
"""A code as it is printed: twelve digits, 60 bits."""

_LEVELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
"""TLP 2.0 (FIRST, 2022), from what everybody may see to what only its recipients may."""


@record
class Copy:
    """One copy of an edition. Numbers run from 1 within the edition; `pdf` is the SHA-256 of the edition's PDF, and
    `previous` that of the line before it in the record of copies ("" for the first line).
    """

    brief: str
    edition: int
    number: int
    recipient: str
    code: str
    pdf: str
    previous: str


def code_of(pdf: str, number: int, recipient: str, previous: str) -> str:
    """The code of a copy: it follows from what it is a copy of, whose it is, and all copies before it.

    It needs no chance, so that a copy made again is the same, byte for byte. It is a name and no secret: what proves a
    copy is the record.
    """
    told = "\n".join((pdf, str(number), recipient, previous))
    value = int.from_bytes(sha256(told.encode()).digest()[:8]) >> 4
    digits = "".join(_DIGITS[value >> shift & 31] for shift in range(55, -5, -5))
    return "-".join((digits[:4], digits[4:8], digits[8:]))


def above(marking: str, may_see: str) -> bool:
    """Whether a brief with this marking is not for somebody who may see briefs up to `may_see`.

    A marking that TLP 2.0 does not have is for those only whose own it is.
    """
    if marking in _LEVELS and may_see in _LEVELS:
        return _LEVELS.index(marking) > _LEVELS.index(may_see)
    return marking != may_see
