"""Claims: the author's words with their atoms, and the way from an atom back to the characters of the spec."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from pipeline.cite.atoms import Reader
from pipeline.model.atoms import Atoms
from pipeline.model.problem import Path, Where
from pipeline.model.prose import Citation, FactRef, Words
from pipeline.model.record import record
from pipeline.model.spec import Role, Stated

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_FACT = "\ufffc"
"""Stands in a claim's text for a fact, so that the words around it do not join."""


@record
class Cited:
    """A citation and where it stands."""

    citation: Citation
    where: Where


@record
class Said:
    """One claim: its text, atoms, facts and citations."""

    path: Path
    start: int
    end: int
    text: str
    """Its words as the pieces have them; a fact is one character, U+FFFC."""
    role: Role
    atoms: Atoms
    facts: tuple[FactRef, ...]
    cited: tuple[Cited, ...]
    stated: Stated
    _offsets: tuple[int, ...]
    _places: tuple[int, ...]

    @property
    def plain(self) -> str:
        """The claim's words in one line, for people."""
        return " ".join(self.text.replace(_FACT, "{…}").split()).strip(" ,;")

    def words(self) -> tuple[tuple[str, int, int], ...]:
        """Its words in lower case, each with its place in the text."""
        return _words(self.text)

    @property
    def where(self) -> Where:
        """The claim's words in the spec."""
        return Where(self.path, self.start, self.end)

    def at(self, start: int, end: int) -> Where:
        """Characters `start` to `end` of the claim's text, in the spec."""
        return Where(self.path, self._place(start), self._place(max(start, end - 1)) + 1)

    def _place(self, at: int) -> int:
        index = bisect_right(self._offsets, at) - 1
        following = self._offsets[index + 1] if index + 1 < len(self._offsets) else len(self.text)
        return self._places[index] + min(at - self._offsets[index], following - self._offsets[index])


@lru_cache(maxsize=64)  # each check of a claim asks for them
def _words(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple([(each[0].lower().replace("’", "'"), each.start(), each.end()) for each in _WORD.finditer(text)])


def claims_in(stated: Stated, reader: Reader) -> Iterator[Said]:
    """The claims of one stretch of prose, each with its own citations and those beside the prose."""
    beside = tuple(Cited(citation, Where((*stated.cite_path, index))) for index, citation in enumerate(stated.cite))
    for _, claim in stated.prose.claims():
        text, offsets, places = "", [], []
        for piece in claim.pieces:
            offsets.append(len(text))
            places.append(piece.start)
            text += piece.text if isinstance(piece, Words) else _FACT
        inline = tuple(
            Cited(citation, Where(stated.path, citation.start, citation.end)) for citation in claim.citations
        )
        lead = len(text) - len(text.lstrip(" \n\t.,;:"))
        start = claim.start + (lead if claim.pieces and lead < len(text) else 0)
        yield Said(
            stated.path,
            start,
            claim.end - (len(text) - len(text.rstrip()) if claim.pieces else 0),
            text,
            stated.role,
            reader.read(text),
            tuple(piece for piece in claim.pieces if isinstance(piece, FactRef)),
            (*inline, *beside),
            stated,
            tuple(offsets or [0]),
            tuple(places or [claim.start]),
        )
