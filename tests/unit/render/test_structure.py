"""Which element each node of the document becomes, and what hangs on it."""

from __future__ import annotations

import pytest

from pipeline.model.document import (  # fmt: skip
    Cell,
    Column,
    Contents,
    Heading,
    Item,
    Link,
    List,
    Note,
    PageOf,
    PageRefs,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.model.pages import Pages, Spot
from pipeline.render import render
from pipeline.render.errors import RenderError
from tests.support import setting
from tests.support.sample_document import sample
from tests.unit.render.reading import elements, kids, opened, spoken, tags
from tests.unit.render.typewriter import HEIGHT, WIDTH, brief, metrics, page_of, typed


def tree(*blocks) -> list[str]:
    lines = tags(render(typed(brief(*blocks)), metrics())).splitlines()
    assert lines[0] == "Document lang=en-GB"
    return [line[2:] for line in lines[1:]]


def test_headings_and_paragraphs() -> None:
    assert tree(Heading(1, "Title"), Heading(2, "Part"), Paragraph((Text("Prose."),))) == [
        "H1 text×1",
        "H2 text×1",
        "P text×1",
    ]


def test_headings_of_pdf_2_0() -> None:
    """The title is no heading there (ISO 32000-2, table 365), so that the others move up by one."""
    blocks = (Heading(1, "Title"), Heading(2, "Part"), Heading(3, "Piece"), Heading(2, "Part"))
    made = typed(brief(*blocks, standard="pdf-2.0"))
    lines = tags(render(made, metrics())).splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["Title", "H1", "H2", "H1"]


def test_tones_and_languages() -> None:
    kids = (
        Text("a "),
        Text("b", "em"),
        Text(" c ", "strong"),
        Text("d", "code"),
        Text(" e", lang="de"),
        Text("f", "em", "la"),
    )
    assert tree(Paragraph(kids)) == [
        "P text×1",
        "  Em text×1",
        "  Strong text×1",
        "  Code text×1",
        "  Span lang=de text×1",
        "  Em lang=la text×1",
    ]


def test_an_abbreviation_has_what_it_stands_for_and_keeps_its_text() -> None:
    kids = (
        Text("The "),
        Text("MSDF", expansion="Maritime Self-Defense Force"),
        Text(" and "),
        Text("ß", "em", "", "sz"),
    )
    data = render(typed(brief(Paragraph(kids))), metrics())
    assert tags(data).splitlines()[1:] == [
        "  P text×2",
        "    Span expansion=Maritime Self-Defense Force text×1",
        "    Em expansion=sz text×1",
    ]
    assert "".join(spoken(data)).strip() == "The MSDF and ß"


def test_our_own_structure_types_map_to_standard_ones() -> None:
    roles = opened(render(typed(brief(Paragraph((Text("x", "em"),)))), metrics())).root_object["/StructTreeRoot"][
        "/RoleMap"
    ]
    assert roles == {"/Em": "/Span", "/Strong": "/Span"}


def test_a_note_stands_behind_the_paragraph_that_marks_it_and_links_back() -> None:
    note = Note("7", (Text("See "), Link("A", "#here"), Text(".")))
    assert tree(Paragraph((Text("Claim."), note, Text(" More.")), anchor="here")) == [
        "P text×2",
        "  Reference",
        "    Link text×1 link×1",
        "Note id=note.7 Placement=Block text×2",
        "  Lbl",
        "    Link text×1 link×1",
        "  Link text×1 link×1",
    ]


def test_lists() -> None:
    def item(label: str = "") -> Item:
        return Item((Paragraph((Text("One."),)), Paragraph((Text("Two."),))), label=label)

    body = ["  LI", "    Lbl text×1", "    LBody", "      P text×1", "      P text×1"]
    assert tree(List((item(),))) == ["L ListNumbering=Disc", *body]
    assert tree(List((item(),), numbered=True)) == ["L ListNumbering=Decimal", *body]
    assert tree(List((item("A"),))) == ["L ListNumbering=UpperAlpha", *body]


def test_tables() -> None:
    header = Row((Cell((Text("Date"),)), Cell((Text("Event"),))))
    row = Row((Cell((Text("2024"),), header=True), Cell(())))
    columns = (Column(1), Column(2))
    caption = Paragraph((Text("Table 1"),), "caption")
    expected = [
        "Table Summary=What there is",
        "  Caption text×1",
        "  THead",
        "    TR",
        "      TH Scope=Column text×1",
        "      TH Scope=Column text×1",
        "  TBody",
        "    TR",
        "      TH Scope=Row text×1",
        "      TD",
    ]
    assert tree(Table(columns, header, (row,), caption, "What there is")) == expected
    assert tree(Table(columns, header, ())) == ["Table", *expected[2:6]]


def test_tables_with_cells_over_several_columns_and_rows() -> None:
    def cell(text: str, columns: int = 1, rows: int = 1, *, header: bool = False) -> Cell:
        return Cell((Text(text),), header, columns, rows)

    over = Row((cell("Pier", rows=2), cell("Cost", 2)))
    header = Row((cell("Plan"), cell("End")))
    rows = (Row((cell("North", rows=2, header=True), cell("12"), cell("14"))), Row((cell("not told", 2),)))
    data = render(setting.pages(Table((Column(1),) * 3, header, rows, over=(over,))), setting.metrics())
    found = [element for _, element in elements(data) if element["/S"] in ("/TH", "/TD")]
    named = {str(element["/ID"]): element for element in found if "/ID" in element}
    attributes = [element["/A"] for element in found]
    assert [(a.get("/Scope"), a.get("/ColSpan"), a.get("/RowSpan")) for a in attributes] == [
        ("/Column", None, 2),
        ("/Column", 2, None),
        ("/Column", None, None),
        ("/Column", None, None),
        ("/Row", None, 2),
        (None, None, None),
        (None, None, None),
        (None, 2, None),
    ]
    headers = [[found.index(named[str(each)]) for each in a.get("/Headers", ())] for a in attributes]
    assert headers == [[], [], [1], [1], [0], [1, 2, 4], [1, 3, 4], [1, 2, 3, 4]]


def test_contents() -> None:
    entry = ["  TOCI", "    Reference", "      Link text×1 link×1"]
    assert tree(Contents(), Heading(2, "One"), Heading(3, "Within"), Heading(2, "Two")) == [
        "TOC",
        *entry,
        *entry,
        "H2 text×1",
        "H3 text×1",
        "H2 text×1",
    ]


def test_references_to_pages() -> None:
    cite, refs = Link("A", "#a"), PageRefs("#a", "none", "Cited on page {page}")
    blocks = (
        Paragraph((cite,)),
        Paragraph((Text("On "), refs, Text("."))),
        Paragraph((PageRefs("#b", "none", ""),), anchor="a"),
    )
    assert tree(*blocks) == ["P", "  Link text×1 link×1", "P text×2", "  Link text×1 link×1", "P text×1"]


def test_the_page_of_a_place_is_a_link_to_it() -> None:
    where = PageOf("#a", "What is known")
    blocks = (Paragraph((Text("See p. "), where, Text("."))), Paragraph((Text("It."),), anchor="a"))
    assert tree(*blocks) == ["P text×2", "  Link text×1 link×1", "P text×1"]


def test_a_sign_is_read_as_what_it_means_and_a_word_as_itself() -> None:
    sign, word = Link("°", "#a", "Nothing to hold"), Link("A ¶3", "#a", "Source A")
    data = render(typed(brief(Paragraph((Text("It is so."), sign, word), anchor="a"))), metrics())
    links = [node for _, node in elements(data) if node["/S"] == "/Link"]
    assert [str(node.get("/Alt", "")) for node in links] == ["Nothing to hold", ""]


def test_a_link_over_several_lines_is_one_element_with_an_annotation_for_each() -> None:
    link = Link("words that go on and on " * 20, "https://example.org/")
    assert tree(Paragraph((Text("Before "), link, Text("after.")))) == ["P text×2", "  Link text×1 link×5"]


def test_a_paragraph_over_two_pages_is_one_element() -> None:
    data = render(typed(brief(Paragraph((Text("words that go on and on " * 900),)))), metrics())
    (_, paragraph) = next(found for found in elements(data) if found[1]["/S"] == "/P")
    first, *rest = kids(paragraph)
    assert len(opened(data).pages) == len(rest) + 1 > 2
    assert first == 0
    assert all(kid["/Type"] == "/MCR" and kid["/Pg"] != paragraph["/Pg"] for kid in rest)


def test_every_marked_content_and_annotation_leads_back_to_its_element() -> None:
    """Both ways agree: K of the elements and the parent tree (ISO 32000-1, 14.7.4.4)."""
    data = render(typed(sample(3, 8)), metrics())
    reader = opened(data)
    parents = {}
    for leaf in reader.root_object["/StructTreeRoot"]["/ParentTree"]["/Kids"]:
        nums = leaf.get_object()["/Nums"]
        parents.update(zip(nums[::2], nums[1::2], strict=True))
    pages = {page.indirect_reference.idnum: page["/StructParents"] for page in reader.pages}
    seen = 0
    for _, element in elements(data):
        me = element.indirect_reference.idnum
        for kid in kids(element):
            if isinstance(kid, int):
                assert parents[pages[element.raw_get("/Pg").idnum]][kid].indirect_reference.idnum == me
            elif kid.get("/Type") == "/MCR":
                assert parents[pages[kid.raw_get("/Pg").idnum]][kid["/MCID"]].indirect_reference.idnum == me
            elif kid.get("/Type") == "/OBJR":
                assert parents[kid["/Obj"]["/StructParent"]].get_object().indirect_reference.idnum == me
            else:
                assert kid.raw_get("/P").idnum == me
                continue
            seen += 1
    drawn = sum(len(value) if isinstance(value, list) else 1 for value in parents.values())
    assert seen == drawn > 100


def test_text_drawn_for_nobody_in_the_document_is_refused() -> None:
    stray = Paragraph((Text("stray"),))
    pages = Pages(brief(Paragraph(())), [page_of((stray, "stray"))], dict[str, Spot](), WIDTH, HEIGHT)
    with pytest.raises(RenderError, match="not in the document"):
        render(pages, metrics())
