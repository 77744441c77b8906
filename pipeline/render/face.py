"""A TrueType face as ReportLab reads it, an order of magnitude faster.

ReportLab reads the tables of characters, widths and places value by value, 5 ms a face; a brief has seven faces. Here
each table is unpacked at once. Everything else, above all the making of subsets, stays ReportLab's.
"""

from __future__ import annotations

from struct import unpack_from
from typing import Any

from pipeline.render.reportlab_door import TTFError, TTFontFace


class _Widths(dict[int, float]):
    """Character → advance in thousandths of an em, reckoned when asked: a brief shows few of a face's characters."""

    def __init__(self, face: FontFace) -> None:
        self._face = face

    def __missing__(self, char: int) -> float:
        face = self._face
        width: float = face._pdfScale(face.hmetrics[face.charToGlyph[char]][0])  # noqa: SLF001 (ReportLab's own)
        self[char] = width
        return width

    def get(self, char: int, default: Any = None) -> Any:
        """What `getCharWidth` calls."""
        return self[char] if char in self or char in self._face.charToGlyph else default


class FontFace(TTFontFace):  # type: ignore[misc]  # ReportLab is untyped
    """Fills the attributes that `makeSubset` and `getCharWidth` read. Only glyf outlines can be embedded so."""

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 (ReportLab's names)
        """Called while the face is made. OpenType 1.9, chapters cmap, hmtx and loca."""
        super().extractInfo(0)
        if not charInfo:
            return
        if "glyf" not in self.table or "loca" not in self.table:
            raise TTFError("the font has no TrueType outlines")
        glyphs = self._characters()
        self.hmetrics = self._metrics()
        self.glyphPos = self._places()
        self.charToGlyph = {char: glyph for char, glyph in glyphs.items() if 0 < glyph < self.numGlyphs}
        if 0x20 in self.charToGlyph:
            self.charToGlyph[0xA0] = self.charToGlyph[0x20]  # as wide as a space, and as empty
        self.defaultWidth = self._pdfScale(self.hmetrics[0][0])
        self.charWidths = _Widths(self)

    def _unpack(self, count: int, kind: str, offset: int) -> tuple[int, ...]:
        return unpack_from(f">{count}{kind}", self._ttf_data, offset)

    def _metrics(self) -> list[tuple[int, int]]:
        """Advance and left bearing of each glyph; the last advance holds for all glyphs that follow."""
        (full,) = self._unpack(1, "H", self.get_table_pos("hhea")[0] + 34)
        start = self.get_table_pos("hmtx")[0]
        values = self._unpack(2 * full, "H", start)
        bearings = self._unpack(self.numGlyphs - full, "H", start + 4 * full)
        return [*zip(values[::2], values[1::2], strict=True), *[(values[-2], bearing) for bearing in bearings]]

    def _places(self) -> list[int]:
        """Where each glyph's outline starts; one more than there are glyphs."""
        (wide,) = self._unpack(1, "H", self.get_table_pos("head")[0] + 50)
        start = self.get_table_pos("loca")[0]
        if wide:
            return list(self._unpack(self.numGlyphs + 1, "L", start))
        return [2 * place for place in self._unpack(self.numGlyphs + 1, "H", start)]

    def _characters(self) -> dict[int, int]:
        """Character → glyph, from the largest Unicode table there is."""
        start = self.get_table_pos("cmap")[0]
        (count,) = self._unpack(1, "H", start + 2)
        tables = {}
        for record in range(count):
            platform, encoding, high, low = self._unpack(4, "H", start + 4 + 8 * record)
            at = start + (high << 16 | low)
            if platform in {0, 3} and (platform, encoding) != (0, 5):  # 0, 5: variation sequences
                tables[self._unpack(1, "H", at)[0]] = at
        if 12 in tables:
            return self._groups(tables[12])
        if 4 in tables:
            return self._segments(tables[4])
        raise TTFError("the font has no table of Unicode characters")

    def _groups(self, at: int) -> dict[int, int]:
        """Format 12."""
        (count,) = self._unpack(1, "L", at + 12)
        values = self._unpack(3 * count, "L", at + 16)
        glyphs: dict[int, int] = {}
        for first, last, glyph in zip(values[::3], values[1::3], values[2::3], strict=True):
            glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
        return glyphs

    def _segments(self, at: int) -> dict[int, int]:
        """Format 4."""
        count = self._unpack(1, "H", at + 6)[0] // 2
        lasts = self._unpack(count, "H", at + 14)
        firsts, deltas, offsets = (self._unpack(count, "H", at + 16 + 2 * n * count) for n in (1, 2, 3))
        glyphs: dict[int, int] = {}
        for n, (first, last, delta, offset) in enumerate(zip(firsts, lasts, deltas, offsets, strict=True)):
            if first == last == 0xFFFF:
                continue  # the segment that ends the table
            if offset:
                held = self._unpack(last - first + 1, "H", at + 16 + 6 * count + 2 * n + offset)
                found = [glyph and (glyph + delta) & 0xFFFF for glyph in held]
            else:
                found = [(char + delta) & 0xFFFF for char in range(first, last + 1)]
            glyphs.update(zip(range(first, last + 1), found, strict=True))
        return glyphs
