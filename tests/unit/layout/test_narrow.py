"""Words wider than the measure are cut, and nothing of them is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.fonts.hyphenation import divider
from pipeline.layout.measure import Sized
from pipeline.layout.narrow import pieces
from pipeline.model.metrics import SHY
from tests.support.setting import metrics

SERIF = Sized(metrics().faces["serif"], 10.0)


@given(st.text("abcdefghiWMil/.-_?=ä\u0301", min_size=1, max_size=90), st.floats(12, 120))
def test_pieces_fit_and_join_again(word, width):
    some = pieces(word, width, SERIF, divider("en-GB"))
    assert "".join(some).replace(SHY, "") == word
    for piece in some:
        assert SERIF[piece] <= width or len(piece.rstrip(SHY)) == 1


@pytest.mark.parametrize(
    ("word", "width", "expected"),
    [
        ("characterisation", 60.0, ["characterisa" + SHY, "tion"]),
        ("https://example.org/archive/quay", 90.0, ["https://example.org/", "archive/quay"]),
        ("9f86d081884c7d659a2feaa0", 60.0, None),
        ("WWW", 1.0, ["W", "W", "W"]),
    ],
)
def test_where_a_word_is_cut(word, width, expected):
    some = pieces(word, width, SERIF, divider("en-GB"))
    if expected is None:
        assert len(some) > 1
        assert SHY not in "".join(some)
    else:
        assert some == expected


def test_a_mark_stays_on_its_letter():
    some = pieces("x\u0323" * 40, 30.0, SERIF, divider("en-GB"))
    assert len(some) > 3
    assert not any(piece.startswith("\u0323") for piece in some)
