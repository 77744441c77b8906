"""Whether all that was appended belongs to objects: what does not is seen by nobody, and could be anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pypdf.generic import IndirectObject, StreamObject

from pipeline.readback.opened import numbers

if TYPE_CHECKING:
    from pypdf import PdfReader

_OBJECT = re.compile(rb"(\d{1,10}) (\d{1,5}) obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_AFTER = re.compile(rb"\s{0,4}endstream\s+endobj\s*\Z")
_TABLE = re.compile(rb"xref\s[\d\sfn]*trailer\s*<<.*>>\s*\Z", re.DOTALL)
_END = re.compile(rb"startxref\s+\d+\s+%%EOF\s*\Z")


def is_stray(data: bytes, start: int, end: int, reader: PdfReader) -> bool:
    """Whether the bytes from `start` to `end` hold more than the objects of `reader` that stand there, their table, and
    the end of the file.
    """
    found = _END.search(data, start, end)
    if not found:
        return True
    stop = found.start()
    table = data.rfind(b"xref", start, stop)
    objects = {place[1]: number for number, place in numbers(reader) if place[0] >= 0 and start <= place[1] < stop}
    if table >= start and _TABLE.fullmatch(data, table, stop) and table not in objects:
        stop = table
    starts = sorted(objects)
    if data[start : starts[0] if starts else stop].strip():
        return True
    return any(
        not _is_one(data[at:until], objects[at], reader) for at, until in zip(starts, [*starts[1:], stop], strict=False)
    )


def _is_one(piece: bytes, number: int, reader: PdfReader) -> bool:
    """Whether a stretch of the file is one object, and nothing else."""
    head = _OBJECT.match(piece)
    if not head or int(head[1]) != number:
        return False
    held = reader.get_object(IndirectObject(number, int(head[2]), reader))
    if not isinstance(held, StreamObject):
        return piece.rstrip().endswith(b"endobj") and piece.count(b"endobj") == 1
    begin, length = _STREAM.search(piece), held.get("/Length")
    if not begin:
        return False
    size = length.get_object() if isinstance(length, IndirectObject) else length
    if not isinstance(size, int):  # pypdf has taken the length out, once it had read the stream
        size = piece.rfind(b"endstream") - begin.end()
        size -= piece[begin.end() : begin.end() + size].endswith(b"\n")
    return bool(_AFTER.match(piece, begin.end() + size)) and piece.count(b"endobj", begin.end() + size) == 1
