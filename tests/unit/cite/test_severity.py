"""Warnings raised to errors, or accepted at their place with a reason."""

import pytest

from pipeline.model.evidence import Outcome
from pipeline.model.problem import BriefError, Severity
from pipeline.model.spec import Role
from tests.unit.cite.samples import CLAIMS, hold, spec, told

SINGLE = "      Nordsund has ordered {ferries@wire} ferries, the wire says. [@wire:contract]\n"
BOTTOM = """\
  - bottom_line: |
      Nordsund has ordered {ferries@wire} ferries, the wire says, and {ferries@daily}, says the daily.
      [@wire:contract] [@daily:order]
"""
LONG = "  - bottom_line:\n      accepts: {CITE018: Only the wire has seen the contract. [@wire]}\n      text: |\n"


def warnings(problems, code):
    return [problem for problem in problems if problem.code == code]


def test_a_warning_stays_one_where_nothing_is_said():
    (found,) = warnings(hold(CLAIMS, (BOTTOM, "  - bottom_line: |\n" + SINGLE)).problems, "CITE018")
    assert found.severity is Severity.WARNING


def test_a_warning_is_raised_for_the_whole_brief():
    evidence = hold(CLAIMS, (BOTTOM, "  - bottom_line: |\n" + SINGLE), ("names:", "severity: {CITE018: error}\nnames:"))
    (found,) = warnings(evidence.problems, "CITE018")
    assert found.severity is Severity.ERROR
    assert told(found).startswith("error[CITE018] this rests on wire alone")


@pytest.mark.parametrize("raised", ["", "severity: {CITE018: error}\n"])
def test_a_warning_is_accepted_at_its_place(raised):
    change = (
        BOTTOM,
        LONG.replace("Only the wire has seen the contract. [@wire]", '"Only the wire has seen it. [@wire]"')
        + "  "
        + SINGLE,
    )
    evidence = hold(CLAIMS, change, ("names:", raised + "names:"))
    assert not warnings(evidence.problems, "CITE018")
    (accepted,) = evidence.accepted
    assert accepted.problem.code == "CITE018"
    assert accepted.acceptance.because.text == "Only the wire has seen it. [@wire]"
    reasons = [
        claim.text for claim in evidence.claims if claim.role is Role.REASON and claim.outcome is not Outcome.FAILED
    ]
    assert "Only the wire has seen it." in reasons


def test_an_acceptance_elsewhere_accepts_nothing():
    change = (
        "  - gaps:\n      - The wire names no banks. [@wire]",
        '  - gaps:\n      items: ["The wire names no banks. [@wire]"]\n      accepts: {CITE018: It is so.}',
    )
    evidence = hold(CLAIMS, (BOTTOM, "  - bottom_line: |\n" + SINGLE), change)
    assert warnings(evidence.problems, "CITE018")
    assert not evidence.accepted
    (idle,) = warnings(evidence.problems, "CITE025")
    assert told(idle) == (
        "warning[CITE025] there is no CITE018 here to accept\nhelp: remove it, or move it to its place"
    )


def test_a_source_and_a_fact_bear_acceptances():
    changes = (
        (
            "    descriptor: A news agency.",
            "    descriptor: A news agency.\n    accepts: {CITE020: Kept for the next edition.}",
        ),
        ("  ferries:\n    reports:", "  ferries:\n    accepts: {FACT005: Not yet.}\n    reports:"),
    )
    without_ships = "\n".join(line for line in CLAIMS.split("\n") if "ships" not in line)
    evidence = hold(without_ships, *changes)
    assert [each.problem.message for each in evidence.accepted] == ["nothing cites passage wire:ships"]
    assert [problem.where.path for problem in warnings(evidence.problems, "CITE025")] == [
        ("facts", "ferries", "accepts", "FACT005")
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("severity: {CITE002: error}", '"CITE002" can be no key of "severity"'),
        ("severity: {CITE018: warning}", '"warning" is no value of "CITE018"'),
        ("severity: {CITE018: }", '"CITE018" has no value'),
    ],
)
def test_only_a_warning_can_be_raised_and_only_raised(change, message):
    with pytest.raises(BriefError) as caught:
        spec(CLAIMS, ("names:", change + "\nnames:"))
    assert [problem.message for problem in caught.value.problems] == [message]


def test_what_a_brief_can_warn_of_can_be_accepted():
    from typing import get_args

    from pipeline import assets
    from pipeline.model.acceptance import Raised, Warned
    from pipeline.model.codes import CODES

    warned = {code for code, row in CODES.items() if row.severity is Severity.WARNING}
    compared = {"JUDGE005", "JUDGE006"}
    assert set(get_args(Warned)) == warned - compared - {
        "DELIVER003",
        "SPEC037",
        "SPEC038",
        "SPEC039",
        "SRC016",
        "PUB007",
        "PUB008",
        "CITE025",
    }
    assert set(get_args(Raised)) == set(get_args(Warned)) | compared
    labels = assets.read_text("labels/en.json")
    assert all(f'"accepted.{code}"' in labels for code in get_args(Warned))
