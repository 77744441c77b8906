"""Passages found again: where words no longer lead to a passage that the lock knows, its hash may say where it stands.

Exactly or not at all: the whole passage must have the locked hash. Nothing is anchored anew; the author is told what to
write.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from pipeline.cite.fold import Folded, fold
from pipeline.cite.material import written_passages
from pipeline.model.lock import Lock, LockedPassage
from pipeline.model.problem import Path, Problem
from pipeline.model.record import record, replace
from pipeline.model.source import Paragraph, Part, Snapshot
from pipeline.model.spec import Spec

_LOST = frozenset(("CITE010", "CITE011", "CITE012", "CITE014"))
_NAMED = 8
"""Words of an article that may name a passage."""
_START = re.compile(r"(?<![^\W_])\S")
_END = re.compile(r"[^\W_](?![^\W_])|[^\w\s]|_")
"""Where a passage may start and end: at no white space, and inside no word."""


@record
class _Lost:
    """A passage whose words lead nowhere, and what the lock knows of it."""

    source: str
    locked: LockedPassage


def refound(
    spec: Spec, snapshots: Mapping[str, Snapshot], lock: Lock | None, problems: Iterable[Problem]
) -> list[Problem]:
    """The same problems; those of a passage that the lock knows say where it stands now, if it stands anywhere."""
    told = list(problems)
    paths = {problem.where.path for problem in told if problem.where and problem.code in _LOST}
    if lock is None or not paths:
        return told
    lost: dict[Path, _Lost] = {}
    for written in written_passages(spec):
        source = lock.sources.get(written.source)
        locked = source.passages.get(written.lock_key) if source else None
        if locked and written.source in snapshots and written.where.path in paths:
            lost[written.where.path] = _Lost(written.source, locked)
    standing = {
        name: _standing(snapshots[name], [each.locked for each in lost.values() if each.source == name])
        for name in dict.fromkeys(each.source for each in lost.values())
    }
    for index, problem in enumerate(told):
        known = lost.get(problem.where.path) if problem.where and problem.code in _LOST else None
        places = standing[known.source].get(known.locked.sha256, []) if known else []
        if known and len(places) == 1:
            told[index] = _with_place(problem, snapshots[known.source], *places[0], known.locked.length)
    return told


def _with_place(problem: Problem, snapshot: Snapshot, paragraph: int, start: int, length: int) -> Problem:
    name = _name(snapshot, start, start + length)
    note = f"the passage that was locked stands in paragraph {paragraph}, word for word"
    hints = (f"write {name}", *problem.hints) if name else problem.hints
    return replace(problem, notes=(*problem.notes, note), hints=hints)


def _standing(snapshot: Snapshot, lost: Iterable[LockedPassage]) -> dict[str, list[tuple[int, int]]]:
    """By locked hash, every place of the body where a stretch of the locked length has it: paragraph and offset.

    The body is folded once, and walked once for every length that there is.
    """
    wanted: dict[int, set[str]] = {}
    for locked in lost:
        wanted.setdefault(locked.length, set()).add(locked.sha256)
    found: dict[str, list[tuple[int, int]]] = {}
    for paragraph in _body(snapshot):
        folded = fold(snapshot.text[paragraph.start : paragraph.end])
        starts = {at.start() for at in _START.finditer(folded.text)}
        ends = {at.end() for at in _END.finditer(folded.text)}
        for length, hashes in wanted.items():
            for start, end in _stretches(folded, length, starts, ends):
                digest = hashlib.sha256(folded.text[start:end].encode()).hexdigest()
                if digest in hashes:
                    at = paragraph.start + folded.place(start, end)[0]
                    found.setdefault(digest, []).append((paragraph.number, at))
    return found


def _stretches(folded: Folded, length: int, starts: set[int], ends: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of a folded text that take so many characters of the original, and cut no word."""
    if folded.places is None:
        for start in sorted(starts.intersection([end - length for end in ends])):
            yield start, start + length
        return
    for start in sorted(starts):
        end = bisect_left(folded.places, folded.places[start] + length)
        if end in ends:
            yield start, end


def _body(snapshot: Snapshot) -> list[Paragraph]:
    return [paragraph for paragraph in snapshot.paragraphs if paragraph.part is Part.BODY]


def _name(snapshot: Snapshot, start: int, end: int) -> str:
    """`first words … last words` that lead there, in eight words at the most; "" if none do."""
    words = snapshot.text[start:end].split()
    body = "\n".join(snapshot.text[paragraph.start : paragraph.end] for paragraph in _body(snapshot))
    for last in (2, 3, 1):
        for first in range(2, _NAMED - last + 1):
            head, tail = " ".join(words[:first]), " ".join(words[-last:])
            within = snapshot.text[start:end]
            if first + last < len(words) and body.count(head) == 1 and within.count(tail) == 1:
                return f'"{head} … {tail}"'
    return ""
