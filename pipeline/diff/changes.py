"""The changes between two contents: what is paired is compared field by field, what is not was added or removed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.diff.pairs import Pair, pairs
from pipeline.diff.words import pieces
from pipeline.model.changes import Change, Changes, Difference
from pipeline.model.content import BY, Content, Unit
from pipeline.model.record import replace


def changes(before: Content, after: Content) -> Changes:
    """What changed from one content to another, words and all.

    What stands elsewhere under the same heading is no change. `changes(a, a)` has none, and `changes(b, a)` are those
    of `changes(a, b)` with the sides exchanged.
    """
    new, names = after.units, _names(before, after)
    old = tuple(_renamed(unit, names) for unit in before.units)
    paired = pairs(old, new)
    moved = _moved(paired, old, new)
    found: list[tuple[tuple[int, int, int, int], Change]] = []
    for i, j in paired:
        differences = tuple(_differences(old[i], new[j]))
        if differences or (i, j) in moved:
            change = Change("altered" if differences else "moved", before.units[i], new[j], differences)
            found.append(((not change.graded, j, 0, 0), change))
    gone, fresh = set(range(len(old))) - {i for i, _ in paired}, set(range(len(new))) - {j for _, j in paired}
    found += [((1, j, 0, 0), Change("added", None, new[j])) for j in fresh]
    stands = dict(paired)
    last = -1
    for i in range(len(old)):  # what was removed is told after what stood before it
        last = stands.get(i, last)
        if i in gone:
            found.append(((1, last, 1, i), Change("removed", before.units[i], None)))
    return Changes(before, after, tuple(change for _, change in sorted(found, key=lambda each: each[0])))


def _differences(old: Unit, new: Unit) -> Iterator[Difference]:
    """The fields that differ, and what they rest on, in the order of the newer one."""
    was, told = old.told, new.told
    for field in dict.fromkeys((*told, *was)):
        before, after = was.get(field, ""), told.get(field, "")
        if before != after:
            yield Difference(field, before, after, pieces(before, after))
    if Counter(old.cites) != Counter(new.cites):
        before, after = _cited(old), _cited(new)
        yield Difference("cites", before, after, pieces(before, after))


def _cited(unit: Unit) -> str:
    return "; ".join(f"{source} “{words}”" if words else source for source, words in sorted(unit.cites))


# ── headings ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _moved(paired: Sequence[Pair], old: Sequence[Unit], new: Sequence[Unit]) -> set[Pair]:
    """Units that now stand under another heading, rather than under the same one in other words.

    A heading is taken for the one that most of its units stand under, seen from either side: where one was divided or
    two were joined, nothing has moved.
    """
    between = Counter((old[i].section, new[j].section) for i, j in paired)
    most: tuple[dict[str, int], dict[str, int]] = defaultdict(int), defaultdict(int)
    for sections, count in between.items():
        for side, section in zip(most, sections, strict=True):
            side[section] = max(side[section], count)
    return {
        (i, j)
        for i, j in paired
        if (both := (old[i].section, new[j].section))[0] != both[1]
        and between[both] < min(side[section] for side, section in zip(most, both, strict=True))
    }


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _names(before: Content, after: Content) -> Mapping[str, str]:
    """What sources are called now that had another name in the older spec and are the same file."""
    files = [
        {unit.told["sha256"]: unit.name for unit in content.units if unit.kind == "source"}
        for content in (before, after)
    ]
    kept = {*files[0].values()} & {*files[1].values()}
    return {
        name: files[1][sha256]
        for sha256, name in files[0].items()
        if sha256 in files[1] and not {name, files[1][sha256]} & kept
    }


def _renamed(unit: Unit, names: Mapping[str, str]) -> Unit:
    if not names:
        return unit
    cites = tuple((names.get(source, source), words) for source, words in unit.cites)
    fields = unit.fields
    if unit.kind == "fact":
        fields = tuple(
            (BY + names.get(field[1:], field[1:]) if field[0] == BY else field, text) for field, text in fields
        )
    return replace(unit, cites=cites, fields=fields)
