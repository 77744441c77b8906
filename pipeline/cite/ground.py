"""Grounds: what a claim can be held against: one passage, or a source's whole body, from the text or from the lock.

Both answer the same questions, so that nothing that holds can tell them apart: which atoms are there, and whether
certain words are shown. A ground made from text keeps its answers; they go into the lock, which can answer those and
no others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from pipeline.model.atoms import Atoms, Name
from pipeline.model.source import Passage

Words = tuple[str, ...]


class Unanswered(Exception):
    """The lock was written before this question was asked."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.label)
        self.ground = ground


def question(kind: str, text: str) -> str:
    """A question's key in the lock: sixteen digits of a hash, since it may hold words of the article."""
    return hashlib.sha256(f"{kind}:{text}".encode()).hexdigest()[:16]


class Ground:
    """One passage or body. `answer` knows whether words are shown; without it, `answers` from a lock must."""

    def __init__(  # noqa: PLR0913  (all but three are what texts and locks differ in)
        self,
        source: str,
        name: str,
        atoms: Atoms,
        *,
        passage: Passage | None = None,
        answer: Callable[[str, str], bool] | None = None,
        answers: Mapping[str, bool] | None = None,
        slips: Mapping[str, str] | None = None,
        readable: bool = True,
        short: bool = True,
    ) -> None:
        self.source, self.name, self.atoms, self.passage = source, name, atoms, passage
        self.readable = readable
        self.short = short
        """A passage such as a spec may cite. In a longer text a modal elsewhere says nothing of the claim."""
        self.answers: dict[str, bool] = dict(answers or {})
        self._answer, self._slips = answer, dict(slips or {})

    @property
    def label(self) -> str:
        """What messages call it: `source:passage`, or `source`."""
        return f"{self.source}:{self.name}" if self.name else self.source

    def shows(self, kind: str, text: str) -> bool:
        """Whether the words `text` stand here (`words`), or a word of the stem `text` (`stem`). Raises Unanswered."""
        key = question(kind, text)
        if self._answer is not None:
            if key not in self.answers:
                self.answers[key] = self._answer(kind, text)
            return self.answers[key]
        if key not in self.answers:
            raise Unanswered(self)
        return self.answers[key]

    @cached_property
    def names(self) -> frozenset[Words]:
        """Every name and every contiguous part of one, acronyms of them, and what slips stand for."""
        return frozenset(part for words in self._spelled() for part in parts(words))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """Names of one word in capitals."""
        return frozenset(
            name.words[0] for name in self.atoms.names if len(name.words) == 1 and name.text.removesuffix("s").isupper()
        )

    @cached_property
    def initials(self) -> frozenset[str]:
        """Initials of names of two words and more, and of their parts."""
        found = set()
        for words in self._spelled():
            plain = [word for word in words if word != "of"]
            letters = "".join(word[0] for word in plain)
            found |= {letters[a:b] for a in range(len(letters)) for b in range(a + 2, min(len(letters), a + 8) + 1)}
        return frozenset(found)

    def _spelled(self) -> Iterable[Words]:
        seen = {name.words for name in self.atoms.names}
        for words in seen:
            yield words
            if any(word in self._slips for word in words):
                yield tuple(self._slips.get(word, word) for word in words)


def shown(grounds: Iterable[Ground], kind: str, text: str) -> bool:
    """Whether any ground shows something. All are asked, so that a lock knows the answer of each."""
    return any([ground.shows(kind, text) for ground in grounds])  # noqa: C419  (see above)


def parts(words: Words) -> Iterable[Words]:
    """All contiguous parts of a name, at most twelve words long; `A of B` also as `B A`."""
    if len(words) > 12:
        words = words[:12]
    for start in range(len(words)):
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
