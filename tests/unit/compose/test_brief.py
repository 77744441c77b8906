"""The whole document, and the files that travel with it."""

import csv
import io
import json

import pytest

from pipeline.compose import attachments, compose
from pipeline.model.document import (
    Contents,
    Heading,
    Item,
    Link,
    List,
    Note,
    PageOf,
    PageRefs,
    Paragraph,
    Table,
    Text,
)
from pipeline.model.drawing import Drawing, Path
from pipeline.model.evidence import Agreement, HeldClaim, HeldFact, Outcome
from pipeline.model.fact import Difference, Fact
from pipeline.model.problem import Where
from pipeline.model.record import replace
from pipeline.model.spec import Role, Spec
from pipeline.sections import SECTIONS
from pipeline.sections.comparison import Comparison
from pipeline.sections.narrative import Narrative
from pipeline.sections.timeline import Timeline

PICTURES = {"plan.svg": Drawing(40.0, 20.0, (Path((("M", (0.0, 0.0)), ("L", (4.0, 4.0)))),))}


def whole(spec: Spec) -> Spec:
    """The same brief with a section of every kind."""
    by_kind = dict(SECTIONS)
    told = {
        "bottom_line": {"text": "It grows. [@log:cost]"},
        "judgements": {
            "items": [
                {
                    "text": "It goes on. [@log:cost]",
                    "likelihood": "likely",
                    "confidence": "low",
                    "because": "One log. [@log]",
                }
            ]
        },
        "narrative": {"title": "Works", "text": "The quay grows. [@log:cost]"},
        "timeline": {
            "events": [
                {"date": "2031", "text": "It *ends*.", "status": "planned", "cite": ["log:cost"]},
                {"date": "2030-02", "says": "last month", "text": "It starts.", "cite": ["log:cost", "post:plan"]},
            ]
        },
        "table": {
            "title": "Parts",
            "columns": [{"label": "Part"}, {"label": "Length", "align": "right"}],
            "rows": [{"cells": ["Pier", "1,500 m [@log:cost]"]}],
        },
        "comparison": {"facts": ["cost"]},
        "chart": {"facts": ["cost"], "caption": "In crowns. [@log:cost]"},
        "figure": {"title": "The place", "file": "plan.svg", "alt": "The quay, at {cost@log}."},
        "gaps": {"items": ["No date. [@log]"]},
        "abbreviations": {},
        "sources": {},
    }
    sections = tuple(by_kind[kind].model_validate(value) for kind, value in told.items())
    return spec.model_copy(update={"sections": sections, "abbreviations": {"QA": "Quay Authority", "BB": "bollard"}})


def composed_whole(spec, evidence, context, words):
    return compose(whole(spec), evidence, context, words, PICTURES)


def test_every_kind_on_the_shelf_is_composed(spec, evidence, context, words):
    assert set(SECTIONS) == {section.kind for section in whole(spec).sections}
    document = composed_whole(spec, evidence, context, words)
    headings = [(block.level, block.text) for block in document.blocks if isinstance(block, Heading)]
    assert headings == [
        (1, "The quay"),
        *[
            (2, text)
            for text in (
                "Bottom line",
                "Key judgements",
                "Works",
                "Timeline",
                "Parts",
                "Where the reports part",
                "In figures",
                "The place",
                "Gaps",
                "Abbreviations",
                "Sources",
            )
        ],
    ]
    assert len({block.anchor for block in document.blocks if isinstance(block, Heading)}) == 12


def test_the_title_block_says_what_the_brief_is(spec, evidence, context, words):
    document = compose(spec, evidence, context, words)
    marking, title, meta, held, key, contents = document.blocks[:6]
    assert isinstance(key, Paragraph)
    assert isinstance(title, Heading)
    assert isinstance(contents, Contents)
    told = ["".join(k.text for k in p.kids) for p in (marking, meta, held) if isinstance(p, Paragraph)]
    assert told[0] == "TLP:GREEN"
    assert told[1] == "Information as of 2 May 2031 · Edition 2, key 3f2a9c1e"
    assert told[2].startswith("0 claims: 0 held against the text")
    assert (document.date.isoformat(), document.lang, document.marking) == ("2031-05-02", "en-GB", "TLP:GREEN")


