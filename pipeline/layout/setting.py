"""Measured words to set lines: breaking, hyphenation, justification, and which part of a line belongs to whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from operator import add, sub
from typing import Any, NamedTuple

from pipeline.layout.breaks import Breaks, best_fit, first_fit
from pipeline.layout.looks import Run
from pipeline.layout.measure import Measured, Sized, measure
from pipeline.layout.narrow import cut, loosened
from pipeline.model.metrics import DASHES, SHY, Metrics, Pieces
from pipeline.model.pages import Part, Style

TIGHT, LOOSE, DESPERATE = 1.3, 2.2, 6.0
"""Tolerances, tried in turn: without hyphenation, with it, and whatever it takes."""

HYPHEN, DASH = 0.6, 0.15
"""What it costs to end a line in a divided word, and after a dash that stands in the word anyway."""

_LOOSEST = 1.2
"""Widest added space, in ems of the text: what cannot be justified within it is left ragged."""


class SetLine(NamedTuple):
    """A line that has no place yet."""

    x: float
    """From the left edge of the block's measure."""
    space: float
    parts: tuple[Part, ...]

    @property
    def width(self) -> float:
        """From the start of the line to the end of its last part."""
        return self.parts[-1].x + self.parts[-1].width

    @property
    def divided(self) -> bool:
        """Whether the line ends within a word, at an added hyphen."""
        return self.parts[-1].words[-1].endswith(SHY)


class _Divided(dict[str, Pieces]):
    """Word to its pieces in ems, for one face and language."""

    def __init__(self, metrics: Metrics, face: str, lang: str) -> None:
        super().__init__()
        self._face, self._hyphenator = metrics.faces[face], metrics.hyphenator(lang)

    def __missing__(self, word: str) -> Pieces:
        self[word] = found = self._face.pieces(word, self._hyphenator(word)) if len(word) > 4 else ()
        return found


class _Candidates(NamedTuple):
    """Breaks, and what each one is: the word before it, and how much of that word where it is divided."""

    at: Breaks
    words: Sequence[int]
    splits: Sequence[int]


class _Ruler:
    """Where words stand on a line that never ends."""

    __slots__ = ("far", "spaces")

    def __init__(self, text: Measured) -> None:
        self.far: list[float] = [*accumulate(map(add, text.widths, text.glue))]
        """The end of each word with the space after it."""
        self.spaces: Sequence[int] = range(len(self.far) + 1)
        """The number of spaces before each word."""
        if text.glue.count(0.0) > 1:
            self.spaces = [0, *accumulate([1 if glue else 0 for glue in text.glue])]


