"""Bars in the outer margin beside what is new or altered."""

from __future__ import annotations

import pytest

from pipeline.layout import layout
from pipeline.layout.looks import colour
from pipeline.model.document import Block, Cell, Column, Document, Item, List, Paragraph, Row, Table, Text
from pipeline.model.pages import Page, Pages, Rect
from pipeline.model.record import replace
from tests.support.setting import HOUSE, document, metrics, printed, theme

LONG = "The harbour board has ordered two cranes and a deeper channel, and both come later than it said. " * 4


def said(text: str, anchor: str = "") -> Paragraph:
    return Paragraph((Text(text),), "body", anchor)


def changed(*blocks: Block, anchors: tuple[str, ...] = ("new",)) -> Document:
    return replace(document(*blocks), changed=frozenset(anchors))


def bars(pages: Pages, name: str = "desk") -> list[tuple[Page, Rect]]:
    ink = colour(theme(name).change)
    return [(page, rect) for page in pages.sheets for rect in page.rects if rect.width == 1.6 and rect.colour == ink]


def lines_beside(page: Page, bar: Rect) -> str:
    return " ".join(
        word
        for line in page.lines
        if bar.y <= line.y <= bar.y + bar.height
        for part in line.parts
        for word in part.words
        if word
    )


def test_nothing_has_a_bar_unless_it_changed():
    assert bars(layout(document(said(LONG, "new")), theme("desk"), metrics())) == []


def test_a_bar_stands_beside_the_paragraph_that_changed_and_no_other():
    pages = layout(changed(said("Before."), said("Altered.", "new"), said("After.")), theme("desk"), metrics())
    ((page, bar),) = bars(pages)
    assert lines_beside(page, bar) == "Altered."


def test_an_item_has_one_bar_for_all_of_its_paragraphs():
    items = (Item((said("One."),)), Item((said("Two."), said("And more.")), "new"), Item((said("Three."),)))
    pages = layout(changed(List(items)), theme("large-print"), metrics_of("large-print"))
    ((page, bar),) = bars(pages, "large-print")
    assert lines_beside(page, bar) in {"• Two. And more.", "Two. And more."}


def test_a_row_has_one():
    rows = tuple(Row((Cell((Text(text),)),), anchor) for text, anchor in (("old", ""), ("fresh", "new"), ("older", "")))
    table = Table((Column(),), Row((Cell((Text("Head"),)),)), rows)
    ((page, bar),) = bars(layout(changed(table), theme("desk"), metrics()))
    assert lines_beside(page, bar) == "fresh"


def metrics_of(name: str):
    from pipeline import fonts

    return fonts.load(theme(name))


@pytest.mark.parametrize("name", HOUSE)
@pytest.mark.parametrize("sides", ["one", "two"])
def test_bars_stand_outside_on_every_page_of_every_theme(name, sides):
    looks = printed(name, sides)
    pages = layout(changed(*(said(LONG, "new") for _ in range(40))), looks, metrics_of(name))
    found = bars(pages, name)
    assert len({page.number for page, _ in found}) == len(pages.sheets) > 1
    for page, bar in found:
        wide, _ = pages.size(page)
        left = min(line.x for line in page.lines)
        right = max(line.x + part.x + part.width for line in page.lines for part in line.parts)
        if sides == "two" and page.number % 2 == 0:
            assert 0 <= bar.x < bar.x + bar.width < left
        else:
            assert right < bar.x < bar.x + bar.width <= wide
    assert looks.change == "#000000"  # what is seen in black and white, too