def test_every_page_carries_title_marking_edition_and_number(spec, evidence, context, words):
    furniture = compose(spec, evidence, context, words).furniture
    assert (furniture.header_left, furniture.header_right) == ("The quay", "TLP:GREEN")
    assert furniture.footer_left == "Edition 2, key 3f2a9c1e"
    assert (furniture.footer_centre, furniture.footer_right) == ("page {page} of {pages}", "TLP:GREEN")


def test_events_stand_in_the_order_of_their_dates(spec, evidence, context, words):
    document = composed_whole(spec, evidence, context, words)
    timeline = next(block for block in document.blocks if isinstance(block, Table))
    dates = ["".join(kid.text for kid in row.cells[0].kids) for row in timeline.rows]
    assert dates == ["February 2030 the source says “last month”", "2031"]
    assert all(row.cells[0].header for row in timeline.rows)
    assert ["".join(kid.text for kid in row.cells[3].kids) for row in timeline.rows] == ["A ¶3, B ¶1", "A ¶3"]


def key_of(spec, evidence, context, words):
    blocks = compose(spec, evidence, context, words).blocks
    _, key = [block for block in blocks if isinstance(block, Paragraph) and block.role == "evidence"]
    return key


def test_a_key_on_the_first_page_tells_the_letters_and_where_more_is_told(spec, evidence, context, words):
    key = key_of(spec, evidence, context, words)
    (page,) = [kid for kid in key.kids if isinstance(kid, PageOf)]
    assert page.to == "#grades"
    assert "".join("#" if isinstance(kid, PageOf) else kid.text for kid in key.kids).replace("\u00a0", " ") == (
        "Sources: A A. Harbour; B A title. “A ¶3” is the third paragraph of source A, “B2” a grade; "
        "more of both on p. #."
    )
    assert [kid.text for kid in key.kids if isinstance(kid, Text) and kid.tone == "em"] == ["A title"]
    assert not [kid for kid in key.kids if isinstance(kid, Link)]  # or page 1 would count as citing every source
    anchors = [
        block.anchor for block in composed_whole(spec, evidence, context, words).blocks if hasattr(block, "anchor")
    ]
    assert anchors.count("grades") == 1


def test_the_key_names_a_source_by_its_title_where_the_author_is_another_ones_too(spec, evidence, context, words):
    log = spec.sources["log"]
    long = log.model_copy(update={"title": "The very long title of a report on the quay and on its walls"})
    brief = spec.model_copy(update={"sources": {"log": log, "more": long}})
    kids = [kid for kid in key_of(brief, evidence, context, words).kids if isinstance(kid, Text)]
    assert [kid.text for kid in kids if kid.tone == "em"] == ["A title", "The very long title of a report on the quay…"]
    assert "".join(kid.text for kid in kids[-3:-1]).startswith(" “A")  # no full stop after the ellipsis


def test_the_key_of_many_sources_names_their_letters_only(spec, evidence, context, words):
    log = spec.sources["log"]
    brief = spec.model_copy(update={"sources": {"log": log, **{f"s{n}": log for n in range(29)}}})
    first, *_ = key_of(brief, evidence, context, words).kids
    assert first.text == "Sources are called A to AD."


def held_claim(path, outcome, role=Role.CLAIM):
    return HeldClaim(Where(path), "It is so", role, ("log:cost",), outcome)


def test_each_claim_without_anything_to_hold_is_marked_and_no_other(spec, evidence, context, words):
    brief = whole(spec)
    held, unheld = Outcome.HELD, Outcome.UNHELD
    outcomes = {
        (0, "bottom_line", "text"): (unheld,),
        (2, "narrative", "text"): (held,),
        (3, "timeline", "events", 0, "text"): (unheld,),
        (4, "table", "rows", 0, "cells", 0): (unheld,),
        (4, "table", "rows", 0, "cells", 1): (held,),
    }
    claims = [held_claim(("sections", *path), outcome) for path, some in outcomes.items() for outcome in some]
    reasons = [held_claim(("sections", 8, "gaps", "items", 0), unheld, Role.REASON)]
    document = compose(brief, replace(evidence, claims=(*claims, *reasons)), context, words, PICTURES)
    signed = [kids for kids in kids_of(document) if any(is_sign(kid) for kid in kids)]
    told = ["".join("¹" if isinstance(kid, Note) else kid.text for kid in kids) for kids in signed]
    assert told == ["It grows.¹\u00a0°", "It ends.°", "Pier°"]
    line, *_ = [kids for kids in kids_of(document) if "A claim without anything to hold is marked °." in kids[0].text]
    assert line[0].text.startswith("5 claims: 2 held against the text, 3 without anything to hold")