class Setter:
    """Sets paragraphs with the faces of a theme. Keeps nothing but what it has measured."""

    def __init__(self, metrics: Metrics, lang: str) -> None:
        self._metrics, self._lang = metrics, lang
        self._sized: dict[Style, Sized] = {}
        self._divided: dict[tuple[str, str], _Divided] = {}

    def measure(self, runs: Sequence[Run]) -> Measured:
        """The words of the runs."""
        for run in runs:
            if run.style not in self._sized:
                self._sized[run.style] = Sized(self._metrics.faces[run.style.face], run.style.size)
        return measure(runs, self._sized)

    def width(self, word: str, style: Style) -> float:
        """The width of one word without spaces, in points."""
        return self._metrics.faces[style.face][word] * style.size

    def space(self, style: Style) -> float:
        """The width of a space, in points."""
        return self._metrics.faces[style.face].space * style.size

    def set(self, runs: Sequence[Run], width: float, *, justify: bool) -> list[SetLine]:
        """The runs in lines of at most `width`; no lines where there are no words."""
        return self.fill(self.measure(runs), width, justify=justify)

    def fill(self, text: Measured, width: float, *, justify: bool) -> list[SetLine]:
        """Measured words in lines of at most `width` (which is at least one character wide, however narrow)."""
        if not text.words:
            return []
        loosened(text, width)
        if max(text.widths) > width:
            sized = [self._sized[run.style] for run in text.runs]
            text = cut(text, width, sized, [self._metrics.hyphenator(run.lang or self._lang) for run in text.runs])
        line = _Ruler(text)
        whole = _whole(text, line)
        if whole.at.ends[-1] <= width:
            chosen = [len(whole.words) - 1]
        elif justify:
            whole, chosen = self._justified(text, line, whole, width)
        else:
            whole = self._divided_too(text, line, whole, _dashed(text))
            chosen = first_fit(whole.at, width)
        return self._lines(text, line, whole, chosen, width, justify=justify)

    # ── breaks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _justified(
        self, text: Measured, line: _Ruler, whole: _Candidates, width: float
    ) -> tuple[_Candidates, list[int]]:
        space = self._sized[text.runs[0].style].space
        chosen = best_fit(whole.at, width, space, TIGHT)
        if chosen is None:
            whole = self._divided_too(text, line, whole, _near_ends(line.far, width))
            chosen = (
                best_fit(whole.at, width, space, LOOSE)
                or best_fit(whole.at, width, space, DESPERATE)
                or first_fit(whole.at, width)
            )
        return whole, chosen

    def _divided_too(self, text: Measured, line: _Ruler, whole: _Candidates, some: Iterable[int]) -> _Candidates:
        """The breaks between words, and in their order those inside `some` of the words, which come ascending."""
        ends: list[float] = []
        starts: list[float] = []
        before: list[int] = []
        after: list[int] = []
        penalty: list[float] = []
        words: list[int] = []
        splits: list[int] = []
        lists: tuple[list[Any], ...] = ends, starts, before, after, penalty, words, splits
        columns = tuple(zip(lists, (*whole.at, whole.words, whole.splits), strict=True))
        plain, done = isinstance(whole.words, range), 0
        for j, pieces, size in self._pieces(text, some):
            at = j if plain else bisect_left(whole.words, j)
            if at > done:
                for to, of in columns:
                    to += of[done:at]
                done = at
            wide, spaces, word = text.widths[j], line.spaces[j], text.words[j]
            right = line.far[j] - text.glue[j]
            left = right - wide
            for place, head, tail in pieces:
                if head * size < wide:
                    ends.append(left + head * size)
                    starts.append(right - tail * size)
                    before.append(spaces)
                    after.append(spaces)
                    penalty.append(DASH if word[place - 1] in DASHES else HYPHEN)
                    words.append(j)
                    splits.append(place)
        for to, of in columns if ends else ():
            to += of[done:]
        return _Candidates(Breaks(ends, starts, before, after, penalty), words, splits) if ends else whole

    def _pieces(self, text: Measured, some: Iterable[int]) -> Iterator[tuple[int, Pieces, float]]:
        """The words among `some` that can be divided, with their pieces and the size of their type."""
        run, following = -1, 0
        for j in some:
            while j >= following:
                run += 1
                style = text.runs[run].style
                known, size = self._dictionary(text.runs[run]), style.size
                following = text.starts[run + 1] if run + 1 < len(text.starts) else len(text.words)
            word = text.words[j]
            if j in text.soft:
                yield j, self._metrics.faces[style.face].pieces(word, text.soft[j]), size
            elif len(word) > 4 and (pieces := known[word]):
                yield j, pieces, size

    def _dictionary(self, run: Run) -> _Divided:
        key = run.style.face, run.lang or self._lang
        found = self._divided.get(key)
        if found is None:
            self._divided[key] = found = _Divided(self._metrics, *key)
        return found

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lines(
        self,
        text: Measured,
        ruler: _Ruler,
        breaks: _Candidates,
        chosen: list[int],
        width: float,
        *,
        justify: bool,
    ) -> list[SetLine]:
        (ends, starts, before, after, _), final = breaks.at, chosen[-1]
        bounds, runs, words, glue = _segments(text), text.runs, text.words, text.glue
        most = _LOOSEST * runs[0].style.size
        out = []
        first, left, start, gone = 0, 0, 0.0, 0
        for b in chosen:
            k, split = breaks.words[b], breaks.splits[b]
            natural, gaps = ends[b] - start, before[b] - gone
            stretch = (width - natural) / gaps if justify and gaps and (b != final or natural > width) else 0.0
            if stretch > most:
                stretch = 0.0
            line = words[first : k + 1]
            if split or left:
                self._divide(line, words[k], left, split, text, first, k)
            if glue[k] and not split:
                line.append("")
            i = bisect_right(bounds, first) - 1
            if i + 1 == len(bounds) or bounds[i + 1] > k:
                run = runs[i] if len(bounds) == len(runs) else runs[bisect_right(text.starts, first) - 1]
                parts: tuple[Part, ...] = (Part(run.owner, run.style, line, 0.0, natural + stretch * gaps),)
            else:
                parts = _parts(text, bounds[i:], line, ruler, first, k, start, gone, natural, stretch)
            out.append(SetLine(0.0, stretch, parts))
            first, left = (k, split) if split else (k + 1, 0)
            start, gone = starts[b], after[b]
        return out

    def _divide(self, line: list[str], word: str, left: int, split: int, text: Measured, first: int, last: int) -> None:
        """Put the pieces of divided words at the ends of a line, and have them measured, for their kerning."""
        if split:
            line[-1] = word[:split] if word[split - 1] in DASHES else word[:split] + SHY
        if left:
            line[0] = line[0][left:]
        for at, j in ((0, first), (-1, last)):
            run = text.runs[bisect_right(text.starts, j) - 1]
            self._sized[run.style][line[at]]


