"""The places where the lines of a paragraph may end: between its words and, where that is wanted, inside them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import add, sub
from typing import Any, NamedTuple

from pipeline.layout.breaks import Breaks
from pipeline.layout.looks import Run
from pipeline.layout.measure import Measured
from pipeline.model.metrics import DASHES, Metrics, Pieces

HYPHEN, DASH = 3.2, 0.8
"""What it costs to end a line in a divided word, and after a dash that stands in the word anyway."""

_SHORTEST = 5
"""Shorter words are not divided."""


class Candidates(NamedTuple):
    """Breaks, and what each one is: the word before it, and how much of that word where it is divided."""

    at: Breaks
    words: Sequence[int]
    splits: Sequence[int]


class Ruler:
    """Where words stand on a line that never ends."""

    __slots__ = ("far", "spaces")

    def __init__(self, text: Measured) -> None:
        self.far: list[float] = [*accumulate(map(add, text.widths, text.glue))]
        """The end of each word with the space after it."""
        self.spaces: Sequence[int] = range(len(self.far) + 1)
        """The number of spaces before each word; of even text, of all places that give."""
        if text.even:
            loose = [glue > 0 or i not in text.fixed for i, glue in enumerate(text.glue)]
            self.spaces = [0, *accumulate(map(int, loose))]
        elif text.glue.count(0.0) > 1:
            self.spaces = [0, *accumulate([1 if glue else 0 for glue in text.glue])]


def whole(text: Measured, ruler: Ruler) -> Candidates:
    """The breaks between words."""
    n, far, spaces = len(ruler.far), ruler.far, ruler.spaces
    ends = [*map(sub, far, text.glue)]
    if not text.fixed:
        return Candidates(Breaks(ends, far, spaces, spaces[1:], [0.0] * n), range(n), [0] * n)
    words = [k for k in range(n) if k not in text.fixed]
    at = Breaks(
        [ends[k] for k in words],
        [far[k] for k in words],
        [spaces[k] for k in words],
        [spaces[k + 1] for k in words],
        [0.0] * len(words),
    )
    return Candidates(at, words, [0] * len(words))


def near_ends(far: Sequence[float], width: float) -> Iterator[int]:
    """The words that may come to stand at the end of a line; the further down, the less is known."""
    line = k = 0
    while k < len(far):
        line += 1
        slack = (0.2 + 0.04 * line) * width
        first = max(k, bisect_left(far, line * width - slack))
        k = max(first, min(len(far), bisect_right(far, line * width + slack) + 1))
        yield from range(first, k)


def dashed(text: Measured) -> list[int]:
    """The words that ragged lines may divide: compounds with a dash of their own, and where the author says so."""
    return [j for j, word in enumerate(text.words) if "-" in word or "–" in word or "—" in word or j in text.soft]


class _Divided(dict[str, Pieces]):
    """Word to its pieces in ems, for one face and language."""

    def __init__(self, metrics: Metrics, face: str, lang: str) -> None:
        super().__init__()
        self.face, self._hyphenator = metrics.faces[face], metrics.hyphenator(lang)

    def __missing__(self, word: str) -> Pieces:
        self[word] = found = self.face.pieces(word, self._hyphenator(word))
        return found


class Divider:
    """Finds the breaks inside words, in the language of each run."""

    def __init__(self, metrics: Metrics, lang: str) -> None:
        self._metrics, self._lang = metrics, lang
        self._divided: dict[tuple[str, str], _Divided] = {}

    def divided(self, text: Measured, ruler: Ruler, between: Candidates, some: Iterable[int]) -> Candidates:
        """The breaks between words, and in their order those inside `some` of the words, which come ascending."""
        ends: list[float] = []
        starts: list[float] = []
        before: list[int] = []
        after: list[int] = []
        penalty: list[float] = []
        words: list[int] = []
        splits: list[int] = []
        lists: tuple[list[Any], ...] = ends, starts, before, after, penalty, words, splits
        columns = tuple(zip(lists, (*between.at, between.words, between.splits), strict=True))
        plain, done = isinstance(between.words, range), 0
        for j, pieces, size in self._pieces(text, some):
            at = j if plain else bisect_left(between.words, j)
            if at > done:
                for to, of in columns:
                    to.extend(of[done:at])
                done = at
            wide, spaces, word = text.widths[j], ruler.spaces[j], text.words[j]
            right = ruler.far[j] - text.glue[j]
            left = right - wide
            for place, head, tail in pieces:
                if head * size < wide:  # with its hyphen no wider than the whole word
                    ends.append(left + head * size)
                    starts.append(right - tail * size)
                    before.append(spaces)
                    after.append(spaces)
                    penalty.append(DASH if word[place - 1] in DASHES else HYPHEN)
                    words.append(j)
                    splits.append(place)
        if not ends:
            return between
        for to, of in columns:
            to.extend(of[done:])
        return Candidates(Breaks(ends, starts, before, after, penalty), words, splits)

    def _pieces(self, text: Measured, some: Iterable[int]) -> Iterator[tuple[int, Pieces, float]]:
        """The words among `some` that can be divided, with their pieces and the size of their type."""
        run, following = -1, 0
        known: _Divided | None = None
        for j in some:
            word = text.words[j]
            if len(word) < _SHORTEST and j not in text.soft:
                continue
            while j >= following:
                run += 1
                known = None
                following = text.starts[run + 1] if run + 1 < len(text.starts) else len(text.words)
            if known is None:
                known = self._dictionary(text.runs[run])
            pieces = known.face.pieces(word, text.soft[j]) if j in text.soft else known[word]
            if pieces:
                yield j, pieces, text.runs[run].style.size

    def _dictionary(self, run: Run) -> _Divided:
        key = run.style.face, run.lang or self._lang
        found = self._divided.get(key)
        if found is None:
            self._divided[key] = found = _Divided(self._metrics, *key)
        return found
