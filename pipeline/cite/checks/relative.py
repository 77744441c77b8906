"""Relative time: next year is not this year, and what the passage sets within a period is not after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.cite.checks.base import Context, Lack
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground, shown, shown_any

_WORDS = (("this", "current", "the same"), ("next", "coming", "following"), ("last", "previous", "past"))
_UNITS = "year|month|week|quarter|decade|century|summer|winter|spring|autumn|season|term|session|period"
_RELATIVE = re.compile(
    rf"\b({'|'.join(word for words in _WORDS for word in words)})((?: (?:fiscal|financial|planning))*) ({_UNITS})\b",
    re.IGNORECASE,
)


def relative(said: Said, grounds: Sequence[Ground], _context: Context) -> Iterator[Lack]:
    """Every `next year` and the like where the passages have the year before or after it, and not this one."""
    if not all(ground.short for ground in grounds):
        return
    for found in _RELATIVE.finditer(said.text):
        word, between, unit = (group.lower() for group in found.groups())
        alike: list[str] = []
        others: list[str] = []
        for words in _WORDS:
            (alike if word in words else others).extend(f"{each}{between} {unit}" for each in words)
        if shown_any(grounds, "words", alike):
            continue
        told = [each for each in others if shown(grounds, "words", each)]
        if told:
            message = f'"{found.group()}" is another time than in the passage'
            notes = (f'passage says: "{told[0]}"',)
            yield Lack("CITE003", message, found.start(), found.end(), notes, (f'did you mean "{told[0]}"?',))
