"""Words wider than the measure: ties give way first, then the word is cut. Nothing is ever clipped."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from unicodedata import combining

from pipeline.layout.measure import Measured, Sized
from pipeline.model.metrics import DASHES, SHY, Hyphenator

_INVITING = frozenset("/?&=._-:;,@")
"""Characters of an address after which a cut shows least."""


def loosened(measured: Measured, width: float) -> None:
    """Let ties give way where the tied words are wider than the measure; works in place."""
    if measured.fixed:
        for first, last, wide in measured.groups():
            if wide > width and last > first:
                measured.fixed.difference_update(range(first, last))


def cut(measured: Measured, width: float, sized: Sequence[Sized], dividers: Sequence[Hyphenator]) -> Measured:
    """The same words, those wider than the measure in pieces that fit. `sized` and `dividers` run along the runs."""
    out = Measured(runs=measured.runs, even=measured.even)
    run, runs = 0, len(measured.runs)
    for i, (word, wide, glue) in enumerate(zip(measured.words, measured.widths, measured.glue, strict=True)):
        if run < runs and measured.starts[run] == i:
            out.starts.append(len(out.words))
            run += 1
        if i in measured.soft and wide <= width:
            out.soft[len(out.words)] = measured.soft[i]
        some = [word] if wide <= width else pieces(word, width, sized[run - 1], dividers[run - 1])
        out.words += some
        # A piece with a hyphen fills its line, whatever its width: nothing may come to stand behind a hyphen.
        out.widths += [width if piece.endswith(SHY) else sized[run - 1][piece] for piece in some]
        out.glue += [0.0] * (len(some) - 1)
        out.glue.append(glue)
        if i in measured.fixed:
            out.fixed.add(len(out.words) - 1)
    return out


def pieces(word: str, width: float, sized: Sized, divide: Hyphenator) -> list[str]:
    """A word in pieces no wider than `width`: divided where the language allows it, else cut.

    A piece has at least one character, however narrow the measure.
    Takes linear time.
    """
    total, size = sized[word], sized.size
    far = [0.0, *(total - tail * size for _, _, tail in sized.face.pieces(word, range(1, len(word)))), total]
    allowed = set(divide(word))
    out, start, end = [], 0, len(word)
    while start < end:
        stop = bisect_right(far, far[start] + width, start + 1) - 1
        if stop == end and _fits(word[start:], width, sized):
            stop = end
        else:
            stop = _best(word, start, min(max(stop, start + 1), end), allowed, width, sized)
        out.append(_piece(word, start, stop, allowed))
        start = stop
    return out


def _fits(piece: str, width: float, sized: Sized) -> bool:
    return sized.face[piece] * sized.size <= width


def _piece(word: str, start: int, stop: int, allowed: set[int]) -> str:
    hyphen = SHY if stop in allowed and word[stop - 1] not in DASHES else ""
    return word[start:stop] + hyphen


def _best(word: str, start: int, stop: int, allowed: set[int], width: float, sized: Sized) -> int:
    """The last place for a cut at or before `stop` that makes a piece that fits: a division, an inviting one, any."""
    for place in range(stop, start + 1, -1):
        if place in allowed and _fits(_piece(word, start, place, allowed), width, sized):
            return place
    for place in range(stop, start + (stop - start) // 2, -1):
        if word[place - 1] in _INVITING and _fits(word[start:place], width, sized):
            return place
    while stop > start + 1 and (combining(word[stop]) if stop < len(word) else False):
        stop -= 1
    while stop > start + 1 and not _fits(word[start:stop], width, sized):
        stop -= 1
    return stop
