"""The English reader of atoms. Dates first, then names, then figures: each takes its tokens from those that follow."""

from __future__ import annotations

import hashlib
import re

from pipeline.cite.atoms.english.cues import read_cues
from pipeline.cite.atoms.english.dates import read_dates
from pipeline.cite.atoms.english.names import read_names
from pipeline.cite.atoms.english.numbers import read_numbers
from pipeline.cite.atoms.english.relative import read_relatives
from pipeline.cite.atoms.english.stems import stem
from pipeline.cite.atoms.english.tokens import Tokens
from pipeline.cite.atoms.english.vocabulary import is_common
from pipeline.cite.fold import fold, lower, spelling
from pipeline.model.atoms import Atoms, Quotation

_QUOTED = re.compile(
    r'["“„«]([^"“”„«»]{1,600})["”“»]|‘([^‘’]{1,600})’(?!\w)'
    r"|(?<![\w'])'(?=[^\W\d_])([^'\n]{2,200})(?<=\w)'(?!\w)"
)
_MARKS = frozenset("\"“„«‘'")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")


class English:
    """Reads English, British and American."""

    version = "english/3"

    def read(self, text: str) -> Atoms:
        """All atoms of a text."""
        tokens = Tokens(text)
        placed = read_dates(tokens)
        names = read_names(tokens)
        numbers = read_numbers(tokens)
        return Atoms(
            tuple(numbers),
            tuple(each.atom for each in placed),
            tuple(names),
            tuple(_quotations(text)),
            tuple(read_cues(tokens)),
            tuple(read_relatives(tokens, placed)),
        )

    def is_common(self, word: str) -> bool:
        """Whether a word is common English."""
        return is_common(word)

    def stem(self, word: str) -> str:
        """A word's stem."""
        return stem(word)


def folded_words(text: str) -> list[str]:
    """The words of a text in lower case and one spelling: what a quotation is compared by."""
    return [spelling(word) for word in _WORD.findall(lower(fold(text).text))]


def written_words(text: str) -> list[str]:
    """The words of a text as they are written, quotes and invisible characters folded."""
    return _WORD.findall(fold(text).text)


def quotation_key(words: list[str]) -> str:
    """SHA-256 of folded words."""
    return hashlib.sha256(" ".join(words).encode()).hexdigest()


def _quotations(text: str) -> list[Quotation]:
    """Words in quotation marks, typographic or straight."""
    found: list[Quotation] = []
    if _MARKS.isdisjoint(text):
        return found
    for match in _QUOTED.finditer(text):
        group = match.lastindex or 1
        words = folded_words(match.group(group))
        if words:
            found.append(Quotation(match.start(group), match.end(group), match.group(group), quotation_key(words)))
    return found
