"""Prose with notes, citations in short form, facts in words."""

import pytest

from pipeline.compose.composer import BriefComposer
from pipeline.model.document import Item, Link, List, Note, Paragraph
from pipeline.model.evidence import Basis, Evidence
from pipeline.model.prose import FactRef, parse
from pipeline.model.source import Passage
from pipeline.sections.bottom_line import BottomLine
from pipeline.sections.gaps import Gaps
from pipeline.sections.judgements import Judgements
from pipeline.sections.narrative import Narrative
from pipeline.sections.table import Table
from pipeline.sections.timeline import Timeline


def spoken(kids):
    """What a paragraph says, its notes as their labels in brackets."""
    return "".join(f"({kid.label})" if isinstance(kid, Note) else kid.text for kid in kids)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("The quay grows. [@log:cost]", "The quay grows.(1)"),
        ("The quay grows [@log:cost].", "The quay grows(1)."),
        ("The quay\n  grows. [@log:cost] [@post:plan] So it is. [@log:cost]", "The quay grows.(1) So it is.(2)"),
        ("It *really* grows [@log:cost], and fast. [@post:plan]", "It really grows(1), and fast.(2)"),
        ("Worth {cost@log}. [@post:plan]", "Worth about 12\u00a0million\u00a0euros (1,500\u00a0m).(1)"),
        ("Worth {cost@log}.", "Worth about 12\u00a0million\u00a0euros (1,500\u00a0m).(1)"),
        ("It grows. [@post:plan] {cost@post}", "It grows.(1) left open(2)"),
        ("Neither is dated [@log]. {cost@post}", "Neither is dated (A). left open(1)"),
        ("A {{brace}} and [[a bracket]. [@log:cost]", "A {brace} and [a bracket].(1)"),
        ("Nothing cited here.", "Nothing cited here."),
        ("The board's \"wall\" ('old') isn't it. [@log:cost]", "The board’s “wall” (‘old’) isn’t it.(1)"),
        ('It said "yes" [@log:cost] and "no". [@log:cost]', "It said “yes”(1) and “no”.(2)"),
    ],
)
def test_a_claim_ends_in_one_mark(composer, written, printed):
    (paragraph,) = composer.paragraphs(parse(written))
    assert spoken(paragraph.kids) == printed


def test_blank_lines_make_paragraphs_and_notes_count_on(composer):
    first, second = composer.paragraphs(parse("One. [@log:cost]\n\nTwo. [@post:plan]\n"), "lead")
    assert [spoken(p.kids) for p in (first, second)] == ["One.(1)", "Two.(2)"]
    assert first.role == second.role == "lead"


def test_a_note_names_source_paragraph_words_and_grade(composer):
    (paragraph,) = composer.paragraphs(parse("One. [@log:cost] [@post:plan 3] [@post]"))
    (note,) = [kid for kid in paragraph.kids if isinstance(kid, Note)]
    text = "".join(kid.text for kid in note.kids)
    assert text == "A ¶3 “it costs … crowns” B2; B ¶1 “it costs … crowns” F3; B F6."
    assert [kid.to for kid in note.kids if isinstance(kid, Link)] == ["#source-log", "#source-post", "#source-post"]


def test_the_ends_of_a_passage_are_printed_with_single_quotes_inside_double_ones(spec, context, words):
    ends = Passage("log", "cost", 'The board\'s "wall"', '"for itself," he said', 3, 0, 20)
    composer = BriefComposer(spec, Evidence(Basis.TEXT, {("log", "cost"): ends}, (), ()), context, words)
    (paragraph,) = composer.paragraphs(parse("One. [@log:cost]"))
    (note,) = [kid for kid in paragraph.kids if isinstance(kid, Note)]
    assert "".join(kid.text for kid in note.kids) == "A ¶3 “The board’s ‘wall’ … ‘for itself,’ he said” B2."
    assert composer.reckoned('the "year"', "") == "the source says “the ‘year’”"


def test_sources_cited_as_a_whole_stand_in_brackets_before_the_full_stop(composer):
    (paragraph,) = composer.paragraphs(parse("Neither is dated. [@log] [@post] Nor signed [@post]"))
    assert spoken(paragraph.kids) == "Neither is dated (A,\u00a0B). Nor signed (B)"
    assert [kid.to for kid in paragraph.kids if isinstance(kid, Link)] == [
        "#source-log",
        "#source-post",
        "#source-post",
    ]


def test_a_fact_brings_its_passages_to_the_note_once(composer):
    (paragraph,) = composer.paragraphs(parse("Worth {cost@log}. [@log:cost] [@post:plan]"))
    (note,) = [kid for kid in paragraph.kids if isinstance(kid, Note)]
    assert [kid.text for kid in note.kids if isinstance(kid, Link)] == ["A ¶3", "B ¶1"]


def proof(kids):
    """What the notes among these cite, each note's in one text."""
    return [" ".join(k.text for k in kid.kids if isinstance(k, Link)) for kid in kids if isinstance(kid, Note)]


