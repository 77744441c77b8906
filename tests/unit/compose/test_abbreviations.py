"""Which uses of an abbreviation are expanded, and that nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.abbreviations import Expander
from pipeline.model.document import (
    Cell,
    Column,
    Contents,
    Figure,
    Heading,
    Item,
    Link,
    List,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.model.drawing import Drawing

AUTHORS = {"MSDF": "Maritime Self-Defense Force", "SDF": "Self-Defense Forces", "U.S.": "United States"}
HOUSE = {"TLP": "Traffic Light Protocol", "p.": "page", "SHA-256": "Secure Hash Algorithm"}


def told(text: str, expander: Expander | None = None) -> str:
    (block,) = (expander or Expander(AUTHORS, HOUSE)).section([Paragraph((Text(text),))])
    assert "".join(kid.text for kid in block.kids) == text
    return "".join(f"<{kid.text}={kid.expansion[:4]}>" if kid.expansion else kid.text for kid in block.kids)


@pytest.mark.parametrize(
    ("text", "expanded"),
    [
        ("The MSDF and the MSDF.", "The <MSDF=Mari> and the MSDF."),
        ("MSDF", "<MSDF=Mari>"),
        ("the MSDF-led, MSDF’s", "the <MSDF=Mari>-led, MSDF’s"),
        ("JMSDF, MSDFs, msdf", "JMSDF, MSDFs, msdf"),
        ("MSDF of the SDF", "<MSDF=Mari> of the <SDF=Self>"),
        ("the U.S. fleet", "the <U.S.=Unit> fleet"),
        ("TLP:GREEN", "<TLP=Traf>:GREEN"),
        ("SHA-256 0f", "<SHA-256=Secu> 0f"),
        ("see p. 4", "see <p.=page> 4"),
        ("more on p.\u00a0", "more on <p.=page>\u00a0"),
        ("at 5 p.m. or p. Smith", "at 5 p.m. or p. Smith"),
        ("nothing here", "nothing here"),
    ],
)
def test_a_use_in_a_text(text, expanded):
    assert told(text) == expanded


def test_the_first_use_in_each_section_is_expanded():
    expander = Expander(AUTHORS, HOUSE)
    assert told("The MSDF.", expander) == told("The MSDF.", expander) == "The <MSDF=Mari>."
    one, two = expander.section([Paragraph((Text("MSDF"),)), Paragraph((Text("MSDF"),))])
    assert one.kids[0].expansion
    assert not two.kids[0].expansion


def test_the_author_comes_before_the_house():
    assert told("TLP", Expander({"TLP": "Total Loss of Power"}, HOUSE)) == "<TLP=Tota>"
    assert told("p. Smith", Expander({"p.": "pater"}, HOUSE)) == "<p.=pate> Smith"


def test_what_is_foreign_code_or_a_link_is_left_alone():
    kids = (Text("MSDF", lang="de"), Text("MSDF", "code"), Link("MSDF", "#a"), Text("MSDF", "strong"))
    (block,) = Expander(AUTHORS, HOUSE).section([Paragraph(kids)])
    assert block.kids[:3] == kids[:3]
    assert (block.kids[3].tone, block.kids[3].expansion) == ("strong", AUTHORS["MSDF"])


def test_every_kind_of_block_is_walked_in_the_order_of_reading():
    def paragraph() -> Paragraph:
        return Paragraph((Text("a MSDF"), Note("1", (Text("b SDF"),))), anchor="here")

    def cell(text: str) -> Cell:
        return Cell((Text(text),))

    picture = Figure(Drawing(1.0, 1.0, ()), "alt", paragraph())
    table = Table((Column(),), Row((cell("MSDF"),)), (Row((cell("SDF"),), "row"),), caption=paragraph())
    for block in (paragraph(), List((Item((paragraph(),), "item", "A"),)), table, picture):
        (made,) = Expander(AUTHORS, HOUSE).section([block])
        assert made is not block
        assert repr(made).count("expansion='Maritime") == repr(made).count("expansion='Self-") == 1
        assert repr(made).replace("expansion='Maritime Self-Defense Force'", "expansion=''").count("anchor='here'") == 1
    for block in (Contents(), Heading(2, "MSDF"), Paragraph((Text("none"),)), Figure(Drawing(1.0, 1.0, ()), "MSDF")):
        assert list(Expander(AUTHORS, HOUSE).section([block])) == [block]


@given(st.lists(st.sampled_from(["MSDF", "SDF", "p.", "TLP", " ", "x", "-", "4", "."])).map("".join).filter(bool))
def test_no_text_is_lost_or_moved(text):
    (block,) = Expander(AUTHORS, HOUSE).section([Paragraph((Text(text),))])
    assert "".join(kid.text for kid in block.kids) == text
    assert all(kid.text for kid in block.kids)
    expanded = [kid.text for kid in block.kids if kid.expansion]
    assert len(expanded) == len(set(expanded))
