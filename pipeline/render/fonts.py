"""Faces as embedded TrueType subsets, and which code stands for which character in them.

A simple font has 256 codes, so a face with many scripts is embedded as several subsets. The first holds what is used of
ASCII at its own codes.
"""

from __future__ import annotations

import functools
import io
import struct
from typing import NamedTuple
from zlib import crc32

from pipeline.model.metrics import LIGATURES, NNBSP, SHY
from pipeline.render.errors import RenderError
from pipeline.render.face import FontFace
from pipeline.render.file import Holder
from pipeline.render.reportlab_door import TTFError
from pipeline.render.syntax import name, number, ref, stream

_FIRST_FREE = tuple(range(127, 256))
_LATER_FREE = tuple(code for code in range(33, 256) if chr(code) not in "()\\")  # so that no code needs an escape
_HEAD = 512
_SYMBOLIC, _NONSYMBOLIC = 4, 32  # flags of a font descriptor (ISO 32000-1, table 123)


class Subset(NamedTuple):
    """One embedded font: its program, ToUnicode map, and its two dictionaries with room for object numbers."""

    program: bytes
    to_unicode: bytes
    descriptor: str
    font: str


class Program:
    """A parsed font program, with the subsets that were made of it."""

    def __init__(self, data: bytes) -> None:
        try:
            self.face = FontFace(io.BytesIO(data))
        except (TTFError, struct.error) as error:
            raise RenderError(f"a font cannot be embedded: {error}") from error
        # Two weights made of one variable font have one name, and their subsets must differ in their tags all the same.
        # The head of a font holds a check sum of each of its tables.
        self._first_tag = crc32(data[:_HEAD]) % 26**3 * 26**3
        self.glyphs: dict[int, int] = self.face.charToGlyph
        if ord(SHY) not in self.glyphs and ord("-") in self.glyphs:
            self._lent(SHY, "-")
        if ord(NNBSP) not in self.glyphs and ord(" ") in self.glyphs:
            self._lent(NNBSP, " ")  # made narrow by kerning
        self.subset = functools.lru_cache(64)(self._subset)

    def _lent(self, char: str, other: str) -> None:
        """Let a character be drawn as another one."""
        self.glyphs[ord(char)] = self.glyphs[ord(other)]
        self.face.charWidths[ord(char)] = self.face.charWidths[ord(other)]

    def _subset(self, index: int, characters: tuple[int, ...]) -> Subset:
        """`characters` holds the Unicode value of each code from 0; 0 where a code is not used."""
        face = self.face
        title = name(f"{_tag(self._first_tag + index)}+{face.name.decode()}")
        flags = face.flags & ~_NONSYMBOLIC | _SYMBOLIC
        box = " ".join(map(number, face.bbox))
        widths = " ".join([number(face.getCharWidth(char)) for char in characters[32:]])
        data = face.makeSubset(list(characters))
        return Subset(
            stream(data, f"/Length1 {len(data)}"),
            stream(to_unicode(title, characters)),
            f"<</Type/FontDescriptor/FontName{title}/Flags {flags}/FontBBox[{box}]"
            f"/ItalicAngle {number(face.italicAngle)}"
            f"/Ascent {number(face.ascent)}/Descent {number(face.descent)}"
            f"/CapHeight {number(face.capHeight)}/StemV {number(face.stemV)}"
            f"/MissingWidth {number(face.defaultWidth)}/FontFile2 %d 0 R>>",
            f"<</Type/Font/Subtype/TrueType/BaseFont{title}/FirstChar 32/LastChar {len(characters) - 1}"
            f"/Widths[{widths}]/ToUnicode %d 0 R/FontDescriptor %d 0 R>>",
        )


@functools.lru_cache(64)
def program(data: bytes) -> Program:
    """The parsed font program; it is parsed once in the life of the process."""
    return Program(data)


class Codes(dict[str, tuple[int, str]]):
    """Character → its subset and what stands for it inside a string of the content stream."""

    def __init__(self, face_name: str, data: bytes, resource: str) -> None:
        super().__init__()
        self.face_name, self.program, self.resource = face_name, program(data), resource
        self.subsets: list[list[int]] = [[0] * _FIRST_FREE[0]]
        self._free = iter(_FIRST_FREE)
        self[" "]  # at its own code, for word spacing

    def __missing__(self, char: str) -> tuple[int, str]:
        if not self.program.glyphs.get(ord(char)):
            raise RenderError(f"{self.face_name} has no glyph for U+{ord(char):04X}")
        if " " <= char <= "~":
            self.subsets[0][ord(char)] = ord(char)
            self[char] = place = 0, f"\\{char}" if char in "()\\" else char
            return place
        code = next(self._free, 0)
        if not code:  # the subset is full: a new one, with the space at its own code for word spacing
            self.subsets.append([0] * 32 + [32])
            self._free = iter(_LATER_FREE)
            code = next(self._free)
        characters = self.subsets[-1]
        characters.extend([0] * (code - len(characters)))
        characters.append(ord(char))
        self[char] = place = len(self.subsets) - 1, chr(code)
        return place

    def font(self, subset: int) -> str:
        """The name of a subset in the pages' resources."""
        return f"/{self.resource}.{subset}"

    def embed(self, file: Holder) -> str:
        """Write all subsets; returns their entries for the resource dictionary."""
        entries = []
        for index, characters in enumerate(self.subsets):
            ready = self.program.subset(index, tuple(characters))
            descriptor = file.put(ready.descriptor % file.put(ready.program))
            font = file.put(ready.font % (file.put(ready.to_unicode), descriptor))
            entries.append(f"{self.font(index)} {ref(font)}")
        return "".join(entries)


def to_unicode(title: str, characters: tuple[int, ...]) -> bytes:
    """The map from codes back to text (ISO 32000-1, 9.10.3): no U+0000, surrogate pairs, blocks of at most 100.

    A ligature is read as its letters, so that a search for "office" finds it.
    """
    used = [(code, LIGATURES.get(chr(char), chr(char))) for code, char in enumerate(characters) if char]
    rows = [f"<{code:02X}> <{char.encode('utf-16-be').hex().upper()}>" for code, char in used]
    blocks = [rows[i : i + 100] for i in range(0, len(rows), 100)]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        f"/CMapName {title} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
        *[line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")],
        "endcmap",
        "CMapName currentdict /CMap defineresource pop",
        "end",
        "end",
    ]
    return "\n".join(lines).encode()


def _tag(index: int) -> str:
    """Six capital letters mark a subset (ISO 32000-1, 9.6.4)."""
    letters = []
    for _ in range(6):
        index, letter = divmod(index, 26)
        letters.append(chr(65 + letter))
    return "".join(reversed(letters))
