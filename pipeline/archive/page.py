"""A web page → blocks: `html/1`. What a reader of the page would see as paragraphs, and where each stands.

Hidden elements, scripts, form controls and struck-out text are not read. Digits set as superscript or subscript become
such characters, so that a footnote's mark or an exponent never runs into a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from pipeline.archive.block import Block, Kind
from pipeline.archive.furniture import is_furniture_class
from pipeline.archive.markup import Close, Open, Text, scan
from pipeline.archive.normalise import normalise


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
_UNREAD = _names(
    "script style template noscript svg math iframe object audio video canvas select datalist textarea progress meter"
    " noembed noframes xmp del s strike rp rt"
)
_PARAGRAPHS = _names(
    "address article aside blockquote body button caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol p pre search section summary"
    " table tbody tfoot thead title tr ul"
)
_OUTSIDE_ROLES = _names("navigation banner contentinfo complementary search dialog menu menubar toolbar alert")
_KINDS = (
    (_names("nav header footer aside address button label legend menu search dialog"), Kind.OUTSIDE),
    (_names("figure figcaption caption"), Kind.CAPTION),
    (_names("title h1"), Kind.TITLE),
    (_names("h2 h3 h4 h5 h6"), Kind.HEADING),
    (_names("li tr dt dd"), Kind.ITEM),
)
_IN_HEAD = _names("title meta link script style base noscript template head")
_ENDS_P = _PARAGRAPHS - _names("button label html body title caption tbody thead tfoot tr")
_ENDS = {
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "tr": {"tr"},
}
"""Start tags that end an element before them whose end tag may be left out (HTML Standard, 13.1.2.4)."""
_KEEPERS = _names("ul ol dl table")
"""Elements that keep an end tag, said or implied, from closing anything outside them."""

_DEEPEST = 64
"""Levels that are searched for an element that a tag closes without saying so; no real list has more in one item."""

_HIDDEN = r"(?i)display\s*:\s*none|visibility\s*:\s*hidden"
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


class _Context(NamedTuple):
    """What an open element means for the text in it; inherited."""

    name: str = ""
    kind: Kind = Kind.TEXT
    start: int = -1
    """Of the nearest element that makes a paragraph."""
    region: int = 0
    hinted: bool = False
    unread: bool = False
    link: bool = False
    script: Mapping[int, int] | None = None


class _Paragraph:
    """The paragraph being read: its pieces, and how many of its characters there are and are links."""

    __slots__ = ("context", "length", "linked", "pieces")

    def __init__(self, context: _Context) -> None:
        self.context, self.pieces = context, list[str]()
        self.length = self.linked = 0


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a page in order. Raises Fault SRC009."""
    return _Page().read(text)


class _Page:
    """Open elements and the paragraph being read. Every element is pushed and popped once: linear."""

    def __init__(self) -> None:
        self.stack = [_Context()]
        self.opened: dict[str, int] = {}
        self.regions = 0
        self.start = -1
        self.paragraph = _Paragraph(self.stack[0])
        self.broken = False  # whether a line break has just been read

    def read(self, text: str) -> Iterator[Block]:
        for token in scan(text):
            match token:
                case Text():
                    self._text(token)
                    continue
                case Close():
                    self._close(token.name)
                    if token.name in _PARAGRAPHS and not self.stack[-1].unread:
                        yield from self._flush()
                case Open("br"):
                    if self.broken:
                        yield from self._flush()
                    else:
                        self.paragraph.pieces.append("\n")
                    self.broken = True
                    continue
                case Open():
                    if token.name in _PARAGRAPHS and not self.stack[-1].unread:
                        yield from self._flush()
                    self._open(token)
            self.broken = False
        yield from self._flush()

    def _text(self, token: Text) -> None:
        context = self.stack[-1]
        if context.unread:
            return
        paragraph = self.paragraph
        if not paragraph.length:
            if not token.text.strip():
                return
            # A second paragraph in one element starts where its own text starts.
            self.start = context.start if context.start > self.start else token.start
            paragraph.context = context._replace(start=self.start)
        words = token.text.translate(context.script) if context.script else token.text
        paragraph.pieces.append(words)
        count = len(words.strip())
        paragraph.length += count
        paragraph.linked += count if context.link else 0
        self.broken = self.broken and not count

    def _flush(self) -> Iterator[Block]:
        done, self.paragraph = self.paragraph, _Paragraph(self.stack[-1])
        raw = "".join(done.pieces)
        if done.length and (text := normalise(raw.strip(" |\n\t"))):
            context = done.context
            yield Block(
                raw, text, context.start, context.kind, done.linked / done.length, context.region, context.hinted
            )

    def _open(self, token: Open) -> None:
        name = token.name
        if self.opened.get("head") and name not in _IN_HEAD:
            self._close("head")
        if name in _ENDS_P and self.opened.get("p"):
            self._close("p")
        if name in _ENDS:
            self._close_implied(_ENDS[name])
        if name in ("td", "th") and self.paragraph.length:
            self.paragraph.pieces.append(" | ")
        if name in _VOID:
            return
        self.stack.append(self._context(token, self.stack[-1]))
        self.opened[name] = self.opened.get(name, 0) + 1

    def _context(self, token: Open, outer: _Context) -> _Context:
        name, attributes = token.name, token.attributes
        region = outer.region
        if name in ("article", "main") or "articleBody" in attributes.get("itemprop", ""):
            self.regions += 1
            region = self.regions
        body_like = name in ("html", "body", "article", "main")
        hinted = not body_like and is_furniture_class(f"{attributes.get('class', '')} {attributes.get('id', '')}")
        return _Context(
            name=name,
            kind=_kind(name, attributes.get("role", ""), outer.kind),
            start=token.start if name in _PARAGRAPHS else outer.start,
            region=region,
            hinted=outer.hinted or hinted,
            unread=outer.unread or name in _UNREAD or _is_hidden(name, attributes),
            link=outer.link or name == "a",
            script=_RAISED if name == "sup" else _LOWERED if name == "sub" else outer.script,
        )

    def _close(self, name: str) -> None:
        if not self.opened.get(name):
            return
        while self._pop() != name:
            pass

    def _close_implied(self, names: set[str]) -> None:
        """Close an open element of `names` unless a list or table stands between: `<li>` ends the `<li>` before it."""
        if not any(self.opened.get(name) for name in names):
            return
        for context in islice(reversed(self.stack), _DEEPEST):
            if context.name in names:
                self._close(context.name)
                return
            if context.name in _KEEPERS:
                return

    def _pop(self) -> str:
        name = self.stack.pop().name
        self.opened[name] -= 1
        return name


def _kind(name: str, role: str, outer: Kind) -> Kind:
    if outer in (Kind.CAPTION, Kind.TITLE):
        return outer
    own = Kind.OUTSIDE if role in _OUTSIDE_ROLES else next((kind for names, kind in _KINDS if name in names), outer)
    return outer if outer is Kind.OUTSIDE and own is not Kind.CAPTION else own


def _is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    if attributes.get("hidden", "until-found") != "until-found" or (name == "dialog" and "open" not in attributes):
        return True
    return "style" in attributes and bool(re.search(_HIDDEN, attributes["style"]))
