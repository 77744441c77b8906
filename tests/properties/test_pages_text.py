"""From document to file, in every theme, on one side and two: every word is in the file, once and in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import fonts
from pipeline.layout import layout
from pipeline.model.document import Block, Cell, Column, Heading, Inline, Link, List, Note, Paragraph, Row, Table, Text
from pipeline.model.metrics import Metrics
from pipeline.model.pages import Pages
from pipeline.render import render
from tests.properties.test_layout_text import blocks
from tests.support.setting import HOUSE, document, flat, parts, printed, theme
from tests.unit.render.reading import spoken


@cache
def metrics_of(name: str) -> Metrics:
    return fonts.load(theme(name))


def told(kids: Sequence[Inline]) -> Iterator[str]:
    """A run of text as it is read: a comma between two marks, and after all of it its notes."""
    before: Inline | None = None
    notes = [kid for kid in kids if isinstance(kid, Note)]
    for kid in kids:
        if isinstance(kid, Note):
            yield ("," if isinstance(before, Note) else "") + kid.label
        else:
            yield kid.text  # type: ignore[union-attr]
            if not kid.text:  # type: ignore[union-attr]
                continue
        before = kid
    for note in notes:
        yield note.label
        yield from told(note.kids)


def words(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            yield from told(block.kids)
        case Table():
            for cells in (block.header.cells, *(row.cells for row in block.rows)):
                for cell in cells:
                    yield from told(cell.kids)
            # A caption is read first, whatever its place on the page.
        case List():
            for number, item in enumerate(block.items, 1):
                yield item.label or (f"{number}." if block.numbered else "•")
                for paragraph in item.paragraphs:
                    yield from told(paragraph.kids)


def letters(some: Iterator[str] | Sequence[str]) -> str:
    return flat("".join(some)).replace(" ", "")


def expected(all_blocks: Sequence[Block]) -> str:
    out = []
    for block in all_blocks:
        if isinstance(block, Table) and block.caption:
            out += [*told(block.caption.kids)]
        out += [*words(block)]
    return letters(out)


def read_back(laid: Pages, name: str) -> str:
    return letters(spoken(render(laid, metrics_of(name))))


@given(blocks(), st.sampled_from(HOUSE), st.sampled_from(["one", "two"]))
@settings(max_examples=60)
def test_no_word_is_lost_or_changed_between_document_and_file(some, name, sides):
    inner = (Heading(2, "Where links lead", "there"), *some[1:])  # the contents say what headings say
    laid = layout(document(*inner), printed(name, sides), metrics_of(name))
    assert read_back(laid, name) == expected(inner)


WIDE = Table(
    tuple(Column(1) for _ in range(9)),
    Row(tuple(Cell((Text("Responsibilities"),)) for _ in range(9))),
    tuple(
        Row(tuple(Cell((Text(f"Misunderstandings {n}"), Note(f"{n}{c}", (Text("It is so."),)))) for c in range(9)))
        for n in range(40)
    ),
    Paragraph((Text("Everything at once"),), "caption"),
)


@pytest.mark.parametrize("sides", ["one", "two"])
@pytest.mark.parametrize("name", ["desk", "plain", "ink-saver"])
def test_nothing_is_lost_on_pages_that_lie(name, sides):
    inner = (Paragraph((Text("Before."),)), WIDE, Paragraph((Text("After."),)))
    laid = layout(document(*inner), printed(name, sides), metrics_of(name))
    lying = [page for page in laid.sheets if laid.size(page)[0] > laid.size(page)[1]]
    assert 1 < len(lying) < len(laid.sheets)
    assert read_back(laid, name) == expected(inner)


def test_a_caption_of_nothing_but_a_note_is_read_before_its_table():
    noted = Paragraph((Note("1", (Link("A", "https://example.org", "Source A"),)),), "caption")
    table = Table((Column(1),), Row((Cell((Text("Head"),)),)), (Row((Cell((Text("cell"),)),)),), noted)
    laid = layout(document(table), printed("desk", "one"), metrics_of("desk"))
    assert read_back(laid, "desk") == expected((table,)) == "11AHeadcell"


def test_a_planted_loss_is_seen():
    inner = (Paragraph((Text("one two three"),)),)
    laid = layout(document(*inner), printed("desk", "one"), metrics_of("desk"))
    next(parts(laid.sheets[0].lines)).words[1] = "2"
    assert read_back(laid, "desk") != expected(inner)
