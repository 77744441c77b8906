"""Typewriter quotes as printed."""

import pytest

from pipeline.compose.typography import nested, typeset


@pytest.mark.parametrize(
    ("written", "printed", "inside"),
    [
        ("no quotes", "no quotes", "no quotes"),
        ("Japan's \"Tomahawk\" cruise missile may", "Japan’s “Tomahawk” cruise missile may",
         "Japan’s ‘Tomahawk’ cruise missile may"),
        ('"It will not', "“It will not", "‘It will not"),
        ('pay for itself,"', "pay for itself,”", "pay for itself,’"),
        ("a “green” one", "a “green” one", "a ‘green’ one"),
        ("the '90s (the 'old' ones)", "the ’90s (the ‘old’ ones)", "the ’90s (the ‘old’ ones)"),
    ],
)  # fmt: skip
def test_quotes_are_curled_and_those_inside_quotes_are_single(words, written, printed, inside):
    assert typeset(written, words) == printed
    assert nested(written, words) == inside
    assert typeset(printed, words) == printed
