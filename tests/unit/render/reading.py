"""Reads our files back with pypdf, as plainly as the tests need it."""

from __future__ import annotations

import io
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject


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
