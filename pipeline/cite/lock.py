"""The lock: what is kept of the texts, so that claims can be held without them; what a new lock changes."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.cite.acknowledged import acknowledged, changed, unread
from pipeline.cite.hold import hold_gathered
from pipeline.cite.locking import locked_source
from pipeline.cite.stale import contradictions
from pipeline.model.evidence import Evidence
from pipeline.model.lock import Lock, LockedPassage, LockedSource
from pipeline.model.problem import DoesNotHold, Problem, Where
from pipeline.model.source import Snapshot
from pipeline.model.spec import Spec


def make_lock(spec: Spec, snapshots: Mapping[str, Snapshot]) -> Lock:
    """The lock of a spec, from the texts of all its sources. What the spec asks of its passages is asked and kept."""
    return hold_and_lock(spec, snapshots, None)[1]


def hold_and_lock(spec: Spec, snapshots: Mapping[str, Snapshot], lock: Lock | None) -> tuple[Evidence, Lock]:
    """The evidence beside the lock that lies there, and the lock as it would be written now, from one holding.

    The texts of all sources are needed.
    """
    evidence, material = hold_gathered(spec, snapshots, lock)
    sources = {name: locked_source(spec, material, name, snapshots[name]) for name in spec.sources}
    return evidence, Lock(spec.id, sources, acknowledged(spec))


def changes(spec: Spec, old: Lock | None, new: Lock, *, accept: bool = False) -> tuple[str, ...]:
    """What a new lock changes, one line a change.

    Raises DoesNotHold for what an author must have looked at, unless it was accepted: a passage that moved, has other
    words or stands among others, and a difference whose values changed.
    """
    if old is None:
        return ("the lock is new",)
    told: list[str] = [f"the lock was of brief {old.brief}"] if old.brief != new.brief else []
    moved: list[Problem] = []
    for name, source in new.sources.items():
        before = old.sources.get(name)
        if before is None:
            told.append(f"source {name} added")
            continue
        if before.sha256 != source.sha256:
            told.append(f"source {name} is another file")
        if (before.extractor, before.normaliser, before.reader) != (source.extractor, source.normaliser, source.reader):
            told.append(f"source {name} is read by another version")
        told += _passages(name, before, source, moved)
    told += [f"source {name} removed" for name in old.sources if name not in new.sources]
    told += changed(old, new)
    moved += unread(spec, old.differences)
    if moved and not accept:
        raise DoesNotHold(moved)
    if not told and old != new:
        told.append("what the brief asks of its passages")
    return tuple(told)


def _passages(name: str, before: LockedSource, source: LockedSource, moved: list[Problem]) -> list[str]:
    contradicted = contradictions(before, source)
    told = [f"source {name}: the lock did not say what the text says"] if "" in contradicted else []
    for label, passage in source.passages.items():
        known = before.passages.get(label)
        inline = label.startswith("@")  # written in a citation: the problem stands with the source
        where = Where(("sources", name) if inline else ("sources", name, "passages", label), on_key=True)
        if known is None:
            told.append(f"passage {name}:{label} added")
        elif known.written_sha256 != passage.written_sha256:
            told.append(f"passage {name}:{label} names other words")
        elif known.sha256 != passage.sha256:
            told.append(f"passage {name}:{label} says something else")
            hint = "look whether it still supports its claims, then accept it: brief lock --accept"
            message = f"passage {name}:{label} has other words than when it was locked"
            moved.append(Problem("LOCK006", message, where, hints=(hint,)))
        elif (known.start, known.paragraph) != (passage.start, passage.paragraph):
            told.append(f"passage {name}:{label} moved")
            hint = "look whether it still means the same there, then accept it: brief lock --accept"
            message = f"passage {name}:{label} {_places(known, passage)}, with the same words"
            moved.append(Problem("LOCK008", message, where, hints=(hint,)))
        elif before.sha256 != source.sha256 and (beside := _beside(known, passage)):
            told.append(f"passage {name}:{label} stands among other words")
            hint = "look whether it still means the same there, then accept it: brief lock --accept"
            message = f"passage {name}:{label} has the same words, but those right {beside} it have changed"
            moved.append(Problem("LOCK011", message, where, hints=(hint,)))
        elif label in contradicted:
            told.append(f"passage {name}:{label}: the lock did not say what the text says")
    return told + [f"passage {name}:{label} removed" for label in before.passages if label not in source.passages]


def _places(known: LockedPassage, passage: LockedPassage) -> str:
    """Where a passage that moved stands now, and stood."""
    if passage.paragraph == known.paragraph:
        return f"stands {abs(passage.start - known.start):,} characters from where it stood"
    return f"stands in paragraph {passage.paragraph}, and stood in paragraph {known.paragraph}"


def _beside(known: LockedPassage, passage: LockedPassage) -> str:
    """On which side of a passage other words stand than before; "" if on neither."""
    before = ["before"] if known.before_sha256 != passage.before_sha256 else []
    after = ["after"] if known.after_sha256 != passage.after_sha256 else []
    return " and ".join(before + after)
