"""An OpenType font file (OpenType 1.9, ISO/IEC 14496-22): its tables, its glyphs by character, their advances.

Only what measuring needs, read when it is asked for. Nothing is believed: every number is read inside the file or not
at all, and a font that contradicts itself is a problem that names it.
"""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import sub
from pathlib import Path

from pipeline.model.problem import Problem, UnusableInput

_TRUETYPE = (b"\0\1\0\0", b"true")
"""sfntVersion of a font with glyf outlines; PDF embeds no other kind in the way we do."""

_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""(platform, encoding) of character maps of Unicode, those of all its planes first (cmap, Encoding records)."""

_RECORD = 16
"""Bytes of a table record (OpenType font file, Table directory)."""


class Program:
    """A font program and where its tables stand.

    Raises UnusableInput (FONT002), as everything here does, if the file cannot be read as a font.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name, self.path = name, path
        try:
            self.data = path.read_bytes()
        except OSError as error:
            raise self.damaged(error.strerror or "it cannot be read") from None
        if self.data[:4] not in _TRUETYPE:
            raise self.damaged("it is no TrueType font")
        (count,) = self.read(">H", 4)
        records = self.stretch(12, _RECORD * count)
        self.tables: dict[bytes, int] = {tag: offset for tag, _, offset, _ in struct.iter_unpack(">4s3L", records)}
        (self.upem,) = self.read(">H", self.table(b"head") + 18)
        if not self.upem:
            raise self.damaged("its em has no size")
        (self.glyph_count,) = self.read(">H", self.table(b"maxp") + 4)

    def damaged(self, why: str) -> UnusableInput:
        """What to raise about a font that cannot be used."""
        message = f"font {self.name} cannot be used: {self.path.name} is damaged ({why})"
        return UnusableInput([Problem("FONT002", message, hints=("install the package that brings it anew",))])

    def table(self, tag: bytes) -> int:
        """Where a table begins that every font has."""
        if tag not in self.tables:
            raise self.damaged(f"it has no table {tag.decode('ascii')}")
        return self.tables[tag]

    def read(self, form: str, at: int) -> tuple[int, ...]:
        """Numbers at a place of the file, in the notation of `struct`."""
        try:
            found: tuple[int, ...] = struct.unpack_from(form, self.data, at)
        except struct.error:
            raise self.damaged("it ends too early") from None
        return found

    def stretch(self, at: int, size: int) -> bytes:
        """So many bytes from a place of the file."""
        found = self.data[at : at + size]
        if len(found) != size:
            raise self.damaged("it ends too early")
        return found


_Segments = tuple[Sequence[int], Sequence[int], Sequence[int], Sequence[int]]
"""Stretches of characters that follow each other, as both formats of a character map can be put: their last characters,
ascending; their first; a shift; a place. A glyph is its character plus the shift, modulo 65536; where there is a place,
the glyph before the shift stands there for the first character, and behind it for the others."""


class Glyphs(dict[str, int]):
    """Character to glyph, 0 where there is none (cmap, formats 4 and 12)."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self._program = program
        self._segments = _segments(program)

    def __missing__(self, char: str) -> int:
        code, (ends, starts, shifts, lists) = ord(char), self._segments
        glyph, i = 0, bisect_left(ends, code)
        if i < len(ends) and starts[i] <= code:
            if lists[i]:
                (glyph,) = self._program.read(">H", lists[i] + 2 * (code - starts[i]))
                glyph = glyph and (glyph + shifts[i]) & 0xFFFF
            else:
                glyph = (code + shifts[i]) & 0xFFFF
        self[char] = glyph = glyph if glyph < self._program.glyph_count else 0
        return glyph


def _segments(program: Program) -> _Segments:
    cmap = program.table(b"cmap")
    (count,) = program.read(">H", cmap + 2)
    records = struct.iter_unpack(">2HL", program.stretch(cmap + 4, 8 * count))
    places = {(platform, encoding): cmap + offset for platform, encoding, offset in records}
    for kind in _UNICODE:
        if kind in places:
            (form,) = program.read(">H", places[kind])
            if form == 12:
                return _format_12(program, places[kind])
            if form == 4:
                return _format_4(program, places[kind])
    raise program.damaged("it does not say which characters it has")


def _format_4(program: Program, at: int) -> _Segments:
    """Segment mapping to delta values: four parallel arrays, a padding after the first."""
    (doubled,) = program.read(">H", at + 6)
    count = doubled // 2
    form = f">{count}H"
    ends, starts, shifts, offsets = (
        program.read(form, at + 14 + shift) for shift in (0, doubled + 2, 2 * doubled + 2, 3 * doubled + 2)
    )
    first = at + 16 + 3 * doubled
    # An offset counts from where it stands itself.
    return ends, starts, shifts, [o and first + 2 * i + o for i, o in enumerate(offsets)]


def _format_12(program: Program, at: int) -> _Segments:
    """Segmented coverage: groups of first character, last character, first glyph."""
    (count,) = program.read(">L", at + 12)
    groups = program.read(f">{3 * count}L", at + 16)
    starts = groups[::3]
    return groups[1::3], starts, tuple(map(sub, groups[2::3], starts)), (0,) * count


class Advances:
    """Glyph to advance, in units of the font (hhea, hmtx)."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._place = program.table(b"hmtx")
        (count,) = program.read(">H", program.table(b"hhea") + 34)
        if not count:
            raise program.damaged("its glyphs have no widths")
        self._last = count - 1

    def __getitem__(self, glyph: int) -> int:
        # All glyphs after the last one that has an advance share it.
        (advance,) = self._program.read(">H", self._place + 4 * min(glyph, self._last))
        return advance


class _Numbers(dict[int, int]):
    """Glyph to its number in a table of glyphs; the table is read when first asked, and what it said remembered."""

    absent = 0
    rise = 0
    """What a glyph's number is above that of the glyph before it in a range."""

    def __init__(self, program: Program, at: int) -> None:
        super().__init__()
        self._program, self._at = program, at
        self._ranges: tuple[Sequence[int], Sequence[int], Sequence[int]] | None = None

    def __missing__(self, glyph: int) -> int:
        if self._ranges is None:
            self._ranges = self._read(*self._program.read(">2H", self._at))
        firsts, lasts, numbers = self._ranges
        i = bisect_right(firsts, glyph) - 1
        found = numbers[i] + self.rise * (glyph - firsts[i]) if i >= 0 and glyph <= lasts[i] else self.absent
        self[glyph] = found
        return found

    def _read(self, form: int, count: int) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """First glyph, last glyph and number of ranges; a single glyph is a range too."""
        flat = self._program.read(f">{3 * count}H", self._at + 4) if form == 2 else ()
        return flat[::3], flat[1::3], flat[2::3]


class Coverage(_Numbers):
    """Glyph to coverage index, -1 where it is not covered (Common Table Formats, Coverage Formats 1 and 2)."""

    absent = -1
    rise = 1

    def _read(self, form: int, count: int) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        if form != 1:
            return super()._read(form, count)
        glyphs = self._program.read(f">{count}H", self._at + 4)
        return glyphs, glyphs, range(count)


class Classes(_Numbers):
    """Glyph to class, 0 where it is given none (Common Table Formats, ClassDef Formats 1 and 2)."""

    def _read(self, form: int, count: int) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        if form != 1:
            return super()._read(form, count)
        first, (size,) = count, self._program.read(">H", self._at + 4)
        glyphs = range(first, first + size)
        return glyphs, glyphs, self._program.read(f">{size}H", self._at + 6)
