"""How words are read aloud that the brief's language does not have: abbreviations, phrases of other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.model.document import Text


class Spoken:
    """Finds the words that a spec explains, as whole words and as written, the longest first."""

    def __init__(self, abbreviations: Mapping[str, str], foreign: Mapping[str, str]) -> None:
        self._abbreviations, self._foreign = abbreviations, foreign
        known = sorted({*abbreviations, *foreign}, key=len, reverse=True)
        self._known = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)") if known else None

    def __call__(self, text: Text) -> Iterator[Text]:
        """The text in pieces: each such word by itself."""
        done = 0
        for found in self._known.finditer(text.text) if self._known else ():
            if found.start() > done:
                yield Text(text.text[done : found.start()], text.tone, text.lang)
            word = found.group()
            yield Text(word, text.tone, self._foreign.get(word, text.lang), self._abbreviations.get(word, ""))
            done = found.end()
        if done < len(text.text):
            yield Text(text.text[done:], text.tone, text.lang) if done else text
