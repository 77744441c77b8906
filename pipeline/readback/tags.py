"""The structure tree, element by element (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NumberObject

from pipeline.readback.opened import entry, resolved

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST = 2_000_000
"""Elements; the largest brief that was made has a tenth of it."""


def tags(reader: PdfReader, pages: Mapping[int, int]) -> list[dict[str, Any]]:
    """Every element and every piece of content in reading order. `pages` gives a page's index by its object number.

    Raises ValueError for a tree that goes round in circles.
    """
    root = entry(reader.trailer["/Root"], "/StructTreeRoot")
    told: list[dict[str, Any]] = []
    seen: set[int] = set()
    waiting: list[tuple[Any, int, int]] = [(kid, 0, -1) for kid in reversed(_kids(root))]
    while waiting:
        ref, depth, page = waiting.pop()
        held = resolved(ref)
        if isinstance(ref, IndirectObject) and not isinstance(held, NumberObject):
            if ref.idnum in seen:
                raise ValueError("an element stands twice in the structure tree")
            seen.add(ref.idnum)
        if len(told) >= _MOST:
            raise ValueError("the structure tree has no end")
        if isinstance(held, NumberObject):
            told.append(_told(depth, content=[(page, int(held))]))
        elif not isinstance(held, DictionaryObject) or held.get("/Type") == "/OBJR":
            continue
        elif held.get("/Type") == "/MCR":
            mcid = held.get("/MCID")
            told.append(_told(depth, content=[(_page(held, pages, page), int(mcid) if isinstance(mcid, int) else -1)]))
        else:
            here = _page(held, pages, page)
            told.append(_element(held, depth))
            waiting += [(kid, depth + 1, here) for kid in reversed(_kids(held))]
    return told


_SAID = {"alt": "/Alt", "instead": "/ActualText", "expansion": "/E"}
"""What an element may be read as, other than it is seen (ISO 32000-1, 14.9)."""


def _told(depth: int, **more: Any) -> dict[str, Any]:
    return {"role": "", "depth": depth, "content": [], "alt": "", "instead": "", "expansion": "", **more}


def _element(element: DictionaryObject, depth: int) -> dict[str, Any]:
    role = str(element.get("/S", "")).removeprefix("/")
    said = {name: str(resolved(element.get(key)) or "") for name, key in _SAID.items()}
    return _told(depth, role=role, **said)


def _kids(element: DictionaryObject) -> list[Any]:
    held = element.raw_get("/K") if "/K" in element else None
    inner = resolved(held)
    if isinstance(inner, ArrayObject):
        return list(list.__iter__(inner))
    return [] if held is None else [held]


def _page(element: DictionaryObject, pages: Mapping[int, int], otherwise: int) -> int:
    ref = element.raw_get("/Pg") if "/Pg" in element else None
    return pages.get(ref.idnum, -1) if isinstance(ref, IndirectObject) else otherwise
