"""Our reading of kerning, held against HarfBuzz: every character of the desk's faces, and fonts made to order."""

from __future__ import annotations

import struct
from contextlib import suppress
from functools import cache
from pathlib import Path
from unicodedata import category, is_normalized

import pytest
import uharfbuzz as hb
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from pipeline.fonts.face import FontFace
from pipeline.model.problem import UnusableInput
from tests.support.setting import metrics
from tests.unit.fonts import small_font as small

FACES = sorted(metrics().faces)
ONLY_KERN = dict.fromkeys("abvm blwm calt ccmp clig curs dist liga locl mark mkmk rclt rlig".split(), False)
TEXT = "AVTaoЧо.–"
"""Characters of the fonts made to order: Latin, Cyrillic and neither."""


@cache
def oracle(data: bytes) -> hb.Font:
    return hb.Font(hb.Face(hb.Blob(data)))


def shaped(font: hb.Font, word: str) -> list[int]:
    """The advances of the word's glyphs, in units of the font; of one glyph a character."""
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    buffer.direction, buffer.language = "ltr", "und"
    hb.shape(font, buffer, ONLY_KERN)
    assert len(buffer.glyph_infos) == len(word)
    return [position.x_advance for position in buffer.glyph_positions]


def kerns(font: hb.Font, word: str) -> tuple[tuple[int, int], ...]:
    """As a face puts them."""
    plain = [font.get_glyph_h_advance(font.get_nominal_glyph(ord(char))) for char in word]
    per_em = 1000 / font.face.upem
    moves = [round((one - other) * -per_em) for one, other in zip(shaped(font, word), plain, strict=True)]
    assert moves[-1] == 0
    return tuple((i, move) for i, move in enumerate(moves, 1) if move)


@cache
def covered(name: str) -> str:
    """What a face has glyphs for, but for what draws nothing: HarfBuzz gives that no width, and we never set it."""
    face = metrics().faces[name]
    chars = [chr(code) for code in range(0x20, 0x30000) if not 0xD800 <= code < 0xE000]
    return "".join(char for char in chars if face.covers(char) and category(char) not in ("Cf", "Mn"))


@pytest.mark.parametrize("name", FACES)
def test_every_character_is_as_wide_as_in_harfbuzz(name):
    face, font = metrics().faces[name], oracle(metrics().faces[name].data)
    assert len(covered(name)) > 380
    for char in covered(name):
        assert face[char] == font.get_glyph_h_advance(font.get_nominal_glyph(ord(char))) / font.face.upem
    lacking = [chr(code) for code in range(0x20, 0x3000) if not face.covers(chr(code))]
    assert len(lacking) > 9000
    assert not any(font.get_nominal_glyph(ord(char)) for char in lacking)


@pytest.mark.parametrize("name", FACES)
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_words_are_kerned_as_by_harfbuzz(name, data):
    word = data.draw(st.text(st.sampled_from(covered(name)), min_size=2, max_size=24))
    assume(is_normalized("NFC", word))
    assume("l·l" not in word.lower())  # contextual kerning, which pairs cannot know
    face, font = metrics().faces[name], oracle(metrics().faces[name].data)
    assert face[word] == pytest.approx(sum(shaped(font, word)) / font.face.upem, abs=1e-6)
    assert face.kerns.get(word, ()) == kerns(font, word)


@pytest.mark.parametrize("name", FACES)
def test_many_pairs_are_kerned_as_by_harfbuzz(name):
    """Every character between letters and marks that most are kerned against."""
    face, font = metrics().faces[name], oracle(metrics().faces[name].data)
    found = 0
    for char in covered(name):
        word = "".join(f"{char}{other}" for other in "AVTovf.“—7") + char
        if is_normalized("NFC", word):
            face[word]
            assert face.kerns.get(word, ()) == kerns(font, word)
            found += len(face.kerns.get(word, ()))
    assert found > 1000


GLYPHS = st.integers(1, len(TEXT))
MOVES = st.integers(-300, 300)
FORMS = st.sampled_from([4, 5, 6, 7, 12, 15])
CLASSES = st.lists(st.integers(0, 3), min_size=len(TEXT), max_size=len(TEXT))
KINDS = st.sampled_from([1, 2])
SUBTABLES = st.one_of(
    st.builds(
        small.pairs,
        st.dictionaries(GLYPHS, st.dictionaries(GLYPHS, MOVES, min_size=1), min_size=1),
        FORMS | st.just(3),
        KINDS,
    ),
    st.builds(small.class_pairs, CLASSES, CLASSES, st.lists(MOVES, min_size=1, max_size=16), FORMS, KINDS),
)
LOOKUPS = st.lists(
    st.builds(
        small.lookup,
        st.lists(SUBTABLES, min_size=1, max_size=3),
        flag=st.sampled_from([0, 0, 2, 4, 8]),
        extended=st.booleans(),
    ),
    min_size=3,
    max_size=3,
)
CHOSEN = st.lists(st.integers(0, 2), min_size=1, max_size=3, unique=True)
SCRIPTS = st.dictionaries(st.sampled_from([b"DFLT", b"cyrl", b"latn"]), CHOSEN, min_size=1)
GDEF = CLASSES.map(lambda of: small.numbers(1, 0, 12, 0, 0, 0) + small.classes(of, 2))


