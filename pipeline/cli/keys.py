"""Where the keys of a line of JSON stand: `json` tells what an object holds, and not where."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]')
_COLON = re.compile(r"[ \t\r\n]*:[ \t\r\n]*")


class Key(NamedTuple):
    """A key: how deep its object stands (1: outermost), where it and its value start, whether it stood there before."""

    name: str
    depth: int
    start: int
    value: int
    again: bool


def keys(line: str) -> Iterator[Key]:
    """Every key of a line in its order, as far as the line is JSON."""
    open_: list[set[str]] = []
    at = 0
    while token := _TOKEN.search(line, at):
        at = token.end()
        if token.group() in ("{", "["):
            open_.append(set())
        elif token.group() in ("}", "]"):
            if not open_:
                return
            open_.pop()
        elif open_ and (colon := _COLON.match(line, at)):
            try:
                name = json.loads(token.group())
            except ValueError:  # a line feed in it, or an escape that there is not
                return
            yield Key(name, len(open_), token.start(), colon.end(), name in open_[-1])
            open_[-1].add(name)


def column_of(line: str, name: str) -> int:
    """Where the value of a key of the outermost object starts, counted from 1."""
    return next((key.value + 1 for key in keys(line) if key.depth == 1 and key.name == name), 1)


def doubled(line: str) -> Key | None:
    """The first key that stands in its object for the second time."""
    return next((key for key in keys(line) if key.again), None)
