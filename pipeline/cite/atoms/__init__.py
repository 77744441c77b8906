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

    def stem(self, word: str) -> str:
        """A word without its inflection, folded: what two texts are compared by."""


def reader(language: str) -> Reader | None:
    """The reader of a language (BCP 47), or None: claims in it are printed as unheld."""
    if language.split("-", maxsplit=1)[0].lower() == "en":
        from pipeline.cite.atoms.english import English

        return English()
    return None
