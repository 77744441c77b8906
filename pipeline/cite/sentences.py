"""Where a sentence ends: at a full stop that belongs to no abbreviation, before a capital or a figure."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(\[]*([A-ZÀ-ÖØ-Þ0-9\ufffc]\w*))")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z][a-z]|\b(?:Mrs|Gen|Adm|Capt|Col|Lt|Maj|Sgt|Sen|Rep|Gov|Prof|Rev|Hon|Inc|Ltd|Corp|Fig|Vol|Sect|Art|Jan|Feb"
    r"|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|ca|cf|e\.g|est|i\.e|incl|pp?|para|vs))$"
)
_INITIALS = re.compile(r"(?:^|[^A-Za-z0-9])(?:[A-Z]\.)*[A-Z]$")
_OPENERS = frozenset(
    "A An And As At But By For He However I If In It On Our She That The Their These They This We With".split()
)
"""Words that open a sentence after initials: "in the U.S. We" ends one, "the U.S. Navy" does not."""


def sentences(text: str) -> list[tuple[int, int]]:
    """From where to where each sentence of a paragraph reaches. A fact stands in the text as U+FFFC."""
    starts = [0, *(found.end() for found in _END.finditer(text) if _ends(text, found))]
    return list(zip(starts, [*starts[1:], len(text)], strict=True))


def _ends(text: str, found: re.Match[str]) -> bool:
    if found.group()[0] != ".":
        return True
    before = text[max(0, found.start() - 12) : found.start()]
    if _INITIALS.search(before):
        return found[1] in _OPENERS
    return not _ABBREVIATED.search(before)
