"""Widths of columns from content, and figures at their decimal mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.layout.columns import Need, widths
from pipeline.model.document import Cell, Column, Row, Table, Text
from tests.support import setting

MEASURE = 400.0
NEEDS = st.lists(
    st.tuples(st.floats(1, 300), st.floats(0, 900)).map(lambda pair: Need(pair[0], pair[0] + pair[1])),
    min_size=1,
    max_size=8,
)


@given(NEEDS)
def test_columns_fill_the_measure_and_hold_their_longest_word_where_there_is_room(needs):
    out = widths([Column()] * len(needs), needs, MEASURE)
    assert sum(out) == pytest.approx(min(MEASURE, max(sum(out), MEASURE)))
    assert sum(out) <= MEASURE + 1e-6
    if sum(need.least for need in needs) <= MEASURE:
        assert all(wide >= need.least - 1e-6 for wide, need in zip(out, needs, strict=True))


def test_a_column_of_long_texts_gets_more_than_one_of_short_ones():
    short, long = widths([Column(), Column()], [Need(40, 60), Need(50, 2000)], MEASURE)
    assert short < 60
    assert long > 330


def test_a_share_overrules_content():
    assert widths([Column(1), Column(3)], [Need(10, 900), Need(10, 20)], MEASURE) == pytest.approx([100, 300])


def row(*cells):
    return Row(tuple(Cell((Text(cell),)) for cell in cells))


def table(align, *figures):
    rows = tuple(row(f"No {n}", figure) for n, figure in enumerate(figures))
    return Table((Column(), Column(0, align)), row("What", "Figure"), rows)


def lefts(align, *figures):
    """Where the text of each figure starts, and the width of its part before the decimal mark."""
    page = setting.pages(table(align, *figures)).sheets[0]
    cells = {part.words[0]: line.x + part.x for line in page.lines for part in line.parts}
    return [cells[figure.split()[0]] for figure in figures]


def test_figures_stand_with_their_decimal_marks_under_each_other():
    face = setting.metrics().faces[setting.desk().shape("cell").face]
    size = setting.desk().shape("cell").size
    figures = ("1,250.5 km", "18.25 km", "7 km", "about 400")
    starts = lefts("decimal", *figures)
    marks = [
        start + face[text.split(".")[0].split()[0]] * size for start, text in zip(starts[:3], figures[:3], strict=True)
    ]
    assert marks == pytest.approx([marks[0]] * 3, abs=0.05)
    assert len({round(start, 1) for start in starts}) == 4


def test_right_aligned_figures_end_together_and_left_ones_start_together():
    assert len({round(start, 1) for start in lefts("left", "1,250.5", "7", "18.25")}) == 1
    assert len({round(start, 1) for start in lefts("right", "1,250.5", "7", "18.25")}) == 3


def test_words_among_figures_stand_at_the_right():
    starts = lefts("decimal", "1.5", "unknown")
    assert starts[1] > 0
