"""Grounds: what a claim can be held against: one passage, or a source's whole body, from the text or from the lock.

Both answer the same questions, so that nothing that holds can tell them apart: which atoms are there, and whether
certain words are shown. A ground made from text keeps its answers; they go into the lock, which can answer those and
no others.
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from functools import cached_property

from pipeline.cite.atoms import Reader
from pipeline.cite.atoms.english import folded_words, written_words
from pipeline.cite.atoms.english.vocabulary import function_words
from pipeline.cite.fold import fold, spelling
from pipeline.model.atoms import Atoms, Name
from pipeline.model.problem import shortened
from pipeline.model.source import Passage

Words = tuple[str, ...]


_LEFT_OUT = frozenset("a an and at by for from in of on or the to with".split())
"""Words that acronyms leave out."""
_ARTICLES = frozenset("a an the".split())


_PARTS_OF_EARTH = frozenset("north south east west latin central northern southern eastern western new".split())


class Unanswered(Exception):
    """The lock was written before this question was asked."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.label)
        self.ground = ground


def question(kind: str, text: str) -> str:
    """A question's key in the lock: sixteen digits of a hash, since it may hold words of the article."""
    return hashlib.sha256(f"{kind}:{text}".encode()).hexdigest()[:16]


class Ground(ABC):
    """One passage, or (`name` is "") a whole body. What it says is the same from a text and from a lock."""

    def __init__(self, source: str, name: str, passage: Passage | None, slips: Mapping[str, str]) -> None:
        self.source, self.name, self.passage = source, name, passage
        self.answers: dict[str, bool] = {}
        """By `question`: what was asked of its words so far, or when the lock was written."""
        self._slips = slips

    readable = True
    """Whether its language has a reader of atoms."""

    @property
    def short(self) -> bool:
        """Whether it is a passage such as a spec may cite: in a long text a modal elsewhere says nothing of a claim."""
        return bool(self.name)

    @property
    @abstractmethod
    def atoms(self) -> Atoms:
        """All atoms of its text."""

    @abstractmethod
    def shows(self, kind: str, text: str) -> bool:
        """Whether the words `text` stand here (`words`), or a name (`name`), a word of the stem `text` (`stem`),
        words of these stems in a row (`stems`), the word itself in lower case (`lower`), or words with these initials
        (`initials`).

        Raises Unanswered if a lock does not know.
        """

    @property
    def label(self) -> str:
        """What messages call it: `source:passage`, or `source`."""
        return f"{self.source}:{shortened(self.name)}" if self.name else self.source

    @cached_property
    def names(self) -> frozenset[Words]:
        """Every name and every contiguous part of one, acronyms of them, and what slips stand for."""
        return frozenset(part for words in self._spelled() for part in parts(words))

    @cached_property
    def full_names(self) -> frozenset[Words]:
        """Names without the initials in their middle, and in a long text without the middle names: first and last."""
        found = set()
        for words in self._spelled():
            middle = words[1:-1]
            if middle and "of" not in words and len(words) < 5 and (not self.short or all(len(w) == 1 for w in middle)):
                found.add((words[0], words[-1]))
        return frozenset(found)

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Names of one word in capitals."""
        return frozenset(
            name.words[0] for name in self.atoms.names if len(name.words) == 1 and name.text.removesuffix("s").isupper()
        )

    def _spelled(self) -> Iterable[Words]:
        seen = {name.words for name in self.atoms.names}
        for words in seen:
            yield words
            if any(word in self._slips for word in words):
                yield tuple(self._slips.get(word, word) for word in words)


class TextGround(Ground):
    """A ground whose text is at hand. Its atoms are read when they are first asked for."""

    def __init__(
        self,
        source: str,
        name: str,
        text: str,
        reader: Reader | None,
        *,
        passage: Passage | None = None,
        slips: Mapping[str, str] | None = None,
        short: bool | None = None,
    ) -> None:
        super().__init__(source, name, passage, slips or {})
        self._text, self._reader = text, reader
        self._short = bool(name) if short is None else short
        self.readable = reader is not None

    @property
    def short(self) -> bool:
        """As in Ground; loose passages may be long."""
        return self._short

    @cached_property
    def atoms(self) -> Atoms:
        """All atoms of its text; none if its language has no reader."""
        return self._reader.read(self._text) if self._reader else Atoms()

    @cached_property
    def _words(self) -> list[str]:
        return folded_words(self._text)

    @cached_property
    def _folded(self) -> str:
        return fold(self._text).text

    @cached_property
    def _line(self) -> str:
        return f" {' '.join(self._words)} "

    @cached_property
    def _lower(self) -> frozenset[str]:
        return frozenset(spelling(word) for word in written_words(self._text) if word.islower())

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(self._reader.stem(word) for word in self._words) if self._reader else frozenset()

    @cached_property
    def _stemmed(self) -> str:
        return f" {' '.join(map(self._reader.stem, self._words))} " if self._reader else ""

    @cached_property
    def _letters(self) -> str:
        """The initials of its words, without those that acronyms leave out; `|` for words that end a phrase."""
        ends = function_words() - _LEFT_OUT | _ARTICLES
        words = [word for word in written_words(self._text) if word in _ARTICLES or word.lower() not in _LEFT_OUT]
        named = [word[0].isupper() for word in words]
        letters = []
        for at, word in enumerate(words):
            inside = named[at] and (named[at - 1 : at] == [True] or named[at + 1 : at + 2] == [True])
            low = word.lower()
            letters.append("|" if inside or low in ends or low.endswith("ed") else low[0])
        return "".join(letters)

    def shows(self, kind: str, text: str) -> bool:
        """Looked up in the text, and remembered for the lock."""
        key = question(kind, text)
        if key not in self.answers:
            match kind:
                case "stem":
                    self.answers[key] = text in self._stems
                case "stems":
                    self.answers[key] = f" {text} " in self._stemmed
                case "lower":
                    self.answers[key] = text in self._lower
                case "initials":
                    self.answers[key] = len(text) > 2 and text in self._letters  # two letters stand anywhere
                case "name":
                    self.answers[key] = _stands(fold(text).text, self._folded)
                case _:
                    self.answers[key] = f" {text} " in self._line
        return self.answers[key]


class LockGround(Ground):
    """A ground of which a lock knows the atoms, and the answers to what was asked when it was written."""

    def __init__(
        self,
        source: str,
        name: str,
        atoms: Atoms,
        answers: Mapping[str, bool],
        passage: Passage | None,
        slips: Mapping[str, str],
    ) -> None:
        super().__init__(source, name, passage, slips)
        self._atoms = atoms
        self.answers = dict(answers)

    @property
    def atoms(self) -> Atoms:
        """As the lock has them."""
        return self._atoms

    def shows(self, kind: str, text: str) -> bool:
        """As the lock has it; raises Unanswered for what was not asked when it was written."""
        found = self.answers.get(question(kind, text))
        if found is None:
            raise Unanswered(self)
        return found


def _stands(name: str, text: str) -> bool:
    """Whether a name stands in a text with its capitals, and not inside a word."""
    at = text.find(name) if name else -1
    while at >= 0:
        end = at + len(name)
        if not (at and text[at - 1].isalnum()) and not (end < len(text) and text[end].isalnum() and name[-1].isalnum()):
            return True
        at = text.find(name, at + 1)
    return False


def shown(grounds: Iterable[Ground], kind: str, text: str) -> bool:
    """Whether any ground shows something. All are asked, so that a lock knows the answer of each."""
    return any([ground.shows(kind, text) for ground in grounds])  # noqa: C419  (see above)


def shown_any(grounds: Iterable[Ground], kind: str, texts: Iterable[str]) -> bool:
    """Whether any ground shows any of these. All are asked, as by `shown`."""
    return any([shown(grounds, kind, text) for text in texts])  # noqa: C419  (see above)


def parts(words: Words) -> Iterable[Words]:
    """All contiguous parts of a name, at most twelve words long; `A of B` also as `B A`."""
    if len(words) > 12:
        words = words[:12]
    for start in range(len(words)):
        if start and words[start - 1] in _PARTS_OF_EARTH:
            continue  # `North America` is not America
        for end in range(start + 1, len(words) + 1):
            if words[start] != "of" and words[end - 1] != "of":
                yield words[start:end]
    if "of" in words[1:-1]:
        at = words.index("of", 1)
        yield words[at + 1 :] + words[:at]


def nearest(wanted: Name, grounds: Iterable[Ground]) -> str:
    """The name that shares most words with a wanted one, for a hint; "" if none shares any."""
    best, score = "", 0.0
    for ground in grounds:
        for name in ground.atoms.names:
            shared = len(set(name.words) & set(wanted.words)) / max(len(name.words), len(wanted.words))
            if shared > score:
                best, score = name.text, shared
    return best
