"""A font of a few bytes, made to order: what the desk's fonts do not have can be held against HarfBuzz too."""

from __future__ import annotations

import struct
from collections.abc import Sequence


def numbers(*some: int) -> bytes:
    """Unsigned numbers of 16 bits."""
    return struct.pack(f">{len(some)}H", *some)


def sfnt(tables: dict[bytes, bytes]) -> bytes:
    """A font file of these tables."""
    place, directory, body = 12 + 16 * len(tables), b"", b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4s3L", tag, 0, place + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return b"\0\1\0\0" + numbers(len(tables), 0, 0, 0) + directory + body


def listed(tags: Sequence[bytes], parts: Sequence[bytes], header: bytes = b"") -> bytes:
    """A count and (tag and) offset for each part, and the parts."""
    place = len(header) + 2 + len(parts) * (2 + (len(tags[0]) if tags else 0))
    found, body = header + numbers(len(parts)), b""
    for i, part in enumerate(parts):
        found += (tags[i] if tags else b"") + numbers(place + len(body))
        body += part
    return found + body


def gpos(scripts: dict[bytes, Sequence[int]], lookups: Sequence[bytes]) -> bytes:
    """A GPOS table: each script has the lookups of these numbers in its feature kern."""
    systems = [numbers(4, 0, 0, 0xFFFF, 1, i) for i in range(len(scripts))]
    features = [numbers(0, len(some), *some) for some in scripts.values()]
    first = listed(list(scripts), systems)
    second = listed([b"kern"] * len(features), features)
    third = listed([], lookups)
    return numbers(1, 0, 10, 10 + len(first), 10 + len(first) + len(second)) + first + second + third


def lookup(subtables: Sequence[bytes], *, flag: int = 0, extended: bool = False) -> bytes:
    """A lookup of pair adjustments, behind extensions if asked."""
    if not extended:
        return listed([], subtables, numbers(2, flag))
    wrapped = [numbers(1, 2, 0, 8) + subtable for subtable in subtables]
    return listed([], wrapped, numbers(9, flag))


def glyphs(members: Sequence[int], form: int) -> bytes:
    """A Coverage table of ascending glyphs."""
    if form == 1:
        return numbers(1, len(members), *members)
    return numbers(2, len(members)) + b"".join(numbers(glyph, glyph, i) for i, glyph in enumerate(members))


def classes(of: Sequence[int], form: int) -> bytes:
    """A ClassDef table: the classes of the glyphs from 1 on."""
    if form == 1:
        return numbers(1, 1, len(of), *of)
    return numbers(2, len(of)) + b"".join(numbers(i, i, number) for i, number in enumerate(of, 1))


def value(form: int, advance: int) -> bytes:
    """A value record with this xAdvance and other numbers that do nothing to the width."""
    return b"".join(struct.pack(">h", advance if bit == 4 else 77) for bit in (1, 2, 4, 8) if form & bit)


def pairs(moves: dict[int, dict[int, int]], form: int, coverage: int) -> bytes:
    """Pair adjustments of single glyphs: first glyph to second to move."""
    firsts = sorted(moves)
    sets = [
        numbers(len(moves[first]))
        + b"".join(numbers(two) + value(form, moves[first][two]) for two in sorted(moves[first]))
        for first in firsts
    ]
    place = 10 + 2 * len(firsts)
    offsets = [place + sum(map(len, sets[:i])) for i in range(len(sets))]
    end = place + sum(map(len, sets))
    return numbers(1, end, form, 0, len(firsts), *offsets) + b"".join(sets) + glyphs(firsts, coverage)


def class_pairs(first: Sequence[int], second: Sequence[int], moves: Sequence[int], form: int, kind: int) -> bytes:
    """Pair adjustments of classes of glyphs; the glyphs of an even number are covered."""
    rows, columns = max(first) + 1, max(second) + 1
    body = b"".join(value(form, moves[i % len(moves)]) for i in range(rows * columns))
    parts = [glyphs(range(2, len(first) + 1, 2), kind), classes(first, kind), classes(second, kind)]
    places = [16 + len(body) + sum(map(len, parts[:i])) for i in range(3)]
    return numbers(2, places[0], form, 0, places[1], places[2], rows, columns) + body + b"".join(parts)


def font(text: str, tables: dict[bytes, bytes], form: int = 4) -> bytes:
    """A font whose glyphs from 1 on are the characters of `text`, 500 + 10 × glyph wide, with these tables besides."""
    order = sorted(range(len(text)), key=lambda i: text[i])
    if form == 4:
        codes = [ord(text[i]) for i in order]
        n = len(codes) + 1
        shifts = [(i + 1 - code) & 0xFFFF for i, code in zip(order, codes, strict=True)]
        arrays = numbers(*codes, 0xFFFF, 0, *codes, 0xFFFF, *shifts, 1, *[0] * n)
        body = numbers(4, 14 + len(arrays), 0, 2 * n, 0, 0, 0) + arrays
        cmap = numbers(0, 1, 3, 1, 0, 12) + body
    else:
        groups = b"".join(struct.pack(">3L", ord(text[i]), ord(text[i]), i + 1) for i in order)
        cmap = numbers(0, 1, 3, 10, 0, 12) + struct.pack(">2H3L", 12, 0, 16 + len(groups), 0, len(order)) + groups
    count = len(text) + 1
    return sfnt(
        {
            b"head": numbers(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000, *[0] * 17),
            b"maxp": numbers(0, 0x5000, count),
            b"hhea": numbers(1, 0, 800, 200, *[0] * 13, count),
            b"hmtx": b"".join(numbers(500 + 10 * glyph, 0) for glyph in range(count)),
            b"cmap": cmap,
        }
        | tables
    )
