"""Looking a name up in passages: as it is written, by its acronym, as a people's name, or as a subject of the brief."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.cite.atoms.english import folded_words
from pipeline.cite.atoms.english.nomenclature import ALSO_WORDS, DESIGNATORS, GENERIC, SHORTENED
from pipeline.cite.checks.base import Context
from pipeline.cite.fold import fold
from pipeline.cite.ground import Ground, Unanswered, Words, shown
from pipeline.model.atoms import Name


class Lookup:
    """Looks names up in passages, and subjects in bodies."""

    def __init__(self, grounds: Sequence[Ground], bodies: Sequence[Ground], context: Context) -> None:
        self._grounds, self._bodies = grounds, bodies
        self._subjects, self._reader = context.subjects, context.reader

    def shows(self, name: Name, before: str = "") -> bool:
        """Whether a name of a claim stands in a passage.

        After `in` and the like a subject's other name (Tokyo for Japan) is a place, which must stand there itself.
        """
        if before in _AT and self._subjects.of(name.words) and not self._subjects.people(name.words):
            return any(name.words in ground.names for ground in self._grounds)
        capitals = _is_capitals(name.text)
        if self._holds(name.words, capitals=capitals):
            return True
        if name.initial and not capitals and self._holds_rest(name.words):
            return True
        return self._is_written(name) or any(_belongs(name.words, ground) for ground in self._grounds)

    def _holds(self, words: Words, *, capitals: bool = False) -> bool:
        """Whether a name stands in a passage, whole; a subject or people before it may stand apart from it."""
        if self._stands(words, capitals=capitals):
            return True
        for length in range(1, min(len(words), self._subjects.longest + 1)):
            lead, rest = words[:length], words[length:]
            apart = self._is_subject(lead) and rest[0] != "of" and self._stands(lead)
            if apart and self._holds(rest, capitals=capitals):
                return True
        if len(words) > 2 and words[0] in DESIGNATORS and self._stands(words[2:] + words[:2]):
            return True  # `Block V Tomahawk` for Tomahawk Block V
        if "of" not in words[1:-1]:
            return False
        at = words.index("of", 1)
        first, second = words[:at], words[at + 1 :]
        if self._stands(second + first):  # `Oxford University` for the University of Oxford
            return True
        # A name and where its bearer belongs: each stands by itself.
        return not (at == 1 and first[0] in GENERIC) and self._holds(first) and self._holds(second)

    def _holds_rest(self, words: Words) -> bool:
        """Whether the first word has its capital from the sentence, and the rest, if any, is held."""
        rest = words[2:] if words[1:2] == ("of",) else words[1:]
        return self._is_common(words[0]) and (not rest or self._holds(rest))

    def _is_common(self, word: str) -> bool:
        """Whether a word is none of a name: common, or in lower case in the passage."""
        if self._reader.is_common(word) or self._is_shown("lower", word):
            return True
        return word not in ALSO_WORDS and self._is_shown("stem", self._reader.stem(word))

    def _is_shown(self, kind: str, text: str) -> bool:
        """Whether a passage shows something. What a lock does not know counts as not shown: the name is refused."""
        try:
            return shown(self._grounds, kind, text)
        except Unanswered:
            return False

    def _is_written(self, name: Name) -> bool:
        """Whether the passage writes the same words: at the head of a sentence, or without the capitals."""
        text = " ".join(fold(name.text).text.removesuffix("'s").split())
        if self._is_shown("name", text):
            return True
        words = folded_words(text.replace("&", " and "))
        if len(words) == 1:
            return words[0] not in ALSO_WORDS and not text.isupper() and self._is_shown("lower", words[0])
        return self._is_shown("words", " ".join(words))

    def _is_subject(self, words: Words) -> bool:
        return bool(self._subjects.of(words) or self._subjects.people(words))

    def _stands(self, words: Words, *, capitals: bool = False) -> bool:
        if any(words in ground.names for ground in self._grounds):
            return True
        if any(shown(self._bodies, "name", other) for other in self._subjects.of(words)):
            return True
        if any(other in ground.names for ground in self._grounds for other in self._subjects.people(words)):
            return True
        return self._is_acronym(words, capitals=capitals) or self._is_form(words)

    def _is_acronym(self, words: Words, *, capitals: bool) -> bool:
        """`LDP` for the Liberal Democratic Party, `AI` for artificial intelligence, and the other way round."""
        if len(words) == 1:
            if not capitals or len(words[0]) < 2 or self._is_subject(words):
                return False
            if any(self._abbreviates(words[0], name.words) for ground in self._grounds for name in ground.atoms.names):
                return True
            if known := SHORTENED.get(words[0]):
                return any([self._is_shown("words", each) for each in known.split("|")])  # noqa: C419  (a lock must know all)
            return self._is_shown("initials", words[0])
        letters = "".join(word[0] for word in words if word != "of")
        if len(letters) < 2 or self._is_subject((letters,)):
            return False
        return any(letters in ground.acronyms for ground in self._grounds)

    def _abbreviates(self, letters: str, words: Words) -> bool:
        """Whether letters are the initials of a name: of all of it, without the state or people it belongs to, or up to
        the word that says what it is (`LDP` of the Liberal Democratic Party Committee).
        """
        for start in range(len(words)):
            if start and not self._is_subject(words[:start]):
                continue
            initials = "".join(word[0] for word in words[start:] if word != "of")
            if initials == letters:
                return True
            if len(letters) > 2 and initials.startswith(letters):
                plain = [word for word in words[start:] if word != "of"]
                if plain[len(letters) - 1] in GENERIC:
                    return True
        return False

    def _is_form(self, words: Words) -> bool:
        """`Tomahawks` for `Tomahawk`, `Galleries` for `Gallery`, `Nazism` for `Nazi`, and the other way round; a middle
        initial that only one of them has.
        """
        *lead, last = words
        if any((*lead, other) in ground.names for other in _forms(last) for ground in self._grounds):
            return True
        if len(words) > 2 and any(len(word) == 1 for word in words[1:-1]):
            plain = (words[0], *(word for word in words[1:-1] if len(word) > 1), last)
            return any(plain in ground.names for ground in self._grounds)
        return any(words in ground.full_names for ground in self._grounds)


_AT = frozenset(("in", "at", "near", "outside"))


def _is_capitals(text: str) -> bool:
    """Whether the last word of a name is all in capitals, its ending aside: MSDF's, MPs."""
    last = text.rsplit(maxsplit=1)[-1].replace("’", "'").removesuffix("'s").removesuffix("s'")
    return len(last) > 1 and (last.isupper() or last.removesuffix("s").isupper())


def _forms(word: str) -> list[str]:
    """Other forms of the last word of a name."""
    if len(word) < 4:
        return []
    found = [word + ending for ending in ("s", "es", "ism", "ist", "ists")]
    found += [word.removesuffix(ending) for ending in ("s", "es", "ism", "ist", "ists") if word.endswith(ending)]
    if word.endswith("y"):
        found.append(word[:-1] + "ies")
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    return [form for form in found if len(form) > 3 and not (word.endswith("ss") and word.startswith(form))]


def _belongs(words: Words, ground: Ground) -> bool:
    """In a long text, whether the name's own words stand in a name, and the others say what kind of thing it is:
    `Lake Orrin`, `Orrin district`, where only `Orrin` stands.
    """
    own = tuple(word for word in words if word not in GENERIC and word != "of")
    return not ground.short and 0 < len(own) < len(words) and own in ground.names
