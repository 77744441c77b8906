"""Reads our files back with pypdf, as plainly as the tests need it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    TextStringObject,
)


def opened(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data), strict=True)


def elements(data: bytes) -> Iterator[tuple[int, DictionaryObject]]:
    """Every structure element with its depth, in reading order."""
    root = opened(data).root_object["/StructTreeRoot"]
    yield from _below(root["/K"].get_object(), 0)


def _below(element: DictionaryObject, depth: int) -> Iterator[tuple[int, DictionaryObject]]:
    yield depth, element
    for kid in kids(element):
        if isinstance(kid, DictionaryObject) and "/S" in kid:
            yield from _below(kid, depth + 1)


def kids(element: DictionaryObject) -> list:
    """What K holds, always as a list of resolved objects."""
    held = element.get("/K", ArrayObject())
    held = held.get_object() if isinstance(held, IndirectObject) else held
    return [kid.get_object() for kid in (held if isinstance(held, ArrayObject) else [held])]


def outline(data: bytes) -> list[tuple[int, str]]:
    """Level and title of every entry of the outline, as shown."""

    def below(parent: DictionaryObject, level: int) -> Iterator[tuple[int, str]]:
        entry = parent.get("/First")
        while entry is not None:
            held = entry.get_object()
            yield level, held["/Title"]
            yield from below(held, level + 1)
            entry = held.get("/Next")

    return list(below(opened(data).root_object["/Outlines"].get_object(), 1))


def tags(data: bytes) -> str:
    """The tag tree, one element a line, indented."""
    lines = []
    for depth, element in elements(data):
        notes = [element["/S"][1:]]
        if "/Lang" in element:
            notes.append(f"lang={element['/Lang']}")
        if "/E" in element:
            notes.append(f"expansion={element['/E']}")
        if "/ID" in element:
            notes.append(f"id={element['/ID']}")
        for key, value in sorted(element.get("/A", DictionaryObject()).get_object().items()):
            if key != "/O":
                notes.append(f"{key[1:]}={str(value).removeprefix('/')}")
        held = kids(element)
        marked = sum(isinstance(kid, int) or kid.get("/Type") == "/MCR" for kid in held)
        objects = sum(isinstance(kid, dict) and kid.get("/Type") == "/OBJR" for kid in held)
        notes += [f"text×{marked}"] * bool(marked) + [f"link×{objects}"] * bool(objects)
        lines.append("  " * depth + " ".join(notes))
    return "\n".join(lines)


def spoken(data: bytes, *, figures: bool = True) -> list[str]:
    """Every stretch of text in the order of the tree: decoded by the fonts' own maps, to the letter."""
    reader = opened(data)
    marked = {(page.indirect_reference.idnum, mcid): text for page in reader.pages for mcid, text in _marked(page)}

    def below(element: DictionaryObject) -> Iterator[str]:
        for kid in kids(element):
            if isinstance(kid, int):
                yield marked.pop((element.raw_get("/Pg").idnum, kid))
            elif kid.get("/Type") == "/MCR":
                yield marked.pop((kid.raw_get("/Pg").idnum, kid["/MCID"]))
            elif "/S" in kid:
                inner = list(below(kid))
                yield from inner if figures or kid["/S"] != "/Figure" else ()

    heard = list(below(reader.root_object["/StructTreeRoot"]["/K"].get_object()))
    assert not marked, "text on a page that no element holds"
    return heard


def marks_in_order(data: bytes) -> list[tuple[int, int]]:
    """Page object and MCID of every marked content, in the order of the structure tree."""

    def below(element: DictionaryObject) -> Iterator[tuple[int, int]]:
        for kid in kids(element):
            if isinstance(kid, int):
                yield element.raw_get("/Pg").idnum, kid
            elif kid.get("/Type") == "/MCR":
                yield kid.raw_get("/Pg").idnum, kid["/MCID"]
            elif "/S" in kid:
                yield from below(kid)

    return list(below(opened(data).root_object["/StructTreeRoot"]["/K"].get_object()))


def _marked(page: DictionaryObject) -> Iterator[tuple[int, str]]:
    maps = {name: _map(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    font, mcid, text = "", None, ""
    for operands, operator in ContentStream(page.get_contents(), None).operations:
        if operator == b"BDC":
            mcid, text = operands[1].get("/MCID"), ""
        elif operator == b"Tf":
            font = operands[0]
        elif operator == b"TJ":
            text += "".join(
                maps[font][code] for held in operands[0] if not isinstance(held, float) for code in _codes(held)
            )
        elif operator == b"EMC" and mcid is not None:
            yield mcid, text
            mcid = None


def _codes(held: object) -> bytes:
    return held.original_bytes if isinstance(held, (TextStringObject, ByteStringObject)) else b""


def _map(font: DictionaryObject) -> dict[int, str]:
    rows = re.findall(rb"^<(..)> <(\w{4,})>$", font["/ToUnicode"].get_data(), re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in rows}
