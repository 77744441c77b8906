"""Typewriter quotes as printed."""

import pytest

from pipeline.compose.quotes import curled, nested


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
def test_quotes_are_curled_and_those_inside_quotes_are_single(written, printed, inside):
    assert curled(written) == printed
    assert nested(written) == inside
    assert curled(printed) == printed
