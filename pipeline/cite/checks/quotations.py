"""Quotations: words that a claim sets in quotation marks stand so in a cited passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.cite.atoms.english import folded_words
from pipeline.cite.checks.base import Context, Lack, named
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground, shown, shown_any

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
        elif pieces and not _DENIED.search(said.text[: quotation.start]) and _is_cut(pieces[0], grounds):
            message = f'quotation "{quotation.text}" leaves out the negation before it'
            yield Lack("CITE005", message, quotation.start, quotation.end, (), ("quote the negation too",))


_DENIED = re.compile(r"\b(?:not|never|no|nor|neither|without|rather than)\b|n['’]t\b", re.IGNORECASE)


def _is_cut(words: str, grounds: Sequence[Ground]) -> bool:
    """Whether the passages have the words after a negation only."""
    return shown_any(grounds, "words", [f"{negation} {words}" for negation in ("not", "never", "no", "hardly")])
