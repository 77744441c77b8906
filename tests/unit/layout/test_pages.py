"""Where pages break, and what is drawn on each."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.layout import layout
from pipeline.model.document import Cell, Column, Heading, Item, Link, List, Note, Paragraph, Row, Table, Text
from pipeline.model.pages import Label, Mark, Pages
from tests.support.sample_document import PROSE, sample
from tests.support.setting import desk, document, metrics, pages, parts, text_of

LINE = "So many words that they fill one whole line of the page and then run on to the next one. "


@cache
def words_a_line() -> int:
    """How many times "word" stands on a full line."""
    return len(pages(Paragraph((Text("word " * 60),))).sheets[0].lines[0].parts[0].words) - 1


def filler(lines: int) -> Paragraph:
    """A paragraph of exactly so many lines."""
    return Paragraph((Text("word " * (words_a_line() * lines - 3)),))


def test_the_filler_has_the_lines_it_promises():
    for lines in (2, 5, 40, 60):
        assert sum(lines_on(pages(some := filler(lines)), some)) == lines


def lines_on(laid: Pages, owner: object) -> list[int]:
    """How many lines of `owner` stand on each page."""
    return [sum(any(part.owner is owner for part in line.parts) for line in page.lines) for page in laid.sheets]


@pytest.mark.parametrize("before", range(38, 49))
def test_no_line_stands_alone_at_either_side_of_a_page_break(before):
    first, second = filler(before), filler(5)
    here, *there = [n for n in lines_on(pages(first, second), second) if n]
    assert here != 1
    assert there in ([], [5 - here])
    assert 5 - here != 1


@pytest.mark.parametrize("before", range(36, 49))
def test_a_heading_stays_with_what_follows(before):
    heading, section = Heading(2, "A heading", "h"), Heading(3, "And one below it", "i")
    after = filler(4)
    laid = pages(filler(before), heading, section, after)
    page = laid.anchors["h"].page
    assert laid.anchors["i"].page == page
    assert lines_on(laid, after)[page] >= 2


@pytest.mark.parametrize("level", [2, 3])
def test_a_heading_is_never_torn_from_a_list_however_little_room_is_left(level):
    """Foot lines of other heights move the heading down by less than a point at a time."""
    turned = 0
    for before in range(36, 44):
        for small in range(8):
            heading, item = Heading(level, "A heading", "h"), filler(2)
            above = [Paragraph((Text("word"),), "detail") for _ in range(small)]
            laid = pages(filler(before - small), *above, heading, List((Item((item,)),)))
            page = laid.anchors["h"].page
            assert lines_on(laid, item)[page] == 2, (before, small)
            turned += page
    assert 0 < turned < 64


@pytest.mark.parametrize("before", range(36, 48))
def test_a_heading_stays_with_a_table_and_its_first_rows(before):
    table = plain_table(8)
    laid = pages(filler(before), Heading(2, "A heading", "h"), table)
    page = laid.anchors["h"].page
    assert sum(lines_on(laid, row.cells[0])[page] for row in table.rows) >= 2
    assert lines_on(laid, table.header.cells[0])[page] == 1


@pytest.mark.parametrize("before", range(36, 48))
def test_a_heading_stays_with_a_line_whose_note_is_long(before):
    after = Paragraph((Text("It says so."), Note("1", (Text(LINE * 6),))))
    laid = pages(filler(before), Heading(2, "A heading", "h"), after)
    assert lines_on(laid, after)[laid.anchors["h"].page] == 1


def plain_table(rows: int, lines: int = 1) -> Table:
    body = tuple(Row((Cell((Text(f"{n}."),)), Cell((Text((PROSE[0] * lines).strip()),)))) for n in range(rows))
    return Table((Column(1), Column(3)), Row((Cell((Text("No"),)), Cell((Text("Event"),)))), body)


def test_a_table_repeats_its_header_as_an_artifact():
    table = plain_table(90)
    laid = pages(table)
    assert len(laid.sheets) > 3
    assert lines_on(laid, table.header.cells[0]) == [1] + [0] * (len(laid.sheets) - 1)
    for page in laid.sheets[1:]:
        again = [part for part in parts(page.furniture) if isinstance(part.owner, Cell)]
        assert text_of(again) == "NoEvent"
        assert min(line.y for line in page.furniture if isinstance(line.parts[0].owner, Cell)) > page.lines[0].y


def test_a_row_taller_than_a_page_goes_on_under_the_header():
    table = plain_table(3, lines=60)
    laid = pages(table)
    per_page = lines_on(laid, table.rows[1].cells[1])
    assert sum(n > 0 for n in per_page) >= 2
    assert all(n != 1 for n in per_page)


def test_short_rows_are_not_divided():
    table = plain_table(60, lines=2)
    laid = pages(table)
    assert len(laid.sheets) > 2
    for row in table.rows:
        assert sum(n > 0 for n in lines_on(laid, row.cells[1])) == 1


def test_the_last_row_is_not_alone_under_the_header():
    for rows in range(24, 60):
        table = plain_table(rows)
        laid = pages(table)
        alone = lines_on(laid, table.rows[-1].cells[0])[-1] and not lines_on(laid, table.rows[-2].cells[0])[-1]
        assert not alone, rows


def test_a_header_taller_than_a_page_is_drawn_once():
    header = Row((Cell((Text(LINE * 90),)),))
    table = Table((Column(1),), header, plain_table(40).rows)
    laid = pages(table)
    assert not any(isinstance(part.owner, Cell) for page in laid.sheets for part in parts(page.furniture))


def test_a_column_is_as_wide_as_its_longest_word():
    row = Row((Cell((Text("Extraordinarily"),)), Cell((Text(PROSE[1]),)), Cell((Text("410,000"),))))
    table = Table((Column(1), Column(200), Column(1, "right")), Row(tuple(Cell((Text(t),)) for t in "abc")), (row,))
    laid = pages(table)
    assert lines_on(laid, row.cells[0]) == [1]
    assert lines_on(laid, row.cells[2]) == [1]
    (number,) = [line for page in laid.sheets for line in page.lines if line.parts[0].owner is row.cells[2]]
    right = (desk().sheet.width - desk().sheet.right) * 72 / 25.4 - desk().padding_x
    assert number.x + number.parts[0].width == pytest.approx(right, abs=0.02)


def test_a_long_note_goes_on_overleaf_but_begins_with_its_mark():
    note = Note("1", (Text(LINE * 120),))
    body = Paragraph((Text(LINE), note, Text(LINE * 3)))
    laid = pages(filler(30), body, filler(60))
    on = lines_on(laid, note)
    assert sum(n > 0 for n in on) >= 3
    begins = [page.number for page in laid.sheets if any(part.owner == Mark(note) for part in parts(page.lines))]
    assert [
        page.number for page in laid.sheets if any(part.owner == Label(note) for part in parts(page.lines))
    ] == begins
    assert laid.anchors["note-1"].page == begins[0] - 1 == laid.anchors["mark-1"].page


def test_a_wall_of_marks_loses_none():
    notes = [Note(str(n), (Text(LINE),)) for n in range(1, 400)]
    laid = pages(Paragraph(tuple(notes)))
    labels = [part.owner.of for page in laid.sheets for part in parts(page.lines) if isinstance(part.owner, Label)]
    assert labels == notes


@pytest.mark.parametrize("before", range(34, 48))
def test_an_item_of_short_paragraphs_is_not_torn(before):
    """A judgement keeps its likelihood and its reason, a source the line that says where it is cited."""
    roles = ("statement", "detail", "item"), ("source", "sourcedetail", "sourcedetail")
    for kinds in roles:
        paragraphs = tuple(Paragraph((Text("A line."),), role) for role in kinds)
        laid = pages(filler(before), List((Item(paragraphs),), numbered=True))
        on = {i for i, _ in enumerate(laid.sheets) for each in paragraphs if lines_on(laid, each)[i]}
        assert len(on) == 1


def test_items_of_several_paragraphs_hang_on_one_label():
    first, second = Paragraph((Text("A statement."),), "statement"), Paragraph((Text("Likely"),), "detail")
    item, lettered = Item((first, second), "here"), Item((Paragraph((Text("A source."),), "source"),), label="A")
    laid = pages(List((item, lettered), numbered=True))
    labels = [(part.owner.of, part.words) for part in parts(laid.sheets[0].lines) if isinstance(part.owner, Label)]
    assert labels == [(item, ["1.", ""]), (lettered, ["A", ""])]
    starts = {round(line.x, 3) for line in laid.sheets[0].lines}
    assert len(starts) == 1
    assert laid.anchors["here"].page == 0


def test_a_panel_stands_behind_all_its_lines_and_ends_with_the_page():
    lead = Paragraph((Text(LINE * 70),), "lead")
    again = Paragraph((Text(LINE),), "lead")
    laid = pages(lead, again, filler(3))
    assert len(laid.sheets) > 1
    for page in laid.sheets:
        panels = [rect for rect in page.rects if rect.width > 300 and rect.height > 10]
        mine = [line for line in page.lines if line.parts[0].owner in (lead, again)]
        assert len(panels) == bool(mine)
        if not mine:
            continue
        for line in mine:
            assert panels[0].y < line.y < line.y + 8 < panels[0].y + panels[0].height
        others = [line for line in page.lines if line not in mine]
        assert all(line.y < panels[0].y for line in others)


def test_every_link_inside_the_brief_leads_somewhere():
    laid = layout(sample(), desk(), metrics())
    wanted = {
        part.owner.to[1:]
        for page in laid.sheets
        for part in parts(page.lines)
        if isinstance(part.owner, Link) and part.owner.to.startswith("#")
    }
    assert len(wanted) > 3
    assert wanted <= laid.anchors.keys()
    assert {"judgement-1", "para-0", "row-3", "background", "note-1", "mark-1"} <= laid.anchors.keys()
    for page, x, y in laid.anchors.values():
        assert 0 <= page < len(laid.sheets)
        assert 0 < x < laid.width
        assert 0 < y < laid.height


def test_an_empty_document_has_one_page():
    laid = layout(document(), desk(), metrics())
    assert len(laid.sheets) == 1
    assert not laid.sheets[0].lines


def test_an_empty_paragraph_still_has_its_anchor():
    assert pages(Paragraph((), anchor="here"), filler(2)).anchors["here"].page == 0
