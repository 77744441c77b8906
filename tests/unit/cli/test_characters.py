from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.characters import MOST, cells, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("naïve 日本 254\u00a0billion \u3000", "naïve 日本 254\u00a0billion \u3000"),
        ("\x1b[31m", "\\x1b[31m"),
        ("a\tb\nc\r", "a\\tb\\nc\\r"),
        ("\x9b", "\\x9b"),
        ("\u202eabc\u2069", "\\u202eabc\\u2069"),
        ("a\u200bb\ufeff", "a\\u200bb\\ufeff"),
        ("\U000e0041", "\\U000e0041"),
        ("\udcff", "\\udcff"),
        ("\u2028", "\\u2028"),
    ],
)
def test_what_a_terminal_would_obey_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_long_texts_are_cut() -> None:
    assert visible("x" * MOST) == "x" * MOST
    assert visible("x" * (MOST + 1)) == "x" * (MOST - 1) + "…"


@given(st.text(st.characters(), max_size=40))
def test_nothing_shown_is_a_control_or_a_format_character(text: str) -> None:
    assert all(unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for c in visible(text))
    visible(text).encode()


@pytest.mark.parametrize(("character", "width"), [("a", 1), ("é", 1), ("\u0301", 0), ("日", 2), ("！", 2), ("ｱ", 1)])
def test_cells(character: str, width: int) -> None:
    assert cells(character) == width


def test_a_syllable_of_conjoining_hangul_takes_two_cells() -> None:
    assert sum(map(cells, unicodedata.normalize("NFD", "한"))) == 2
