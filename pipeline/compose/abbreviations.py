"""Abbreviations told in full to those who hear a brief read (ISO 32000-1, 14.9.5; WCAG 2.2, 3.1.4).

The first use in each section is expanded: whoever comes to a section by its heading hears it there, and nobody hears it
in every sentence. What is printed stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from pipeline.model.abbreviation import pattern
from pipeline.model.document import (
    Block,
    Cell,
    Figure,
    Inline,
    Link,
    List,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.model.record import replace

_Kid = TypeVar("_Kid", Inline, Text | Link)


class Expander:
    """Knows what abbreviations stand for: the author's, which come first, and those that the house prints itself."""

    def __init__(self, authors: Mapping[str, str], house: Mapping[str, str]) -> None:
        self._long = {**house, **authors}
        self._pattern = pattern(authors, house)
        self._left: set[str] = set()

    def section(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """The blocks of one section, with the first use of each abbreviation expanded."""
        self._left = set(self._long)
        for block in blocks:
            yield self._block(block)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return self._paragraph(block)
            case List():
                items = [replace(item, paragraphs=tuple(map(self._paragraph, item.paragraphs))) for item in block.items]
                return replace(block, items=tuple(items))
            case Table():
                caption = block.caption and self._paragraph(block.caption)
                over, (header,) = self._rows(block.over), self._rows((block.header,))
                return replace(block, caption=caption, over=over, header=header, rows=self._rows(block.rows))
            case Figure() if block.caption:
                return replace(block, caption=self._paragraph(block.caption))
        return block

    def _paragraph(self, paragraph: Paragraph) -> Paragraph:
        kids = self._kids(paragraph.kids)
        return paragraph if kids is paragraph.kids else replace(paragraph, kids=kids)

    def _rows(self, rows: Sequence[Row]) -> tuple[Row, ...]:
        return tuple([replace(row, cells=tuple(map(self._cell, row.cells))) for row in rows])

    def _cell(self, cell: Cell) -> Cell:
        kids = self._kids(cell.kids)
        return cell if kids is cell.kids else replace(cell, kids=kids)

    def _kids(self, kids: tuple[_Kid, ...]) -> tuple[_Kid, ...]:
        """The same tuple where nothing is to be expanded, which is the most frequent case."""
        out: list[_Kid] = []
        for kid in kids:
            if isinstance(kid, Note):
                inner = self._kids(kid.kids)
                out.append(kid if inner is kid.kids else replace(kid, kids=inner))
            elif isinstance(kid, Text) and self._left and not kid.lang and kid.tone != "code":
                out += self._parts(kid)
            else:
                out.append(kid)
        return kids if len(out) == len(kids) and all(a is b for a, b in zip(out, kids, strict=True)) else tuple(out)

    def _parts(self, text: Text) -> list[Text]:
        parts, done = [], 0
        for found in self._pattern.finditer(text.text):
            if found[0] not in self._left:
                continue
            self._left.discard(found[0])
            if found.start() > done:
                parts.append(replace(text, text=text.text[done : found.start()]))
            parts.append(replace(text, text=found[0], expansion=self._long[found[0]]))
            done = found.end()
        if not parts:
            return [text]
        return [*parts, replace(text, text=text.text[done:])] if done < len(text.text) else parts
