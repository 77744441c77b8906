"""Two texts word by word; ideographs and kana, which stand without spaces, character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.model.changes import Piece

_MOST = 1_000_000
"""Pairs of words that are compared; of texts that differ in more, the whole middle counts as replaced."""

Stretch = tuple[str, str]
"""What stands in one text and in the other, in its place; both the same where they agree."""


@cache
def _token() -> re.Pattern[str]:
    wide = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f"
    # Figures and dates stay whole: of "1.7" and "1.9" nobody wants to read that "1." is the same.
    return re.compile(rf"[{wide}]|\s+|[^\W{wide}]+(?:[-.,:/’'·\u2011][^\W{wide}]+)*|.", re.DOTALL)


def words(text: str) -> list[str]:
    """Words, spaces and signs; joined, they are the text."""
    return _token().findall(text)


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """What both have and what one has alone, in reading order; what was removed stands before what came for it.

    In the other order the texts give the same pieces with the other signs: the matcher, which prefers one side where
    it has a choice, is always asked in one order.
    """
    if after < before:
        stretches = [(old, new) for new, old in _stretches(words(after), words(before))]
    else:
        stretches = _stretches(words(before), words(after))
    return tuple(piece for old, new in _joined(stretches) for piece in _told(old, new))


def _told(old: str, new: str) -> Iterator[Piece]:
    if old == new:
        yield Piece("same", old)
        return
    if old:
        yield Piece("removed", old)
    if new:
        yield Piece("added", new)


def _stretches(one: list[str], other: list[str]) -> list[Stretch]:
    """Both texts in stretches that agree and that differ."""
    shorter = min(len(one), len(other))
    start = next((i for i in range(shorter) if one[i] != other[i]), shorter)
    end = next((i for i in range(shorter - start) if one[-1 - i] != other[-1 - i]), shorter - start)
    head, tail = "".join(one[:start]), "".join(one[len(one) - end :])
    middle, its = one[start : len(one) - end], other[start : len(other) - end]
    found: list[Stretch] = [(head, head)]
    if len(middle) * len(its) > _MOST:
        found.append(("".join(middle), "".join(its)))
    else:
        from difflib import SequenceMatcher  # a millisecond, which nobody need wait for where nothing differs

        codes = SequenceMatcher(None, middle, its, autojunk=False).get_opcodes()
        found += [("".join(middle[a:b]), "".join(its[c:d])) for _, a, b, c, d in codes]
    return [each for each in (*found, (tail, tail)) if each != ("", "")]


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """Without agreement on a space or sign alone between two that differ: nobody reads that as one."""
    joined: list[Stretch] = []
    for at, (old, new) in enumerate(stretches):
        agrees = old == new
        if joined and joined[-1][0] != joined[-1][1]:
            between = agrees and at + 1 < len(stretches) and not any(map(str.isalnum, old))
            if between or not agrees:
                joined[-1] = joined[-1][0] + old, joined[-1][1] + new
                continue
        joined.append((old, new))
    return joined
