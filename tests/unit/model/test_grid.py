"""Which cell stands in which column, and what does not fit."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from pipeline.model.grid import starts


class C(NamedTuple):
    columns: int = 1
    rows: int = 1


@pytest.mark.parametrize(
    ("rows", "begins"),
    [
        ([[C(), C(), C()]], [[0, 1, 2]]),
        ([[C(2), C()], [C(), C(2)]], [[0, 2], [0, 1]]),
        ([[C(1, 2), C(), C()], [C(), C()]], [[0, 1, 2], [1, 2]]),
        ([[C(), C(1, 3), C()], [C(), C()], [C(), C()]], [[0, 1, 2], [0, 2], [0, 2]]),
        ([[C(3, 2)], [], [C(), C(2)]], [[0], [], [0, 1]]),
    ],
)
def test_cells_take_the_first_free_column(rows, begins):
    assert starts(rows, 3) == (begins, [])


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ([[C(), C()]], (0, 2, "short", 2)),
        ([[C(), C(), C(), C()]], (0, 3, "wide", 0)),
        ([[C(), C(3)]], (0, 1, "wide", 2)),
        ([[C(), C(), C(1, 2)]], (0, 2, "deep", 1)),
        ([[C(), C(1, 2), C()], [C(2), C()]], (1, 0, "over", 0)),
    ],
)
def test_what_does_not_fit_is_told(rows, fault):
    _, faults = starts(rows, 3)
    assert fault in faults
