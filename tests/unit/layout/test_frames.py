"""Pages that differ: mirrored on two-sided sheets, on their side for wide tables, a cover, a footer of two lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from pipeline import fonts
from pipeline.layout import layout
from pipeline.model.document import (
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Furniture,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.model.pages import Page, Pages
from pipeline.model.theme import Theme
from tests.properties.test_layout_text import check_edges, check_notes, check_words, with_notes
from tests.support.setting import HOUSE, edges, printed, theme

LONG = "Infrastrukturfinanzierung"
EDITION, NUMBER, MARKING = "Edition 1, key 00000000", "page {page} of {pages}", "TLP:AMBER+STRICT"


def wide(rows: int = 3, columns: int = 9, caption: str = "") -> Table:
    above = Paragraph((Text(caption),), "caption") if caption else None
    head, *body = (Row(tuple(Cell((Text(LONG),), header=not i) for i in range(columns))) for _ in range(rows + 1))
    return Table((Column(),) * columns, head, tuple(body), above)


def narrow() -> Table:
    head, body = (Row((Cell((Text("a"),)), Cell((Text("b"),)))) for _ in range(2))
    return Table((Column(),) * 2, head, (body,))


def prose(words: int = 40, note: str = "") -> Paragraph:
    kids = (Text("as the harbour board has said " * (words // 6)), *([Note(note, (Text("a note"),))] if note else []))
    return Paragraph(kids)


def laid_out(*blocks: Block, style: Theme, cover: int = 0, edition: str = EDITION) -> Pages:
    margins = Furniture("The harbour", MARKING, edition, NUMBER, MARKING)
    document = Document("The harbour", "en-GB", dt.date(2024, 6, 30), MARKING, blocks, margins, cover=cover)
    laid = layout(document, style, fonts.load(style))
    check_edges(laid, style)
    check_notes(laid)
    assert check_words(laid) == sum(1 for _ in with_notes(blocks))
    return laid


def lies(page: Page) -> bool:
    return page.width > page.height


def owners(page: Page) -> set[object]:
    return {part.owner for line in page.lines for part in line.parts}


def furniture(page: Page) -> Iterator[tuple[float, float, str]]:
    """Left, right, text of what stands in the margins."""
    for line in page.furniture:
        if not isinstance(line.parts[0].owner, Cell):
            yield line.x, line.x + line.parts[-1].width, " ".join(line.parts[0].words)


@pytest.mark.parametrize("sides", ["one", "two"])
@pytest.mark.parametrize("name", HOUSE)
def test_a_table_that_is_too_wide_lies_on_pages_of_its_own(name: str, sides: str) -> None:
    style = printed(name, sides)  # type: ignore[arg-type]
    heading, table, after = Heading(2, "Wide"), wide(30, caption="All of it"), prose(note="7")
    laid = laid_out(Heading(1, "The harbour"), prose(note="1"), heading, table, after, style=style)
    ways = [lies(page) for page in laid.sheets]
    assert ways == [False] + [True] * (len(ways) - 2) + [False]
    assert len(ways) > 3
    assert {heading, table.caption} <= owners(laid.sheets[1])
    assert not owners(laid.sheets[0]) & {heading, table.caption}
    assert after in owners(laid.sheets[-1])
    for page in laid.sheets:
        left, right, *_ = edges(laid, page, style)
        assert [text for *_, text in furniture(page)].count(MARKING) == 2
        assert all(left - 0.01 <= x and to <= right + 5.01 for x, to, _ in furniture(page))
        rules = [rect for rect in page.rects if rect.height == 0.5 and rect.width == pytest.approx(right - left)]
        assert len(rules) >= 2
        assert all(rect.x == pytest.approx(left) for rect in rules)


def test_wide_tables_in_a_row_share_their_pages_and_narrow_ones_stand_upright() -> None:
    style = theme("desk")
    blocks = (Heading(2, "One"), wide(), Heading(2, "Two"), wide(), Heading(2, "Three"), narrow())
    laid = laid_out(Heading(1, "The harbour"), *blocks, style=style)
    assert [lies(page) for page in laid.sheets] == [False, True, False] or lies(laid.sheets[0])
    on = {block: page.number for page in laid.sheets for block in owners(page) if isinstance(block, Heading)}
    assert on[blocks[0]] == on[blocks[2]] < on[blocks[4]]  # type: ignore[index]


@pytest.mark.parametrize("first", [True, False])
def test_no_page_stays_empty(first: bool) -> None:
    some: tuple[Block, ...] = () if first else (prose(),)
    laid = laid_out(*some, wide(), wide(), style=theme("desk"))
    assert [lies(page) for page in laid.sheets] == ([] if first else [False]) + [True]
    assert all(page.lines for page in laid.sheets)


def test_a_table_is_as_wide_as_its_words_need_and_no_wider() -> None:
    style = theme("desk")
    ways = [lies(laid_out(wide(columns=n), style=style).sheets[0]) for n in range(1, 12)]
    turns = ways.index(True)
    assert 2 < turns < 10
    assert ways == [False] * turns + [True] * (len(ways) - turns)


@pytest.mark.parametrize("name", HOUSE)
def test_two_sided_pages_mirror_their_margins_and_have_their_numbers_outside(name: str) -> None:
    style = printed(name)
    laid = laid_out(*(prose(note=str(n)) for n in range(60)), style=style)
    assert len(laid.sheets) > 3
    starts = {page.number % 2: min(line.x for line in page.lines) for page in laid.sheets}
    assert starts[1] - starts[0] == pytest.approx((style.sheet.gutter * 2) * 72 / 25.4)
    for page in laid.sheets:
        left, right, *_ = edges(laid, page, style)
        ((x, to, _),) = [found for found in furniture(page) if found[2].startswith("page ")]
        assert (to == pytest.approx(right)) if page.number % 2 else (x == pytest.approx(left))


def test_a_footer_too_long_for_a_line_takes_two_and_loses_nothing() -> None:
    edition = "Edition 1234, key 00000000"
    for sides in ("one", "two"):
        style = printed("large-print", sides)  # type: ignore[arg-type]
        page = laid_out(prose(), style=style, edition=edition).sheets[0]
        texts = [text for *_, text in furniture(page)]
        assert {edition, MARKING, "page 1 of 1"} <= set(texts)
        rows = {line.y for line in page.furniture}
        assert len(rows) == 3
        assert min(rows) > 0
    assert len({line.y for line in laid_out(prose(), style=theme("desk")).sheets[0].furniture}) == 2


@pytest.mark.parametrize("title", ["The harbour", "The harbour and what is to become of it " * 40])
@pytest.mark.parametrize("name", HOUSE)
def test_a_cover_is_a_page_of_its_own(name: str, title: str) -> None:
    style = theme(name)
    cover = (
        Paragraph((Text(MARKING),), "marking"),
        Heading(1, title),
        Paragraph((Text("Edition 1"),), "meta"),
        Paragraph((Text("7 claims: 7 held"),), "evidence"),
    )
    rest = (Contents(), Heading(2, "What it needs"), prose())
    laid = laid_out(*cover, *rest, style=style, cover=len(cover))
    pages = 1 if len(title) < 20 else len(laid.sheets) - 1
    on_cover = set().union(*(owners(page) for page in laid.sheets[:pages]))
    assert on_cover == set(cover)
    assert {rest[1], rest[2]} <= owners(laid.sheets[pages])
    assert [text for *_, text in furniture(laid.sheets[0])] == [MARKING, MARKING]
    assert "page 2 of 2" in [text for *_, text in furniture(laid.sheets[1])] or pages > 1
    if pages == 1:
        _, _, top, bottom = edges(laid, laid.sheets[0], style)
        heading, *_, held = [line.y for line in laid.sheets[0].lines[1:]]
        assert top - heading > 0.2 * (top - bottom)
        assert held - bottom < 60


def test_a_theme_without_shapes_for_a_cover_sets_it_like_its_pages() -> None:
    desk = theme("desk")
    bare = desk.model_copy(update={"shapes": {k: v for k, v in desk.shapes.items() if not k.startswith("cover-")}})
    laid = laid_out(Heading(1, "The harbour"), prose(), style=bare, cover=1)
    assert laid.sheets[0].lines[0].parts[0].style.size == desk.shapes["title"].size
    assert desk.shape("title", cover=True).size > desk.shapes["title"].size


def test_no_word_is_divided_where_the_theme_says_so() -> None:
    body = theme("desk").shapes["body"]
    assert body.justify
    words = "international characterisation of environmental responsibilities "
    some = [Paragraph((Text(words * 9),)) for _ in range(9)]
    for divides in (True, False):
        style = theme("desk").model_copy(update={"hyphenate": divides})
        laid = laid_out(*some, style=style)
        ends = [line.parts[-1].words[-1] for page in laid.sheets for line in page.lines]
        assert any(word.endswith("\u00ad") for word in ends) is divides
