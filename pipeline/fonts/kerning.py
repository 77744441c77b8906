"""Pair kerning of a font (OpenType 1.9): the feature `kern` of its table GPOS, or else its table kern.

Of GPOS the pair adjustments (lookup type 2, also behind 9) of the default language of a script are read; of an
adjustment, what it adds to the advance of the first glyph. Lookups add up in the order of the lookup list; within one,
the first subtable that knows the pair has the last word. Contextual kerning (types 7 and 8) takes more than a pair to
decide, so it is left out. Held against HarfBuzz by the tests.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from unicodedata import name

from pipeline.fonts.opentype import Classes, Coverage, Program

_SCRIPTS = {"LATIN": b"latn", "GREEK": b"grek", "CYRILLIC": b"cyrl"}
"""First word of a character's name to the tag of its script; others are kerned as DFLT has it."""

_MOST = 1024
"""Subtables of kerning at most. Fonts have a few dozen; a damaged one may claim any number, all at the same place."""

Moves = Callable[[int, int], int]
"""(first glyph, second glyph) to the move between them, in units of the font."""


def kerning(program: Program) -> Callable[[str], Moves]:
    """The kerning of the script of two characters: that of the first of them that has a script."""
    gpos = program.tables.get(b"GPOS")
    scripts = _scripts(program, gpos) if gpos else {}
    default = scripts.get(b"DFLT", scripts.get(b"latn", frozenset()))
    pools = {frozenset[int](): _legacy(program)}
    for lookups in (default, *scripts.values()):
        if gpos and lookups not in pools:
            pools[lookups] = _Gpos(program, gpos, sorted(lookups)).move
    if {default, *scripts.values()} == {default}:
        moves = pools[default]
        return lambda _: moves
    return lambda pair: pools[scripts.get(_script(pair), default)]


def _legacy(program: Program) -> Moves:
    """What the first subtable of a table kern says (kern, Format 0); fonts for TrueType have no second one."""
    moves: dict[tuple[int, int], int] = {}
    kern = program.tables.get(b"kern")
    if kern and program.read(">2H", kern) > (0, 0):
        version, _, _, _, flags, count = program.read(">6H", kern)
        if version == 0 and flags & 0xFF07 == 1:  # format 0, horizontal, neither least values nor across the line
            records = program.stretch(kern + 18, 6 * count)
            moves = {(first, second): move for first, second, move in struct.iter_unpack(">2Hh", records)}
    return lambda first, second: moves.get((first, second), 0)


def _script(pair: str) -> bytes:
    found = (_SCRIPTS.get(name(char, "").partition(" ")[0]) for char in pair)
    return next(filter(None, found), b"DFLT")


def _scripts(program: Program, gpos: int) -> dict[bytes, frozenset[int]]:
    """Script to the numbers of its kerning lookups (OpenType Layout Common Table Formats, ScriptList, FeatureList)."""
    script_list, feature_list = program.read(">2H", gpos + 4)
    script_list, feature_list = gpos + script_list, gpos + feature_list
    features = _records(program, feature_list)
    found = {}
    for tag, offset in _records(program, script_list):
        if tag not in (b"DFLT", *_SCRIPTS.values()):
            continue
        lookups: set[int] = set()
        (default,) = program.read(">H", script_list + offset)
        if default:
            system = script_list + offset + default
            required, count = program.read(">2H", system + 2)
            for number in (required, *program.read(f">{count}H", system + 6)):
                if number < len(features) and features[number][0] == b"kern":
                    place = feature_list + features[number][1]
                    lookups.update(program.read(f">{program.read('>H', place + 2)[0]}H", place + 4))
        found[tag] = frozenset(lookups)
    return found


def _records(program: Program, at: int) -> list[tuple[bytes, int]]:
    """The tags and offsets of a list of them."""
    (count,) = program.read(">H", at)
    return list(struct.iter_unpack(">4sH", program.stretch(at + 2, 6 * count)))


class _Subtable:
    """A pair adjustment (GPOS, Lookup type 2): the shape of both formats."""

    def __init__(self, program: Program, at: int) -> None:
        covered, first, second = program.read(">3H", at + 2)
        self.program, self.at = program, at
        self.coverage = Coverage(program, at + covered)
        # A value record has two bytes for every bit of its format; xPlacement and yPlacement come before xAdvance.
        self.before = 2 * (first & 0x0003).bit_count()
        self.size = 2 * (first.bit_count() + second.bit_count())
        self.advances = bool(first & 0x0004)

    def move(self, first: int, second: int) -> int | None:
        """The move of a pair whose first glyph is covered; None leaves it to the next subtable."""
        raise NotImplementedError


_Lookup = tuple[frozenset[int], list[_Subtable]]
"""The classes of glyphs (GDEF) that a lookup passes over, and its subtables."""


