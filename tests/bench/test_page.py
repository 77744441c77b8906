"""The instrument that compares pages: what it counts, and that what was published is what is measured."""

from __future__ import annotations

import pytest

from tests.bench import page
from tests.bench.page import Quality, Set, Word


def line(
    *gaps: tuple[float, float], divided: bool = False, first: bool = False, last: bool = False, on: int = 1
) -> Set:
    """A line over the whole measure of 200 points with these spaces."""
    edges = [197.638, *(x + 197.638 for gap in gaps for x in gap), 397.638]
    words = tuple(Word("word", left, right, 0, on) for left, right in zip(edges[::2], edges[1::2], strict=True))
    return Set(words, divided, first, last)


def counted(*lines: Set) -> Quality:
    return page.quality(lines, 2.0, 200.0)


def test_spaces_are_counted_as_parts_of_the_fonts_own():
    found = counted(line((50, 52), (90, 92)), line((50, 53), (90, 94)), line((50, 51), (90, 91)))
    assert (found.lines, found.loosest, found.tightest, found.beyond) == (3, 1.75, 0.5, 2)
    assert found.uneven == pytest.approx((0 + 0.75 + 0.5) / 3, abs=1e-3)


def test_a_line_left_ragged_gains_nothing():
    short = line((50, 52))
    ragged = Set((short.words[0], short.words[1]._replace(right=short.words[1].right - 30)), False, False, False)
    alone = Set((short.words[0],), False, False, False)
    assert counted(ragged).loosest == pytest.approx(16)
    assert counted(alone).loosest == pytest.approx(76)


def test_hyphens_in_a_row_and_stubs():
    ends = line((50, 52), last=True)
    rows = [line((50, 52), divided=True)] * 3 + [ends, line((50, 52))]
    found = counted(*rows)
    assert (found.divided, found.ladders, found.longest, found.short) == (3, 2, 3, 1)
    stub = Set((Word("it", 197.638, 210, 0, 1),), False, False, True)
    assert counted(line((50, 52)), stub).short == 1
    assert counted(line((50, 52)), ends).short == 0


def test_widows_and_orphans():
    turned = [line((50, 52)), line((50, 52), first=True), line((50, 52), on=2), line((50, 52), last=True, on=2)]
    assert counted(*turned).alone == 1
    assert counted(line((50, 52), first=True), line((50, 52)), line((50, 52), last=True, on=2)).alone == 1
    assert counted(line((50, 52), first=True), line((50, 52)), line((50, 52), on=2)).alone == 0


def test_a_river_runs_through_three_lines_of_a_paragraph():
    assert counted(line((50, 54)), line((51, 55)), line((52, 56))).rivers == 1
    assert counted(line((50, 54)), line((53, 57)), line((52, 56))).rivers == 0
    assert counted(line((50, 54)), line((51, 55), last=True), line((52, 56))).rivers == 0


@pytest.fixture(scope="module")
def results() -> page.Results:
    pytest.importorskip("typst")
    return page.measure()


def test_what_is_published_is_what_is_measured(results):
    assert len(results) == len(page.LANGUAGES) * len(page.WIDTHS)
    assert results == page.read()


def test_the_document_has_the_table_of_the_results():
    text = page.DOC.read_text(encoding="utf-8")
    assert text.partition(page.START)[2].partition(page.END)[0].strip() == page.table(page.read()).strip()
    words = sum(len((page.HERE / f"prose/{name}.txt").read_text(encoding="utf-8").split()) for name in page.LANGUAGES)
    assert f"{words:,} words" in text


def test_ours_is_as_good_as_typst_or_better_in_each(results):
    mine, other = (page.total([row[setter] for row in results.values()]) for setter in ("ours", "typst"))
    assert mine.lines > 1_500
    for what in page.COLUMNS:
        a, b = getattr(mine, what), getattr(other, what)
        assert (a >= b) if what in page.BETTER_HIGH else (a <= b), (what, a, b)


def test_words_that_are_not_the_texts_are_seen():
    paragraphs = page.prose("en")
    pdf = page.ours(paragraphs, "en", 431)
    assert len(page.lines(pdf, paragraphs)) > 90
    with pytest.raises(AssertionError):
        page.lines(pdf, [*paragraphs[:-1], paragraphs[-1].replace("carousel", "roundabout")])
