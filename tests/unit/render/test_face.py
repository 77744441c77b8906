"""Our reading of a face against ReportLab's, and fonts that are none."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
import pytest

from pipeline.render.errors import RenderError
from pipeline.render.face import FontFace
from pipeline.render.fonts import Program
from pipeline.render.reportlab_door import TTFontFace

FILES = sorted(
    path
    for package in (font_source_sans_pro, font_source_serif_pro)
    for path in (Path(package.__file__).parent / "files").glob("*.ttf")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_face_is_read_as_reportlab_reads_it(path: Path) -> None:
    ours, theirs = FontFace(io.BytesIO(path.read_bytes())), TTFontFace(str(path))
    known = {char: glyph for char, glyph in theirs.charToGlyph.items() if glyph}
    assert ours.charToGlyph == known
    assert len(known) > 400
    assert {char: ours.charWidths[char] for char in known} == {char: theirs.charWidths[char] for char in known}
    for name in ("hmetrics", "glyphPos", "defaultWidth", "name", "bbox", "ascent", "descent", "capHeight", "flags"):
        assert getattr(ours, name) == getattr(theirs, name), name
    subset = [0] * 32 + [*range(32, 127), 0xE9, 0x416 if 0x416 in known else 0xEA]
    assert ours.makeSubset(subset) == theirs.makeSubset(subset)


def test_characters_beyond_the_first_plane() -> None:
    """Format 12: two groups, made by hand behind a real font."""
    data = FILES[0].read_bytes()
    table = struct.pack(">HHLLL", 12, 0, 16 + 24, 0, 2) + struct.pack(">6L", 0x20, 0x21, 3, 0x1D49C, 0x1D49E, 40)
    cmap = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + table
    face = FontFace(io.BytesIO(data))
    face._ttf_data = data + cmap
    face.table["cmap"]["offset"] = len(data)
    assert face._characters() == {0x20: 3, 0x21: 4, 0x1D49C: 40, 0x1D49D: 41, 0x1D49E: 42}


def test_fonts_that_are_none_or_cut_short_are_refused() -> None:
    whole = FILES[0].read_bytes()
    for data in (b"", b"OTTO and something", whole[:3000], whole[: len(whole) // 2], bytes(5000)):
        with pytest.raises(RenderError, match="cannot be embedded"):
            Program(data).subset(0, tuple(range(127)))
