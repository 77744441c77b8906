"""Blocks: the paragraphs of a source as they stand in its file, before body and furniture are told apart."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What the file's format says of a block."""

    TEXT = auto()
    HEADING = auto()
    """A heading below the title."""
    ITEM = auto()
    """An item of a list, or a row of a table: part of the body without being a sentence."""
    TITLE = auto()
    CAPTION = auto()
    OUTSIDE = auto()
    """In navigation, page header or footer, an aside, a comment."""


class Block(NamedTuple):
    """One paragraph. `raw` is its text before normalising, `start` its character offset in the file (-1: unknown).

    `linked` is the share of its characters that are links, from 0 to 1. `region` is the article of the page that it
    stands in (0: none); `hinted` says that a class name of the page calls it furniture.
    """

    raw: str
    text: str
    start: int
    kind: Kind = Kind.TEXT
    linked: float = 0.0
    region: int = 0
    hinted: bool = False
