"""Facts compared: values that agree, that can both be true, and that differ."""

import pytest

from pipeline.cite.atoms.english import English
from pipeline.cite.compare import compare
from pipeline.cite.quantity import read_quantity
from pipeline.model.evidence import Agreement
from pipeline.model.fact import Fact
from tests.unit.cite import reported
from tests.unit.cite.samples import CLAIMS, hold, told

AGREE, COMPATIBLE, DIFFER = Agreement.AGREE, Agreement.COMPATIBLE, Agreement.DIFFER


def quantity(text):
    return read_quantity(text, English())


def compared(one, other):
    reports = {"a": {**one, "passage": "p"}, "b": {**other, "passage": "p"}}
    return compare(Fact.model_validate({"reports": reports}), quantity)


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ("46.8 million EUR", "46.8 million euros", AGREE),
        ("46.8 million EUR", "47 million EUR", COMPATIBLE),
        ("46.8 million EUR", "46 million EUR", DIFFER),
        ("253.7 billion yen", "254 billion yen", COMPATIBLE),
        ("254 billion yen", "245 billion yen", DIFFER),
        ("250 billion yen", "254 billion yen", DIFFER),
        ("46.8 million EUR", "46.8 million USD", DIFFER),
        ("46.8 million EUR", "46.8 billion EUR", DIFFER),
        ("2,500 kilometres", "1,553 miles", COMPATIBLE),
        ("2,500 kilometres", "1,600 miles", DIFFER),
        ("10 feet", "3.05 metres", COMPATIBLE),
        ("14.5 metres", "15 metres", COMPATIBLE),
        ("14.5 metres", "14 metres", DIFFER),
        ("400 ships", "400 ships", AGREE),
        ("400 ships", "402 ships", DIFFER),
        ("5 missiles", "5 ships", DIFFER),
        ("8 electric ferries", "8 ferries", AGREE),
        ("8", "8 ferries", AGREE),
        ("24 months", "2 years", AGREE),
        ("18 months", "1.5 years", AGREE),
        ("18 months", "3 years", DIFFER),
        ("14 days", "2 weeks", AGREE),
        ("365 days", "1 year", COMPATIBLE),
        ("100 days", "1 year", DIFFER),
        ("dozens", "24", COMPATIBLE),
        ("dozens", "12", DIFFER),
        ("90 minutes", "1.5 hours", AGREE),
        ("100 ha", "1 km²", AGREE),
        ("40 °C", "104 °F", AGREE),
        ("40 °C", "100 °F", DIFFER),
        ("33 %", "a third", COMPATIBLE),
        ("50 %", "half", AGREE),
        ("30 %", "a third", DIFFER),
        ("1600 km", "1000 miles", COMPATIBLE),
        ("1600 km", "1100 miles", DIFFER),
        ("18 million EUR a year", "18 million EUR a year", AGREE),
        ("18 million EUR a year", "18 million EUR", DIFFER),
        ("18 million EUR a year", "18 million EUR a month", DIFFER),
        ("20 to 30 %", "20–30 per cent", AGREE),
        ("20 to 30 %", "25 to 40 %", COMPATIBLE),
        ("20 to 30 %", "31 to 40 %", DIFFER),
        ("20 to 30 %", "25 %", COMPATIBLE),
        ("20 to 30 %", "35 %", DIFFER),
    ],
)
def test_two_figures(one, other, outcome):
    assert compared({"value": one}, {"value": other}) is outcome
    assert compared({"value": other}, {"value": one}) is outcome


@pytest.mark.parametrize(
    ("one", "other", "outcome"),
    [
        ({"value": "400 ships", "at_most": True}, {"value": "200 ships"}, COMPATIBLE),
        ({"value": "200 ships", "at_most": True}, {"value": "400 ships"}, DIFFER),
        ({"value": "200 ships", "at_least": True}, {"value": "400 ships"}, COMPATIBLE),
        ({"value": "250 ships", "about": True}, {"value": "254 ships"}, COMPATIBLE),
        ({"value": "250 ships", "about": True}, {"value": "300 ships"}, DIFFER),
        ({"value": "400 ships", "about": True}, {"value": "400 ships"}, COMPATIBLE),
        ({"date": "2024-03"}, {"date": "2024"}, COMPATIBLE),
        ({"date": "2024-03"}, {"date": "2024-04"}, DIFFER),
        ({"date": "2024-03"}, {"date": "2024-03"}, AGREE),
        ({"date": "2024~"}, {"date": "2024"}, COMPATIBLE),
        ({"date": "2024~"}, {"date": "2024~"}, AGREE),
        ({"date": "2024~"}, {"date": "2025"}, COMPATIBLE),
        ({"date": "2024~"}, {"date": "2026"}, DIFFER),
        ({"date": "[2024,2025]"}, {"date": "2024/2025"}, COMPATIBLE),
        ({"date": "[2024,2026]"}, {"date": "2025"}, DIFFER),
        ({"date": "XXXX"}, {"date": "2025"}, COMPATIBLE),
        ({"value": "200", "part_of": "400"}, {"value": "200", "part_of": "400 ships"}, AGREE),
        ({"value": "200", "part_of": "400"}, {"value": "200", "part_of": "500"}, DIFFER),
        ({"value": "200", "part_of": "400"}, {"value": "100"}, DIFFER),
        ({"value": "200", "part_of": "400"}, {"value": "200"}, COMPATIBLE),
        ({"part_of": "400"}, {"part_of": "400"}, AGREE),
        ({"part_of": "400"}, {"part_of": "500"}, DIFFER),
        ({"part_of": "400"}, {"value": "200", "part_of": "400"}, COMPATIBLE),
        ({"part_of": "400"}, {"value": "200"}, COMPATIBLE),
        ({"part_of": "400"}, {"value": "400"}, DIFFER),
    ],
)
def test_two_values_with_what_is_said_of_them(one, other, outcome):
    assert compared(one, other) is outcome


