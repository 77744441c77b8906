"""Charts show facts of one unit, and nothing else; their dates and an event's label are held as all prose is."""

from __future__ import annotations

import hashlib

import pytest

from pipeline import flow, world
from pipeline.material import Options
from pipeline.model.problem import BriefError
from pipeline.sections.chart import quantity

TEXT = """\
The old pier had 28,500 visitors in 2023, and up to 31,000 visitors in 2024. Of these, 4,000 came in the rain.

The new pier cost 18.4 million euros, and was opened on 4 May 2029. It is 1,250 metres long.
"""
HEAD = f"""\
brief: 1
id: pier
title: The pier
as_of: 2030-01-31
sources:
  log:
    title: The pier
    file: log.txt
    sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
    descriptor: A log.
    passages: {{visitors: "The old pier … in 2024", cost: "The new pier … 4 May 2029"}}
facts:
  first: {{label: Visitors, reports: {{log: {{value: "28500 visitors", passage: visitors}}}}}}
  second: {{label: Visitors, reports: {{log: {{value: "31000 visitors", at_most: true, passage: visitors}}}}}}
  cost: {{reports: {{log: {{value: 18.4 million EUR, passage: cost}}}}}}
  opened: {{reports: {{log: {{date: 2029-05-04, passage: cost}}}}}}
sections:
"""
FOOT = "  - sources: {}\n"


@pytest.fixture
def problems(tmp_path):
    """What is wrong with a brief of these sections."""

    def told(sections: str) -> list[tuple[str, str]]:
        (tmp_path / "log.txt").write_text(TEXT)
        (tmp_path / "pier.yaml").write_text(HEAD + sections + FOOT)
        try:
            found = flow.check(world.real(), tmp_path / "pier.yaml", Options()).problems
        except BriefError as error:
            found = error.problems
        return [(each.code, each.message) for each in found if each.severity == "error"]

    return told


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("46.8 million EUR", (46.8e6, "EUR")),
        ("1,250 metres", (1250.0, "metres")),
        ("3", (3.0, "")),
        ("254 billion JPY", (254e9, "JPY")),
        ("12 %", (12.0, "%")),
        ("-3 degrees", None),
        ("signed", None),
        ("", None),
    ],
)
def test_a_quantity_has_a_size_and_a_unit(written, read):
    assert quantity(written) == read


def test_bars_of_one_unit_hold_up(problems):
    assert problems("  - chart: {facts: [first, second]}\n") == []


def test_two_units_in_one_chart_are_refused(problems):
    ((code, message),) = problems("  - chart: {facts: [first, cost]}\n")
    assert (code, message) == ("SPEC025", 'the fact cost is in "EUR", the chart in "visitors"')


def test_what_is_no_quantity_is_no_bar(problems):
    ((code, message),) = problems("  - chart: {facts: [opened]}\n")
    assert code == "SPEC025"
    assert "no quantity" in message


def test_a_fact_that_is_not_there_is_told(problems):
    assert [code for code, _ in problems("  - chart: {facts: [first, visiters]}\n")] == ["SPEC032"]


@pytest.mark.parametrize(
    "given", ["{}", "{facts: [first], points: [{at: '2023', fact: first, cite: ['log:visitors']}]}"]
)
def test_a_chart_has_bars_or_lines(problems, given):
    assert [code for code, _ in problems(f"  - chart: {given}\n")] == ["SPEC025"]


def test_the_date_of_a_point_is_held(problems):
    points = "  - chart:\n      points:\n        - {{at: '{}', fact: first, cite: ['log:visitors']}}\n"
    assert problems(points.format("2023")) == []
    assert [code for code, _ in problems(points.format("2022"))] == ["DATE001"]
    assert [code for code, _ in problems(points.format("2023-05"))] == ["DATE002"]
    assert [code for code, _ in problems(points.format("XXXX"))] == ["SPEC025"]


def test_a_caption_is_held(problems):
    caption = "  - chart:\n      facts: [cost]\n      caption: |\n        It cost {} million euros. [@log:cost]\n"
    assert problems(caption.format("18.4")) == []
    assert [code for code, _ in problems(caption.format("18.5"))] == ["CITE002"]


def test_the_label_of_an_event_is_held_as_its_text(problems):
    event = (
        "  - timeline:\n      events:\n        - date: 2029-05-04\n          text: The new pier was opened.\n"
        "          label: {}\n          cite: ['log:cost']\n"
    )
    assert problems(event.format("Opened at 18.4 million euros")) == []
    assert problems(event.format("The pier is opened")) == []
    assert [code for code, _ in problems(event.format("Opened at 19 million euros"))] == ["CITE002"]


def test_an_alternative_text_states_no_figure_of_its_own(problems, tmp_path):
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><rect width="4" height="2"/></svg>'
    (tmp_path / "plan.svg").write_text(svg)
    figure = "  - figure: {{file: plan.svg, alt: The pier that cost {}.}}\n"
    assert [code for code, _ in problems(figure.format("18 million euros"))] == ["CITE017"]
    assert problems("  - figure:\n      file: plan.svg\n      alt: The pier that cost {cost}.\n") == []