def _whole(text: Measured, line: _Ruler) -> _Candidates:
    """The breaks between words."""
    n, far, spaces = len(line.far), line.far, line.spaces
    ends = [*map(sub, far, text.glue)]
    if not text.fixed:
        return _Candidates(Breaks(ends, far, spaces, spaces[1:], [0.0] * n), range(n), [0] * n)
    words = [k for k in range(n) if k not in text.fixed]
    at = Breaks(
        [ends[k] for k in words],
        [far[k] for k in words],
        [spaces[k] for k in words],
        [spaces[k + 1] for k in words],
        [0.0] * len(words),
    )
    return _Candidates(at, words, [0] * len(words))


def _near_ends(far: Sequence[float], width: float) -> Iterator[int]:
    """The words that may come to stand at the end of a line; the further down, the less is known."""
    line = k = 0
    while k < len(far):
        line += 1
        slack = (0.07 + 0.02 * line) * width
        first = max(k, bisect_left(far, line * width - slack))
        k = max(first, min(len(far), bisect_right(far, line * width + slack) + 1))
        yield from range(first, k)


def _dashed(text: Measured) -> list[int]:
    """The words that ragged lines may divide: compounds with a dash of their own, and where the author says so."""
    return [j for j, word in enumerate(text.words) if "-" in word or "–" in word or "—" in word or j in text.soft]


def _segments(text: Measured) -> list[int]:
    """The words at which a part begins: each run, and within a run each word that follows without a space."""
    if text.glue.count(0.0) == 1:
        return text.starts
    inner = [k + 1 for k, glue in enumerate(text.glue[:-1]) if not glue]
    return sorted({*text.starts, *inner})


def _parts(
    text: Measured,
    bounds: Sequence[int],
    line: list[str],
    ruler: _Ruler,
    first: int,
    last: int,
    start: float,
    gone: int,
    natural: float,
    stretch: float,
) -> tuple[Part, ...]:
    """The parts of a line that holds several: `bounds` begins with the one in which the line begins."""
    out = []
    far, spaces = ruler.far, ruler.spaces
    j, at = first, 0
    while j <= last:
        at += 1
        stop = min(bounds[at], last + 1) if at < len(bounds) else last + 1
        run = text.runs[bisect_right(text.starts, j) - 1]
        some = line[j - first : stop - first]
        x = far[j - 1] - start + stretch * (spaces[j] - gone) if j > first else 0.0
        if stop > last:
            right = natural + stretch * (spaces[last] - gone)
            some = line[j - first :]
        else:
            right = far[stop - 1] - text.glue[stop - 1] - start + stretch * (spaces[stop - 1] - gone)
            if text.glue[stop - 1]:
                some.append("")
        out.append(Part(run.owner, run.style, some, x, right - x))
        j = stop
    return tuple(out)
