"""The file: numbered objects, gathered in any order and written with object and cross-reference streams."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Sequence
from typing import Protocol

from pipeline.render.errors import RenderError
from pipeline.render.reportlab_door import PDFDocument, PDFPage, format_object
from pipeline.render.syntax import ref, stream

_PER_STREAM = 250  # objects in an object stream: larger packs no better and makes readers unpack more for one object
_LEAF = 64  # entries in a leaf of a name or number tree


class Holder(Protocol):
    """What takes objects: a file, or a revision of one."""

    def put(self, body: bytes | str) -> int:
        """Add an object; returns its number."""


class File(PDFDocument):  # type: ignore[misc]  # ReportLab is untyped
    """ReportLab's document, for its Canvas to write pages to; objects of ours are bytes that it need not know."""

    def __init__(self, version: str = "1.7") -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7))
        self.version = version
        self.objectcounter = 0  # what ReportLab numbered for its own catalog is not written
        for registry in (self.numberToId, self.idToObject, self.idToObjectNumberAndVersion):
            registry.clear()
        self.pool: dict[int, bytes] = {}
        self.page_contents: list[int] = []

    def reserve(self) -> int:
        """The number of an object that is to come."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def fill(self, number: int, body: bytes | str) -> None:
        """Bring a reserved object."""
        self.pool[number] = body.encode() if isinstance(body, str) else body

    def put(self, body: bytes | str) -> int:
        """Add an object; returns its number."""
        number = self.reserve()
        self.pool[number] = body.encode() if isinstance(body, str) else body
        return number

    def tree(self, kind: str, entries: Sequence[tuple[str, str]], limits: Sequence[str]) -> int:
        """A name tree (`kind` Names) or number tree (Nums) of sorted entries; returns its root's number.

        `limits` holds the keys as they stand in Limits, in the same order (ISO 32000-1, 7.9.6 and 7.9.7).
        """
        leaves = []
        for i in range(0, len(entries), _LEAF):
            part = " ".join([f"{key} {value}" for key, value in entries[i : i + _LEAF]])
            last = min(i + _LEAF, len(entries)) - 1
            leaves.append(self.put(f"<</Limits[{limits[i]} {limits[last]}]/{kind}[{part}]>>"))
        return self.put(f"<</Kids[{' '.join(map(ref, leaves))}]>>" if leaves else f"<</{kind}[]>>")

    def addPage(self, page: PDFPage) -> None:  # noqa: N802 (ReportLab's name: the Canvas calls it)
        """Take the contents of a finished page from the Canvas."""
        self.page_contents.append(self.put(stream(page.stream.encode("latin-1"))))
        self.pageCounter += 1
        self.inObject = None

    def getInternalFontName(self, psfontname: str) -> str:  # noqa: N802 (ReportLab's name)
        """ReportLab asks here for fonts that every viewer is said to have; a file for the archive embeds its own."""
        raise RenderError(f"font {psfontname} is not embedded")

    def finish(self, catalog: int, info: int, identity: str) -> bytes:
        """The whole file; `info` is 0 where there is none. /ID comes from the content, its first half from `identity`
        where there is one.
        """
        writer = _Writer(self.version)
        waiting: list[tuple[int, bytes]] = []
        for number in range(1, self.objectcounter + 1):
            body = self._body(number)
            if body.endswith(b"endstream"):
                writer.plain(number, body)
            else:
                waiting.append((number, body))
            if len(waiting) == _PER_STREAM:
                writer.packed(self.reserve(), waiting)
                waiting = []
        if waiting:
            writer.packed(self.reserve(), waiting)
        return writer.close(self.reserve(), f"/Root {ref(catalog)}{f'/Info {ref(info)}' if info else ''}", identity)

    def _body(self, number: int) -> bytes:
        if number in self.pool:
            return self.pool.pop(number)
        if number in self.numberToId:
            return bytes(format_object(self.idToObject[self.numberToId[number]], self, toplevel=1)).rstrip(b"\n")
        raise RenderError(f"object {number} was promised and never brought")


class _Writer:
    """Objects in their final order and where each of them came to stand."""

    def __init__(self, version: str) -> None:
        self.chunks: list[bytes] = []
        self.end = 0
        self.places: dict[int, tuple[int, int, int]] = {}
        self._add(b"%%PDF-%s\n%%\xe2\xe3\xcf\xd3\n" % version.encode())

    def _add(self, chunk: bytes) -> None:
        self.chunks.append(chunk)
        self.end += len(chunk)

    def plain(self, number: int, body: bytes) -> None:
        self.places[number] = 1, self.end, 0
        self._add(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def packed(self, holder: int, objects: list[tuple[int, bytes]]) -> None:
        """An object stream (ISO 32000-1, 7.5.7)."""
        heads, offset = [], 0
        for index, (number, body) in enumerate(objects):
            heads.append(b"%d %d" % (number, offset))
            offset += len(body) + 1
            self.places[number] = 2, holder, index
        head = b" ".join(heads) + b"\n"
        data = head + b"\n".join([body for _, body in objects])
        self.plain(holder, stream(data, f"/Type/ObjStm/N {len(objects)}/First {len(head)}"))

    def close(self, number: int, trailer: str, identity: str) -> bytes:
        """The cross-reference stream (ISO 32000-1, 7.5.8) ends the file."""
        digest = hashlib.md5(usedforsecurity=False)
        for chunk in self.chunks:
            digest.update(chunk)
        second = digest.hexdigest().upper()
        first = hashlib.md5(identity.encode(), usedforsecurity=False).hexdigest().upper() if identity else second
        start = self.end
        self.places[number] = 1, start, 0
        row = struct.Struct(">BLH").pack
        table = [row(0, 0, 65535), *[row(*self.places[n]) for n in range(1, number + 1)]]
        entries = f"/Type/XRef/W[1 4 2]/Size {number + 1}{trailer}/ID[<{first}><{second}>]"
        self.plain(number, stream(b"".join(table), entries))
        self._add(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self.chunks)
