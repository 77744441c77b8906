"""Advances and kerning, held against HarfBuzz shaping whole words."""

from __future__ import annotations

import re
from functools import cache

import pytest
import uharfbuzz as hb

from pipeline.model.metrics import SHY, drawn
from tests.support.sample_document import PROSE
from tests.support.setting import desk, metrics

WORDS = sorted(
    {*re.findall(r"\S+", " ".join(PROSE)), "AVATAR", "Type", "To", "Ty.", "“V", "LT’s", "Größe", "Чехия", "Tę"}
)
FACES = sorted(metrics().faces)


@cache
def opened(name: str) -> hb.Face:
    return hb.Face(hb.Blob(metrics().faces[name].path.read_bytes()))


def shaped(name: str, word: str) -> float:
    face = opened(name)
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


def plainly(name: str, word: str) -> float:
    """As HarfBuzz sets it with the font's own ligatures."""
    face = hb.Face(hb.Blob(metrics().faces[name].path.read_bytes()))
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(face), buffer, {"liga": True})
    return sum(position.x_advance for position in buffer.glyph_positions) / face.upem


@pytest.mark.parametrize("word", "office find flow affluent offer fiancé afflict baffling ffi".split())
def test_words_with_ligatures_are_as_wide_as_the_font_wants_them(word):
    face = metrics().faces["serif"]
    assert face[word] == pytest.approx(plainly("serif", word), abs=4e-4)
    assert drawn(face.shown[word]) == word  # read back, it is the letters
    assert len(face.shown[word]) < len(word)


def test_a_font_joins_only_what_it_joins_itself():
    sans = metrics().faces["sans"]
    shown = [sans[word] and sans.shown.get(word, word) for word in ("find", "flow", "offer")]
    assert shown == ["find", "flow", "o\ufb00er"]


def test_pieces_of_a_word_with_ligatures_are_as_wide_as_they_are_drawn():
    face = metrics().faces["serif"]
    for word, place in (("difficult", 3), ("officer", 2), ("affluent", 2), ("flow", 2)):
        ((_, head, tail),) = face.pieces(word, (place,))
        assert head == pytest.approx(face[word[:place] + SHY])
        assert tail == pytest.approx(face[word[place:]])


@pytest.mark.parametrize(
    ("word", "english", "german"),
    [
        ("Auflage", "Au\ufb02age", "Auflage"),
        ("auffinden", "au\ufb03nden", "auf\ufb01nden"),
        ("Schifffahrt", "Schi\ufb00fahrt", "Schi\ufb00fahrt"),
        ("flink", "\ufb02ink", "\ufb02ink"),
    ],
)
def test_in_german_no_ligature_joins_what_a_division_parts(word, english, german):
    from pipeline import fonts

    for lang, shown in (("en-GB", english), ("de-CH", german)):
        face = fonts.load(desk(), lang).faces["serif"]
        assert face[word]
        assert face.shown.get(word, word) == shown


def test_a_narrow_no_break_space_is_narrow_and_belongs_to_its_word():
    for name in ("serif", "sans"):
        face = metrics().faces[name]
        wide = face["a\u202fb"] - face["a"] - face["b"]
        assert 0.12 < wide < 0.22
        assert face.covers("\u202f")


@pytest.mark.parametrize("name", FACES)
def test_figures_are_tabular_and_lining_as_they_are(name):
    """Tables ask for no other figures: those of every face are what the features tnum and lnum would give."""
    face = hb.Face(hb.Blob(metrics().faces[name].path.read_bytes()))
    font = hb.Font(face)
    drawn_as = {}
    for features in ({}, {"tnum": True, "lnum": True}):
        buffer = hb.Buffer()
        buffer.add_str("0123456789")
        buffer.guess_segment_properties()
        hb.shape(font, buffer, {"kern": False, **features})
        drawn_as[bool(features)] = [info.codepoint for info in buffer.glyph_infos]
        assert len({position.x_advance for position in buffer.glyph_positions}) == 1
    assert drawn_as[True] == drawn_as[False]
    measured = metrics().faces[name]
    assert len({measured[figures] for figures in ("1010", "1711", "2473", "0000")}) == 1


def test_what_a_face_lacks_comes_from_its_fallback_and_is_not_kerned_with_it():
    face = metrics().faces["serif"]
    japanese = metrics().faces["japanese"]
    assert face.home("日") is japanese
    assert face.home("a") is face
    assert face["a日b"] == pytest.approx(face["a"] + japanese["日"] + face["b"])
    assert metrics().faces["serif-it"].home("→").name == "serif"


def test_a_variable_font_is_set_at_its_weight():
    light, bold = (metrics().faces[name] for name in ("japanese", "japanese-semibold"))
    assert light["office"] != bold["office"]
    small = light.program("日本")
    assert 500 < len(small) < 20_000
    assert small == light.program("本日")
    assert small != bold.program("日本")


def tables(program: bytes) -> dict[str, int]:
    """The tables of a font file, and how long each is (OpenType 1.9, chapter Organization of an OpenType Font)."""
    count = int.from_bytes(program[4:6], "big")
    records = [program[at : at + 16] for at in range(12, 12 + 16 * count, 16)]
    return {record[:4].decode(): int.from_bytes(record[12:], "big") for record in records}


@pytest.mark.parametrize("name", FACES)
def test_a_program_holds_what_it_was_asked_for_and_nothing_that_a_pdf_has_no_use_for(name):
    face = metrics().faces[name]
    whole, small = face.path.read_bytes(), face.program("a\u00adé")
    assert {"GPOS", "GSUB"} <= set(tables(whole))
    assert not set(tables(small)) & {"GPOS", "GSUB", "GDEF", "kern", "cvt ", "fpgm", "prep", "hdmx", "LTSH"}
    assert tables(small)["name"] < 200 < tables(whole)["name"]
    held = hb.Font(hb.Face(hb.Blob(small)))
    assert all(held.get_nominal_glyph(ord(char)) for char in "aé -")
    assert not any(held.get_nominal_glyph(ord(char)) for char in "bcxyz0")
    assert len(small) < len(whole) / 50
    assert small == face.program("é\u00ada")


def test_a_program_keeps_outlines_and_widths():
    face = metrics().faces["serif"]
    held = hb.Font(hb.Face(hb.Blob(face.program("Qé"))))
    for char in "Qé":
        drawn = []
        for font in (face.font, held):
            pen = []
            shapes = hb.DrawFuncs()
            shapes.set_move_to_func(lambda x, y, pen: pen.append(("m", x, y)))
            shapes.set_line_to_func(lambda x, y, pen: pen.append(("l", x, y)))
            shapes.set_quadratic_to_func(lambda a, b, x, y, pen: pen.append(("q", a, b, x, y)))
            shapes.set_close_path_func(lambda pen: pen.append(("z",)))
            glyph = font.get_nominal_glyph(ord(char))
            font.draw_glyph(glyph, shapes, pen)
            drawn.append((font.get_glyph_h_advance(glyph), pen))
        assert drawn[0] == drawn[1]
        assert len(drawn[0][1]) > 10
