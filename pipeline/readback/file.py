"""What a whole file says: its states, what it holds, what stands on its pages."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from pipeline.readback.opened import entry, numbers, opened, pages, resolved
from pipeline.readback.plain import ACTIVE, names
from pipeline.readback.revisions import ends, revisions
from pipeline.readback.tags import tags
from pipeline.readback.text import Reading

if TYPE_CHECKING:
    from pypdf import PdfReader


def told(data: bytes) -> dict[str, Any]:
    """Everything, as JSON has it. Raises whatever pypdf does, where the file as a whole can't be read."""
    leading = data[:1024].find(b"%PDF-")
    if leading < 0:
        raise ValueError("it does not begin like one")
    faults: dict[str, str] = {}
    found = opened(data)
    reader = found.reader
    if found.fault:
        faults["structure"] = found.fault

    def tried(area: str, read: Callable[[], Any], otherwise: Any) -> Any:
        """Part of a file that can't be read is a fault; the rest is read all the same."""
        try:
            return read()
        except (RecursionError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 (whatever a hostile file makes pypdf raise)
            faults[area] = " ".join(str(error).split())[:200] or type(error).__name__
            return otherwise

    root = resolved(reader.trailer["/Root"])
    sheets = tried("pages", lambda: pages(reader), [])
    index = {number: at for at, (number, _, _) in enumerate(sheets)}
    reading = Reading(reader)
    return {
        "size": len(data),
        "leading": leading,
        "trailing": len(data) - ends(data)[-1],
        "revisions": tried("revisions", lambda: revisions(data, faults), []),
        "catalog": sorted(map(str, root)),
        "active": tried("content", lambda: sorted(_active(reader)), []),
        "attachments": tried("attachments", lambda: list(_attachments(root)), []),
        "pages": [tried("text", partial(_page, reading, page, inherited), _EMPTY) for _, page, inherited in sheets],
        "tags": tried("tags", lambda: tags(reader, index), []),
        "outline": tried("outline", lambda: list(_outline(root)), []),
        "info": tried("metadata", lambda: _info(reader), {}),
        "xmp": tried("metadata", lambda: entry(root, "/Metadata", StreamObject).get_data().decode("utf-8"), ""),
        "lang": str(resolved(root.get("/Lang")) or ""),
        "marked": tried("tags", lambda: bool(resolved(entry(root, "/MarkInfo").get("/Marked"))), False),
        "ids": [
            bytes(getattr(each, "original_bytes", b"")).hex() for each in entry(reader.trailer, "/ID", ArrayObject)
        ],
        "faults": faults,
    }


_EMPTY: dict[str, Any] = {
    "label": "",
    "marked": [],
    "artifacts": "",
    "loose": "",
    "unseen": "",
    "links": [],
    "others": [],
}


def _page(reading: Reading, page: DictionaryObject, resources: DictionaryObject) -> dict[str, Any]:
    links, others = [], []
    for each in entry(page, "/Annots", ArrayObject):
        annotation = resolved(each)
        kind = str(annotation.get("/Subtype", ""))
        if kind == "/Link":
            links.append(f"{_target(annotation)} {resolved(annotation.get('/Contents')) or ''}".rstrip())
        else:
            others.append(kind.removeprefix("/"))
    return {**_EMPTY, **reading.page(page, resources), "links": links, "others": others}


def _target(annotation: DictionaryObject) -> str:
    action = entry(annotation, "/A")
    held = resolved(action.get("/URI", annotation.get("/Dest", action.get("/D"))))
    return str(held)


def _active(reader: PdfReader) -> set[str]:
    found: set[str] = set()
    for number, (generation, *_) in numbers(reader):
        held = reader.get_object(IndirectObject(number, max(generation, 0), reader))
        # A stream with Ref shows a page of another file (ISO 32000-1, 8.10.4); a tag with it names another tag.
        found |= (ACTIVE if isinstance(held, StreamObject) else ACTIVE - {"/Ref"}).intersection(names(held))
    return {name.removeprefix("/") for name in found}


def _attachments(root: DictionaryObject) -> Iterator[dict[str, Any]]:
    associated = {
        ref.idnum for ref in list.__iter__(entry(root, "/AF", ArrayObject)) if isinstance(ref, IndirectObject)
    }
    for name, ref in _name_tree(entry(entry(root, "/Names"), "/EmbeddedFiles")):
        held = resolved(ref)
        stream = entry(entry(held, "/EF"), "/UF", StreamObject) or entry(entry(held, "/EF"), "/F", StreamObject)
        data, params = stream.get_data(), entry(stream, "/Params")
        check = resolved(params.get("/CheckSum"))
        digest = hashlib.md5(data, usedforsecurity=False).digest()
        title = str(resolved(held.get("/UF")) or "")
        yield {
            "name": title,
            "mime": str(stream.get("/Subtype", "")).removeprefix("/"),
            "relation": str(held.get("/AFRelationship", "")).removeprefix("/"),
            "about": str(resolved(held.get("/Desc")) or ""),
            "data": base64.b64encode(data).decode(),
            "sound": resolved(params.get("/Size")) == len(data)
            and bytes(getattr(check, "original_bytes", b"")) == digest
            and title == str(name) == str(resolved(held.get("/F")) or ""),
            "associated": isinstance(ref, IndirectObject) and ref.idnum in associated,
        }


def _name_tree(node: Any) -> Iterator[tuple[Any, Any]]:
    """Names and values of a name tree. Raises ValueError where it goes round in circles."""
    waiting: list[Any] = [node]
    seen: set[int] = set()
    while waiting:
        here = resolved(waiting.pop(0))
        if id(here) in seen or len(seen) > 10_000:
            raise ValueError("a tree of names has no end")
        seen.add(id(here))
        waiting += list(list.__iter__(entry(here, "/Kids", ArrayObject)))
        pairs = list(list.__iter__(entry(here, "/Names", ArrayObject)))
        yield from ((resolved(name), value) for name, value in zip(pairs[::2], pairs[1::2], strict=True))


def _outline(root: DictionaryObject) -> Iterator[tuple[int, str]]:
    waiting = [(entry(root, "/Outlines").get("/First"), 1)]
    seen: set[int] = set()
    while waiting:
        ref, level = waiting.pop()
        held = resolved(ref)
        if not isinstance(held, DictionaryObject):
            continue
        if id(held) in seen:
            raise ValueError("the outline has no end")
        seen.add(id(held))
        yield level, str(resolved(held.get("/Title")) or "")
        waiting += [(held.get("/Next"), level), (held.get("/First"), level + 1)]


def _info(reader: PdfReader) -> dict[str, str]:
    held = entry(reader.trailer, "/Info")
    return {str(key).removeprefix("/"): str(resolved(held.get(key))) for key in held}
