"""From the characters of a scalar's value to the characters of the file that they were written as.

YAML folds lines, strips indentation and reads escapes, so that the n-th character of a value is seldom the n-th of the
file. Each reader here says for every character of the value where it starts and ends in the file, by YAML 1.1's rules
for that style. What it makes of the file is compared with the value; should they ever differ, the whole scalar is the
answer, never a wrong place.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from pipeline.read.nodes import Scalar

Unit = tuple[str, int, int]
"""A character of the value, and where it starts and ends in the file."""

BLOCKS = ("|", ">")
"""Styles of block scalars."""

_FOLD = re.compile(r"[ \t]*\n(?:[ \t]*\n)*[ \t]*")
_HEADER = re.compile(r"[|>](?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:#[^\n]*)?\n")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


class Spans:
    """The places of one scalar's characters in `text`, the file's."""

    def __init__(self, text: str, scalar: Scalar) -> None:
        self.scalar = scalar
        units = _units(text, scalar)
        exact = len(units) == len(scalar.value) and all(
            char == unit[0] for char, unit in zip(scalar.value, units, strict=True)
        )
        self.units = units if exact else None

    def file(self, start: int, end: int | None) -> tuple[int, int]:
        """Where the characters `start` to `end` (None: the last) of the value stand in the file."""
        scalar, units = self.scalar, self.units
        if not units or (start == 0 and end is None and scalar.style not in BLOCKS):
            return scalar.start, max(scalar.end, scalar.start + 1)
        stop = len(units) if end is None else min(end, len(units))
        start = min(max(start, 0), len(units) - 1)
        while start < stop - 1 and units[start][0].isspace():
            start += 1
        return units[start][1], units[max(stop - 1, start)][2]


def _units(text: str, scalar: Scalar) -> list[Unit]:
    if scalar.style in BLOCKS:
        return list(_block(text, scalar))
    inside = 1 if scalar.style else 0
    return list(_flow(text, scalar.start + inside, scalar.end - inside, scalar.style))


def _flow(text: str, at: int, end: int, style: str) -> Iterator[Unit]:
    """Plain and quoted scalars: one line feed between lines is a space, more are one fewer; quotes are unescaped."""
    while at < end:
        char = text[at]
        if char in " \t\n" and (fold := _FOLD.match(text, at, end)):
            yield from _folded(text, fold)
            at = fold.end()
        elif char == "\\" and style == '"':
            found = _ESCAPE.match(text, at, end)
            if not found:
                return
            if found[4] == "\n":
                at = yield from _joined(text, at, end)
                continue
            code = found[1] or found[2] or found[3]
            yield (chr(int(code, 16)) if code else _ESCAPES.get(found[4], ""), at, found.end())
            at = found.end()
        else:
            width = 2 if style == "'" and char == "'" else 1
            yield (char, at, at + width)
            at += width


def _folded(text: str, fold: re.Match[str]) -> Iterator[Unit]:
    feeds = [index for index in range(*fold.span()) if text[index] == "\n"]
    if len(feeds) == 1:
        yield (" ", feeds[0], feeds[0] + 1)
    for feed in feeds[1:]:
        yield ("\n", feed, feed + 1)


def _joined(text: str, at: int, end: int) -> Generator[Unit, None, int]:
    """After a line feed that is escaped, white space is passed over; blank lines count."""
    at += 2
    while at < end and text[at] in " \t\n":
        if text[at] == "\n":
            yield ("\n", at, at + 1)
        at += 1
    return at


def _block(text: str, scalar: Scalar) -> Iterator[Unit]:
    """Literal and folded blocks, without their indentation."""
    header = _HEADER.match(text, scalar.start)
    if not header:
        return
    indent = _indent(text, header.end(), scalar.value)
    wanted = len(scalar.value)
    for unit in _lines(text, header.end(), indent, folded=scalar.style == ">"):
        if wanted == 0:
            return
        wanted -= 1
        yield unit


def _indent(text: str, at: int, value: str) -> int:
    """What YAML took off each line: what the first line with words has in the file, less what it has in the value."""
    first = next((line for line in value.split("\n") if line.strip(" ")), "")
    if not first:
        return len(text)
    while (end := text.find("\n", at)) >= 0 and not text[at:end].strip(" "):
        at = end + 1
    line = text[at:].split("\n", 1)[0] if end < 0 else text[at:end]
    return (len(line) - len(line.lstrip(" "))) - (len(first) - len(first.lstrip(" ")))


def _lines(text: str, at: int, indent: int, *, folded: bool) -> Iterator[Unit]:
    """All characters of the block's lines; blank lines after the last words give line feeds, for `+` to keep."""
    pending: list[Unit] = []
    joins = False
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text[at : min(at + indent, end)].strip(" "):
            break  # indented less: the block has ended
        line = text[at:end][indent:]
        feed = ("\n", end, end + 1)
        if not line:
            pending.append(feed)
            at = end + 1
            continue
        flows = folded and line[0] not in " \t"
        if joins and flows:
            yield from pending[1:] or [(" ", *pending[0][1:])]
        else:
            yield from pending
        yield from ((char, at + indent + offset, at + indent + offset + 1) for offset, char in enumerate(line))
        pending, joins, at = [feed], flows, end + 1
    yield from pending
