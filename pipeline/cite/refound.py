"""Passages found again: where words no longer lead to a passage that the lock knows, its hash may say where it stands.

Exactly or not at all: the whole passage must have the locked hash. Nothing is anchored anew; the author is told what to
write.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from pipeline.cite.fold import fold
from pipeline.cite.material import written_passages
from pipeline.model.lock import Lock, LockedPassage
from pipeline.model.problem import Path, Problem
from pipeline.model.record import replace
from pipeline.model.source import Paragraph, Part, Snapshot
from pipeline.model.spec import Spec

_LOST = frozenset(("CITE010", "CITE011", "CITE012", "CITE014"))
_NAMED = 8
"""Words of an article that may name a passage."""


def refound(
    spec: Spec, snapshots: Mapping[str, Snapshot], lock: Lock | None, problems: Iterable[Problem]
) -> list[Problem]:
    """The same problems; those of a passage that the lock knows say where it stands now, if it stands anywhere."""
    told = list(problems)
    if lock is None or _LOST.isdisjoint(problem.code for problem in told):
        return told
    places: dict[Path, tuple[Snapshot, LockedPassage]] = {}
    for written in written_passages(spec):
        source = lock.sources.get(written.source)
        locked = source.passages.get(written.lock_key) if source else None
        if locked and written.source in snapshots:
            places[written.where.path] = (snapshots[written.source], locked)
    return [_with_place(problem, places) for problem in told]


def _with_place(problem: Problem, places: Mapping[Path, tuple[Snapshot, LockedPassage]]) -> Problem:
    known = places.get(problem.where.path) if problem.where and problem.code in _LOST else None
    found = [] if known is None else list(_standing(*known))
    if len(found) != 1 or known is None:
        return problem
    paragraph, start = found[0]
    name = _name(known[0], start, start + known[1].length)
    note = f"the passage that was locked stands in paragraph {paragraph}, word for word"
    hints = (f"write {name}", *problem.hints) if name else problem.hints
    return replace(problem, notes=(*problem.notes, note), hints=hints)


def _standing(snapshot: Snapshot, locked: LockedPassage) -> Iterator[tuple[int, int]]:
    """Every place of the body where a stretch of the locked length has the locked hash: paragraph and offset."""
    for paragraph in _body(snapshot):
        for start in range(paragraph.start, paragraph.end - locked.length + 1):
            if start == paragraph.start or not snapshot.text[start - 1].isalnum():
                text = fold(snapshot.text[start : start + locked.length]).text
                if hashlib.sha256(text.encode()).hexdigest() == locked.sha256:
                    yield paragraph.number, start


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
