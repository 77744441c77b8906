"""What a PDF file says, read back by somebody else than who wrote it. Nothing here is to be trusted: it is held."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pipeline.model.record import record

COPY_SLOT = "/CopySlot"
"""The name by which pages call the one form that a numbered copy may fill."""

Plain = Any
"""A PDF object as plain values: names with their slash, `{"ref": number}`, `{"hex": bytes}` for a string; a dictionary
has keys with slashes, and a stream besides `sha256`, `size` and, if it is small, `data` (base64) of what it unpacks to.
"""


@record
class Revision:
    """One state of the file: the bytes up to `end`, and the objects (by number) in which it differs from the state
    before. The first one is the file as it was made, and differs from nothing.

    `before` holds what stood where objects were changed or removed; the trailers say where all
    begins.
    """

    end: int
    added: Mapping[int, Plain] = MappingProxyType({})
    changed: Mapping[int, Plain] = MappingProxyType({})
    removed: tuple[int, ...] = ()
    before: Mapping[int, Plain] = MappingProxyType({})
    trailer: Mapping[str, Plain] = MappingProxyType({})
    trailer_before: Mapping[str, Plain] = MappingProxyType({})
    pages: tuple[int, ...] = ()
    """Object numbers of the pages before it."""
    slots: tuple[int, ...] = ()
    """Object numbers of what pages before it call `COPY_SLOT`."""
    stray: bool = False
    """Whether it holds bytes that belong to none of its objects."""


@record
class Attached:
    """A file that lies in the PDF. `sound`: its size and checksum are those that stand beside it."""

    name: str
    mime: str
    relation: str
    about: str
    data: bytes
    sound: bool
    associated: bool
    """Whether the catalog names it as a file of the document (AF), not only its list of embedded files."""


@record
class PageText:
    """The text of a page, by who owns it: pieces of marked content by MCID, artifacts, and what is neither."""

    label: str
    marked: tuple[tuple[int, str], ...]
    artifacts: str
    loose: str
    unseen: str
    """Text drawn in the invisible mode (ISO 32000-1, 9.3.6: mode 3 or 7)."""
    links: tuple[str, ...]
    others: tuple[str, ...]
    """Annotations that are no links, by their subtype."""


@record
class Tagged:
    """A structure element with its type and depth, or, with no type, a piece of content as (page index, MCID).

    Both stand in reading order, so that the text of an element is that of the pieces that follow it deeper down.
    """

    role: str
    depth: int
    content: tuple[tuple[int, int], ...]
    alt: str = ""
    instead: str = ""
    """ActualText: what is read in place of what is seen."""
    expansion: str = ""
    """E: what the abbreviation that is seen stands for."""


@record
class ReadFile:
    """All that a file says in its last state. `faults` names what could not be read, and why."""

    size: int
    revisions: tuple[Revision, ...]
    trailing: int
    """Bytes after the end of the last revision."""
    leading: int
    """Bytes before the header."""
    catalog: tuple[str, ...]
    active: tuple[str, ...]
    """Names of what would run, open or send something, or hide and show content."""
    attachments: tuple[Attached, ...]
    pages: tuple[PageText, ...]
    tags: tuple[Tagged, ...]
    outline: tuple[tuple[int, str], ...]
    info: Mapping[str, str]
    xmp: str
    lang: str
    marked: bool
    ids: tuple[str, ...]
    faults: Mapping[str, str]

    @property
    def edition_end(self) -> int:
        """Where the file as it was made ends, and what was appended begins."""
        return self.revisions[0].end if self.revisions else self.size

    @property
    def drawn(self) -> dict[tuple[int, int], str]:
        """The text of each piece of marked content, by page index and MCID."""
        return {(at, mcid): text for at, page in enumerate(self.pages) for mcid, text in page.marked}

    def attached(self, name: str) -> bytes | None:
        """The attachment of a name; None if there is none, or more than one."""
        found = [each.data for each in self.attachments if each.name == name]
        return found[0] if len(found) == 1 else None
