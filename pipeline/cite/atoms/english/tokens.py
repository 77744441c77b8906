"""Tokens of an English text: words, numerals and signs, with what the readers of atoms ask of each."""

from __future__ import annotations

import re
from operator import eq

from pipeline.cite.fold import Folded, fold, lower

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|[^\w\s]|_")
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u2009\u202f ](?=\d{3}(?![\d-]))")
_ENDS = frozenset(".?!:;\"'()[]-*•")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt adm sen rep gov st jr sr vs no nos inc ltd co corp approx est ca cf dept "
    "fig "
    "jan feb mar apr jun jul aug sep sept oct nov dec mt ft art vol p pp ed eds al etc".split()
)


class Tokens:
    """The tokens of one text, side by side: `texts[i]`, `lows[i]`, `starts[i]`, `ends[i]`, `glued[i]`, `used[i]`.

    `glued` means that nothing stands between a token and the one before it; `used` that an atom has taken it.
    """

    __slots__ = ("count", "ends", "folded", "glued", "lows", "source", "starts", "texts", "used")

    def __init__(self, text: str) -> None:
        self.source = text
        self.folded: Folded = fold(_group(text))
        plain = self.folded.text
        low = lower(plain)
        spans = [match.span() for match in _TOKEN.finditer(plain)]
        self.texts = [plain[start:end] for start, end in spans]
        self.lows = [low[start:end] for start, end in spans]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.glued = [False, *map(eq, self.ends, self.starts[1:])][: len(spans)]
        self.used = bytearray(len(spans))
        self.count = len(spans)

    def low(self, index: int) -> str:
        """A token in lower case; "" beyond either end."""
        return self.lows[index] if 0 <= index < self.count else ""

    def text(self, index: int) -> str:
        """A token as written; "" beyond either end."""
        return self.texts[index] if 0 <= index < self.count else ""

    def is_glued(self, index: int) -> bool:
        """Whether nothing stands before a token; False beyond the end."""
        return index < self.count and self.glued[index]

    def is_number(self, index: int) -> bool:
        """Whether a token is a numeral in digits."""
        return 0 <= index < self.count and self.texts[index][0].isdigit()

    def is_word(self, index: int) -> bool:
        """Whether a token is a word."""
        return 0 <= index < self.count and self.texts[index][0].isalpha()

    def opens(self, index: int) -> bool:
        """Whether a token opens a sentence or a line, so that its capital proves nothing."""
        at = index - 1
        while at >= 0 and self.texts[at] in {'"', "'", "(", "[", "*"}:
            at -= 1
        if at < 0 or "\n" in self.source[self.folded.place(self.ends[at] - 1, self.ends[at])[1] : self._place(index)]:
            return True
        token = self.texts[at]
        if token == "." and not self.glued[index]:
            return self.low(at - 1) not in _ABBREVIATIONS
        return token in _ENDS and token not in {"-", "'"} and not self.glued[index]

    def _place(self, index: int) -> int:
        return self.folded.place(self.starts[index], self.ends[index])[0]

    def span(self, first: int, last: int) -> tuple[int, int, str]:
        """Start, end and words of the tokens `first` to `last`, in the text as it was given."""
        start, end = self.folded.place(self.starts[first], self.ends[last])
        return start, end, self.source[start:end]

    def use(self, first: int, last: int) -> None:
        """Mark the tokens `first` to `last` as taken."""
        for index in range(first, last + 1):
            self.used[index] = 1


def _group(text: str) -> str:
    """Digits grouped by spaces (ISO 80000-1: 12 000) become grouped by commas, character for character."""
    if " " not in text and "\u00a0" not in text and "\u202f" not in text and "\u2009" not in text:
        return text
    return _GROUPED.sub(_grouping, text)


def _grouping(found: re.Match[str]) -> str:
    """A comma where at most three digits stand before; else the space: `2017 400 ships` holds a year."""
    text, at = found.string, found.start()
    first = at
    while first > 0 and text[first - 1].isdigit():
        first -= 1
    return found.group() if at - first > 3 or (first > 0 and text[first - 1] in ".,-/:") else ","
