"""Pairs of our own: claims that an honest author writes of a passage, and claims that say something else than it."""

import json
from pathlib import Path

import pytest

from pipeline.cite.loose import hold_loose
from pipeline.model.problem import Severity


def pairs(name):
    lines = (Path(__file__).parent / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [(pair["passage"], pair["claim"]) for pair in map(json.loads, lines)]


HONEST, FALSE = pairs("honest"), pairs("false")


def errors(claim, passage):
    return [lack for lack in hold_loose(claim, passage) if lack.severity is Severity.ERROR]


@pytest.mark.parametrize(("passage", "claim"), HONEST)
def test_an_honest_claim_holds(passage, claim):
    assert [lack.message for lack in errors(claim, passage)] == []


@pytest.mark.parametrize(("passage", "claim"), FALSE)
def test_a_false_claim_is_refused(passage, claim):
    assert errors(claim, passage)


def test_there_are_enough_pairs():
    assert len(HONEST) > 45
    assert len(FALSE) > 35
