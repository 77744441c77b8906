"""Measured words to set lines: breaking, hyphenation, justification, and which part of a line belongs to whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, repeat
from operator import add
from typing import NamedTuple

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


_Break = tuple[float, float, int, int, float, int, int]
"""One row of `Breaks`, with the word that it divides and the place."""


class _Candidates(NamedTuple):
    """Breaks, and what each one is: the word before it, and how much of that word where it is divided."""

    at: Breaks
    words: Sequence[int]
    splits: Sequence[int]


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
        far = [*accumulate(map(add, text.widths, text.glue))]
        spaces = [0, *accumulate([1 if glue else 0 for glue in text.glue])]
        whole = self._whole(text, far, spaces)
        if whole.at.ends[-1] <= width:
            chosen = [len(whole.words) - 1]
        elif justify:
            whole, chosen = self._justified(text, far, spaces, whole, width)
        else:
            whole = self._with(whole, self._after_dashes(text, far, spaces))
            chosen = first_fit(whole.at, width)
        return self._lines(text, far, spaces, whole, chosen, width, justify=justify)

    # ── breaks ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @staticmethod
    def _whole(text: Measured, far: list[float], spaces: list[int]) -> _Candidates:
        """The breaks between words."""
        glue, n = text.glue, len(far)
        if not text.fixed:
            ends = [f - g for f, g in zip(far, glue, strict=True)]
            return _Candidates(Breaks(ends, far, spaces, spaces[1:], [0.0] * n), range(n), [0] * n)
        words = [k for k in range(n) if k not in text.fixed]
        ends = [far[k] - glue[k] for k in words]
        before, after = [spaces[k] for k in words], [spaces[k + 1] for k in words]
        none = [0] * len(words)
        return _Candidates(Breaks(ends, [far[k] for k in words], before, after, [0.0] * len(words)), words, none)

    def _justified(
        self, text: Measured, far: list[float], spaces: list[int], whole: _Candidates, width: float
    ) -> tuple[_Candidates, list[int]]:
        style = text.runs[0].style
        space = self._sized[style].space
        chosen = best_fit(whole.at, width, space, TIGHT)
        if chosen is None:
            whole = self._with(whole, self._hyphenated(text, far, spaces, width))
            chosen = (
                best_fit(whole.at, width, space, LOOSE)
                or best_fit(whole.at, width, space, DESPERATE)
                or first_fit(whole.at, width)
            )
        return whole, chosen

    @staticmethod
    def _with(whole: _Candidates, more: list[_Break]) -> _Candidates:
        """More breaks merged in, in their order along the line."""
        if not more:
            return whole
        merged = [*zip(*whole.at, whole.words, repeat(0)), *more]
        merged.sort()
        *at, words, splits = zip(*merged, strict=True)
        return _Candidates(Breaks(*at), words, splits)

    def _hyphenated(
        self, text: Measured, far: list[float], spaces: list[int], width: float
    ) -> list[_Break]:
        """Breaks inside the words that may come to stand at the end of a line."""
        more: list[_Break] = []
        line = k = 0
        while k < len(far):
            line += 1
            slack = (0.07 + 0.02 * line) * width
            first = max(k, bisect_left(far, line * width - slack))
            k = max(first, min(len(far), bisect_right(far, line * width + slack) + 1))
            for j in range(first, k):
                self._inside(text, far, spaces, j, more)
        return more

    def _after_dashes(
        self, text: Measured, far: list[float], spaces: list[int]
    ) -> list[_Break]:
        """Breaks after the dashes of compounds, and at soft hyphens."""
        more: list[_Break] = []
        for j, word in enumerate(text.words):
            if "-" in word or "–" in word or "—" in word or j in text.soft:
                self._inside(text, far, spaces, j, more)
        return more

    def _inside(
        self,
        text: Measured,
        far: list[float],
        spaces: list[int],
        j: int,
        more: list[_Break],
    ) -> None:
        word = text.words[j]
        run = text.runs[bisect_right(text.starts, j) - 1]
        if j in text.soft:
            some = self._metrics.faces[run.style.face].pieces(word, text.soft[j])
        else:
            some = self._pieces(run)[word]
        if not some:
            return
        size, wide = run.style.size, text.widths[j]
        right = far[j] - text.glue[j]
        left, before = right - wide, spaces[j]
        for place, head, tail in some:
            if head * size < wide:
                penalty = DASH if word[place - 1] in DASHES else HYPHEN
                more.append((left + head * size, right - tail * size, before, before, penalty, j, place))

    def _pieces(self, run: Run) -> _Divided:
        key = run.style.face, run.lang or self._lang
        found = self._divided.get(key)
        if found is None:
            self._divided[key] = found = _Divided(self._metrics, *key)
        return found

    # ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lines(
        self,
        text: Measured,
        far: list[float],
        spaces: list[int],
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
                parts = _parts(text, bounds[i:], line, far, spaces, first, k, start, gone, natural, stretch)
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


def _segments(text: Measured) -> list[int]:
    """The words at which a part begins: each run, and within a run each word that follows without a space."""
    if len(text.glue) == 1 or 0.0 not in text.glue[:-1]:
        return text.starts
    inner = [k + 1 for k, glue in enumerate(text.glue[:-1]) if not glue]
    return sorted({*text.starts, *inner})


def _parts(
    text: Measured,
    bounds: Sequence[int],
    line: list[str],
    far: list[float],
    spaces: list[int],
    first: int,
    last: int,
    start: float,
    gone: int,
    natural: float,
    stretch: float,
) -> tuple[Part, ...]:
    """The parts of a line that holds several: `bounds` begins with the one in which the line begins."""
    out = []
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
