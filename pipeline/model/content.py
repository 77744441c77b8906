"""What a brief says, in units that stay or change as one: what two editions are compared by.

It holds nothing of pages, notes or numbers of paragraphs: two specs that print the same words on the same passages have
the same content, however they are written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from pipeline.model.edtf import Edtf
from pipeline.model.problem import Path
from pipeline.model.prose import Citation, FactRef, Prose
from pipeline.model.record import record

Kind = Literal[
    "brief", "heading", "judgement", "claim", "event", "row", "figure", "chart", "point", "gap", "reason", "comparison",
    "fact", "source", "accepted",
]  # fmt: skip
"""What a unit is. Units of different kinds are never taken for the same."""

BY = "@"
"""Before the name of a source, the field of a fact that holds what it reports: a source may be called as a field is."""

Cited = tuple[str, str]
"""A source by its name in the spec, and the words of a passage of it; "" for the source as a whole."""

Wording = Prose | Edtf | str | tuple[Prose | FactRef, ...]


@record
class Part:
    """A part of a spec as its author wrote it: `of` is the model, or the prose, that is composed as one.

    `told` names what its reader is told, in reading order; the first is what it is known by. `cite` are citations
    beside the prose. `number` is its place in a list, from 1; 0 for what stands in none.
    """

    path: Path
    kind: Kind
    of: object
    told: Mapping[str, Wording]
    cite: tuple[Citation, ...] = ()
    number: int = 0

    def under(self, prefix: Path) -> Part:
        """The same with `prefix` before its path."""
        return Part(prefix + self.path, self.kind, self.of, self.told, self.cite, self.number)


def headed(title: Prose | None) -> Iterator[Part]:
    """A section's title as a part, if it has one of its own."""
    if title:
        yield Part(("title",), "heading", title, {"text": title})


@record
class Unit:
    """A part as it is read: its words by field, none of them empty, and what it rests on.

    `cites` are sources, each with the first and last words of the passage: one that is only renamed is the same.
    `name` is set where the author names it: a source, a fact. `section` is the heading that it stands under.
    """

    kind: Kind
    path: Path
    fields: tuple[tuple[str, str], ...]
    cites: tuple[Cited, ...] = ()
    name: str = ""
    section: str = ""
    number: int = 0
    paragraph: int = 0
    """Of the prose at `path`, from 0."""

    @property
    def told(self) -> Mapping[str, str]:
        """The fields by name."""
        return MappingProxyType(dict(self.fields))

    @property
    def text(self) -> str:
        """What it is known by."""
        return self.fields[0][1] if self.fields else ""


@record
class Content:
    """A brief's content, in reading order. `edition` is 0 for what is not published."""

    brief: str
    title: str
    as_of: dt.date
    language: str
    units: tuple[Unit, ...]
    edition: int = 0
