"""pypdf as this room uses it: strict where the file is sound, and told where it was not."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

logging.disable(logging.CRITICAL)  # what pypdf would warn of is told as a fault, or not at all

_PAGES = 20_000


class Opened(NamedTuple):
    """A file, and what is wrong with its structure; "" if nothing is."""

    reader: PdfReader
    fault: str


def opened(data: bytes) -> Opened:
    """Open a file. Raises whatever pypdf does, and ValueError for an encrypted file or one without a catalog."""
    fault = ""
    try:
        reader = PdfReader(io.BytesIO(data), strict=True)
        resolved(resolved(reader.trailer["/Root"])["/Pages"])  # looked at, so that it is read
    except (PyPdfError, LookupError, TypeError, ValueError, AttributeError, AssertionError) as error:
        fault = " ".join(str(error).split())[:200] or type(error).__name__
        reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise ValueError("it is encrypted")
    if not isinstance(resolved(reader.trailer.get("/Root")), DictionaryObject):
        raise ValueError("it has no catalog")  # noqa: TRY004 (of the file, not of the caller)
    return Opened(reader, fault)


def resolved(value: Any) -> Any:
    """What a reference leads to, or the value itself; None for nothing."""
    return value.get_object() if isinstance(value, IndirectObject) else value


def entry(holder: Any, key: str, kind: type = DictionaryObject) -> Any:
    """The value of a key, resolved, if it is of the kind; else an empty one of it."""
    held = resolved(holder).get(key) if isinstance(resolved(holder), DictionaryObject) else None
    found = resolved(held)
    return found if isinstance(found, kind) else kind()


def pages(reader: PdfReader) -> list[tuple[int, DictionaryObject, DictionaryObject]]:
    """Object number, page and resources of every page in order. Raises ValueError for a tree that is none."""
    found: list[tuple[int, DictionaryObject, DictionaryObject]] = []
    seen: set[int] = set()
    waiting: list[tuple[Any, Any]] = [(resolved(reader.trailer["/Root"]).get("/Pages"), DictionaryObject())]
    while waiting:
        ref, inherited = waiting.pop()
        number = ref.idnum if isinstance(ref, IndirectObject) else 0
        node = resolved(ref)
        if not isinstance(node, DictionaryObject):
            raise ValueError("its tree of pages is broken")  # noqa: TRY004 (of the file, not of the caller)
        if number in seen or len(found) > _PAGES:
            raise ValueError("its tree of pages has no end")
        seen |= {number} - {0}
        resources = entry(node, "/Resources") or inherited
        if "/Kids" in node:
            waiting += [(kid, resources) for kid in reversed(entry(node, "/Kids", ArrayObject))]
        else:
            found.append((number, node, resources))
    return found


def numbers(reader: PdfReader) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Every object that is in use, by its number, with where it stands: a generation and an offset, or an object stream
    and an index.
    """
    packed = {number: (-1, *map(int, place)) for number, place in reader.xref_objStm.items()}
    plain = {
        number: (generation, int(offset))
        for generation, table in reader.xref.items()
        for number, offset in table.items()
        if number not in packed and number and offset
    }
    yield from sorted((packed | plain).items())
