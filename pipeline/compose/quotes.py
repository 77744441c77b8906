"""Quotation marks and apostrophes as a printer sets them in English, where a typewriter has one sign for all."""

from __future__ import annotations

import re

_OPENING = re.compile(r"(?:^|(?<=[\s(\[–—“‘]))([\"'])(?=\S)")
_SHORTENED = re.compile(r"(?<!\w)'(?=\d\ds?\b)")
_INNER = {ord("“"): "‘", ord("”"): "’"}


def curled(text: str) -> str:
    """Pairs of quotation marks, and the apostrophe."""
    if '"' not in text and "'" not in text:
        return text
    opened = _OPENING.sub(lambda found: "“" if found[1] == '"' else "‘", _SHORTENED.sub("’", text))
    return opened.replace('"', "”").replace("'", "’")


def nested(text: str) -> str:
    """The same for words that will stand between “ and ”: quotations in them are marked ‘ and ’."""
    return curled(text).translate(_INNER)
