"""Facts compared: values that agree, that can both be true, and that differ."""

import pytest

from pipeline.cite.atoms.english import English
from pipeline.cite.compare import compare
from pipeline.model.evidence import Agreement
from pipeline.model.spec import Fact
from tests.unit.cite.samples import CLAIMS, hold, told

AGREE, COMPATIBLE, DIFFER = Agreement.AGREE, Agreement.COMPATIBLE, Agreement.DIFFER


def quantity(text):
    numbers = English().read(text).numbers
    return numbers[0] if len(numbers) == 1 else None


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
    ],
)
def test_two_values_with_what_is_said_of_them(one, other, outcome):
    assert compared(one, other) is outcome


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
        'warning[CITE009] "12" stands in the passage with "some of"\n'
        "passage says: some of 12\nhelp: say what it is part of: part_of"
    )


NAMES_A_FACT = "help: write the figure as the passage gives it: part_of: 400"


@pytest.mark.parametrize(
    ("part_of", "expected"),
    [
        ("12 stops", []),
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