def test_of_several_claims_in_a_paragraph_the_right_ones_are_marked(spec, evidence, context, words):
    text = "One. [@log:cost] Two. [@log:cost] [@post:plan]\n\nThree *is* [@log:cost], and four. [@post:plan]"
    section = Narrative.model_validate({"title": "Works", "text": text})
    brief = spec.model_copy(update={"sections": (section,)})
    path = ("sections", 0, "narrative", "text")
    outcomes = (Outcome.HELD, Outcome.UNHELD, Outcome.UNHELD, Outcome.HELD)
    claims = tuple(held_claim(path, outcome) for outcome in outcomes)
    document = compose(brief, replace(evidence, claims=claims), context, words)
    told = ["".join(f"({k.label})" if isinstance(k, Note) else k.text for k in p.kids) for p in document.blocks[-2:]]
    assert told == ["One.(1) Two.(2)\u00a0°", "Three is(3)\u00a0°, and four.(4)"]


def kids_of(document):
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.kids
        elif isinstance(block, Table):
            yield from (cell.kids for row in block.rows for cell in row.cells)
        elif isinstance(block, List):
            yield from (paragraph.kids for item in block.items for paragraph in item.paragraphs)


def is_sign(kid):
    return isinstance(kid, Link) and kid.to == "#evidence"


def test_why_a_date_was_taken_is_printed_in_its_row(spec, evidence, context, words):
    why = {"says": "last month", "because": 'The "log" tells it so.'}
    event = {"date": "2030-02", "text": "It starts.", "cite": ["log:cost"], **why}
    timeline = Timeline.model_validate({"events": [event]})
    brief = spec.model_copy(update={"sections": (timeline,)})
    table = next(block for block in compose(brief, evidence, context, words).blocks if isinstance(block, Table))
    told = [kid for kid in table.rows[0].cells[1].kids if isinstance(kid, Text)]
    assert [(kid.text, kid.tone) for kid in told] == [
        ("It starts.", ""),
        (" Why this date: The “log” tells it so.", "em"),
    ]
    files = attachments(brief, evidence, context, words, inputs=MADE_FROM, made_by="")
    (row,) = csv.DictReader(io.StringIO(files[-1].data.decode()))
    assert row["because"] == 'The "log" tells it so.'


@pytest.mark.parametrize("reading", ["conflict", "superseded", "unresolved"])
def test_a_row_whose_reports_differ_says_so(spec, evidence, context, words, reading):
    differs = Difference.model_validate({"as": reading, "because": "Each counts. [@log]"})
    fact = spec.facts["cost"].model_copy(update={"differs": differs, "label": "Cost"})
    sections = (Comparison.model_validate({"facts": ["cost"]}),)
    brief = spec.model_copy(update={"facts": {"cost": fact}, "sections": sections})
    document = compose(brief, evidence, context, words)
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert "".join(kid.text for kid in table.rows[0].cells[0].kids) == f"Cost: {reading}"


@pytest.mark.parametrize(
    ("agreement", "said"),
    [
        (Agreement.SINGLE, "Cost"),
        (Agreement.AGREE, "Cost: the reports agree"),
        (Agreement.COMPATIBLE, "Cost: the reports can both be true"),
    ],
)
def test_a_row_says_how_its_reports_compare(spec, evidence, context, words, agreement, said):
    fact = spec.facts["cost"].model_copy(update={"label": "Cost"})
    sections = (Comparison.model_validate({"facts": ["cost"]}),)
    brief = spec.model_copy(update={"facts": {"cost": fact}, "sections": sections})
    held = replace(evidence, facts=(HeldFact("cost", agreement, True),))
    table = next(block for block in compose(brief, held, context, words).blocks if isinstance(block, Table))
    assert "".join(kid.text for kid in table.rows[0].cells[0].kids) == said


