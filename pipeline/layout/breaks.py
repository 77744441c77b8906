"""Where lines end. Pure numbers: no words, no fonts, no pages.

`best_fit` is Knuth and Plass's total fit (Breaking Paragraphs into Lines, 1981) as a forward shortest path: each break
relaxes the few that a line from it can reach, so the time is linear in the breaks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

STRETCH, SHRINK = 0.5, 1 / 3
"""How far a space gives at badness 1, and how far it may shrink, as parts of its width; the glue of Knuth's fonts."""

IN_A_ROW = 2
"""Most lines, one after the other, that end in a hyphen."""

_ROUNDING = 1e-6
LINE = 0.5
"""What a line costs by itself, so that of two good settings the one with fewer lines wins."""
SEEN, BEYOND = 2.0, 1.25
"""Beyond badness 1 a loose line is seen, and costs so much at once; how much looser it is tells less: this power."""
LADDER = 20.0
"""What two divided lines in a row cost, or half a word alone at the head of the last line, in demerits."""
STUB = 3.0
"""The badness of a last line that is short."""
ALONE = 30.0
"""The badness of a line of one word that does not fill it."""
SHORT_LAST = 0.15
"""A last line shorter than this part of the measure looks like a mistake."""


class Breaks(NamedTuple):
    """Every place where a line may end, in order; the last is the end of the paragraph. Measures in points."""

    ends: Sequence[float]
    """Where the text before the break ends, with its hyphen."""
    starts: Sequence[float]
    """Where the text after the break starts, behind the space."""
    before: Sequence[int]
    """Spaces before the break."""
    after: Sequence[int]
    """Spaces up to and including that at the break."""
    penalty: Sequence[float]
    """What it costs to break here; above 0 exactly where a word is divided."""


def first_fit(at: Breaks, width: float) -> list[int]:
    """Fill each line as far as it goes; one bisection a line. Never more than two divided words in a row."""
    ends, starts, penalty, last = at.ends, at.starts, at.penalty, len(at.ends) - 1
    out: list[int] = []
    a, start, row = -1, 0.0, 0
    while a < last:
        b = max(bisect_right(ends, start + width + _ROUNDING, a + 1) - 1, a + 1)
        if penalty[b] and row == IN_A_ROW:
            whole = b
            while whole > a and penalty[whole]:
                whole -= 1
            b = whole if whole > a else b
        row = row + 1 if penalty[b] else 0
        out.append(b)
        a, start = b, starts[b]
    return out


def without_stub(at: Breaks, chosen: list[int], width: float, least: float) -> list[int]:
    """Lines that were filled, with whole words moved down until the last line is `least` wide, or nearly.

    The line above stays at least as long as the last.
    """
    if len(chosen) < 2:
        return chosen
    above, b, last = chosen[-3] if len(chosen) > 2 else -1, chosen[-2], chosen[-1]
    start = at.starts[above] if above >= 0 else 0.0
    best = b
    while at.ends[last] - at.starts[best] < least:
        b -= 1
        while b > above and at.penalty[b]:
            b -= 1
        wide = at.ends[last] - at.starts[b]
        if b <= above or wide > min(width, at.ends[b] - start):
            break
        best = b
    return [*chosen[:-2], best, last]


def best_fit(  # noqa: C901, PLR0912, PLR0915 - one hot loop: a call for each pair of breaks would double its time
    at: Breaks, width: float, space: float, tolerance: float, *, alone: bool = False
) -> list[int] | None:
    """The breaks that make the spaces of all lines together most even; None if some line would be too loose.

    `tolerance` bounds the looseness of every line: the stretch of its spaces in units of `STRETCH`. A line of one
    word, which has no spaces, is too loose too unless it is allowed `alone`.
    """
    ends, starts, before, after, penalty = at
    last = len(ends) - 1
    stretch, shrink = space * STRETCH, space * SHRINK
    widest = stretch * tolerance
    cost, back, row = [inf] * (last + 1), [-1] * (last + 1), [0] * (last + 1)
    cost.append(0.0)  # index -1: the start of the paragraph
    row.append(0)
    furthest = -1
    for a in range(-1, last):
        so_far = cost[a]
        if so_far == inf:
            if a > furthest:
                return None
            continue
        start, spaces = (starts[a], after[a]) if a >= 0 else (0.0, 0)
        reach, hyphens = start + width, row[a]
        b = bisect_right(ends, reach, a + 1)  # the first that only fits with narrower spaces
        gaps = before[min(b, last)] - spaces
        b = a + 1 if alone else bisect_left(ends, reach - widest * gaps, a + 1, b)
        b = min(b, last)
        while b <= last:
            room, gaps = reach - ends[b], before[b] - spaces
            if room < 0:
                if room < -shrink * gaps - _ROUNDING:
                    break
                ratio = -room / (shrink * gaps) if gaps else 0.0
                bad = ratio * ratio * ratio
            elif b == last:
                bad = 0.0 if room <= (1 - SHORT_LAST) * width else STUB
            elif gaps and room <= widest * gaps:
                ratio = room / (stretch * gaps)
                bad = ratio * ratio * ratio if ratio <= 1 else SEEN + ratio**BEYOND
            elif alone and not gaps:
                bad = ALONE
            else:
                b += 1
                continue
            cut = penalty[b]
            if cut and hyphens == IN_A_ROW:
                b += 1
                continue
            bad += LINE + cut
            total = so_far + bad * bad
            if hyphens and (cut or b == last):
                total += LADDER
            if total < cost[b]:
                cost[b], back[b], row[b] = total, a, hyphens + 1 if cut else 0
                if b > furthest:  # noqa: PLR1730 - a call here costs a tenth of the loop
                    furthest = b
            b += 1
    if cost[last] == inf:
        return None
    out, b = [], last
    while b >= 0:
        out.append(b)
        b = back[b]
    out.reverse()
    return out
