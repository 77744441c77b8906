"""A revision appended to a file that `file.py` wrote: the bytes before it stay as they are (ISO 32000-1, 7.5.6)."""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from itertools import groupby

from pipeline.render.errors import RenderError
from pipeline.render.syntax import stream

_END = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
_TABLE = re.compile(
    rb"\d{1,10} 0 obj\n<</Type/XRef/W\[1 4 2\]/Size (\d{1,10})(/Root \d{1,10} 0 R(?:/Info \d{1,10} 0 R)?)"
    rb"/ID\[<([0-9A-F]{32})><[0-9A-F]{32}>\]/Filter/FlateDecode/Length \d{1,10}>>\nstream\n"
)
"""The table of a file in its first state, as `File.finish` writes it; a later state names the one before it (Prev)."""
_ROW = struct.Struct(">BLH")


class Revision:
    """What comes after a file in its first state. Raises RenderError for any other file."""

    def __init__(self, data: bytes) -> None:
        end = _END.search(data)
        table = _TABLE.match(data, int(end[1])) if end else None
        if not end or not table:
            raise RenderError("the file is no edition as it was published: number first, sign last")
        self._data, self._before = data, int(end[1])
        self._next, self._root, self._first = int(table[1]), table[2].decode(), table[3].decode()
        self._rows = _unpacked(data[table.end() : end.start()], self._next * _ROW.size)
        self._bodies: dict[int, bytes] = {}

    def find(self, entries: str) -> list[tuple[int, tuple[str, ...]]]:
        """The empty streams whose dictionary is `entries` (a pattern): their numbers, and what its groups matched."""
        pattern = rb"(\d{1,10}) 0 obj\n<<%s/Length 0>>\nstream\n\nendstream" % entries.encode()
        out = []
        for match in re.finditer(pattern, self._data):
            held = int(match[1])
            # Only what the table knows is an object: the same characters may stand inside another one.
            if 0 < held < self._next and _ROW.unpack_from(self._rows, held * _ROW.size) == (1, match.start(), 0):
                out.append((held, tuple(group.decode() for group in match.groups()[1:])))
        return out

    def put(self, body: bytes | str) -> int:
        """Add an object; returns its number."""
        self._bodies[self._next] = body.encode() if isinstance(body, str) else body
        self._next += 1
        return self._next - 1

    def replace(self, number: int, body: bytes) -> None:
        """Let an object be another one from now on."""
        self._bodies[number] = body

    def close(self) -> bytes:
        """The bytes to append. The first half of /ID stays, the second follows from all that stands before it."""
        chunks, at, places = [], len(self._data), []
        for number, body in sorted(self._bodies.items()):
            places.append((number, at))
            chunks.append(b"%d 0 obj\n%s\nendobj\n" % (number, body))
            at += len(chunks[-1])
        places.append((self._next, at))
        digest = hashlib.md5(self._data + b"".join(chunks), usedforsecurity=False).hexdigest().upper()
        index = " ".join(f"{run[0]} {len(run)}" for run in _runs([number for number, _ in places]))
        entries = (
            f"/Type/XRef/W[1 4 2]/Index[{index}]/Size {self._next + 1}/Prev {self._before}{self._root}"
            f"/ID[<{self._first}><{digest}>]"
        )
        table = stream(b"".join([_ROW.pack(1, place, 0) for _, place in places]), entries)
        chunks.append(b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (self._next, table, at))
        return b"".join(chunks)


def _unpacked(data: bytes, size: int) -> bytes:
    try:
        rows = zlib.decompressobj().decompress(data, size + 1)
    except zlib.error as error:
        raise RenderError(f"the table of the file can't be read: {error}") from None
    if len(rows) != size:
        raise RenderError("the table of the file can't be read: it has another length")
    return rows


def _runs(numbers: list[int]) -> list[list[int]]:
    """Ascending numbers parted where one does not follow the one before."""
    keyed = groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])
    return [[number for _, number in run] for _, run in keyed]
