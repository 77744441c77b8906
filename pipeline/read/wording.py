"""Small turns of phrase that all messages of the room share."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice


def clip(text: str, length: int = 60) -> str:
    """A text short enough for a message, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= length else text[: length - 1] + "…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or nothing."""
    import difflib  # only a spec with an error pays for it

    if len(word) > 100:
        return ""
    folded = {name.casefold(): name for name in islice(known, 1000)}
    near = difflib.get_close_matches(word.casefold(), folded, 1, 0.6)
    return f'did you mean "{folded[near[0]]}"?' if near else ""
