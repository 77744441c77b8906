"""Every brief that the house has as an example is genuine, and is made again byte for byte from what it carries."""

from __future__ import annotations

import pytest

from pipeline import verifying
from pipeline.model.verification import Outcome, Verdict
from tests.cases.test_cases import BROKEN, CASES
from tests.support import repo
from tests.unit.verify.conftest import WORLD, published

WHOLE = sorted(set(CASES) - BROKEN)


@pytest.mark.parametrize("case", WHOLE)
def test_a_case_is_genuine_and_made_again(case, tmp_path):
    made = published(f"tests/cases/{case}/spec.yaml", tmp_path)
    archive = repo.ROOT / "tests/cases" / case
    found = verifying.verify_file(WORLD, made.pdf, verifying.Sought(archives=(archive,)))
    told = [(check.name, check.told, check.details) for check in found.checks if check.outcome is not Outcome.PASSED]
    assert [name for name, *_ in told] == ["copy", "signature"], told
    assert found.verdict is Verdict.GENUINE


def test_there_are_cases():
    assert len(WHOLE) >= 15
