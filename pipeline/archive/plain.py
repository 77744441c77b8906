"""Plain text → blocks: `text/1`. Paragraphs are separated by blank lines; hard-wrapped lines inside are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.archive.block import Block, Kind
from pipeline.archive.normalise import normalise

EXTRACTOR = "text/1"

_NEWLINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_BULLET = re.compile(r"[ \t]*(?:[•‣▪◦·]|[-*–—](?=[ \t]))[ \t]*")
_WRAPPED_WORD = re.compile(r"(?<=\w-)\n(?=\w)")
_WIDEST_WRAP = 160
"""Characters: a block with a longer line was not wrapped by hand, so each of its lines is a paragraph."""


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a text in order, each with its character offset."""
    if _NEWLINE.search(text):
        # One character for one, so that offsets hold; in CR LF the CR is white space at the end of its line.
        text = _NEWLINE.sub(lambda found: " \n" if len(found[0]) == 2 else "\n", text)
    if "\u2029" in text:
        text = text.replace("\u2029", "\n")
    start = 0
    for found in _paragraphs(text):
        start, end = found
        yield from _block(text[start:end], start)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of lines that are not blank. A scan by lines: linear, whatever the text."""
    at, opened = 0, -1
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        blank = not text[at:stop].strip()
        if blank and opened >= 0:
            yield opened, at - 1
            opened = -1
        elif not blank and opened < 0:
            opened = at
        at = stop + 1
    if opened >= 0:
        yield opened, len(text)


def _block(raw: str, start: int) -> Iterator[Block]:
    lines = raw.split("\n")
    is_list = sum(bool(_BULLET.match(line)) for line in lines) >= 2
    if len(lines) > 1 and (is_list or max(map(len, lines)) > _WIDEST_WRAP):
        for line in _merged(lines) if is_list else lines:
            yield from _paragraph(line, start)
            start += len(line) + 1
    else:
        yield from _paragraph(raw, start)


def _merged(lines: list[str]) -> Iterator[str]:
    """Items of a list, each with the lines that continue it."""
    item: list[str] = []
    for line in lines:
        if item and _BULLET.match(line):
            yield "\n".join(item)
            item = []
        item.append(line)
    yield "\n".join(item)


def _paragraph(raw: str, start: int) -> Iterator[Block]:
    bullet = _BULLET.match(raw)
    words = raw[bullet.end() :] if bullet else raw
    if text := normalise(_WRAPPED_WORD.sub("", words)):
        lead = len(raw) - len(raw.lstrip())
        yield Block(raw, text, start + lead, Kind.ITEM if bullet else Kind.TEXT)
