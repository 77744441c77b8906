"""--set: one text by its path, before validation; its problems name the option."""

from __future__ import annotations

import pytest

from pipeline import read
from tests.unit.read.samples import BRIEF, problems, told


def spec(*sets):
    return read.spec(BRIEF.encode(), "quay.yaml", sets).spec


def test_values_are_set():
    assert spec("title=Another = title").title == "Another = title"
    assert spec("subtitle=Not in the file").subtitle == "Not in the file"
    assert spec("sources.gazette.reliability=A").sources["gazette"].reliability == "A"
    assert spec("sections.2.narrative.title=T").sections[2].title.text == "T"
    assert spec("sections.0.bottom_line=It has cranes. [@gazette:cranes]").sections[0].text.text.startswith("It has")
    assert spec("names.Ostrand.0=People").names["Ostrand"] == ("People",)
    assert spec("sources.council.published.date=2024-05").sources["council"].published.date.text == "2024-05"
    assert spec("id=a", "id=b").id == "b"


def test_keys_may_hold_dots():
    data = BRIEF.replace("slips: {Ostrant: Ostrand}", "slips: {O.s.t: Ostrand}").encode()
    assert read.spec(data, "f", ["sources.gazette.slips.O.s.t=Q"]).spec.sources["gazette"].slips == {"O.s.t": "Q"}


def test_the_canonical_spec_holds_what_was_set():
    file = read.spec(BRIEF.encode(), "f", ["title=Another"])
    assert b"title: Another" in read.canonical(file)
    assert file.spec.title == "Another"


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ("title", "an option --set has a path, = and a value"),
        ("=x", "an option --set has a path, = and a value"),
        ("a..b=x", "an option --set has a path, = and a value"),
        ("sections=x", '"sections" is a list; --set sets one text'),
        ("sources.gazette=x", '"gazette" is a mapping of keys to values; --set sets one text'),
        ("sections.99.gaps=x", 'the path leads to no item "99" of a list of 8'),
        ("sections.first=x", 'the path leads to no item "first" of a list of 8'),
        ("title.sub=x", '"title" is a text; the path goes on below it'),
        ("title=a\x07", "U+0007 may not stand in a brief"),
    ],
)
def test_a_path_that_leads_nowhere(option, message):
    (problem,) = problems(BRIEF, option)
    assert problem.message == message
    assert problem.place.file == f"--set {option}"
    assert problem.place.line == 0


def test_problems_with_the_value_name_the_option():
    assert told(problems(BRIEF, "marking=TLP:BLUE")).startswith('--set marking=TLP:BLUE SPEC004 "TLP:BLUE" is no value')
    assert told(problems(BRIEF, "markin=x")).startswith('--set markin=x SPEC001 unknown key "markin"')
    assert problems(BRIEF, "sections.2.narrative.title={x")[0].place.file == "--set sections.2.narrative.title={x"
    assert problems(BRIEF, "sections.2.narrative.title={x}")[0].code == "SPEC032"
