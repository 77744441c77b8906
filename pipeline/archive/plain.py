"""Plain text → blocks: `text/1`. Paragraphs are separated by blank lines; hard-wrapped lines inside are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.archive.block import Block, Kind
from pipeline.archive.fault import Fault
from pipeline.archive.normalise import normalise

_MOST_LINES = 500_000
_NEWLINES = "\r\x0b\x0c\x85\u2028\u2029"
_BULLETS = "•‣▪◦·"
_DASHES = "-*–—"
_WRAPPED_WORD = r"(?<=\w)-\n(?=\w)"
_WIDEST_WRAP = 160
"""Characters: a block with a longer line was not wrapped by hand, so each of its lines is a paragraph."""


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a text in order, each with its character offset. Raises Fault SRC009."""
    # One character for one, so that offsets hold; in CR LF the CR is white space at the end of its line.
    if "\r" in text:
        text = text.replace("\r\n", " \n")
    for newline in _NEWLINES:
        text = text.replace(newline, "\n")
    if text.count("\n") > _MOST_LINES:
        raise Fault("SRC009", f"the source has more than {_MOST_LINES:,} lines")
    for start, end in _paragraphs(text):
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
    is_list = sum(_words_start(line) > 0 for line in lines) >= 2
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
        if item and _words_start(line):
            yield "\n".join(item)
            item = []
        item.append(line)
    yield "\n".join(item)


def _words_start(line: str) -> int:
    """Where an item's words start after its bullet; 0 if it has none."""
    bare = line.lstrip(" \t")
    if bare[:1] in _BULLETS or (bare[:1] in _DASHES and bare[1:2] in " \t"):
        return len(line) - len(bare) + 1 if bare else 0
    return 0


def _paragraph(raw: str, start: int) -> Iterator[Block]:
    bullet = _words_start(raw)
    words = raw[bullet:]
    if "-\n" in words:
        words = re.sub(_WRAPPED_WORD, "-", words)
    if text := normalise(words):
        lead = len(raw) - len(raw.lstrip())
        yield Block(raw, text, start + lead, Kind.ITEM if bullet else Kind.TEXT)
