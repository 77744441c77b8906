"""Runs of text to measured words, before anybody knows how wide a line is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pipeline.layout.ideographs import has_ideographs, may_part, stretches
from pipeline.layout.looks import Run
from pipeline.layout.ties import tied
from pipeline.model.metrics import NBSP, SHY, ZWSP, Face, Metrics, drawn
from pipeline.model.pages import Mark, Style
from pipeline.model.record import fresh, mutable

_GAPS = re.compile(f"([ {NBSP}{ZWSP}]+)")


class Sized(dict[str, float]):
    """Word to its width in points, for one style."""

    def __init__(self, face: Face, size: float) -> None:
        super().__init__()
        self.face, self.size = face, size
        self.space = face.space * size

    def __missing__(self, word: str) -> float:
        self[word] = width = self.face[word] * self.size
        return width


class SizedFaces(dict[Style, Sized]):
    """The widths of words by style; each is begun when first asked for."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._faces = metrics.faces

    def __missing__(self, style: Style) -> Sized:
        self[style] = sized = Sized(self._faces[style.face], style.size)
        return sized


@mutable
class Measured:
    """The words of a paragraph. All lists but `runs` and `starts` run along the words; widths in points."""

    runs: list[Run] = fresh(list)
    starts: list[int] = fresh(list)
    """The first word of each run; a run without words is not in it."""
    words: list[str] = fresh(list)
    widths: list[float] = fresh(list)
    glue: list[float] = fresh(list)
    """The space after a word; 0 where the next one follows at once."""
    fixed: set[int] = fresh(set)
    """Words after which no line may end."""
    soft: dict[int, tuple[int, ...]] = fresh(dict)
    """Words in which the author has marked the places for division with soft hyphens."""
    even: bool = False
    """Mostly ideographs or kana: a line is justified by letting all places give where it might end, spaces or not."""

    @property
    def widest(self) -> float:
        """The width of the widest stretch that no line should divide."""
        if not self.fixed:
            return max(self.widths, default=0.0)
        return max(width for _, _, width in self.groups())

    def groups(self) -> list[tuple[int, int, float]]:
        """Stretches without a break inside: first word, last word, width."""
        out, first, width = [], 0, 0.0
        for i, (wide, glue) in enumerate(zip(self.widths, self.glue, strict=True)):
            width += wide
            if i in self.fixed:
                width += glue
            else:
                out.append((first, i, width))
                first, width = i + 1, 0.0
        return out


def measure(runs: Sequence[Run], sized: SizedFaces) -> Measured:
    """Split runs into words at spaces."""
    out = Measured()
    words, glue = out.words, out.glue
    ideographs = False
    for run in runs:
        text = tied(drawn(run.text))
        widths = sized[run.style]
        if has_ideographs(text):
            ideographs = True
            _careful(out, run, text, widths, stretches)
            continue
        if NBSP in text or ZWSP in text or SHY in text:
            _careful(out, run, text, widths)
            continue
        some = text.split(" ")
        if not some[0] and len(some) > 1 and glue and not glue[-1]:
            glue[-1] = widths.space
            out.fixed.discard(len(glue) - 1)
        tail = widths.space if len(some) > 1 and not some[-1] else 0.0
        if "" in some:
            some = [word for word in some if word]
            if not some:
                continue
        out.starts.append(len(words))
        out.runs.append(run)
        words += some
        out.widths += map(widths.__getitem__, some)
        glue += [widths.space] * (len(some) - 1)
        glue.append(tail)
        if not tail:
            out.fixed.add(len(words) - 1)
    if glue:
        glue[-1] = 0.0
        out.fixed.discard(len(words) - 1)
    if ideographs:
        _part_runs(out)
        bare = glue.count(0.0) - len(out.fixed)
        out.even = bare > len(glue) - glue.count(0.0)
    return out


def _part_runs(out: Measured) -> None:
    """Let lines end between two runs where ideographs meet; never before the mark of a note."""
    for run, first in zip(out.runs, out.starts, strict=True):
        last = first - 1
        if not first or out.glue[last] or type(run.owner) is Mark:
            continue
        if may_part(out.words[last][-1], out.words[first][0]):
            out.fixed.discard(last)


def _whole(token: str) -> list[str]:
    return [token]


def _careful(out: Measured, run: Run, text: str, widths: Sized, parted: Callable[[str], list[str]] = _whole) -> None:
    """A run with no-break spaces, zero-width spaces, soft hyphens or ideographs: token by token."""
    begun = False
    for token in _GAPS.split(text):
        if not token:
            continue
        last = len(out.words) - 1
        if token[0] in (" ", NBSP, ZWSP):
            if last < 0:
                continue
            if " " in token or NBSP in token:
                out.glue[last] = out.glue[last] or widths.space
            if NBSP in token:
                out.fixed.add(last)
            else:
                out.fixed.discard(last)
            continue
        word = token.replace(SHY, "")
        if not word:
            continue
        if not begun:
            out.starts.append(last + 1)
            out.runs.append(run)
            begun = True
        some = parted(word)
        if SHY in token and len(some) == 1:
            out.soft[last + 1] = _marked(token)
        out.words += some
        out.widths += map(widths.__getitem__, some)
        out.glue += [0.0] * len(some)
        out.fixed.add(last + len(some))


def _marked(token: str) -> tuple[int, ...]:
    """The places of the soft hyphens, counted without them."""
    places, at = [], 0
    for piece in token.split(SHY)[:-1]:
        at += len(piece)
        places.append(at)
    whole = len(token) - token.count(SHY)
    return tuple(dict.fromkeys(place for place in places if 0 < place < whole))
