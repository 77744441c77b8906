"""Whether all that was appended belongs to objects: what does not is seen by nobody, and could be anything."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pypdf.generic import IndirectObject, NumberObject

from pipeline.readback.opened import numbers

if TYPE_CHECKING:
    from pypdf import PdfReader

_OBJECT = re.compile(rb"(\d{1,10}) (\d{1,5}) obj\b")
_STREAM = re.compile(rb">>\s{0,4}stream\r?\n")
_LENGTH = re.compile(rb"/Length\s{1,4}(\d{1,10})(?:\s{1,4}(\d{1,5})\s{1,4}R)?")
_AFTER = re.compile(rb"\s{0,4}endstream\s+endobj\s*")
_TABLE = re.compile(rb"xref\s[\d\sfn]*trailer\s*<<.*>>\s*", re.DOTALL)
_END = re.compile(rb"startxref\s+(\d{1,12})\s+%%EOF\s*\Z")


def is_stray(data: bytes, start: int, end: int, reader: PdfReader) -> bool:
    """Whether the bytes from `start` to `end` hold more than the objects of `reader` that stand there, their table, and
    the end of the file.
    """
    found = _END.search(data[:end], start)
    if not found:
        return True
    stop, table = found.start(), int(found[1])
    objects = {place[1]: number for number, place in numbers(reader) if place[0] >= 0 and start <= place[1] < stop}
    if not start <= table < stop:
        return True  # it has no table of its own
    if head := _OBJECT.match(data, table):
        objects[table] = int(head[1])  # the table is a stream, which need not list itself
    elif _TABLE.fullmatch(data, table, stop):
        stop = table
    else:
        return True
    starts = [*sorted(objects), stop]
    if data[start : starts[0]].strip():
        return True
    return not all(_is_one(data[at:until], objects[at], reader) for at, until in pairwise(starts))


def _is_one(piece: bytes, number: int, reader: PdfReader) -> bool:
    """Whether a stretch of the file is one object, and nothing else."""
    head = _OBJECT.match(piece)
    if not head or int(head[1]) != number:
        return False
    begin = _STREAM.search(piece)
    if not begin:
        return piece.rstrip().endswith(b"endobj") and piece.count(b"endobj") == 1
    lengths = _LENGTH.findall(piece, 0, begin.end())
    if not lengths:
        return False
    size, generation = int(lengths[-1][0]), lengths[-1][1]
    if generation:
        held = reader.get_object(IndirectObject(size, int(generation), reader))
        size = int(held) if isinstance(held, NumberObject) else -1
    return size >= 0 and bool(_AFTER.fullmatch(piece, begin.end() + size))
