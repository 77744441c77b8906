"""Line breaking on pure numbers, held against trying everything."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout.breaks import (
    ALONE,
    BEYOND,
    IN_A_ROW,
    LADDER,
    LINE,
    SEEN,
    SHORT_LAST,
    SHRINK,
    STRETCH,
    STUB,
    Breaks,
    best_fit,
    first_fit,
    without_stub,
)

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


def cost(at: Breaks, chosen: tuple[int, ...], width: float, tolerance: float, *, alone: bool = False) -> float | None:
    """Demerits by the book, None where a line is too loose or too tight."""
    total, hyphens = 0.0, 0
    for i, (wide, gaps) in enumerate(natural(at, chosen)):
        room, b, final = width - wide, chosen[i], i == len(chosen) - 1
        if room < 0:
            if -room > SHRINK * SPACE * gaps + 1e-6:
                return None
            bad = (-room / (SHRINK * SPACE * gaps)) ** 3 if gaps else 0.0
        elif final:
            bad = 0.0 if room <= (1 - SHORT_LAST) * width else STUB
        elif gaps and room <= STRETCH * SPACE * tolerance * gaps:
            ratio = room / (STRETCH * SPACE * gaps)
            bad = ratio**3 if ratio <= 1 else SEEN + ratio**BEYOND
        elif alone and not gaps:
            bad = ALONE
        else:
            return None
        bad += LINE + at.penalty[b]
        total += bad * bad + (LADDER if hyphens and (at.penalty[b] or final) else 0.0)
        hyphens = hyphens + 1 if at.penalty[b] else 0
        if hyphens > IN_A_ROW:
            return None
    return total


@given(st.lists(st.floats(2, 30), min_size=1, max_size=11), st.floats(35, 90))
def test_without_hyphens_no_setting_is_better(widths, width):
    at, last = breaks_of(widths), len(widths) - 1
    every = [(*some, last) for n in range(last + 1) for some in combinations(range(last), n)]
    for alone in (False, True):
        costs = [found for some in every if (found := cost(at, some, width, 2.0, alone=alone)) is not None]
        chosen = best_fit(at, width, SPACE, 2.0, alone=alone)
        if chosen is None:
            assert not costs
        else:
            assert cost(at, tuple(chosen), width, 2.0, alone=alone) == pytest.approx(min(costs))


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
    assert best_fit(breaks_of([30.0, 45.0, 10.0]), 50.0, SPACE, 6.0) is None
    assert best_fit(breaks_of([30.0, 45.0, 10.0]), 50.0, SPACE, 6.0, alone=True) == [0, 1, 2]


def test_a_stub_takes_words_from_the_line_above():
    at = breaks_of([20.0, 20.0, 20.0, 20.0, 4.0])
    assert first_fit(at, 90.0) == [3, 4]
    assert without_stub(at, [3, 4], 90.0, 13.5) == [2, 4]
    assert without_stub(at, [3, 4], 90.0, 80.0) == [2, 4]  # or the last would be longer than the one above
    assert without_stub(at, [3, 4], 90.0, 3.0) == [3, 4]


@given(st.lists(st.floats(2, 30), min_size=1, max_size=60), st.floats(35, 90), st.sets(st.integers(0, 58)))
def test_without_a_stub_only_the_last_two_lines_change_and_stay_within_the_measure(widths, width, cuts):
    at = breaks_of(widths, frozenset(cut for cut in cuts if cut < len(widths) - 1))
    chosen = first_fit(at, width)
    moved = without_stub(at, chosen, width, SHORT_LAST * width)
    assert len(moved) == len(chosen)
    assert (moved[:-2], moved[-1]) == (chosen[:-2], chosen[-1])
    if moved != chosen:
        (above, _), (last, _) = natural(at, moved)[-2:]
        assert at.ends[chosen[-1]] - at.starts[chosen[-2]] < SHORT_LAST * width
        assert last <= above <= width + 1e-6
        assert not at.penalty[moved[-2]]