@pytest.fixture
def made(tmp_path: Path):
    """Opens a font made to order."""
    path = tmp_path / "made.ttf"

    def opened(data: bytes) -> FontFace:
        path.write_bytes(data)
        return FontFace("made", path)

    return opened


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SCRIPTS, LOOKUPS, GDEF, st.sampled_from([4, 12]))
def test_fonts_made_to_order_are_kerned_as_by_harfbuzz(made, scripts, lookups, gdef, form):
    data = small.font(TEXT, {b"GPOS": small.gpos(dict(sorted(scripts.items())), lookups), b"GDEF": gdef}, form)
    face, font = made(data), hb.Font(hb.Face(hb.Blob(data)))
    marks = {char for i, char in enumerate(TEXT, 1) if gdef[16 + 6 * i - 6 + 4 : 16 + 6 * i - 6 + 6] == b"\0\3"}
    for one in TEXT:
        for other in TEXT:
            if not {one, other} & marks:  # HarfBuzz gives marks no width
                face[one + other]
                assert face.kerns.get(one + other, ()) == kerns(font, one + other), (one, other)


def legacy(moves: dict[tuple[int, int], int]) -> bytes:
    records = b"".join(struct.pack(">2Hh", *pair, move) for pair, move in sorted(moves.items()))
    return small.numbers(0, 1, 0, 14 + len(records), 1, len(moves), 0, 0, 0) + records


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.tuples(GLYPHS, GLYPHS), MOVES, min_size=1))
@example({(1, 2): -80})
def test_a_font_without_gpos_is_kerned_by_its_table_kern(made, moves):
    data = small.font(TEXT, {b"kern": legacy(moves)})
    face, font = made(data), hb.Font(hb.Face(hb.Blob(data)))
    for (one, other), move in moves.items():
        word = TEXT[one - 1] + TEXT[other - 1]
        face[word]
        assert dict(face.kerns.get(word, ())).get(1, 0) == -move
        assert face[word] == pytest.approx(sum(shaped(font, word)) / 1000, abs=1e-6)


@pytest.mark.parametrize("tables", [{}, {b"kern": small.numbers(0, 0)}, {b"GPOS": small.gpos({b"arab": [0]}, [])}])
def test_a_font_may_have_no_kerning(made, tables):
    face = made(small.font(TEXT, tables))
    assert face["AV"] == pytest.approx(0.51 + 0.52)
    assert face.kerns == {}


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "no TrueType font"),
        (b"OTTO" + bytes(100), "no TrueType font"),
        (b"\0\1\0\0", "too early"),
        (small.sfnt({}), "no table head"),
        (small.font(TEXT, {b"head": bytes(54)}), "no size"),
        (small.font(TEXT, {b"hhea": bytes(36)}), "no widths"),
        (small.font(TEXT, {b"cmap": bytes(4)}), "which characters"),
        (small.font(TEXT, {b"cmap": small.numbers(0, 1, 3, 10, 0, 12, 12, *[0xFFFF] * 7)}), "too early"),
        (small.font(TEXT, {b"GPOS": b"\0\1"})[:-2], "too early"),
        (small.font(TEXT, {b"GPOS": small.gpos({b"latn": [0]}, [small.numbers(2, 0, 0xFFFF)])}), "no end"),
    ],
)
def test_a_damaged_font_is_a_problem(made, data, why):
    with pytest.raises(UnusableInput, match=why) as caught:
        made(data)
    assert [problem.code for problem in caught.value.problems] == ["FONT002"]
    assert "made.ttf" in caught.value.problems[0].message


def test_a_font_that_cannot_be_read_is_a_problem(tmp_path):
    with pytest.raises(UnusableInput, match="font serif cannot be used"):
        FontFace("serif", tmp_path)


@pytest.mark.parametrize("name", ["serif", "sans-it"])
@settings(max_examples=60, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_font_with_a_torn_table_is_read_or_refused(made, name, data):
    whole = metrics().faces[name].data
    torn = bytearray(whole)
    tables = [whole[12 + 16 * i : 28 + 16 * i] for i in range(int.from_bytes(whole[4:6], "big"))]
    spans = [struct.unpack(">8x2L", record) for record in tables if record[:4] in (b"GPOS", b"cmap", b"hhea", b"maxp")]
    assert len(spans) == 4
    for _ in range(data.draw(st.integers(1, 12))):
        place, length = data.draw(st.sampled_from(spans))
        torn[place + data.draw(st.integers(0, min(length, 400) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del torn[data.draw(st.integers(0, len(torn))) :]
    with suppress(UnusableInput):
        face = made(bytes(torn))
        assert face["AVATAR"] + face["Tofu."] + face["Чехия"] < 20_000
