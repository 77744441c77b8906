"""Embedded subsets: codes, ToUnicode, kerning, and what is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from pipeline.model.document import Paragraph, Text
from pipeline.model.pages import Page, Pages, Part
from pipeline.model.record import replace
from pipeline.render import render
from pipeline.render.errors import RenderError
from pipeline.render.file import File
from pipeline.render.fonts import Codes, Program, to_unicode
from pipeline.render.words import Words
from tests.unit.render.reading import opened
from tests.unit.render.typewriter import BODY, HEIGHT, WIDTH, brief, metrics, page_of, typed

SERIF = metrics().faces["serif"]


def drawn(text: str) -> bytes:
    return render(typed(brief(Paragraph((Text(text),)))), metrics())


def fonts(data: bytes) -> list:
    return [font.get_object() for font in opened(data).pages[0]["/Resources"]["/Font"].values()]


def extracted(data: bytes) -> str:
    """The body's text: without header and footer, each of which pypdf sets on a line of its own."""
    return "".join(page.extract_text() for page in opened(data).pages)


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "(parentheses) and \\back\\slashes\\",
        "naïve Łódź — “quoted” … ½ € − × ‰",
        "Ελληνικά и кириллица",
        "Āāēīōūčšžġķļņŗ",
    ],
)
def test_text_extracts_as_written(text: str) -> None:
    assert text in extracted(drawn(text))


def test_a_no_break_space_and_a_soft_hyphen_stay_themselves() -> None:
    data = drawn("10\u00a0km divi\u00added")
    maps = b"".join(font["/ToUnicode"].get_data() for font in fonts(data))
    assert b"<00A0>" in maps
    assert b"<00AD>" in maps


def test_several_subsets_of_one_face() -> None:
    many = "".join(chr(code) for code in range(0xA1, 0x530) if SERIF.covers(chr(code)))
    assert len(many) > 400
    words = " ".join(many[i : i + 7] for i in range(0, len(many), 7))
    data = drawn(words)
    assert len([font for font in fonts(data) if "Serif" in font["/BaseFont"]]) >= 3
    assert words.replace(" ", "") in "".join(extracted(data).split())


def test_every_font_is_embedded_and_mapped() -> None:
    embedded = fonts(drawn("x Ж"))
    assert embedded
    for font in embedded:
        assert re.fullmatch(r"/[A-Z]{6}\+.+", font["/BaseFont"])
        assert font["/FontDescriptor"]["/FontFile2"]
        assert font["/ToUnicode"]
        assert len(font["/Widths"]) == font["/LastChar"] - font["/FirstChar"] + 1


def test_a_font_holds_only_what_is_shown() -> None:
    page = [font for font in fonts(drawn("x Ж")) if "Serif" in font["/BaseFont"]]
    (font,) = page
    mapped = set(re.findall(rb"<..> <(....)>", font["/ToUnicode"].get_data()))
    assert mapped >= {b"0020", b"0078", b"0416"}
    assert b"0051" not in mapped  # Q
    assert len(font["/FontDescriptor"]["/FontFile2"].get_data()) < 8_000


def test_two_subsets_have_two_names() -> None:
    many = "".join(chr(code) for code in range(0xA1, 0x400) if SERIF.covers(chr(code)))
    names = [font["/BaseFont"] for font in fonts(drawn(many))]
    assert len(set(names)) == len(names) > 1


def test_a_map_to_unicode_beyond_the_first_plane_and_in_blocks() -> None:
    written = to_unicode("/X", (0,) * 32 + (0x1D49C, *range(0x400, 0x4C0)))
    assert b"<20> <D835DC9C>" in written
    assert [int(n) for n in re.findall(rb"(\d+) beginbfchar", written)] == [100, 93]
    assert b"<0000>" not in written


def test_a_character_without_a_glyph_is_refused() -> None:
    with pytest.raises(RenderError, match=r"serif has no glyph for U\+26C4"):
        drawn("⛄")
    with pytest.raises(RenderError, match=r"U\+0007"):
        drawn("bell\a")


def test_a_font_that_is_none_is_refused() -> None:
    with pytest.raises(RenderError, match="cannot be embedded"):
        Program(b"OTTO and something")


def test_a_face_that_the_metrics_lack_is_refused() -> None:
    block = Paragraph((Text("x"),))
    page = page_of((block, "x"))
    (line,) = page.lines
    part: Part = line.parts[0]._replace(style=replace(BODY, face="fraktur"))
    pages = Pages(brief(block), [Page(1, [line._replace(parts=(part,))])], {}, WIDTH, HEIGHT)
    with pytest.raises(RenderError, match="fraktur"):
        render(pages, metrics())


def test_fonts_that_every_viewer_is_said_to_have_are_refused() -> None:
    with pytest.raises(RenderError, match="Helvetica is not embedded"):
        File().getInternalFontName("Helvetica")


@dataclass
class Plain:
    """A face with kerning made up for the test."""

    kerns: dict
    data: bytes = SERIF.path.read_bytes()
    name: str = "plain"
    shown: dict = field(default_factory=dict)

    def __getitem__(self, word: str) -> float:
        return 1.0

    def home(self, _char: str) -> Plain:
        return self


@pytest.mark.parametrize(
    ("word", "kerns", "code"),
    [
        ("", (), ""),
        ("AVA", ((1, 80), (2, -3)), "A)80(V)-3(A"),
        ("a(b)", ((1, 5),), r"a)5(\(b\)"),
        ("\\", (), r"\\"),
        ("aЖb", ((1, 5), (2, 6)), "a)5(\x7f)6(b"),
    ],
)
def test_words_carry_their_kerning(word: str, kerns: tuple, code: str) -> None:
    face = Plain({word: kerns})
    assert Words(face, {"plain": Codes("plain", face.data, "F1")}, "10", plain=True)[word] == code


def test_a_word_of_two_subsets_changes_the_font_and_back() -> None:
    codes = Codes("plain", SERIF.path.read_bytes(), "F1")
    for code in range(0xA1, 0x400):
        if SERIF.has(chr(code)):
            codes[chr(code)]
    assert codes["Ж"][0] > 0
    subset, char = codes["Ж"]
    word = Words(Plain({}), {"plain": codes}, "10", plain=True)["aЖb"]
    assert word == f"a)]TJ\n/F1.{subset} 10 Tf\n[({char})]TJ\n/F1.0 10 Tf\n[(b"
