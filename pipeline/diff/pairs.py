"""Which units of two contents are the same: by name, by their words, by what they rest on, by likeness.

Units of one kind are compared only. What is found first is never taken back, and every choice is the same whichever of
the two contents comes first: ties go to those that stand at the most alike places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from math import isqrt

from pipeline.diff.words import words
from pipeline.model.content import Unit

_ALIKE, _RELATED = 50, 25
"""Least likeness, in per cent, of two texts that are one, altered; of two that rest on the same passages or have the
same date."""
_RARE, _COMMON, _FEW = 20, 100, 3
"""Others are looked for by the words that so many units have at most; by the few rarest, if none is so rare; by no word
that more units have: it says too little of any of them, and would bring together all with all."""
_WIDE = "\u3040"
"""From here on stand the characters that are written without spaces."""

Pair = tuple[int, int]
_Key = Callable[[Unit], Hashable]


def pairs(before: Sequence[Unit], after: Sequence[Unit]) -> list[Pair]:
    """Indexes of units that are the same, perhaps altered; each occurs once at most. Sorted by the newer one."""
    found: list[Pair] = []
    old, new = dict.fromkeys(range(len(before))), dict.fromkeys(range(len(after)))

    def take(some: Iterable[Pair]) -> None:
        for i, j in some:
            if i in old and j in new:
                found.append((i, j))
                del old[i], new[j]

    for key in (_named, _whole, _text, _file):
        for place in (_section, _anywhere):
            take(list(_equal([(i, before[i]) for i in old], [(j, after[j]) for j in new], key, place)))
    if old and new:
        likeness = _Likeness([*before, *after])
        take(likeness.pairs([(i, before[i]) for i in old], [(j, after[j]) for j in new]))
        take(list(_equal([(i, before[i]) for i in old], [(j, after[j]) for j in new], _heading, _anywhere)))
    return sorted(found, key=lambda pair: pair[1])


# ── what makes two units one, the surest first; None: says nothing of this unit ─────────────────────────────────────


def _named(unit: Unit) -> Hashable:
    return unit.name or None


def _whole(unit: Unit) -> Hashable:
    return unit.fields, unit.cites


def _text(unit: Unit) -> Hashable:
    return None if unit.name else unit.text


def _file(unit: Unit) -> Hashable:
    """A source under another name."""
    return unit.told.get("sha256") if unit.kind == "source" else None


def _heading(unit: Unit) -> Hashable:
    """The headings of one kind of section, whatever they say."""
    return unit.path[2:] if unit.kind == "heading" else None


def _section(unit: Unit) -> str:
    return unit.section


def _anywhere(unit: Unit) -> str:
    del unit
    return ""


def _equal(
    before: Iterable[tuple[int, Unit]], after: Iterable[tuple[int, Unit]], key: _Key, place: Callable[[Unit], str]
) -> Iterator[Pair]:
    """Units with the same key at the same place, in order."""
    shelves: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, units in enumerate((before, after)):
        for index, unit in units:
            if (known := key(unit)) is not None:
                shelves[unit.kind, known, place(unit)][side].append(index)
    for olds, news in shelves.values():
        yield from zip(olds, news, strict=False)


# ── likeness ────────────────────────────────────────────────────────────────────────────────────────────────────────


class _Likeness:
    """How many of their words two texts share (Sørensen and Dice), each the weightier the rarer it is.

    All is reckoned in whole numbers: sums of fractions would depend on the order of a set.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        self._counts = Counter(word for unit in units for word in _bag(unit))

    def _weight(self, bag: Iterable[str]) -> int:
        return sum(10_000 // isqrt(100 * self._counts[word]) for word in bag)

    def pairs(self, before: Sequence[tuple[int, Unit]], after: Sequence[tuple[int, Unit]]) -> Iterator[Pair]:
        """Pairs that are alike enough, the most alike first."""
        bags = {j: _bag(unit) for j, unit in after}
        weights = {j: self._weight(bag) for j, bag in bags.items()}
        shelves: dict[Hashable, list[int]] = defaultdict(list)
        units = dict(after)
        for j, unit in after:
            for sign in self._signs(unit, bags[j]):
                shelves[sign].append(j)
        found: list[tuple[int, int, int, int, int]] = []
        for i, unit in before:
            bag = _bag(unit)
            weight = self._weight(bag)
            near = {j for sign in self._signs(unit, bag) for j in shelves.get(sign, ())}
            for j in near:
                alike = 200 * self._weight(bag & bags[j]) // max(1, weight + weights[j])
                if alike >= (_RELATED if _related(unit, units[j]) else _ALIKE):
                    found.append((-alike, abs(i - j), i + j, i, j))
        return ((i, j) for *_, i, j in sorted(found))

    def _signs(self, unit: Unit, bag: set[str]) -> Iterator[Hashable]:
        """What others of its kind are looked for by."""
        ranked = sorted((self._counts[word], word) for word in bag)
        rare = [word for count, word in ranked if count <= _RARE]
        for word in rare or [word for count, word in ranked[:_FEW] if count <= _COMMON]:
            yield unit.kind, word


def _related(one: Unit, other: Unit) -> bool:
    date = one.told.get("date")
    return (bool(one.cites) and one.cites == other.cites) or (date is not None and date == other.told.get("date"))


def _bag(unit: Unit) -> set[str]:
    """The words of what it is known by; of texts without spaces, each two characters that follow each other."""
    found = [word for word in words(unit.text.casefold()) if word[0].isalnum()]
    return {
        word + found[at + 1] if len(word) == 1 and word >= _WIDE and at + 1 < len(found) else word
        for at, word in enumerate(found)
    }
