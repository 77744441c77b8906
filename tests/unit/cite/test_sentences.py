"""Where sentences end, and where a full stop ends none."""

import pytest

from pipeline.cite.sentences import sentences


@pytest.mark.parametrize(
    "text",
    [
        "It costs approx. 30 million.",
        "The U.S. Navy sails.",
        "The U.S. 7th Fleet sails.",
        "Dr. Moe and Mrs. Berg met Gen. Holt on 3 Sept. 2024.",
        "John F. Kennedy sails.",
        "At 7 p.m. it leaves.",
        "It costs 1.5 million.",
    ],
)
def test_one_sentence(text):
    assert sentences(text) == [(0, len(text))]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It comes. ", "It goes."),
        ("Does it? ", "30 do."),
        ("“It comes.” ", "“It goes.”"),
        ("It sails to the U.S. ", "We say so."),
        ("It sails to the EU. ", "Confidence is low."),
        ("It comes.\n", "(So we say.)"),
        ("It comes. ", "\ufffc ferries come."),
    ],
)
def test_two_sentences(first, second):
    assert sentences(first + second) == [(0, len(first)), (len(first), len(first + second))]
