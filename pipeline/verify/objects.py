"""Objects as plain values (`pipeline.model.readback.Plain`): what they refer to, hold and are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.model.readback import Plain

_TEXT = re.compile(
    rb"\s*(?:\[(?:[^\[\]()<>]|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)*\]|\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>"
    rb"|<</MCID \d+>>|/[A-Za-z0-9._+-]+|[-+]?\d*\.?\d+"
    rb"|(?:BT|ET|Tf|Td|TD|Tm|T\*|TL|Tc|Tw|Tj|TJ|g|rg|q|Q)(?=[\s\[(</]|$))",
    re.DOTALL,
)
"""One operand or operator of content that sets text, in grey or a colour, and nothing else (ISO 32000-1, 9.4)."""


def only_text(content: bytes) -> bool:
    """Whether content sets text and draws nothing else."""
    at = 0
    while at < len(content.rstrip()):
        piece = _TEXT.match(content, at)
        if not piece or piece.end() == at:
            return False
        at = piece.end()
    return True


def inner(value: Plain) -> Iterator[Plain]:
    """What stands directly in a dictionary or a list."""
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def ref(value: Plain) -> int:
    """The number of a reference; 0 for everything else."""
    return int(value["ref"]) if isinstance(value, Mapping) and set(value) == {"ref"} else 0


def items(value: Plain) -> list[Plain]:
    """A list as it is; of everything else none."""
    return value if isinstance(value, list) else []


def has(value: Plain, key: str) -> bool:
    """Whether it is a dictionary with this key."""
    return isinstance(value, Mapping) and key in value


def first(value: Plain) -> Plain:
    """The first entry of a list; None if there is none."""
    return value[0] if isinstance(value, list) and value else None


def kind(value: Plain) -> str:
    """What an object is, for people."""
    if isinstance(value, Mapping):
        named = [
            str(value[key]).removeprefix("/") for key in ("/Type", "/Subtype", "/S") if isinstance(value.get(key), str)
        ]
        return f"of the kind {' '.join(named)}" if named else "a dictionary"
    return "a list" if isinstance(value, list) else "a value"
