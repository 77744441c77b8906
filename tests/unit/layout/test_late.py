"""Page numbers: in the contents, in the text, in the margins."""

from __future__ import annotations

from itertools import pairwise

import pytest

from pipeline.layout import layout
from pipeline.layout.looks import colour
from pipeline.model.document import (
    Contents,
    Document,
    Furniture,
    Heading,
    Link,
    Note,
    PageOf,
    PageRefs,
    Paragraph,
    Text,
)
from pipeline.model.pages import Entry, PageRef, Pages
from tests.support.sample_document import sample
from tests.support.setting import desk, document, metrics, pages, parts, text_of


def printed(laid: Pages, owner: object) -> str:
    return text_of(part for page in laid.sheets for part in parts(page.lines) if part.owner == owner)


def test_the_contents_say_where_headings_are():
    laid = layout(sample(), desk(), metrics())
    headings = [block for block in laid.document.blocks if isinstance(block, Heading) and block.level == 2]
    assert len(headings) > 4
    for heading in headings:
        assert printed(laid, Entry(heading)) == f"{heading.text} {laid.anchors[heading.anchor].page + 1}"


def test_a_long_entry_runs_over_several_lines_and_never_into_its_number():
    heading = Heading(2, "A heading that goes on and on " * 9, "h")
    laid = pages(Contents(), heading)
    *_, number = [line for line in laid.sheets[0].lines if line.parts[0].owner == Entry(heading)]
    *_, text, page = number.parts
    assert page.words == ["1"]
    assert text.x + text.width < page.x - 10


def cited_on(laid: Pages, to: str) -> list[int]:
    return [
        page.number
        for page in laid.sheets
        if any(isinstance(part.owner, Link) and part.owner.to == to for part in parts(page.lines))
    ]


def test_page_references_name_every_page_with_a_link():
    laid = layout(sample(paragraphs=12, rows=40), desk(), metrics())
    seen = 0
    owners = [part.owner for page in laid.sheets for part in parts(page.lines) if isinstance(part.owner, PageRef)]
    for refs in {owner.of for owner in owners}:
        mine = [owner for owner in owners if owner.of is refs]
        assert [ref.page for ref in mine] == cited_on(laid, refs.to)
        for ref in mine:
            assert laid.anchors[ref.anchor].page == ref.page - 1
        seen += 1
    assert seen == 3


@pytest.mark.parametrize(
    ("times", "expected"), [(0, "On no page."), (1, "On 1."), (2, "On 1 and 2."), (3, "On 1, 2 and 3.")]
)
def test_how_page_references_read(times, expected):
    page = Paragraph((Link("A", "#a"), Text(" words of some length" * 260)))
    last = Paragraph((Text("On "), PageRefs("#a", "no page", "page {page}"), Text(".")), "sourcedetail")
    laid = pages(*[page] * times, last)
    assert cited_on(laid, "#a") == list(range(1, times + 1))
    owned = [part for sheet in laid.sheets for part in parts(sheet.lines)]
    assert text_of(part for part in owned if part.owner is last or isinstance(part.owner, PageRef)) == expected


def test_a_link_in_a_note_that_goes_on_overleaf_is_counted_where_it_stands():
    """The references stand on the page on which the note begins, and its link on the next: a second attempt."""
    note = Note("1", (Text("words of the note, " * 700), Link("A", "#a")))
    laid = pages(
        Paragraph((Text("It is so."), note)),
        Paragraph((Text("Cited on "), PageRefs("#a", "no page", "page {page}"), Text(".")), "sourcedetail"),
    )
    (there,) = cited_on(laid, "#a")
    assert there > 1
    (ref,) = [part.owner for page in laid.sheets for part in parts(page.lines) if isinstance(part.owner, PageRef)]
    assert ref.page == there


