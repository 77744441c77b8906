"""Large inputs: the time grows with the input and not with its square."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from pipeline.layout import layout
from pipeline.model.document import Block, Cell, Column, Heading, Link, Note, PageRefs, Paragraph, Row, Table, Text
from tests.support.sample_document import PROSE
from tests.support.setting import desk, document, metrics

pytestmark = pytest.mark.alone

GROWTH = 8
WORDS = " ".join(PROSE).split()


def one_paragraph(size: int) -> tuple[Block, ...]:
    return (Paragraph((Text(" ".join(WORDS * (size * 60))),)),)


def ragged(size: int) -> tuple[Block, ...]:
    return (Paragraph((Text(" ".join(WORDS * (size * 60))),), "item"),)


def one_word(size: int) -> tuple[Block, ...]:
    return (Paragraph((Text("harbour9" * size * 1500),)),)


def one_word_of_ligatures(size: int) -> tuple[Block, ...]:
    return (Paragraph((Text("affluentofficefi" * size * 750),)),)


def ideographs(size: int) -> tuple[Block, ...]:
    return (Paragraph((Text("日本は2024年1月、「トマホーク」を最大400発購入する契約に署名した。" * size * 120),)),)


def one_stretch_of_ideographs(size: int) -> tuple[Block, ...]:
    return (Paragraph((Text("ー" * size * 1500),)),)


def words_of_two_fonts(size: int) -> tuple[Block, ...]:
    return (Paragraph((Text("the 日本 of ミサイル, office " * size * 200),)),)


def many_runs(size: int) -> tuple[Block, ...]:
    kids = (Text("some words "), Text("stressed", "em"), Link("A", "#a"), Text(" and 12 tied ", "strong"))
    return (Paragraph(kids * (size * 250)),)


def many_rows(size: int) -> tuple[Block, ...]:
    rows = tuple(Row((Cell((Text(f"{n}"),)), Cell((Text(PROSE[n % 4]),)))) for n in range(size * 150))
    return (Table((Column(1), Column(3)), Row((Cell((Text("No"),)), Cell((Text("Event"),)))), rows),)


def one_row(size: int) -> tuple[Block, ...]:
    row = Row((Cell((Text("1"),)), Cell((Text(" ".join(WORDS * (size * 40))),))))
    return (Table((Column(1), Column(3)), Row((Cell((Text("No"),)), Cell((Text("Event"),)))), (row,)),)


def many_notes(size: int) -> tuple[Block, ...]:
    return tuple(Paragraph((Text(PROSE[n % 4]), Note(str(n), (Text(PROSE[0]),)))) for n in range(size * 80))


def one_note(size: int) -> tuple[Block, ...]:
    return (Paragraph((Text("It is so."), Note("1", (Text(" ".join(WORDS * (size * 50))),)))),)


def many_references(size: int) -> tuple[Block, ...]:
    count = size * 40
    cited = tuple(Paragraph((Link("A", f"#{n}"), Text(PROSE[0]))) for n in range(count))
    return (*cited, *(Paragraph((Text("On "), PageRefs(f"#{n}", "no page", ""))) for n in range(count)))


def many_headings(size: int) -> tuple[Block, ...]:
    return tuple(Heading(2, PROSE[n % 4], f"h{n}") for n in range(size * 50))


def tied_together(size: int) -> tuple[Block, ...]:
    return (Paragraph((Text("\u00a0".join(WORDS * (size * 40))),)),)


def cost(make: Callable[[int], tuple[Block, ...]], size: int) -> float:
    brief = document(*make(size))
    best = float("inf")
    for _ in range(3):
        gc.collect()
        start = time.process_time()
        layout(brief, desk(), metrics())
        best = min(best, time.process_time() - start)
    return best


CASES = [
    one_paragraph,
    ragged,
    one_word,
    one_word_of_ligatures,
    ideographs,
    one_stretch_of_ideographs,
    words_of_two_fonts,
    many_runs,
    many_rows,
    one_row,
    many_notes,
    one_note,
    many_references,
    many_headings,
    tied_together,
]


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_time_grows_with_the_input(make):
    cost(make, 1)
    small, large = cost(make, 1), cost(make, GROWTH)
    # Twice the linear time is noise and caches; the square would be eight times.
    assert large < small * GROWTH * 2.5 + 0.05, (small, large)


def test_a_hundred_thousand_words_in_one_paragraph():
    start = time.process_time()
    brief = document(Paragraph((Text(" ".join((WORDS * 2000)[:100_000])),)))
    laid = layout(brief, desk(), metrics())
    assert len(laid.sheets) > 150
    assert time.process_time() - start < 20


@pytest.mark.parametrize("word", ["harbour9" * 12_500, "affluentofficefi" * 6_250, "字" * 100_000, "ー" * 100_000])
def test_a_word_of_a_hundred_thousand_characters(word):
    assert len(word) == 100_000
    start = time.process_time()
    layout(document(Paragraph((Text(word),))), desk(), metrics())
    assert time.process_time() - start < 20


def test_a_table_of_ten_thousand_rows():
    row = [Row((Cell((Text(f"{n}"),)), Cell((Text(PROSE[n % 4]),)))) for n in range(10_000)]
    table = Table((Column(1, "right"), Column(3)), Row((Cell((Text("No"),)), Cell((Text("Event"),)))), tuple(row))
    start = time.process_time()
    assert len(layout(document(table), desk(), metrics()).sheets) > 300
    assert time.process_time() - start < 20
