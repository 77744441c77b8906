"""Problems and the errors that carry them."""

from __future__ import annotations

import pytest

from pipeline.model.problem import (
    BriefError,
    DoesNotHold,
    Exit,
    OutsideFailed,
    Place,
    Problem,
    Severity,
    Undecidable,
    UnusableInput,
)
from pipeline.model.record import FrozenError, replace


@pytest.mark.parametrize(
    ("kind", "code"), [(DoesNotHold, 1), (UnusableInput, 2), (OutsideFailed, 3), (Undecidable, 4), (BriefError, 2)]
)
def test_each_error_has_its_exit_code(kind, code):
    error = kind(iter([Problem("A001", "first"), Problem("B001", "second")]))
    assert error.exit_code == code == int(Exit(code))
    assert [problem.code for problem in error.problems] == ["A001", "B001"]
    assert str(error) == "[A001] first; [B001] second"
    assert isinstance(error, BriefError)


def test_a_problem_gets_its_place_and_keeps_the_rest():
    problem = Problem("A001", "x", notes=("n",), hints=("h",), severity=Severity.WARNING)
    placed = problem.at(Place("f", 3, 2, 5, "line"))
    assert problem.place is None
    assert replace(placed, place=None) == problem


def test_problems_are_frozen_and_comparable():
    assert Problem("A001", "x") == Problem("A001", "x")
    assert len({Problem("A001", "x"), Problem("A001", "x")}) == 1
    with pytest.raises(FrozenError):
        Problem("A001", "x").code = "B001"
