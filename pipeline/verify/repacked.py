"""Whether two files differ only in how zlib packed them: another build of it gives other bytes for the same content.

Our files are streams one after the other, between a header and the cross-reference stream that ends them; so each can
be unpacked and compared without a reader of PDF. All bytes between the streams must be the same, but for lengths; what
depends on the packed bytes (offsets, ID) must be right for the file that it stands in.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Iterator
from typing import NamedTuple

_HEAD = re.compile(rb"%PDF-(?:1\.7|2\.0)\n%\xe2\xe3\xcf\xd3\n")
_STREAM = re.compile(rb"(\d{1,10}) 0 obj\n(<<.*?)/Length (\d{1,10})>>\nstream\n", re.DOTALL)
_TAIL = b"\nendstream\nendobj\n"
_END = re.compile(rb"startxref\n(\d{1,12})\n%%EOF\n")
_ID = re.compile(rb"/ID\[<([0-9A-F]{32})><([0-9A-F]{32})>\]")
_LARGEST = 2**27


class _Broken(Exception):
    """Not a file of ours."""


class _Part(NamedTuple):
    """A stream: its object, its dictionary without the length, its content unpacked, and where it stands."""

    number: int
    entries: bytes
    content: bytes
    start: int


def repacked(one: bytes, other: bytes) -> bool:
    """Whether both are whole files of ours with the same content."""
    try:
        first, second = _Whole(one), _Whole(other)
    except _Broken:
        return False
    # A zlib that packed all else alike packs the table alike too: bits that it leaves unused were changed by hand.
    alike = one[: first.table.start] == other[: second.table.start]
    return not alike and first.content() == second.content()


class _Whole:
    """A file of ours, taken apart. Raises _Broken if it is none."""

    def __init__(self, data: bytes) -> None:
        self.parts = list(_parts(data))
        if not self.parts:
            raise _Broken
        *_, self.table = self.parts
        end = _END.fullmatch(data, self.table.start + _length(data, self.table.start))
        if not end or int(end[1]) != self.table.start:
            raise _Broken
        self._hold_id(data)
        self.places = self._places()

    def content(self) -> tuple[object, ...]:
        """Whatever does not depend on how it was packed."""
        parts = [(part.number, part.entries, part.content) for part in self.parts[:-1]]
        return (*parts, self.table.number, _ID.sub(b"", self.table.entries), *self.places)

    def _hold_id(self, data: bytes) -> None:
        """The second half of the ID is the hash of all before the table; so is the first, where no name is given."""
        found = _ID.search(self.table.entries)
        if (
            not found
            or found[2].decode() != hashlib.md5(data[: self.table.start], usedforsecurity=False).hexdigest().upper()
        ):
            raise _Broken

    def _places(self) -> list[tuple[int, ...]]:
        """The table, with the offset of each stream replaced by its turn."""
        row = struct.Struct(">BLH")
        if len(self.table.content) % row.size:
            raise _Broken
        turns = {part.start: turn for turn, part in enumerate(self.parts)}
        rows: list[tuple[int, ...]] = []
        for number, (kind, place, index) in enumerate(row.iter_unpack(self.table.content)):
            if kind == 1:
                if place not in turns or self.parts[turns[place]].number != number:
                    raise _Broken
                place = turns[place]  # noqa: PLW2901 (what is compared in its stead)
            rows.append((kind, place, index))
        return rows


def _parts(data: bytes) -> Iterator[_Part]:
    head = _HEAD.match(data)
    if not head:
        raise _Broken
    at = head.end()
    while head := _STREAM.match(data, at):
        length = int(head[3])
        packed = data[head.end() : head.end() + length]
        if not data.startswith(_TAIL, head.end() + length):
            raise _Broken
        yield _Part(int(head[1]), head[2], _unpacked(head[2], packed), at)
        at = head.end() + length + len(_TAIL)


def _length(data: bytes, start: int) -> int:
    head = _STREAM.match(data, start)
    if not head:
        raise _Broken
    return head.end() + int(head[3]) + len(_TAIL) - start


def _unpacked(entries: bytes, packed: bytes) -> bytes:
    if not entries.endswith(b"/Filter/FlateDecode"):
        return packed
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, _LARGEST)
    except zlib.error:
        raise _Broken from None
    if not unpacker.eof or unpacker.unused_data:
        raise _Broken
    return content
