"""A character that no face has is named before anything is laid out."""

from __future__ import annotations

import pytest

from pipeline.fonts import load, uncovered
from pipeline.model.document import (
    Cell,
    Column,
    Contents,
    Document,
    Furniture,
    Heading,
    Item,
    Link,
    List,
    Note,
    PageRefs,
    Paragraph,
    Row,
    Table,
    Text,
)
from tests.support.sample_document import sample
from tests.support.setting import desk, document, metrics

SNOWMAN = "\u26c4"


def lacking(brief: Document) -> list[tuple[str, str]]:
    return [(found.name, found.text) for found in uncovered(brief, metrics(), desk())]


def test_the_sample_is_covered():
    assert lacking(sample()) == []


@pytest.mark.parametrize(
    "block",
    [
        Heading(2, f"a {SNOWMAN} b"),
        Paragraph((Text(f"a {SNOWMAN} b"),)),
        Paragraph((Text(f"a {SNOWMAN} b", "em"),), "lead"),
        Paragraph((Link(f"a {SNOWMAN} b", "#x"),)),
        Paragraph((Note("1", (Text(f"a {SNOWMAN} b"),)),)),
        Paragraph((PageRefs("#x", f"a {SNOWMAN} b", ""),)),
        List((Item((Paragraph((Text(f"a {SNOWMAN} b"),)),)),)),
        List((Item((), label=f"a {SNOWMAN} b"),)),
        Table((Column(1),), Row((Cell((Text(f"a {SNOWMAN} b"),)),)), ()),
        Table((Column(1),), Row((Cell(()),)), (Row((Cell((Text(f"a {SNOWMAN} b"),)),)),)),
        Table((Column(1),), Row((Cell(()),)), (), Paragraph((Text(f"a {SNOWMAN} b"),), "caption")),
    ],
)
def test_it_is_found_wherever_it_stands(block):
    found = set(lacking(document(Contents(), block)))
    assert found == {("U+26C4 SNOWMAN WITHOUT SNOW", f"a {SNOWMAN} b")}


def test_it_is_found_in_the_margins():
    brief = document()
    margins = Furniture(footer_left=SNOWMAN)
    brief = Document(brief.title, brief.lang, brief.date, brief.marking, (), margins)
    assert lacking(brief) == [("U+26C4 SNOWMAN WITHOUT SNOW", SNOWMAN)]


@pytest.mark.parametrize(
    "text", ["a\u00a0b", "254\u202fkm", "a\u2009b", "hy\u00adphen", "a\u200bb", "a\n\tb", "a\u2011b", "a\u2060b"]
)
def test_spaces_and_hyphens_that_are_set_otherwise_need_no_glyph(text):
    assert lacking(document(Paragraph((Text(text),)))) == []


def test_what_composes_is_judged_composed():
    assert lacking(document(Paragraph((Text("e\u0301tude"),)))) == []
    # Both the letter and its mark are covered; what they compose to is not.
    assert metrics().faces["serif"].covers("\u0331")
    assert lacking(document(Paragraph((Text("x h\u0331 y"),)))) == [
        ("U+1E96 LATIN SMALL LETTER H WITH LINE BELOW", "x h\u0331 y")
    ]


def test_each_face_is_asked_for_its_own():
    # Source Serif has the arrow in its uprights only, and these lend it where the theme says so.
    alone = {name: file.model_copy(update={"fallback": ()}) for name, file in desk().faces.items()}
    theme = desk().model_copy(update={"faces": alone})
    upright, italic = document(Paragraph((Text("→"),))), document(Paragraph((Text("→", "em"),)))
    assert uncovered(upright, load(theme), theme) == ()
    assert [found.name for found in uncovered(italic, load(theme), theme)] == ["U+2192 RIGHTWARDS ARROW"]
    assert lacking(italic) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("\u05e0\u05de\u05dc", "right to left"),
        ("\u0645\u064a\u0646\u0627\u0621", "right to left"),
        ("\u0928\u092e", "change"),
        ("\u0e17\u0e48\u0e32", "change"),
    ],
)
def test_scripts_that_are_not_set_are_told_apart(text, reason):
    found = uncovered(document(Paragraph((Text(f"a {text} b"),))), metrics(), desk())
    assert [each.char for each in found] == list(dict.fromkeys(text))
    assert all(reason in each.script for each in found)


def test_control_characters_and_unnamed_ones_are_named_by_number():
    names = [name for name, _ in lacking(document(Paragraph((Text("a\x07b \U0010fffd"),))))]
    assert names == ["U+0007 without a name", "U+10FFFD without a name"]


def test_words_that_are_drawn_are_covered_like_all_others():
    from pipeline.model.document import Figure
    from pipeline.model.drawing import Bar, BarChart, BarGroup, Drawing, Words
    from tests.support.charts import figures, timeline

    (chart,) = figures(timeline([{"date": f"20{n}", "text": "A ⛄ falls."} for n in (20, 21, 22)]))
    bars = BarChart((BarGroup("Depth ⛏", (Bar("log", "3 ⛵"),)),), (("log", "A"),))
    plan = Drawing(9.0, 9.0, (Words(1.0, 1.0, "pier ⚓", 9.0),))
    caption = Paragraph((Text("Under it ⚔"),), "caption")
    found = uncovered(document(chart, Figure(bars, "x"), Figure(plan, "x", caption)), metrics(), desk())
    assert {each.char for each in found} == {"⛄", "⛏", "⛵", "⚓", "⚔"}
