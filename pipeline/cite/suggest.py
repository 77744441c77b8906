"""Suggestions by likeness. They help an author; they never decide (a wrong figure may still be 85 % alike)."""

from __future__ import annotations

_MOST = 300_000
"""Characters looked through for one suggestion."""


_WANTED = 80
"""Characters of what is looked for: a suggestion shows no more than eight words."""
_FIRST = 50
"""Suggestions of a run. Who has more to mend starts at the top; each takes a walk through the text."""


class Suggestions:
    """Suggestions for what was not found, for the first of a run."""

    def __init__(self) -> None:
        self.left = _FIRST

    def closest(self, wanted: str, text: str) -> str:
        """As `closest`; "" after the first fifty."""
        self.left -= 1
        return closest(wanted, text) if self.left >= 0 else ""


def closest(wanted: str, text: str) -> str:
    """The stretch of a text that is most like the start of `wanted`, in whole words; "" if nothing is near."""
    from rapidfuzz import fuzz

    wanted = wanted[:_WANTED]
    best, score = "", 70.0
    for line in text[:_MOST].split("\n"):
        if not line:
            continue
        found = fuzz.partial_ratio_alignment(wanted, line, score_cutoff=score)
        if found and found.score > score:
            start, end = found.dest_start, found.dest_end
            while start > 0 and not line[start - 1].isspace():
                start -= 1
            while end < len(line) and not line[end].isspace():
                end += 1
            best, score = " ".join(line[start:end].split()[:8]), found.score
    return best.strip(" .,;:")
