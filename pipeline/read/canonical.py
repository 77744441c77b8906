"""The canonical spec: the same brief as YAML without comments or defaults, in one spelling, byte for byte the same.

It is what an edition's key is made from and what the PDF carries. Our own writer, of some fifty lines, because a
library's next release may fold a line elsewhere and so change the key of every brief.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.model.spec import Spec

_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_./+()%-]| (?=[A-Za-z0-9(]))*")
_BLOCK = re.compile(r"(?:[^\s\x00-\x1f][^\n\t]*(?<! )\n|\n(?=[^\n]))+")
_LONGEST_KEY = 1000
"""YAML wants the colon within 1,024 characters, or a `?` before the key."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def canonical(spec: Spec) -> bytes:
    """The spec in its one spelling; it reads back to an equal `Spec`."""
    data = spec.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"sections"})
    data["sections"] = [
        {section.kind: section.model_dump(mode="json", by_alias=True, exclude_defaults=True)}
        for section in spec.sections
    ]
    return ("\n".join(_mapping(data, "")) + "\n").encode()


def _mapping(data: dict[str, Any], indent: str) -> Iterator[str]:
    for key, value in data.items():
        name = _flow(key)
        if len(name) > _LONGEST_KEY:
            yield f"{indent}? {name}"
            name = ""
        yield from _entry(f"{indent}{name}:", value, indent)


def _sequence(data: list[Any], indent: str) -> Iterator[str]:
    for value in data:
        if isinstance(value, dict) and value:
            first, *rest = _mapping(value, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _entry(f"{indent}-", value, indent)


def _entry(head: str, value: Any, indent: str) -> Iterator[str]:
    if isinstance(value, dict) and value:
        yield head
        yield from _mapping(value, indent + "  ")
    elif isinstance(value, list) and value:
        yield head
        yield from _sequence(value, indent + "  ")
    elif isinstance(value, str) and _BLOCK.fullmatch(value):
        yield f"{head} |"
        yield from (f"{indent}  {line}" if line else "" for line in value[:-1].split("\n"))
    else:
        yield f"{head} {_flow(value)}"


def _flow(value: Any) -> str:
    """A scalar on one line. Numbers and truth values are texts to our reader; other readers see what they are."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dict | list):
        return "{}" if isinstance(value, dict) else "[]"
    if _PLAIN.fullmatch(value) and len(value) < 200:
        return str(value)
    return '"' + "".join(_ESCAPES.get(char, char) for char in value) + '"'
