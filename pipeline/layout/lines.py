"""From chosen breaks to lines: what each holds, how far its spaces give, and which part belongs to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.layout.candidates import Candidates, Ruler
from pipeline.layout.measure import Measured, Sized
from pipeline.model.metrics import DASHES, SHY
from pipeline.model.pages import Part, Style

_LOOSEST = 1.2
"""Widest added space, in ems of the text: what cannot be justified within it is left ragged."""

_EVEN = 0.1
"""The same between ideographs: whoever extracts text takes a wider gap for a space."""


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


class _Cut(NamedTuple):
    """A stretch of the endless line that becomes one line."""

    first: int
    last: int
    """Its words."""
    start: float
    """Where it begins on the ruler."""
    spaces: int
    """How many spaces lie before it."""
    natural: float
    """Its width before justification."""
    stretch: float


class LineMaker:
    """Makes the lines of one paragraph."""

    def __init__(self, text: Measured, ruler: Ruler, sized: Mapping[Style, Sized]) -> None:
        self._text, self._ruler, self._sized = text, ruler, sized
        self._bounds = _bounds(text)

    def lines(self, breaks: Candidates, chosen: Sequence[int], width: float, *, justify: bool) -> list[SetLine]:
        """The lines that end at the chosen breaks."""
        text, (ends, starts, before, after, _), final = self._text, breaks.at, chosen[-1]
        words, glue, most = text.words, text.glue, (_EVEN if text.even else _LOOSEST) * text.runs[0].style.size
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
                self._divide(line, first, left, k, split)
            if glue[k] and not split:
                line.append("")
            parts = self._parts(line, _Cut(first, k, start, gone, natural + stretch * gaps, stretch))
            out.append(SetLine(0.0, stretch, parts))
            first, left = (k, split) if split else (k + 1, 0)
            start, gone = starts[b], after[b]
        return out

    def _divide(self, line: list[str], first: int, left: int, last: int, split: int) -> None:
        """Put the pieces of divided words at the ends of a line, and have them measured, for their kerning."""
        if split:
            head = self._text.words[last][:split]
            line[-1] = head if head[-1] in DASHES else head + SHY
        if left:
            line[0] = line[0][left:]
        for at, j in ((0, first), (-1, last)):
            run = self._text.runs[bisect_right(self._text.starts, j) - 1]
            self._sized[run.style][line[at]]

    def _parts(self, line: list[str], cut: _Cut) -> tuple[Part, ...]:
        """The parts of a line: one for each stretch without a change of owner, style, or a missing space."""
        text, bounds = self._text, self._bounds
        first, last, start, gone, wide, stretch = cut
        at = bisect_right(bounds, first)
        if at == len(bounds) or bounds[at] > last:
            run = text.runs[at - 1 if bounds is text.starts else bisect_right(text.starts, first) - 1]
            return (Part(run.owner, run.style, line, 0.0, wide),)
        far, spaces = self._ruler.far, self._ruler.spaces
        out, j = [], first
        while j <= last:
            stop = bounds[at] if at < len(bounds) and bounds[at] <= last else last + 1
            run = text.runs[bisect_right(text.starts, j) - 1]
            x = far[j - 1] - start + stretch * (spaces[j] - gone) if j > first else 0.0
            if stop > last:
                some, right = line[j - first :], wide
            else:
                some, glue = line[j - first : stop - first], text.glue[stop - 1]
                right = far[stop - 1] - glue - start + stretch * (spaces[stop - 1] - gone)
                if glue:
                    some.append("")
            out.append(Part(run.owner, run.style, some, x, right - x))
            j = stop
            at += 1
        return tuple(out)


def _bounds(text: Measured) -> list[int]:
    """The words at which a part begins: each run, and within a run each word that follows without a space."""
    if text.glue.count(0.0) == 1:
        return text.starts
    inner = [k + 1 for k, glue in enumerate(text.glue[:-1]) if not glue]
    return sorted({*text.starts, *inner})
