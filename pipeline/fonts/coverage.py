"""Which characters of a document the faces that set them lack: found before layout, so that no box is ever printed."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from pipeline.fonts.scripts import not_set
from pipeline.model.document import (
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    Link,
    List,
    Note,
    PageOf,
    PageRefs,
    Paragraph,
    Table,
    Text,
)
from pipeline.model.drawing import words_of
from pipeline.model.metrics import NBSP, NNBSP, SHY, ZWSP, Face, Metrics, drawn
from pipeline.model.theme import Shape, Theme

_NOT_DRAWN = frozenset((NBSP, NNBSP, ZWSP, SHY, " "))


class Uncovered(NamedTuple):
    """A character that the face which sets it has no glyph for."""

    char: str
    face: str
    """The theme's name for the face."""
    text: str
    """The stretch of the document it stands in."""

    @property
    def name(self) -> str:
        """As a problem names it: `U+26C4 SNOWMAN WITHOUT SNOW`."""
        return f"U+{ord(self.char):04X} {unicodedata.name(self.char, 'without a name')}"

    @property
    def script(self) -> str:
        """Why no font would help, for a character of a script that is not set yet."""
        return not_set(self.char)


def uncovered(document: Document, metrics: Metrics, theme: Theme) -> tuple[Uncovered, ...]:
    """Every missing character, once for each stretch of text it stands in, in reading order."""
    checks: dict[str, _Check] = {}
    found = []
    for name, text in _stretches(document, theme):
        if name not in checks:
            checks[name] = _Check(metrics.faces[name])
        check = checks[name]
        if not check.plain.issuperset(text):
            found += [Uncovered(char, name, text) for char in check.missing(text)]
    return tuple(dict.fromkeys(found))


class _Check:
    """Remembers what one face covers."""

    def __init__(self, face: Face) -> None:
        self._covers = cache(face.covers)
        self.plain = set(_NOT_DRAWN)
        """Characters known to be covered, and drawn as they are whatever stands beside them."""

    def missing(self, text: str) -> list[str]:
        """The characters of the text, as it is drawn, that the face lacks."""
        some = [char for char in dict.fromkeys(drawn(text)) if char not in _NOT_DRAWN]
        lacking = [char for char in some if (char > "\u0590" and not_set(char)) or not self._covers(char)]
        # Below U+0300, and among the signs of U+2000 and after, nothing composes with its neighbours.
        alone = {char for char in some if char < "\u0300" or "\u2000" <= char < "\u2200"}
        self.plain |= alone - set(lacking)
        return lacking


def _stretches(  # noqa: C901 (one case a kind of block)
    document: Document, theme: Theme
) -> Iterator[tuple[str, str]]:
    """(face, text) for everything that is drawn."""
    for number, block in enumerate(document.blocks):
        cover = number < document.cover
        match block:
            case Heading(level, text):
                yield theme.heading(level, cover=cover).face, text
                yield theme.shape("contents").face, text
            case Paragraph(kids, role):
                yield from _inline(kids, theme.shape(role, cover=cover), theme)
            case List(items):
                for item in items:
                    yield theme.shape("item").face, item.label
                    for paragraph in item.paragraphs:
                        yield from _inline(paragraph.kids, theme.shape(paragraph.role), theme)
            case Table(_, _, rows, caption):
                yield from _cells([cell for row in block.heads for cell in row.cells], theme.shape("head"), theme)
                for row in rows:
                    yield from _cells(row.cells, theme.shape("cell"), theme)
                if caption:
                    yield from _inline(caption.kids, theme.shape(caption.role), theme)
            case Contents():
                pass
            case Figure():
                yield from _figure(block, theme)
    margins = document.furniture
    furniture = theme.shape("furniture").face
    head = (margins.header_left, margins.header_right)
    for text in (*head, margins.footer_left, margins.footer_centre, margins.footer_right):
        yield theme.shape("marking").face if text == document.marking else furniture, text


def _figure(figure: Figure, theme: Theme) -> Iterator[tuple[str, str]]:
    """A caption, and the words that are drawn."""
    if figure.caption:
        yield from _inline(figure.caption.kids, theme.shape(figure.caption.role), theme)
    face = theme.shape(theme.drawn_role("figure")).face
    yield from ((face, link.text) for link in figure.links)
    for role, text in words_of(figure.picture):
        yield theme.shape(theme.drawn_role(role)).face, text


def _cells(cells: Iterable[Cell], shape: Shape, theme: Theme) -> Iterator[tuple[str, str]]:
    for cell in cells:
        yield from _inline(cell.kids, shape, theme)


def _inline(kids: Iterable[Inline], shape: Shape, theme: Theme) -> Iterator[tuple[str, str]]:
    for kid in kids:
        match kid:
            case Text(text, tone):
                yield shape.face_of(tone), text
            case Link(text, _, _, tone):
                yield shape.face_of(tone), text
            case Note(label, inner):
                yield shape.face, label
                yield theme.shape("note").face, label
                yield from _inline(inner, theme.shape("note"), theme)
            case PageRefs(_, none):
                yield shape.face, none
            case PageOf():
                yield shape.face, "0123456789"
