"""Ligatures: letters that the font itself joins (fi, fl, ff, ffi, ffl), each drawn as one sign that is read as letters.

The signs are those of Unicode's presentation forms, U+FB00 to U+FB04, so that a simple font can hold them; the file
says of each which letters it stands for. In German a ligature must not join what a compound keeps apart (Auflage,
Stoffetzen): there, none is set where the word may be divided.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from pipeline.model.metrics import LIGATURES, Hyphenator


class Joiner:
    """Word to what is drawn of it. Linear in the word."""

    def __init__(self, has: Callable[[str], bool], divide: Hyphenator | None) -> None:
        found = {letters: sign for sign, letters in LIGATURES.items() if has(sign)}
        longest = sorted(found, key=len, reverse=True)
        self._signs, self._divide = found, divide
        self._letters = re.compile("|".join(longest)) if found else None

    def __call__(self, word: str) -> str:
        """The word with ligatures where the font has them."""
        letters = self._letters
        if letters is None or letters.search(word) is None:
            return word
        parts = (word,) if self._divide is None else self._parts(word, self._divide)
        return "".join([letters.sub(lambda found: self._signs[found[0]], part) for part in parts])

    @staticmethod
    def _parts(word: str, divide: Hyphenator) -> list[str]:
        places = [0, *divide(word), len(word)]
        return [word[start:end] for start, end in pairwise(places)]
