"""Runs of text to set lines: measured, broken where it looks best, justified."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.breaks import SHORT_LAST, best_fit, first_fit, without_stub
from pipeline.layout.candidates import Candidates, Divider, Ruler, dashed, near_ends, whole
from pipeline.layout.lines import LineMaker, SetLine
from pipeline.layout.looks import Run
from pipeline.layout.measure import Measured, SizedFaces, measure
from pipeline.layout.narrow import cut, loosened
from pipeline.model.metrics import Metrics
from pipeline.model.pages import Part, Style

TIGHT, LOOSE, DIVIDED, DESPERATE = 1.3, 2.2, 8.0, 40.0
"""Tolerances, tried in turn: without hyphenation; without it in two lines; with it; and whatever it takes."""

_LEAST_EVEN = 2.5
"""A last line of ideographs is wider than this, in ems: no character stands alone with its full stop."""

_STEPS = 6
"""Halvings of the measure when lines are balanced: to within a hundredth of it."""


_MOST_BALANCED = 6
"""A heading of more lines is a text, and set like one."""


class Setter:
    """Sets paragraphs with the faces of a theme. Keeps nothing but what it has measured."""

    def __init__(self, metrics: Metrics, lang: str, *, hyphenate: bool = True) -> None:
        self._metrics, self._lang, self._hyphenate = metrics, lang, hyphenate
        self._sized = SizedFaces(metrics)
        self._divider = Divider(metrics, lang)

    def measure(self, runs: Sequence[Run]) -> Measured:
        """The words of the runs."""
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

    def balanced(self, runs: Sequence[Run], width: float) -> list[SetLine]:
        """The runs ragged, in as few lines as `width` allows, and these as even as can be: for headings."""
        text = self.measure(runs)
        lines = self.fill(text, width, justify=False)
        if not 1 < len(lines) <= _MOST_BALANCED or text.widest >= width:
            return lines
        least, most = text.widest, width
        for _ in range(_STEPS):
            middle = (least + most) / 2
            tried = self.fill(text, middle, justify=False)
            if len(tried) > len(lines):
                least = middle
            else:
                most, lines = middle, tried
        return lines

    def fill(self, text: Measured, width: float, *, justify: bool) -> list[SetLine]:
        """Measured words in lines of at most `width` (which is at least one character wide, however narrow)."""
        if not text.words:
            return []
        loosened(text, width)
        if max(text.widths) > width:
            sized = [self._sized[run.style] for run in text.runs]
            text = cut(text, width, sized, [self._metrics.hyphenator(run.lang or self._lang) for run in text.runs])
        if len(text.runs) == 1 and text.glue.count(0.0) == 1 and (wide := sum(text.widths) + sum(text.glue)) <= width:
            run = text.runs[0]
            return [SetLine(0.0, 0.0, (Part(run.owner, run.style, text.words, 0.0, wide),))]
        ruler = Ruler(text)
        breaks = whole(text, ruler)
        if breaks.at.ends[-1] <= width:
            chosen = [len(breaks.words) - 1]
        elif justify:
            breaks, chosen = self._justified(text, ruler, breaks, width)
        else:
            breaks = self._divider.divided(text, ruler, breaks, dashed(text))
            chosen = self._filled(text, breaks, width)
        return LineMaker(text, ruler, self._sized).lines(breaks, chosen, width, justify=justify)

    @staticmethod
    def _filled(text: Measured, breaks: Candidates, width: float) -> list[int]:
        """Lines as full as they go, but for the last two."""
        least = _LEAST_EVEN * text.runs[0].style.size if text.even else SHORT_LAST * width
        return without_stub(breaks.at, first_fit(breaks.at, width), width, least)

    def _justified(
        self, text: Measured, ruler: Ruler, breaks: Candidates, width: float
    ) -> tuple[Candidates, list[int]]:
        if text.even:  # lines are full as they are: a choice among them would hardly differ
            return breaks, self._filled(text, breaks, width)
        space = self._sized[text.runs[0].style].space
        chosen = best_fit(breaks.at, width, space, TIGHT)
        if chosen is None and breaks.at.ends[-1] <= 2 * width:
            # Of two lines, half a word would begin the last: rather a loose line, as long as it is not a third one.
            loose = best_fit(breaks.at, width, space, LOOSE)
            chosen = loose if loose and len(loose) == 2 else None
        if chosen is None:
            some = near_ends(ruler.far, width) if self._hyphenate else dashed(text)
            breaks = self._divider.divided(text, ruler, breaks, some)
            chosen = (
                best_fit(breaks.at, width, space, DIVIDED)
                or best_fit(breaks.at, width, space, DESPERATE, alone=True)
                or first_fit(breaks.at, width)
            )
        return breaks, chosen
