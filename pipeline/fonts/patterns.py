"""Hyphenation by Liang's patterns, read from the dictionaries of the package pyphen without importing it.

A pattern is letters with a digit between some of them: `.ab4i` says 4 before the `i` of a word that starts with `abi`.
The highest digit at a place wins; an odd one allows a division there (F. M. Liang, Word Hy-phen-a-tion by Com-put-er,
1983). The format is that of libhyphen: the first line names the encoding.

Importing pyphen and parsing a dictionary with it takes about 80 ms, because it decodes every pattern. Here a table from
letters to raw pattern is made at C speed, and the few patterns that a word really meets are decoded then.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

LEFT, RIGHT = 2, 3
"""Fewest letters of a word before and after a division."""

_HEX = re.compile(r"\^\^([0-9a-f]{2})")
_PAIR = re.compile(r"(\d?)(\D?)")
_BLANKS = (b"\r\n", b" " * 32 + b"\n", b" " * 8 + b"\n", b" \n", b"\t\n", b"\n ", b"\n\t")
"""Blanks around a line; replacing them one kind after the other takes a tenth of the time of a regular expression."""

_ENCODINGS = {"microsoft-cp1251": "cp1251"}

Values = tuple[tuple[int, int], ...]
"""(letters before, digit) for every digit of a pattern that is not 0."""


class Patterns:
    """The patterns of one dictionary."""

    def __init__(self, data: bytes) -> None:
        first, _, rest = data.partition(b"\n")
        encoding = first.decode("ascii").strip().lower()
        encoding = _ENCODINGS.get(encoding, encoding)
        if b"^^" in rest:
            text = _HEX.sub(lambda match: chr(int(match[1], 16)), rest.decode(encoding))
            rest, encoding = text.encode(), "utf-8"
        for blank in _BLANKS:
            while blank in rest:
                rest = rest.replace(blank, b"\n")
        # Comments and patterns that change the spelling (`/…=…`) stay in: no word has such characters.
        self._letters = rest.translate(None, b"0123456789").decode(encoding).split("\n")
        self._lines = rest.decode(encoding).split("\n")
        self._raw = dict(zip(self._letters, self._lines, strict=True))
        self._longest = max(map(len, self._letters))
        self._values: dict[str, Values] = {}

    def places(self, word: str) -> list[int]:
        """Where `word`, letters only, may be divided; ascending."""
        small = word.lower()
        if len(small) != len(word):
            return []  # "İ" becomes two characters: places would shift
        dotted = f".{small}."
        raw, longest, end = self._raw, self._longest, len(dotted)
        best = [0] * (end + 1)
        for i in range(end - 1):
            for j in range(i + 1, min(i + longest, end) + 1):
                key = dotted[i:j]
                if key in raw:
                    for at, digit in self._values[key] if key in self._values else self._decode(key):
                        best[i + at] = max(best[i + at], digit)
        return [k for k in range(LEFT, len(word) - RIGHT + 1) if best[k + 1] & 1]

    def _decode(self, key: str) -> Values:
        # Two digits in a row, a slip that dictionaries do contain, move what follows by one place, as in pyphen.
        pairs = enumerate(_PAIR.findall(self._line(key)))
        self._values[key] = found = tuple([(at, int(digit)) for at, (digit, _) in pairs if digit and digit != "0"])
        return found

    def _line(self, key: str) -> str:
        """The last pattern with these letters that has any digit: one without says nothing, not even no."""
        line = self._raw[key]
        if line == key and self._letters.count(key) > 1:
            pairs = zip(self._letters, self._lines, strict=True)
            line = next(iter([other for letters, other in pairs if letters == key != other][-1:]), key)
        return line


def dictionary(lang: str) -> Path | None:
    """The dictionary file of a BCP 47 tag, found by shortening it (UTS 35, locale inheritance); None if there is none.

    A language without a region takes the first of its regions, in the order of their names, as pyphen does.
    """
    folder = _folder()
    if folder is None:
        return None
    parts = lang.replace("-", "_").lower().split("_")
    while parts:
        name = "_".join(parts)
        if name in folder:
            return folder[name]
        parts.pop()
    return None


@cache
def _folder() -> dict[str, Path] | None:
    spec = PathFinder.find_spec("pyphen")
    if spec is None or not spec.submodule_search_locations:
        return None
    found: dict[str, Path] = {}
    for path in sorted(Path(spec.submodule_search_locations[0], "dictionaries").glob("hyph_*.dic")):
        name = path.name[5:-4].lower()
        found[name] = path
        found.setdefault(name.split("_")[0], path)
    return found
