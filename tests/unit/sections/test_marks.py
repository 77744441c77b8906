"""What is drawn of a date, and of a row of them: no finer than they are known."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.model.drawing import Mark
from pipeline.model.edtf import parse_edtf
from pipeline.sections.marks import mark, spans, ticks
from tests.support.charts import composer, figures, timeline


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("2024-03-19", Mark((day("2024-03-19") + 0.5,))),
        ("2024-03", Mark((day("2024-03-16") + 0.5,), whiskers=((day("2024-03-01"), day("2024-04-01")),))),
        ("2024-03-19~", Mark((day("2024-03-19") + 0.5,), whiskers=((day("2024-03-18"), day("2024-03-21")),))),
        ("2024-03-01/2024-03-10", Mark(bar=(day("2024-03-01"), day("2024-03-11")))),
        (
            "2024/2026",
            Mark(
                bar=(day("2024-12-31"), day("2026-01-02")),
                whiskers=((day("2024-01-01"), day("2024-12-31")), (day("2026-01-02"), day("2027-01-01"))),
            ),
        ),
        ("2024-03-01/..", Mark(since=day("2024-03-01"))),
        ("../2024-03-10", Mark(until=day("2024-03-11"))),
        ("2024-03/..", Mark(whiskers=((day("2024-03-01"), day("2024-04-01")),), since=day("2024-03-31"))),
        (
            "[2024-03-01,2024-05-01]",
            Mark(
                (day("2024-03-01") + 0.5, day("2024-05-01") + 0.5), whiskers=((day("2024-03-01"), day("2024-05-02")),)
            ),
        ),
        (
            "[2024-03-01..2024-03-05]",
            Mark((day("2024-03-03") + 0.5,), whiskers=((day("2024-03-01"), day("2024-03-06")),)),
        ),
        ("[..2024-03-05]", Mark(until=day("2024-03-06"))),
        ("XXXX", None),
    ],
)
def test_a_date_is_drawn_no_finer_than_it_is_known(text, drawn):
    assert mark(parse_edtf(text)) == drawn


@pytest.mark.parametrize("text", ["0001~", "9999~", "9999-24", "99XX", "0001-01-01/9999-12-31", "9999-12-31/.."])
def test_the_ends_of_the_calendar_are_no_trouble(text):
    found = mark(parse_edtf(text))
    assert found
    shown = spans([found])
    assert shown[0][0] >= 1
    assert ticks(shown, composer())


def test_a_long_empty_stretch_is_cut_once_and_evenly():
    marks = [mark(parse_edtf(text)) for text in ("1823", "1824", "2023", "2024", "2025")]
    first, second = spans([each for each in marks if each])
    assert first[0] == day("1823-01-01")
    assert second[1] >= day("2026-01-01")
    assert day("1825-01-01") < first[1] < day("1830-01-01")
    assert day("2018-01-01") < second[0] < day("2023-01-01")


def test_what_fills_its_time_evenly_is_not_cut():
    marks = [mark(parse_edtf(text)) for text in ("2020", "2022", "2024")]
    assert len(spans([each for each in marks if each])) == 1


@pytest.mark.parametrize(
    ("first", "last", "texts"),
    [
        ("2019-05-01", "2024-02-01", ["2020", "2021", "2022", "2023", "2024"]),
        ("2024-10-01", "2025-08-01", ["October 2024", "2025", "April", "July"]),
        ("2024-02-28", "2024-03-02", ["28 February 2024", "29 February 2024", "1 March 2024", "2 March 2024"]),
        ("1500-01-01", "2000-01-01", ["1500", "1600", "1700", "1800", "1900", "2000"]),
    ],
)
def test_the_axis_is_dated_in_round_steps(first, last, texts):
    found = [tick.text for tick in ticks(((day(first), day(last)),), composer())]
    assert found == texts


def test_the_alternative_text_tells_every_event_with_its_date_and_status():
    (figure,) = figures(
        timeline(
            [
                {"date": "2024-03", "text": "The *wall* falls.", "lane": "Works"},
                {"date": "2025/..", "text": "It stands.", "status": "planned", "lane": "Money"},
                {"date": "1850", "text": "It is built."},
                {"date": "XXXX", "text": "A gate is lost.", "lane": "Works"},
            ]
        )
    )
    assert figure.alt == (
        "Timeline of 4 events. 1, 1850, done: It is built. "
        "Works: 2, March 2024, done: The wall falls. 4, date unknown, done: A gate is lost. "
        "Money: 3, from 2025, planned: It stands. "
        "The axis leaves out the time between 1851 and 2023."
    )
    assert [figure.picture.lanes[event.lane] for event in figure.picture.events] == ["Other", "Works", "Money", "Works"]


def test_lanes_by_source_name_those_that_are_cited():
    events = [
        {"date": "2020", "text": "One.", "cite": ["log"]},
        {"date": "2021", "text": "Two.", "cite": ["post"]},
        {"date": "2022", "text": "Both.", "cite": ["post", "log"]},
    ]
    (figure,) = figures(timeline(events, lanes="source"))
    assert figure.picture.lanes == ("Source A", "Source B", "Source A, B")