def test_a_claim_of_a_fact_alone_ends_in_a_note_of_the_facts_own_passages(composer):
    (paragraph,) = composer.paragraphs(parse("It grows. [@post:plan] It costs {cost@log}."))
    assert proof(paragraph.kids) == ["B ¶1", "A ¶3"]
    (beside,) = composer.paragraphs(parse("It grows. [@post:plan] Fast"), cite=parse("x [@log:cost]").citations())
    assert proof(beside.kids) == ["B ¶1 A ¶3", "A ¶3"]


@pytest.mark.parametrize(
    "section",
    [
        {"judgements": {"text": "It costs {cost@log}.", "confidence": "low", "because": "It cost {cost@log}."}},
        {"narrative": "It costs {cost@log}.\n\nAnd {cost@log}."},
        {"gaps": ["Of {cost@log} nothing is known.", "And of {cost@log}."]},
        {"bottom_line": "It costs {cost@log}.\n\nAnd {cost@log}."},
    ],
)
def test_every_section_that_prints_notes_prints_those_of_facts(composer, section):
    ((kind, data),) = section.items()
    made = {
        "judgements": lambda: Judgements.model_validate({"items": [data]}),
        "narrative": lambda: Narrative.model_validate({"title": "Works", "text": data}),
        "gaps": lambda: Gaps.model_validate({"items": data}),
        "bottom_line": lambda: BottomLine.model_validate({"text": data}),
    }[kind]()
    told = list(walk(tuple(made.compose(composer))))
    assert proof(told) == ["A ¶3", "A ¶3"]


def walk(nodes):
    """Every inline below some blocks."""
    for node in nodes:
        if isinstance(node, List):
            yield from walk(node.items)
        elif isinstance(node, Item):
            yield from walk(node.paragraphs)
        elif isinstance(node, Paragraph):
            yield from walk(node.kids)
        else:
            yield node


def cells(section, composer):
    _, table = section.compose(composer)
    return [["".join(kid.text for kid in cell.kids) for cell in row.cells] for row in table.rows]


def test_a_row_and_an_event_cite_the_passages_of_their_facts(composer):
    columns = [{"label": "Point"}, {"label": "Value"}]
    table = Table.model_validate(
        {
            "title": "Costs",
            "columns": columns,
            "rows": [{"cells": ["Cost", "{cost@log}"]}, {"cells": ["{cost@post}", "x"]}],
        }
    )
    assert [row[-1] for row in cells(table, composer)] == ["A ¶3", "B ¶1"]
    event = {"date": "2031", "text": "It costs {cost@log}. [@post:plan]"}
    timeline = Timeline.model_validate({"events": [event]})
    assert [row[-1] for row in cells(timeline, composer)] == ["A ¶3, B ¶1"]


def test_emphasis_becomes_a_tone(composer):
    (paragraph,) = composer.paragraphs(parse("It *really* grows."))
    assert [(kid.text, kid.tone) for kid in paragraph.kids] == [("It ", ""), ("really", "em"), (" grows.", "")]


def test_short_citations_stand_once_each_and_lead_to_the_source(composer):
    kids = composer.short(parse("x [@log:cost] [@log:cost] [@post:plan]").citations())
    assert "".join(kid.text for kid in kids) == "A ¶3, B ¶1"
    assert all(kid.about.startswith("Source ") for kid in kids if isinstance(kid, Link))


def test_a_cell_carries_citations_in_brackets_or_leaves_them_out(composer):
    prose = parse("It grows [@log:cost], fast.")
    assert "".join(kid.text for kid in composer.inline(prose)) == "It grows (A ¶3), fast."
    assert "".join(kid.text for kid in composer.inline(prose, cite=False)) == "It grows, fast."
    assert composer.plain(prose) == "It grows, fast."


def test_what_a_source_reports_is_told_with_its_citations(composer):
    assert (
        "".join(k.text for k in composer.fact("cost", "log")) == "about 12\u00a0million\u00a0euros, 1,500\u00a0m (A ¶3)"
    )
    assert "".join(k.text for k in composer.fact("cost", "post")) == "left open (B ¶1)"


def test_a_fact_without_a_source_prints_the_first_that_gives_a_value(composer):
    from pipeline.compose.facts import in_words

    assert in_words(composer.spec, FactRef("cost"), composer.evidence.quantities, composer.words).startswith("about 12")


def test_letters_count_on_past_z():
    from pipeline.compose.sourcing import _letter

    assert [_letter(i) for i in (0, 1, 25, 26, 51, 52, 701, 702)] == ["A", "B", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_headings_have_anchors_of_their_own(composer):
    first, second = composer.heading(None, "gaps"), composer.heading(parse("Worth {cost@log}"), "gaps")
    assert (first.text, first.anchor) == ("Gaps", "section-1")
    assert (second.text, second.anchor) == ("Worth about 12\u00a0million\u00a0euros (1,500\u00a0m)", "section-2")