def test_why_a_reports_date_was_taken_is_printed_where_it_is_compared(spec, evidence, context, words):
    report = {"date": "2030-02", "says": "last month", "because": 'The "log" tells it.', "passage": "cost"}
    fact = Fact.model_validate({"reports": {"log": report}})
    sections = (Comparison.model_validate({"facts": ["cost"]}),)
    brief = spec.model_copy(update={"facts": {"cost": fact}, "sections": sections})
    table = next(block for block in compose(brief, evidence, context, words).blocks if isinstance(block, Table))
    told = "".join(kid.text for kid in table.rows[0].cells[1].kids)
    assert told == "February 2030 (the source says “last month”) Why this date: The “log” tells it. (A ¶3)"


def test_a_shortened_hash_ends_in_an_ellipsis(spec, evidence, context, words):
    document = composed_whole(spec, evidence, context, words)
    texts = [k for b in document.blocks if isinstance(b, List) for i in b.items for p in i.paragraphs for k in p.kids]
    codes = [kid.text for kid in texts if isinstance(kid, Text) and kid.tone == "code"]
    assert codes == ["0" * 16 + "…", "1" * 16 + "…"]


def test_sources_are_lettered_and_lead_to_the_pages_that_cite_them(spec, evidence, context, words):
    document = composed_whole(spec, evidence, context, words)
    listing = [block for block in document.blocks if isinstance(block, List)][-1]
    assert [(item.label, item.anchor) for item in listing.items] == [("A", "source-log"), ("B", "source-post")]
    refs = [kid for item in listing.items for p in item.paragraphs for kid in p.kids if isinstance(kid, PageRefs)]
    assert [ref.to for ref in refs] == ["#source-log", "#source-post"]
    assert all(isinstance(item, Item) for item in listing.items)


def test_composing_twice_gives_the_same_words(spec, evidence, context, words):
    def told(document):
        return repr([type(block).__name__ for block in document.blocks]) + document.furniture.footer_left

    assert told(composed_whole(spec, evidence, context, words)) == told(composed_whole(spec, evidence, context, words))


MADE_FROM = {"spec": b"brief: 1\n", "lock": b"{}\n", "theme": b"name: Desk\n"}


def test_the_brief_travels_with_its_evidence_spec_lock_theme_and_timeline(spec, evidence, context, words):
    files = attachments(whole(spec), evidence, context, words, inputs=MADE_FROM, made_by="briefwright 1")
    names = ["evidence.json", "quay.yaml", "quay.lock", "quay.theme.yaml", "timeline.csv"]
    assert [file.name for file in files] == names
    assert [file.data for file in files[1:4]] == [MADE_FROM["spec"], MADE_FROM["lock"], MADE_FROM["theme"]]
    told = json.loads(files[0].data)
    assert (told["brief"], told["edition"], told["basis"], told["made_by"]) == ("quay", 2, "text", "briefwright 1")
    assert told["previous"] == {"edition": context.predecessor, "line": context.predecessor_sha256}
    rows = list(csv.DictReader(io.StringIO(files[-1].data.decode())))
    assert [row["edtf"] for row in rows] == ["2030-02", "2031"]
    assert rows[1]["event"] == "It ends."
    assert rows[0]["cites"] == "log:cost; post:plan"


def test_a_theme_travels_with_the_one_that_it_extends(spec, evidence, context, words):
    inputs = MADE_FROM | {"theme": b"extends: desk\n\0name: Desk\n"}
    files = {file.name: file.data for file in attachments(spec, evidence, context, words, inputs=inputs, made_by="")}
    assert files["quay.theme.yaml"] == b"extends: desk\n"
    assert files["quay.theme-base.yaml"] == b"name: Desk\n"


def test_a_brief_without_a_timeline_carries_no_table(spec, evidence, context, words):
    files = attachments(spec, evidence, context, words, inputs=MADE_FROM, made_by="")
    assert [file.name for file in files] == ["evidence.json", "quay.yaml", "quay.lock", "quay.theme.yaml"]