def lists(ours, theirs):
    reports = {"a": [{**one, "passage": "p"} for one in ours], "b": [{**one, "passage": "p"} for one in theirs]}
    return compare(Fact.model_validate({"reports": reports}), quantity)


def test_each_value_of_a_list_is_compared_with_its_best_partner():
    both = [{"value": "200"}, {"value": "300"}]
    assert lists(both, both) is AGREE
    assert lists(both, list(reversed(both))) is AGREE
    assert lists(both, both[:1]) is DIFFER
    assert lists(both, [{"value": "200", "about": True}, {"value": "300"}]) is COMPATIBLE
    assert lists([{"value": "254 billion JPY"}, {"value": "1.7 billion USD"}], [{"value": "254 billion JPY"}]) is AGREE


def test_only_sources_that_differ_need_dates_apart_to_be_superseded():
    fact = 'differs: {as: superseded, because: "It is the latest. [@c]"}'
    texts = {
        "a": "They bought 200 missiles in all.",
        "b": "It bought 200 of them.",
        "c": "They bought 300 missiles in all.",
    }
    reports = {name: (text, f'{{value: "{text.split()[2]}", passage: p}}') for name, text in texts.items()}
    days = {"a": "2031-04-02", "b": "2031-04-02", "c": "2031-05"}
    assert reported.hold(reports, fact, days).problems == ()
    late = reported.hold(reports, fact, {**days, "b": "2031-05-07"}).problems
    assert [problem.code for problem in late] == ["FACT004"]
    about = reported.hold(reports, fact, {**days, "c": "2031-05~"}).problems
    assert [problem.code for problem in about] == ["FACT004"]


def test_what_differs_is_told_with_what_is_said_of_it():
    texts = {"a": "They bought about 200 missiles in all.", "b": "They bought up to 100 missiles in all."}
    reports = {
        "a": (texts["a"], '{value: "200", about: true, passage: p}'),
        "b": (texts["b"], '{value: "100", at_most: true, passage: p}'),
    }
    (found,) = reported.hold(reports).problems
    assert found.notes == ("a: about 200", "b: up to 100")


def test_a_later_report_of_an_earlier_stage_supersedes_nothing():
    changes = (
        ("published: {date: 2024-04}", "published: {date: 2024-04-01}"),
        ("  stage:\n    terms", "  stage:\n    ordered: true\n    terms"),
        ("differs: {as: unresolved", "differs: {as: superseded"),
    )
    found = [told(problem) for problem in hold(CLAIMS, *changes).problems if problem.code == "FACT004"]
    assert found == [
        (
            "error[FACT004] stage cannot be superseded: the later report, daily, has the earlier stage\n"
            "help: the terms are ordered: put them in their order, or write conflict or unresolved"
        )
    ]
    unordered = [each for each in changes if "ordered" not in each[1]]
    assert not [problem for problem in hold(CLAIMS, *unordered).problems if problem.code == "FACT004"]


def test_a_part_told_as_the_whole_is_a_warning():
    fact = '  stops:\n    reports:\n      wire: {value: "12", passage: council}\n  stage:\n    terms'
    (found,) = [p for p in hold(CLAIMS, ("  stage:\n    terms", fact)).problems if p.code == "CITE009"]
    assert told(found) == (
        'warning[CITE009] "12" stands in the passage with "some of"\npassage says: some of 12\n'
        "help: write part_of: 12 in the place of value, or the part and what it is part of"
    )


LESS = "help: a part is less than its whole; for some of it write part_of alone, without value"
NAMES_A_FACT = "help: write the figure as the passage gives it: part_of: 400"


@pytest.mark.parametrize(
    ("part_of", "expected"),
    [
        ("12 stops", ['error[FACT001] "12" is no part of "12 stops"', LESS]),
        ("ferries", ['error[FACT007] "ferries" names a fact; part_of wants the value itself', NAMES_A_FACT]),
        (
            "{ferries@wire}",
            ['error[FACT007] "{ferries@wire}" names a fact; part_of wants the value itself', NAMES_A_FACT],
        ),
        (
            "all",
            ['error[FACT007] "all" is no quantity', "help: write a figure with its unit, as in part_of: 400 ships"],
        ),
        (
            "13 stops",
            [
                'error[FACT001] "13 stops" is not in passage wire:council',
                "passage says: some of 12",
                "help: write the whole as the passage gives it",
            ],
        ),
    ],
)
def test_what_a_value_is_part_of_is_a_value_too(part_of, expected):
    report = f'{{value: "12", part_of: "{part_of}", passage: council}}'
    fact = f"  stops:\n    reports:\n      wire: {report}\n  stage:\n    terms"
    found = [told(p) for p in hold(CLAIMS, ("  stage:\n    terms", fact)).problems]
    assert found == (["\n".join(expected)] if expected else [])
