"""HTML → tags and text, in one linear scan that no page can hang, with offsets into the file.

The rules are those of the HTML Standard's tokenization (§13.2.5) as far as they decide what is text: comments, raw text
elements, quoted attributes, character references. There is no tree: a tree builder is where parsers hang (lxml on
50,000 attributes) or lose all text (lxml on 50,000 nested elements).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from pipeline.archive.fault import Fault

_MOST_TAGS = 200_000
_MOST_ATTRIBUTES = 1_000
_MOST_REFERENCES = 500_000

_MARKUP = re.compile(r"<(?:(?P<comment>!--)|(?P<bogus>[!?]|/(?=[^A-Za-z]))|(?P<close>/?)(?P<name>[A-Za-z][^\s/>]*+))")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>[^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:"(?P<d>[^"]*)"|'(?P<s>[^']*)'|(?P<bare>[^\s>"'][^\s>]*+)?))?+"""
)
_COMMENT_END = re.compile(r"--!?>")
_KEPT = frozenset({"class", "id", "style", "role", "itemprop", "hidden", "open"})
_RAW = frozenset(("script", "style", "textarea", "title", "iframe", "xmp", "noembed", "noframes"))
"""Elements without elements in them: everything up to their end tag is text."""
_NOTHING: Mapping[str, str] = {}


class Text(NamedTuple):
    """Characters between tags, references resolved; `start` is their offset in the file."""

    text: str
    start: int


class Open(NamedTuple):
    """A start tag. Of the attributes only those are kept that tell body from furniture."""

    name: str
    attributes: Mapping[str, str]
    start: int


class Close(NamedTuple):
    """An end tag."""

    name: str


def scan(text: str) -> Iterator[Text | Open | Close]:
    """Tags and text of a page in order. Raises Fault SRC009 if there are too many, or a tag never ends."""
    if text.count("&") > _MOST_REFERENCES:
        raise Fault("SRC009", f"the page has more than {_MOST_REFERENCES:,} character references")
    at = tags = 0
    while found := _MARKUP.search(text, at):
        if found.start() > at:
            yield Text(unescape(text[at : found.start()]), at)
        if found["comment"]:
            at = _after_comment(text, found.end())
            continue
        if found["bogus"]:
            at = text.find(">", found.end() - (found["bogus"] == "/")) + 1 or len(text)
            continue
        tags += 1
        if tags > _MOST_TAGS:
            raise Fault("SRC009", f"the page has more than {_MOST_TAGS:,} tags")
        name = found["name"].lower()
        attributes, at = _attributes(text, found.end(), found.start())
        if found["close"]:
            yield Close(name)
            continue
        yield Open(name, attributes, found.start())
        if name in _RAW:
            ended = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at)
            stop = ended.start() if ended else len(text)
            if name == "title":
                yield Text(unescape(text[at:stop]), at)
            at = stop
    if at < len(text):
        yield Text(unescape(text[at:]), at)


def _after_comment(text: str, at: int) -> int:
    for abrupt in (">", "->"):
        if text.startswith(abrupt, at):
            return at + len(abrupt)
    ended = _COMMENT_END.search(text, at)
    return ended.end() if ended else len(text)


def _attributes(text: str, at: int, start: int) -> tuple[Mapping[str, str], int]:
    """The attributes of the tag at `start`, and where the tag ends. The first of two of one name counts."""
    kept: dict[str, str] | None = None
    for _ in range(_MOST_ATTRIBUTES):
        found = _ATTRIBUTE.match(text, at)
        if not found:
            end = text.find(">", at)
            if end < 0:
                raise _endless(text, start)
            return kept or _NOTHING, end + 1
        at = found.end()
        if text.startswith(('"', "'"), at) and text[found.end("name") : at].strip() == "=":
            raise _endless(text, start)  # a quote that nothing closes
        name = found["name"].lower()
        if name in _KEPT:
            kept = {} if kept is None else kept
            kept.setdefault(name, unescape(found["d"] or found["s"] or found["bare"] or ""))
    line = text.count("\n", 0, start) + 1
    raise Fault("SRC009", f"a tag in line {line} has more than {_MOST_ATTRIBUTES:,} attributes")


def _endless(text: str, start: int) -> Fault:
    line, shown = text.count("\n", 0, start) + 1, text[start : start + 30].partition("\n")[0]
    return Fault("SRC009", f"a tag that starts in line {line} never ends: {shown}")
