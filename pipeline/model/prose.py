"""Prose of a spec: the author's words with citations and facts in them, read into pieces.

    Japan signed for {contract-value@iuvinale}. [@iuvinale:signing] [@northam "is anticipated … fiscal planning period" 3]

`[@source:passage]` cites a named passage, `[@source "first … last"]` one used once, `[@source]` a source whole; a digit
from 1 to 6 at the end is the credibility of the information (Admiralty Code). `{fact}` and `{fact@source}` print a
fact. `{{`, `}}` and `[[` print a brace or bracket. `*emphasis*` sets words in italics; `\\*` prints an asterisk.
A claim reaches from the previous citations, or the paragraph's start, to its own run of citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

ELLIPSIS = "…"

NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?"
_CITATION = re.compile(rf'\[@(?P<source>{NAME})(?::(?P<passage>{NAME})|\s+"(?P<quote>[^"\n]+)")?(?:\s+(?P<credibility>[1-6]))?\s*\]')
_FACT = re.compile(rf"\{{(?P<name>{NAME})(?:@(?P<source>{NAME}))?\}}")
_SPECIAL = re.compile(r"\[@|\[\[|\{\{|\}\}|[{}*]|\\\*|\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """The author's own words, as printed, and where each stretch of them stands in the scalar."""

    text: str
    start: int
    end: int
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """`passage` names a passage of the spec, `quote` writes one as "first … last"; neither: the source as a whole."""

    source: str
    passage: str = ""
    quote: str = ""
    credibility: int | None = None
    start: int = 0
    end: int = 0

    @property
    def text(self) -> str:
        """As written between `[@` and `]`."""
        named = self.source + (f":{self.passage}" if self.passage else f' "{self.quote}"' if self.quote else "")
        return f"{named} {self.credibility}" if self.credibility else named


@dataclass(frozen=True, slots=True)
class FactRef:
    """A fact to print; `source` is needed where reports differ."""

    name: str
    source: str = ""
    start: int = 0
    end: int = 0


Piece = Words | Citation | FactRef


@dataclass(frozen=True, slots=True)
class Claim:
    """Words and facts that end in one or more citations (none: prose that nothing supports)."""

    pieces: tuple[Words | FactRef, ...]
    citations: tuple[Citation, ...]

    @property
    def start(self) -> int:
        """Where the claim starts in its scalar."""
        return self.pieces[0].start if self.pieces else self.citations[0].start

    @property
    def end(self) -> int:
        """Where the claim's words end in its scalar, before its citations."""
        return self.pieces[-1].end if self.pieces else self.citations[0].start


class ProseError(ValueError):
    """What is wrong with a piece of prose, and from where to where."""

    def __init__(self, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.start, self.end, self.hint = message, start, end, hint


@dataclass(frozen=True, slots=True)
class Prose:
    """A text of the spec with its pieces, paragraph by paragraph. `text` is the scalar as written."""

    text: str
    paragraphs: tuple[tuple[Piece, ...], ...]

    def claims(self) -> Iterator[tuple[int, Claim]]:
        """Every claim in reading order with the number of its paragraph, from 0."""
        for number, pieces in enumerate(self.paragraphs):
            for claim in claims_of(pieces):
                yield number, claim

    def citations(self) -> Iterator[Citation]:
        """Every citation in reading order."""
        return (piece for pieces in self.paragraphs for piece in pieces if isinstance(piece, Citation))

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        """Read from a string, written back as the same string."""
        return core_schema.no_info_after_validator_function(
            _validated,
            core_schema.str_schema(min_length=1),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda prose: prose.text),
        )


def _validated(text: str) -> Prose:
    try:
        return parse(text)
    except ProseError as error:
        context = {"start": error.start, "end": error.end, "hint": error.hint}
        raise PydanticCustomError("prose", "{reason}", {"reason": error.message, **context}) from error


def claims_of(pieces: tuple[Piece, ...]) -> Iterator[Claim]:
    """The claims of one paragraph. Closing punctuation after a citation belongs to the claim before it."""
    words: list[Words | FactRef] = []
    cited: list[Citation] = []
    for piece in pieces:
        if isinstance(piece, Citation):
            cited.append(piece)
            continue
        if isinstance(piece, Words) and not any(map(str.isalnum, piece.text)):
            if not cited and words:
                words.append(piece)
            continue
        if cited:
            yield Claim(tuple(words), tuple(cited))
            words, cited = [], []
        words.append(piece)
    if words or cited:
        yield Claim(tuple(words), tuple(cited))


def parse(text: str) -> Prose:
    """Read a scalar of prose. Raises ProseError with the offending stretch."""
    paragraphs: list[tuple[Piece, ...]] = []
    reader = _Reader(text)
    while reader.at < len(text):
        if pieces := reader.paragraph():
            paragraphs.append(pieces)
    if not paragraphs:
        raise ProseError("there are no words here", 0, len(text))
    return Prose(text, tuple(paragraphs))


class _Reader:
    """Reads one paragraph after the other, left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, len(text) - len(text.lstrip())
        self.end = len(text.rstrip())
        self.opened = -1

    def paragraph(self) -> tuple[Piece, ...]:
        """The pieces up to the next blank line, which is passed."""
        pieces: list[Piece] = []
        self.opened = -1
        while self.at < self.end:
            found = _SPECIAL.search(self.text, self.at, self.end)
            stop = found.start() if found else self.end
            if stop > self.at:
                self._words(pieces, self.at, stop, self.text[self.at : stop])
            self.at = found.end() if found else self.end
            if not found:
                break
            token = found.group()
            if token[0] == "\n":
                break
            self._special(token, found.start(), pieces)
        else:
            self.at = len(self.text)
        if self.at >= self.end:
            self.at = len(self.text)
        if self.opened >= 0:
            raise ProseError("this * opens an emphasis that nothing closes", self.opened, self.opened + 1, r"close it, or write \*")
        return tuple(pieces)

    def _words(self, pieces: list[Piece], start: int, end: int, text: str) -> None:
        pieces.append(Words(text, start, end, self.opened >= 0))

    def _special(self, token: str, start: int, pieces: list[Piece]) -> None:
        match token:
            case "*":
                self.opened = start if self.opened < 0 else -1
            case "{{" | "}}" | "[[" | r"\*":
                self._words(pieces, start, start + 2, token[-1])
            case "[@":
                pieces.append(self._citation(start))
            case "{":
                pieces.append(self._fact(start))
            case _:
                raise ProseError("a } that closes nothing", start, start + 1, "write }} to print a brace")

    def _citation(self, start: int) -> Citation:
        found = _CITATION.match(self.text, start)
        if not found:
            end = self.text.find("]", start) + 1 or min(len(self.text), start + 20)
            raise ProseError(
                f"this is not a citation: {self.text[start:end]}",
                start,
                end,
                'write [@source:passage], [@source "first words … last words"] or [@source]',
            )
        self.at = found.end()
        part = found.groupdict()
        grade = int(part["credibility"]) if part["credibility"] else None
        return Citation(part["source"], part["passage"] or "", part["quote"] or "", grade, start, found.end())

    def _fact(self, start: int) -> FactRef:
        found = _FACT.match(self.text, start)
        if not found:
            end = self.text.find("}", start) + 1 or start + 1
            raise ProseError(
                f"this is not a fact: {self.text[start:end]}", start, end, "write {fact} or {fact@source}, or {{ to print a brace"
            )
        self.at = found.end()
        return FactRef(found["name"], found["source"] or "", start, found.end())
