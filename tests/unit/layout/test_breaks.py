"""Line breaking on pure numbers, held against trying everything."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout.breaks import IN_A_ROW, SHRINK, STRETCH, Breaks, best_fit, first_fit

SPACE = 3.0


def breaks_of(widths: list[float], cuts: frozenset[int] = frozenset()) -> Breaks:
    """Words with spaces between them; the words numbered in `cuts` end in a hyphen instead of a space."""
    ends, starts, before, after, x, n = [], [], [], [], 0.0, 0
    for i, width in enumerate(widths):
        x += width
        ends.append(x + (2.0 if i in cuts else 0.0))
        before.append(n)
        if i not in cuts:
            x += SPACE
            n += 1
        starts.append(x)
        after.append(n)
    return Breaks(ends, starts, before, after, [0.6 if i in cuts else 0.0 for i in range(len(widths))])


def natural(at: Breaks, chosen: tuple[int, ...] | list[int]) -> list[tuple[float, int]]:
    """(natural width, spaces) of each line."""
    out, start, spaces = [], 0.0, 0
    for b in chosen:
        out.append((at.ends[b] - start, at.before[b] - spaces))
        start, spaces = at.starts[b], at.after[b]
    return out


def cost(at: Breaks, chosen: tuple[int, ...], width: float, tolerance: float) -> float | None:
    """Demerits by the book, None where a line is too loose or too tight."""
    total, hyphens = 0.0, 0
    for i, (wide, gaps) in enumerate(natural(at, chosen)):
        room, b, final = width - wide, chosen[i], i == len(chosen) - 1
        if room < 0:
            if -room > SHRINK * SPACE * gaps + 1e-6:
                return None
            bad = (-room / (SHRINK * SPACE * gaps)) ** 3 if gaps else 0.0
        elif final:
            bad = 0.0 if room <= 0.85 * width else 0.5
        elif gaps and room <= STRETCH * SPACE * tolerance * gaps:
            bad = (room / (STRETCH * SPACE * gaps)) ** 3
        else:
            return None
        bad += 0.01 + at.penalty[b]
        total += bad * bad + (1.0 if hyphens and (at.penalty[b] or final) else 0.0)
        hyphens = hyphens + 1 if at.penalty[b] else 0
        if hyphens > IN_A_ROW:
            return None
    return total


@given(st.lists(st.floats(2, 30), min_size=1, max_size=11), st.floats(35, 90))
def test_without_hyphens_no_setting_is_better(widths, width):
    at, last = breaks_of(widths), len(widths) - 1
    every = [(*some, last) for n in range(last + 1) for some in combinations(range(last), n)]
    costs = [found for some in every if (found := cost(at, some, width, 2.0)) is not None]
    chosen = best_fit(at, width, SPACE, 2.0)
    if chosen is None:
        assert not costs
    else:
        assert cost(at, tuple(chosen), width, 2.0) == pytest.approx(min(costs))


@given(st.lists(st.floats(2, 30), min_size=1, max_size=60), st.floats(35, 90), st.sets(st.integers(0, 58)))
def test_no_line_is_too_wide_and_no_third_hyphen_follows_two(widths, width, cuts):
    at = breaks_of(widths, frozenset(cut for cut in cuts if cut < len(widths) - 1))
    chosen = best_fit(at, width, SPACE, 3.0)
    for some in filter(None, (chosen, first_fit(at, width))):
        assert some[-1] == len(widths) - 1
        assert some == sorted(set(some))
        row = 0
        for b in some:
            row = row + 1 if at.penalty[b] else 0
            assert row <= IN_A_ROW or some is not chosen
    for wide, gaps in natural(at, chosen or []):
        assert wide <= width + SHRINK * SPACE * gaps + 1e-6


@given(st.lists(st.floats(2, 30), min_size=1, max_size=60), st.floats(35, 90))
def test_first_fit_fills_every_line(widths, width):
    at = breaks_of(widths)
    chosen = first_fit(at, width)
    rows = natural(at, chosen)
    assert all(wide <= width + 1e-6 for wide, _ in rows)
    for (wide, _), b in zip(rows[:-1], chosen, strict=False):
        assert wide + SPACE + widths[b + 1] > width - 1e-3


def test_a_word_wider_than_the_measure_still_ends_somewhere():
    at = breaks_of([10.0, 200.0, 10.0])
    assert first_fit(at, 50.0) == [0, 1, 2]
    assert best_fit(at, 50.0, SPACE, 6.0) is None
