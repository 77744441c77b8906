"""Advances and kerning, held against HarfBuzz shaping whole words."""

from __future__ import annotations

import re

import pytest
import uharfbuzz as hb

from pipeline.model.metrics import SHY
from tests.support.sample_document import PROSE
from tests.support.setting import desk, metrics

WORDS = sorted(
    {*re.findall(r"\S+", " ".join(PROSE)), "AVATAR", "Type", "To", "Ty.", "“V", "LT’s", "Größe", "Чехия", "Tę"}
)
FACES = sorted(metrics().faces)


def shaped(name: str, word: str) -> float:
    face = hb.Face(hb.Blob(metrics().faces[name].data))
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    font = hb.Font(face)
    if weight := desk().faces[name].weight:
        font.set_variations({"wght": weight})
    hb.shape(font, buffer, {"liga": False})
    return sum(position.x_advance for position in buffer.glyph_positions) / face.upem


@pytest.mark.parametrize("name", FACES)
def test_words_are_as_wide_as_harfbuzz_sets_them(name):
    face = metrics().faces[name]
    compared = 0
    for word in WORDS:
        if all(map(face.has, word)):
            wide = face[word]  # measuring is what says how the word is shown
            assert wide == pytest.approx(shaped(name, face.shown.get(word, word)), abs=2e-4), word
            compared += 1
    assert compared > 60


def test_kerns_say_what_the_width_says():
    face = metrics().faces["serif"]
    assert face["AVATAR"] < sum(face[letter] for letter in "AVATAR") - 0.1
    moved = sum(kern for _, kern in face.kerns["AVATAR"]) / 1000
    assert face["AVATAR"] == pytest.approx(sum(face[letter] for letter in "AVATAR") - moved)
    assert "A" not in face.kerns


@pytest.mark.parametrize("name", FACES)
def test_pieces_are_as_wide_as_they_are_drawn(name):
    face = metrics().faces[name]
    word, places = "Vorstellung", tuple(range(1, 11))
    for place, head, tail in face.pieces(word, places):
        assert head == pytest.approx(face[word[:place] + SHY], abs=2e-4)
        assert tail == pytest.approx(face[word[place:]], abs=2e-4)
    ((_, head, _),) = face.pieces("ship-wise", (5,))
    assert head == pytest.approx(face["ship-"], abs=2e-4)
    assert face.pieces(word, ()) == ()
