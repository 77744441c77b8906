"""Atom readers: what a text of one language states that can be held. One reader a language, behind one interface."""

from __future__ import annotations

from typing import Protocol

from pipeline.model.atoms import Atoms


class Reader(Protocol):
    """Reads atoms. Pure: the same text gives the same atoms, and the time it takes grows with the text's length."""

    version: str
    """Name and version, kept in the lock: another version may read other atoms."""

    def read(self, text: str) -> Atoms:
        """All atoms of a text, with their places in it."""

    def is_common(self, word: str) -> bool:
        """Whether a word in lower case is a common word of the language, so that a capital may be its sentence's."""

    def stem(self, word: str) -> str:
        """A word without its inflection, folded: what two texts are compared by."""


class Unread:
    """The reader of a language that has none: it finds nothing to hold, so that every claim is printed as unheld."""

    version = ""

    def read(self, text: str) -> Atoms:  # noqa: ARG002 (the interface)
        """No atoms."""
        return Atoms()

    def is_common(self, word: str) -> bool:  # noqa: ARG002 (likewise)
        """Any word may be."""
        return True

    def stem(self, word: str) -> str:
        """The word itself."""
        return word


def prose_reader(language: str) -> Reader:
    """The reader of the brief's own prose."""
    return reader(language) or Unread()


def notation() -> Reader:
    """The reader of a spec's own notation of quantities, `1.7 billion USD`: the same in every language."""
    return author_reader("en")


def author_reader(language: str) -> Reader:
    """The reader of a language. Raises ValueError if there is none."""
    found = reader(language)
    if found is None:
        raise ValueError(f"no reader for language {language}")
    return found


def reader(language: str) -> Reader | None:
    """The reader of a language (BCP 47), or None: claims in it are printed as unheld."""
    if language.split("-", maxsplit=1)[0].lower() == "en":
        from pipeline.cite.atoms.english import English

        return English()
    return None
