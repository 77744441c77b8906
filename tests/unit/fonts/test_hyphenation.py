"""What is no word of a language is never divided."""

from __future__ import annotations

import pytest

from pipeline.fonts.hyphenation import divider


@pytest.mark.parametrize(
    "word",
    [
        "https://example.org/characterisation",
        "example.org",
        "characterisation@example.org",
        "9f86d081884c7d659a2feaa0c55ad015",
        "NATO",
        "INTERNATIONAL",
        "BRD-2024/17",
        "F-35",
        "2025–2027",
        "McDonaldson",
        "under_score_characterisation",
        "the",
        "",
    ],
)
def test_never_divided(word):
    assert list(divider("en-GB")(word)) == []


def test_prose_is_divided_inside_its_punctuation():
    assert list(divider("en-GB")("“characterisation’s,")) == [5, 7, 10, 13]


@pytest.mark.parametrize(("word", "places"), [("ship-to-shore", [5, 8]), ("continue—neither", [9]), ("re-x", [])])
def test_a_compound_is_divided_after_its_dash_only(word, places):
    assert list(divider("en-GB")(word)) == places


def test_a_language_without_patterns_is_never_divided_but_after_dashes():
    assert list(divider("tlh")("characterisation")) == []
    assert list(divider("tlh")("ship-to-shore")) == [5, 8]
