"""The pieces of prose: words, citations and facts; claims of them; and what may be wrong with a piece."""

from __future__ import annotations

from pipeline.model.record import record


@record
class Words:
    """The author's own words, as printed, and where each stretch of them stands in the scalar."""

    text: str
    start: int
    end: int
    emphasis: bool = False
    lang: str = ""
    """Their language, as a BCP 47 tag, where the author says it."""


@record
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


@record
class FactRef:
    """A fact to print; `source` is needed where reports differ."""

    name: str
    source: str = ""
    start: int = 0
    end: int = 0


Piece = Words | Citation | FactRef


@record
class Claim:
    """Words and facts that end in one or more citations (none: prose that nothing supports)."""

    pieces: tuple[Words | FactRef, ...]
    citations: tuple[Citation, ...]

    @property
    def start(self) -> int:
        """Where the claim starts in its scalar, after white space."""
        if not self.pieces:
            return self.citations[0].start
        first = self.pieces[0]
        return first.start + (len(first.text) - len(first.text.lstrip()) if isinstance(first, Words) else 0)

    @property
    def end(self) -> int:
        """Where the claim's words end in its scalar, before its citations and white space."""
        if not self.pieces:
            return self.citations[0].start
        last = self.pieces[-1]
        return last.end - (len(last.text) - len(last.text.rstrip()) if isinstance(last, Words) else 0)


class ProseError(ValueError):
    """What is wrong with a piece of prose, and from where to where."""

    def __init__(self, message: str, start: int, end: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.start, self.end, self.hint = message, start, end, hint