def test_references_before_the_links_are_right_too():
    laid = pages(Paragraph((PageRefs("#a", "none", ""),)), Paragraph((Text("words " * 900), Link("A", "#a"))))
    (there,) = cited_on(laid, "#a")
    (ref,) = [part.owner for page in laid.sheets for part in parts(page.lines) if isinstance(part.owner, PageRef)]
    assert there == ref.page == 2


@pytest.mark.parametrize("before", [0, 5, 60, 5000])
def test_the_page_of_a_place_further_on_is_filled_in_and_closed_up(before):
    """Room is kept for three digits; what follows the number moves up to it, and numbers of four digits find room."""
    see = Paragraph((Text("See p.\u00a0"), PageOf("#there", "It"), Text(", and "), Text("so on", "em")), "evidence")
    breaks = [Paragraph((Text(f"words {n} " * 40),)) for n in range(before)]
    laid = pages(see, *breaks, Paragraph((Text("It."),), anchor="there"))
    (line,) = laid.sheets[0].lines[:1]
    number = laid.anchors["there"].page + 1
    assert text_of(line.parts) == f"See p. {number}, and so on"
    for one, other in pairwise(line.parts):
        space = metrics().faces[one.style.face].space * one.style.size if one.words[-1] == "" else 0.0
        assert other.x == pytest.approx(one.x + one.width + space, abs=0.01)


def margins(laid: Pages) -> list[list[str]]:
    return [[text_of(line.parts) for line in page.furniture] for page in laid.sheets]


def with_margins(*texts: str) -> Pages:
    brief = document(Paragraph((Text("words " * 900),)))
    brief = Document("The title", "en-GB", brief.date, "TLP:CLEAR", brief.blocks, Furniture(*texts))
    return layout(brief, desk(), metrics())


def test_templates_are_filled_on_every_page():
    laid = with_margins("The title", "TLP:CLEAR", "Edition 1", "TLP:CLEAR", "Page {page} of {pages}")
    assert margins(laid) == [
        ["TLP:CLEAR", "Page 1 of 2", "TLP:CLEAR", "Edition 1"],
        ["TLP:CLEAR", "The title", "Page 2 of 2", "TLP:CLEAR", "Edition 1"],
    ]
    for page in laid.sheets:
        for part in parts(page.furniture):
            assert part.style.size >= (12 if part.words == ["TLP:CLEAR"] else 8)


@pytest.mark.parametrize(
    ("marking", "code"),
    [
        ("TLP:CLEAR", "#ffffff"),
        ("TLP:GREEN", "#33ff00"),
        ("TLP:AMBER", "#ffc000"),
        ("TLP:AMBER+STRICT", "#ffc000"),
        ("TLP:RED", "#ff2b2b"),
    ],
)
def test_a_marking_has_its_colour_wherever_it_stands(marking, code):
    label = Paragraph((Text(marking),), "marking")
    brief = document(label)
    margins = Furniture("", marking, "", "", marking)
    (page,) = layout(Document("T", "en-GB", brief.date, marking, (label,), margins), desk(), metrics()).sheets
    shown = [part.style.colour for part in parts((*page.lines, *page.furniture)) if part.words == [marking]]
    assert shown == [colour(code)] * 3
    assert [rect.colour for rect in page.rects].count(colour("#000000")) == 3


def test_braces_of_a_title_are_no_template():
    assert margins(with_margins("{no} {0} %s {page}"))[1][0] == "{no} {0} %s 2"


@pytest.mark.parametrize("left", ["word " * 400, "w" * 5000])
@pytest.mark.parametrize("centre", ["", "The centre", "and " * 300])
def test_what_is_too_long_is_shortened_and_nothing_meets(left, centre):
    laid = with_margins(left, "TLP:CLEAR", left, centre, "Page {page} of {pages}")
    for page in laid.sheets:
        for y in {line.y for line in page.furniture}:
            spans = sorted((line.x, line.x + line.parts[-1].width) for line in page.furniture if line.y == y)
            assert spans[0][0] > 70
            assert spans[-1][1] < laid.width - 70
            assert all(one[1] + 5 < other[0] for one, other in pairwise(spans))
