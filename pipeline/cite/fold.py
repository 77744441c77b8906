"""Folding: texts that say the same with other characters become equal, with a way back to the original's places."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pipeline.model.characters import INVISIBLE, JOINERS, stacked

_DASHES = "‐‑‒–—―−﹘﹣－"
_SINGLE = "‘’‚‛′ʼ`´＇"
_DOUBLE = "“”„‟″«»＂〝〞"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\n\r\v\f"
_GONE = INVISIBLE | frozenset(JOINERS)
_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SINGLE, "'"),
        **dict.fromkeys(_DOUBLE, '"'),
        **dict.fromkeys(_SPACES, " "),
    }
)
_REMOVED = str.maketrans(dict.fromkeys(_GONE))
_ASCII_SPACES = str.maketrans(dict.fromkeys("\t\n\r\v\f", " "))


class Folded:
    """A folded text; `places[i]` is where its character `i` stands in the original (None: at the same place)."""

    __slots__ = ("places", "text")

    def __init__(self, text: str, places: list[int] | None = None) -> None:
        self.text, self.places = text, places

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Characters `start` to `end` of the folded text, in the original."""
        if self.places is None or end <= start:
            return start, end
        return self.places[start], self.places[end - 1] + 1


def fold(text: str) -> Folded:
    """NFC, typographic quotes, dashes and spaces made plain, invisible characters removed. Case is kept."""
    if text.isascii():
        return Folded(text.translate(_ASCII_SPACES))
    if unicodedata.is_normalized("NFC", text) and _GONE.isdisjoint(text):
        return Folded(text.translate(_ONE_TO_ONE))
    return _fold_words(text)


_WORD = re.compile(r"\S+")


def _fold_words(text: str) -> Folded:
    """Word by word, so that a few words in need of care don't slow a long text down."""
    out: list[str] = []
    places: list[int] = []
    done = 0
    for found in _WORD.finditer(text):
        word = found.group()
        if word.isascii() or (unicodedata.is_normalized("NFC", word) and _GONE.isdisjoint(word)):
            continue
        folded, at = _fold_word(word)
        out += (text[done : found.start()].translate(_ONE_TO_ONE), folded)
        places.extend(range(done, found.start()))
        places += [found.start() + each for each in at]
        done = found.end()
    out.append(text[done:].translate(_ONE_TO_ONE))
    places.extend(range(done, len(text)))
    return Folded("".join(out), places)


def _fold_word(text: str) -> tuple[str, list[int]]:
    """Character by character, each base with the marks that follow it, so that places stay known."""
    out: list[str] = []
    places: list[int] = []
    at, length = 0, len(text)
    while at < length:
        end = at + 1
        while end < length and end - at < 64 and (unicodedata.combining(text[end]) or text[end] in _GONE):
            end += 1
        for char in unicodedata.normalize("NFC", text[at:end].translate(_REMOVED)).translate(_ONE_TO_ONE):
            out.append(char)
            places.append(at)
        at = end
    folded = "".join(out)
    # Hangul jamo and the like, which are no combining marks; too many of these would be sorted in quadratic time.
    if not unicodedata.is_normalized("NFC", folded) and stacked(folded) < 0:
        folded = unicodedata.normalize("NFC", folded)
        places = places[: len(folded)]
    return folded, places


def lower(text: str) -> str:
    """Lower case with every character at its place (`İ` would become two)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


_OUR = re.compile(
    r"(?:col|lab|harb|hon|fav|neighb|behavi|arm|rum|vap|vig|glam|hum|od|tum|end?eav|parl|sav|val|splend|rig)our"
)
_TRE = re.compile(r"(cen|thea|kilome|centime|millime|me|li|fib|calib|lus|mea|spec)(t|b)re(s?)$")
_ISE = re.compile(r"(?<=[a-z]{3})is(e|ed|es|ing|ation|ations|er|ers)$")
_SPELLINGS = {
    "defence": "defense", "defences": "defenses", "offence": "offense", "licence": "license", "programme": "program",
    "programmes": "programs", "grey": "gray", "aluminium": "aluminum", "cheque": "check", "manoeuvre": "maneuver",
    "manoeuvres": "maneuvers", "manoeuvrable": "maneuverable", "aeroplane": "airplane", "tonnes": "tonne",
    "judgement": "judgment", "organisation": "organization", "travelled": "traveled", "travelling": "traveling",
    "cancelled": "canceled", "labelled": "labeled", "modelling": "modeling", "modelled": "modeled",
    "artefact": "artifact",
    "sceptical": "skeptical", "catalogue": "catalog", "dialogue": "dialog", "analogue": "analog", "storey": "story",
}  # fmt: skip


@lru_cache(maxsize=4096)
def spelling(word: str) -> str:
    """A lower-case word in one spelling for en-GB and en-US."""
    if known := _SPELLINGS.get(word):
        return known
    if len(word) < 5:
        return word
    if "our" in word:
        word = _OUR.sub(lambda found: found.group()[:-3] + "or", word)
    if word.endswith(("re", "res")):
        word = _TRE.sub(r"\1\2er\3", word)
    return _ISE.sub(r"iz\1", word) if "is" in word else word