class _Gpos:
    """Some lookups of a font's GPOS table."""

    def __init__(self, program: Program, gpos: int, numbers: list[int]) -> None:
        self._program = program
        self._left = _MOST
        (offset,) = program.read(">H", gpos + 8)
        (count,) = program.read(">H", gpos + offset)
        offsets = program.read(f">{count}H", gpos + offset + 2)
        found = [self._lookup(gpos + offset + offsets[number]) for number in numbers if number < count]
        self._lookups = [lookup for lookup in found if lookup[1]]
        self._classes = self._glyph_classes() if any(ignored for ignored, _ in self._lookups) else None
        self._covering: dict[int, list[_Lookup]] = {}

    def move(self, first: int, second: int) -> int:
        """What kerning puts between two glyphs."""
        covering = self._covering.get(first)
        if covering is None:
            self._covering[first] = covering = self._find(first)
        total = 0
        for ignored, subtables in covering:
            if self._classes is not None and self._classes[second] in ignored:
                continue
            for subtable in subtables:
                move = subtable.move(first, second)
                if move is not None:
                    total += move
                    break
        return total

    def _find(self, first: int) -> list[_Lookup]:
        """For each lookup that knows the glyph as the first of a pair, its subtables that do."""
        found: list[_Lookup] = []
        for ignored, subtables in self._lookups:
            if self._classes is None or self._classes[first] not in ignored:
                some = [subtable for subtable in subtables if subtable.coverage[first] >= 0]
                found += [(ignored, some)] if some else []
        return found

    def _lookup(self, at: int) -> _Lookup:
        kind, flag, count = self._program.read(">3H", at)
        # Bits 1 to 3 name what is passed over; a choice among marks is taken for all marks (Lookup table, lookupFlag).
        ignored = {number for number in (1, 2, 3) if flag >> number & 1} | ({3} if flag & 0xFF10 else set())
        subtables: list[_Subtable] = []
        if kind in (2, 9):
            self._left -= count
            if self._left < 0:
                raise self._program.damaged("its kerning has no end")
            for offset in self._program.read(f">{count}H", at + 6):
                subtable = self._subtable(kind, at + offset)
                subtables += [subtable] if subtable else []
        return frozenset(ignored), subtables

    def _subtable(self, kind: int, at: int) -> _Subtable | None:
        if kind == 9:  # Extension Positioning: a longer way to a subtable of another type
            _, kind, offset = self._program.read(">2HL", at)
            at += offset
        if kind != 2:
            return None
        (form,) = self._program.read(">H", at)
        return _Pairs(self._program, at) if form == 1 else _Classes(self._program, at) if form == 2 else None

    def _glyph_classes(self) -> Classes | None:
        """Base, ligature, mark or component (GDEF, Glyph Class Definition)."""
        gdef = self._program.tables.get(b"GDEF")
        offset = self._program.read(">H", gdef + 4)[0] if gdef else 0
        return Classes(self._program, gdef + offset) if gdef and offset else None


class _Pairs(_Subtable):
    """Pair Adjustment Positioning Format 1: pairs of single glyphs."""

    def __init__(self, program: Program, at: int) -> None:
        super().__init__(program, at)
        (count,) = program.read(">H", at + 8)
        self._sets = program.read(f">{count}H", at + 10)
        self._moves: dict[int, dict[int, int]] = {}

    def move(self, first: int, second: int) -> int | None:
        moves = self._moves.get(first)
        if moves is None:
            self._moves[first] = moves = self._read(self.coverage[first])
        return moves.get(second)

    def _read(self, index: int) -> dict[int, int]:
        """A PairSet: second glyph to move."""
        if index >= len(self._sets):
            return {}
        place = self.at + self._sets[index]
        (count,) = self.program.read(">H", place)
        records = self.program.stretch(place + 2, count * (2 + self.size))
        if not self.advances:
            return {glyph: 0 for (glyph,) in struct.iter_unpack(f">H{self.size}x", records)}
        return dict(struct.iter_unpack(f">H{self.before}xh{self.size - self.before - 2}x", records))


class _Classes(_Subtable):
    """Pair Adjustment Positioning Format 2: pairs of classes of glyphs."""

    def __init__(self, program: Program, at: int) -> None:
        super().__init__(program, at)
        first, second, self._firsts, self._seconds = program.read(">4H", at + 8)
        self._first, self._second = Classes(program, at + first), Classes(program, at + second)

    def move(self, first: int, second: int) -> int | None:
        one, other = self._first[first], self._second[second]
        if one >= self._firsts or other >= self._seconds:
            return None
        place = self.at + 16 + (one * self._seconds + other) * self.size + self.before
        return self.program.read(">h", place)[0] if self.advances else 0
