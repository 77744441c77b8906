r"""Prose of a spec: the author's words with citations and facts in them, read into pieces.

    Japan signed for {contract-value@iuvinale}. [@iuvinale:signing] [@northam "is anticipated … planning period" 3]

`[@source:passage]` cites a named passage, `[@source "first … last"]` one used once, `[@source]` a source whole; a digit
from 1 to 6 at the end is the credibility of the information (Admiralty Code). `{fact}` and `{fact@source}` print a
fact. `{{`, `}}` and `[[` print a brace or bracket. `*emphasis*` sets words in italics; `\*` prints an asterisk.
`[words]{lang=ja-Latn}` says which language words are of, as Pandoc's bracketed spans do.
A claim reaches from the previous citations, or the paragraph's start, to its own run of citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from pipeline.model.phrase import OPENS, PhraseFault, read_phrase
from pipeline.model.pieces import Citation, Claim, FactRef, Piece, ProseError, Words
from pipeline.model.record import record, replace

__all__ = [
    "ELLIPSIS",
    "NAME",
    "Citation",
    "Claim",
    "FactRef",
    "Piece",
    "Prose",
    "ProseError",
    "Words",
    "claims_of",
    "parse",
]

ELLIPSIS = "…"

NAME = r"[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?"
_CITATION = re.compile(
    rf'\[@(?P<source>{NAME})(?::(?P<passage>{NAME})|\s+"(?P<quote>[^"]{{1,400}})")?(?:\s+(?P<credibility>[1-6]))?\s*\]'
)
_FACT = re.compile(rf"\{{(?P<name>{NAME})(?:@(?P<source>{NAME}))?\}}")
_CLOSING = re.compile(r"[^\w\s]+\s+")
_LONG = re.compile(r"\S{1001,}")
_SPECIAL = re.compile(OPENS + r"|\[@|\[\[|\{\{|\}\}|[{}*]|\\\*|\n[ \t]*\n\s*")


@record
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

    def facts(self) -> Iterator[FactRef]:
        """Every fact that it prints, in reading order."""
        return (piece for pieces in self.paragraphs for piece in pieces if isinstance(piece, FactRef))

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
    """The claims of one paragraph. Closing punctuation after a citation belongs to the claim before it.

    A sign that stands right before a fact ("${sum}", "“{term}") belongs to the claim of that fact.
    """
    words: list[Words | FactRef] = []
    cited: list[Citation] = []
    lead: list[Words | FactRef] = []
    for piece in pieces:
        if isinstance(piece, Citation):
            cited.append(piece)
            lead = []
        elif isinstance(piece, Words) and not any(map(str.isalnum, piece.text)):
            if words and not cited:
                words.append(piece)
            else:
                lead = _leading(piece, after_citation=bool(cited))
        else:
            if cited:
                yield Claim(tuple(words), tuple(cited))
                words, cited = [], []
                piece = _after_closing(piece)  # noqa: PLW2901 - the same piece, less what belongs to the claim before
            words += [*lead, piece]
            lead = []
    if words or cited:
        yield Claim(tuple(words), tuple(cited))


def _after_closing(piece: Words | FactRef) -> Words | FactRef:
    closing = _CLOSING.match(piece.text) if isinstance(piece, Words) else None
    if closing is None or isinstance(piece, FactRef):
        return piece
    return replace(piece, text=piece.text[closing.end() :], start=piece.start + closing.end())


def _leading(piece: Words, *, after_citation: bool) -> list[Words | FactRef]:
    """The end of a stretch without letters or digits that touches what follows it."""
    space = max((index for index, char in enumerate(piece.text) if char.isspace()), default=-1)
    if space == len(piece.text) - 1 or (after_citation and space < 0):
        return []
    return [replace(piece, text=piece.text[space + 1 :], start=piece.start + space + 1)]


def parse(text: str) -> Prose:
    """Read a scalar of prose. Raises ProseError with the offending stretch."""
    if long := _LONG.search(text):
        message = f"this word has {len(long.group()):,} characters; 1,000 is the limit"
        raise ProseError(message, long.start(), long.end(), "put spaces between its words")
    paragraphs: list[tuple[Piece, ...]] = []
    reader = _Reader(text)
    while reader.at < reader.end:
        if pieces := reader.paragraph():
            paragraphs.append(pieces)
    if not paragraphs:
        raise ProseError("there are no words here", 0, len(text))
    return Prose(text, tuple(paragraphs))


class _Reader:
    """Reads one paragraph after the other, left to right. `opened` is where an emphasis started, or -1."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, len(text) - len(text.lstrip())
        self.end = len(text.rstrip())
        self.opened = -1

    def paragraph(self) -> tuple[Piece, ...]:
        """The pieces up to the next blank line, which is passed. Every call moves on."""
        pieces: list[Piece] = []
        while self.at < self.end:
            found = _SPECIAL.search(self.text, self.at, self.end)
            stop = found.start() if found else self.end
            if stop > self.at:
                self._words(pieces, self.at, stop, self.text[self.at : stop])
            self.at = found.end() if found else self.end
            if not found or found.group()[0] == "\n":
                break
            self._special(found.group(), found.start(), pieces)
        if self.opened >= 0:
            message = "this * opens an emphasis that nothing closes in its paragraph"
            raise ProseError(
                message, self.opened, self.opened + 1, r"close it with another *, or write \* to print one"
            )
        return tuple(pieces)

    def _words(self, pieces: list[Piece], start: int, end: int, text: str, lang: str = "") -> None:
        pieces.append(Words(text, start, end, self.opened >= 0, lang))

    def _special(self, token: str, start: int, pieces: list[Piece]) -> None:
        match token:
            case "*":
                self._emphasis(start)
            case "{{" | "}}" | "[[" | r"\*":
                self._words(pieces, start, start + 2, token[-1])
            case "[":
                self._phrase(start, pieces)
            case "[@":
                pieces.append(self._citation(start))
            case "{":
                pieces.append(self._fact(start))
            case _:
                raise ProseError("this } closes nothing", start, start + 1, "write }} to print a brace")

    def _emphasis(self, start: int) -> None:
        if self.opened < 0:
            self.opened = start
            return
        if self.opened == start - 1:
            hint = r"write *words* for italics, and \* to print an asterisk"
            raise ProseError("** holds no words; there is one emphasis only", self.opened, start + 1, hint)
        self.opened = -1

    def _phrase(self, start: int, pieces: list[Piece]) -> None:
        found = read_phrase(self.text, start, self.end)
        if isinstance(found, PhraseFault):
            raise ProseError(found.message, found.start, found.end, found.hint)
        self._words(pieces, found.start, found.stop, self.text[found.start : found.stop], found.lang)
        self.at = found.end

    def _citation(self, start: int) -> Citation:
        found = _CITATION.match(self.text, start)
        if not found:
            shown, end = self._shown(start, "]")
            hint = 'write [@source:passage], [@source "first words … last words"] or [@source]'
            if "@" in shown[2:]:
                hint = "write one citation a bracket: [@first:passage] [@second:passage]"
            raise ProseError(f"this is no citation: {shown}", start, end, hint)
        self.at = found.end()
        part = found.groupdict()
        grade = int(part["credibility"]) if part["credibility"] else None
        quote = " ".join((part["quote"] or "").split())
        if ELLIPSIS not in quote:
            quote = quote.replace(" ... ", f" {ELLIPSIS} ", 1)
        return Citation(part["source"], part["passage"] or "", quote, grade, start, found.end())

    def _fact(self, start: int) -> FactRef:
        found = _FACT.match(self.text, start)
        if not found:
            shown, end = self._shown(start, "}")
            hint = "write {fact} or {fact@source}, or {{ to print a brace"
            raise ProseError(f"this is no fact: {shown}", start, end, hint)
        self.at = found.end()
        return FactRef(found["name"], found["source"] or "", start, found.end())

    def _shown(self, start: int, closing: str) -> tuple[str, int]:
        """What was meant, to its closing bracket if that is near and in its line, and where it ends."""
        stretch = self.text[start : start + 120].split("\n", 1)[0]
        close = stretch.find(closing)
        stretch = stretch[: close + 1] if close > 0 else stretch[:24]
        return stretch, start + len(stretch)
