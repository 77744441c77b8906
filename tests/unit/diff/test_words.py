"""Two texts word by word."""

from __future__ import annotations

import time

import pytest

from pipeline.diff.words import pieces, words


def marked(before: str, after: str) -> str:
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[piece.what].format(piece.text) for piece in pieces(before, after))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("nine votes to six", "nine votes against six", "nine votes [-to-]{+against+} six"),
        ("likely", "very likely", "{+very +}likely"),
        ("cost 1.7 million", "cost 1.9 million", "cost [-1.7-]{+1.9+} million"),
        ("on 2024-03-01", "on 2024-03-02", "on [-2024-03-01-]{+2024-03-02+}"),
        ("l’une part", "l’autre part", "[-l’une-]{+l’autre+} part"),
        ("as it was", "as it was", "as it was"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        # The space between two words that changed is nothing that both texts share.
        ("the board said", "a council said", "[-the board-]{+a council+} said"),
        ("契約は三月に署名された。", "契約は四月に署名された。", "契約は[-三-]{+四+}月に署名された。"),
        ("a…b", "a…c", "a…[-b-]{+c+}"),
    ],
)
def test_what_differs_is_marked(before, after, told):
    assert marked(before, after) == told


def test_words_are_whole_and_ideographs_single():
    assert words("cost 1,250.5 km, l’or") == ["cost", " ", "1,250.5", " ", "km", ",", " ", "l’or"]
    assert words("契約 of 2024") == ["契", "約", " ", "of", " ", "2024"]


def test_long_texts_take_no_long_time():
    before = " ".join(f"w{i}" for i in range(4000))
    after = " ".join(f"v{i}" for i in range(4000))
    start = time.perf_counter()
    assert [piece.what for piece in pieces(f"a {before} z", f"a {after} z")] == ["same", "removed", "added", "same"]
    assert time.perf_counter() - start < 1.0
