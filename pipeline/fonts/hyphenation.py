"""Which words are divided, and where: the patterns know the language, this knows what is no word of a language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.fonts.patterns import LEFT, RIGHT, Patterns, dictionary
from pipeline.model.metrics import DASHES

_LETTERS = re.compile(r"[^\W\d_]{5,}")
_COMPOUND = re.compile(rf"(?<=[^\W\d_][{DASHES}])(?=[^\W\d_]{{2}})")
_NOT_PROSE = re.compile(r"[\d/@_:\\#=&]|\.\w")
"""Addresses, hashes, file names and designations such as F-35 or BRD-2024/17."""


class Divider(dict[str, Sequence[int]]):
    """Word to places; looked up once, then remembered. Never divides addresses, codes and capitalised acronyms."""

    def __init__(self, patterns: Patterns | None) -> None:
        super().__init__()
        self._patterns = patterns

    def __call__(self, word: str, /) -> Sequence[int]:
        """The places where `word` may be divided."""
        return self[word]

    def __missing__(self, word: str) -> Sequence[int]:
        self[word] = found = tuple(self._find(word))
        return found

    def _find(self, word: str) -> list[int]:
        if len(word) < LEFT + RIGHT or _NOT_PROSE.search(word):
            return []
        if any(dash in word for dash in DASHES):
            return [match.start() for match in _COMPOUND.finditer(word)]
        if self._patterns is None:
            return []
        found = []
        for match in _LETTERS.finditer(word):
            core = match[0]
            if core[1:].islower():
                found += [match.start() + place for place in self._patterns.places(core)]
        return found


@cache
def divider(lang: str) -> Divider:
    """The divider of a BCP 47 tag."""
    path = dictionary(lang)
    return Divider(Patterns(path.read_bytes()) if path else None)
