"""A YAML file as a tree whose nodes know their place. Every scalar is a string; nothing is guessed to be a number."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pipeline.model.problem import Path, Place

Data = str | list["Data"] | dict[str, "Data"]
"""A node's content without places, as Pydantic takes it."""


class Scalar:
    """A text: `value` is what YAML makes of the characters `start` to `end` of the file.

    `style` is `|`, `>`, `'`, `"`, or empty for a plain scalar. `place` is set where it comes from an option of the
    command line instead of the file.
    """

    __slots__ = ("end", "place", "start", "style", "value")
    what: ClassVar[str] = "a text"

    def __init__(self, value: str, start: int, end: int, style: str, place: Place | None = None) -> None:
        self.value, self.start, self.end, self.style, self.place = value, start, end, style, place

    @property
    def data(self) -> str:
        """The text."""
        return self.value


class Sequence:
    """A list."""

    __slots__ = ("column", "data", "end", "flow", "items", "start")
    what: ClassVar[str] = "a list"

    def __init__(self, start: int, column: int, *, flow: bool) -> None:
        self.start = self.end = start
        self.column, self.flow = column, flow
        self.items: list[Node] = []
        self.data: list[Data] = []

    def add(self, node: Node) -> None:
        """One more item."""
        self.items.append(node)
        self.data.append(node.data)


class Mapping:
    """Keys with their values, in the file's order. `pending` is the key whose value is still to come."""

    __slots__ = ("column", "data", "end", "flow", "keys", "pending", "start", "values")
    what: ClassVar[str] = "a mapping of keys to values"

    def __init__(self, start: int, column: int, *, flow: bool) -> None:
        self.start = self.end = start
        self.column, self.flow = column, flow
        self.keys: dict[str, Scalar] = {}
        self.values: dict[str, Node] = {}
        self.data: dict[str, Data] = {}
        self.pending: Scalar | None = None

    def add(self, key: Scalar, node: Node) -> None:
        """One more entry, or another value for a key."""
        self.keys[key.value] = key
        self.values[key.value] = node
        self.data[key.value] = node.data


Node = Scalar | Sequence | Mapping


def child(node: Node, step: str | int) -> Node | None:
    """The value at a key or an index."""
    if isinstance(node, Mapping):
        return node.values.get(str(step))
    if isinstance(node, Sequence) and isinstance(step, int) and -1 < step < len(node.items):
        return node.items[step]
    return None


def walk(node: Node, path: Path = ()) -> Iterator[tuple[Path, Scalar, bool]]:
    """Every scalar with its path, in the file's order; True marks a key."""
    if isinstance(node, Scalar):
        yield path, node, False
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))
    else:
        for name, key in node.keys.items():
            yield (*path, name), key, True
            yield from walk(node.values[name], (*path, name))
