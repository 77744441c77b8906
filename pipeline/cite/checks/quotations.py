"""Quotations: words that a claim sets in quotation marks stand so in a cited passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.cite.atoms.english import folded_words
from pipeline.cite.checks.base import Context, Lack, named
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground, shown

_LEFT_OUT = re.compile(r"\[?(?:\.\.\.|…)\]?|\[[^\]]*\]")
_SMALL = frozenset("a an and as at by for from in into of on or the to v vs with".split())


def is_title(text: str) -> bool:
    """Whether every word of substance has a capital: the title of a work or a name, held as names are."""
    words = text.split()
    return len(words) > 0 and all(
        word[:1].isupper() or not word[:1].isalpha() or word.lower().strip(".,") in _SMALL for word in words
    )


def quotations(said: Said, grounds: Sequence[Ground], _context: Context) -> Iterator[Lack]:
    """Every quotation that no passage has, word for word."""
    for quotation in said.atoms.quotations:
        if is_title(quotation.text) or any(
            other.key == quotation.key for ground in grounds for other in ground.atoms.quotations
        ):
            continue
        pieces = [words for piece in _LEFT_OUT.split(quotation.text) if (words := " ".join(folded_words(piece)))]
        if not all(shown(grounds, "words", words) for words in pieces):
            message = f'quotation "{quotation.text}" is {named(grounds)}'
            hint = "quote word for word, or leave the quotation marks out"
            yield Lack("CITE005", message, quotation.start, quotation.end, (), (hint,))
