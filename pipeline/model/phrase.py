"""Words of another language within prose, as Pandoc's bracketed spans have them: `[Jieitai]{lang=ja-Latn}`."""

from __future__ import annotations

import re

from pipeline.model.language import fault_of
from pipeline.model.record import record

OPENS = r"\[(?=[^\[\]]*\]\{[^{}]*=)"
"""Where a phrase begins, as a pattern: what is in braces behind a bracket is no fact, since it has a `=`."""

_PHRASE = re.compile(r"\[([^\[\]]*)\]\{\s*([^{}]*?)\s*\}")
_NO_WORDS = re.compile(r"[{}*]|\\\*|\n[ \t]*\n")
_HINT = "write [words]{lang=ja-Latn}; *…* goes around it, citations and facts stand outside"


@record
class Phrase:
    """The words from `start` to `stop` of a text, in the language `lang`; after `end` the text goes on."""

    start: int
    stop: int
    end: int
    lang: str


@record
class PhraseFault:
    """Why it is no phrase, the stretch at fault, and what to write."""

    message: str
    start: int
    end: int
    hint: str


def read_phrase(text: str, start: int, end: int) -> Phrase | PhraseFault:
    """The phrase that begins at `start`, where `OPENS` matches."""
    found = _PHRASE.match(text, start, end)
    if not found:
        return PhraseFault("this phrase does not end", start, start + 1, _HINT)
    words, attribute = found.groups()
    if not attribute.startswith("lang=") or " " in attribute:
        return PhraseFault(f"a phrase has lang=…, not {attribute[:40]}", found.start(2), found.end(2), _HINT)
    lang = attribute.removeprefix("lang=").strip("\"'")
    message, hint = fault_of(lang)
    if message:
        return PhraseFault(message, found.start(2), found.end(2), hint)
    if _NO_WORDS.search(words) or not any(map(str.isalpha, words)):
        return PhraseFault("a phrase of another language holds words only", start, found.end(1) + 1, _HINT)
    return Phrase(found.start(1), found.end(1), found.end(), lang)
