"""Quotations: words that a claim sets in quotation marks stand so in a cited passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cite.atoms.english import folded_words
from pipeline.cite.checks.base import Context, Lack, named
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground


def quotations(said: Said, grounds: Sequence[Ground], _context: Context) -> Iterator[Lack]:
    """Every quotation that no passage has, word for word."""
    for quotation in said.atoms.quotations:
        words = " ".join(folded_words(quotation.text))
        quoted = any(other.key == quotation.key for ground in grounds for other in ground.atoms.quotations)
        if not quoted and not any([ground.shows("words", words) for ground in grounds]):
            message = f'quotation "{quotation.text}" is {named(grounds)}'
            hint = "quote word for word, or leave the quotation marks out"
            yield Lack("CITE005", message, quotation.start, quotation.end, (), (hint,))
