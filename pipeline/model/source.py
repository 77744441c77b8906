"""A source's text: the snapshot that passages are found in, and the passages found."""

from __future__ import annotations

from enum import StrEnum

from pipeline.model.record import record

TEXT, PAGE = "text/1", "html/1"
"""Name and version of how plain text and pages are read."""
EXTRACTORS = frozenset((TEXT, PAGE))
NORMALISER = "nfc/2"
"""Name and version of how texts are normalised. A lock of another version belongs to other texts."""


class Part(StrEnum):
    """What a paragraph of a source is. Only the body can support a claim."""

    BODY = "body"
    HEADING = "heading"
    FURNITURE = "furniture"
    """Menus, counters, captions, links to other articles, the title repeated."""


@record
class Paragraph:
    """A paragraph of a snapshot: characters `start` to `end` of its text. `number` counts body paragraphs from 1."""

    start: int
    end: int
    part: Part
    number: int = 0


@record
class Snapshot:
    """A source's normalised text (NFC, white space folded, paragraphs apart) and where it came from.

    `raw_offsets` leads back to the raw bytes: for each paragraph, the byte offset of its start in the file
    (for HTML: of the element's start, where the extractor knows it, else -1).
    """

    sha256: str
    """Of the raw bytes, lower-case hexadecimal."""
    normalised_sha256: str
    """Of `text` in UTF-8."""
    extractor: str
    """Name and version, e.g. `text/1`."""
    normaliser: str
    """Name and version, e.g. `nfc/2`."""
    text: str
    paragraphs: tuple[Paragraph, ...]
    raw_offsets: tuple[int, ...] = ()


@record
class Passage:
    """A passage found in a snapshot: characters `start` to `end` of its text, inside one body paragraph."""

    source: str
    name: str
    """The name the spec gives it; for one written in a citation, the words themselves."""
    first: str
    last: str
    """The words at its ends, as the spec writes them; `last` is empty where the spec writes the whole passage."""
    paragraph: int
    """Number of the body paragraph, from 1."""
    start: int
    end: int
