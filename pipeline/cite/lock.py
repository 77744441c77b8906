"""The lock: what is kept of the texts, so that claims can be held without them; what a new lock changes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from pipeline.cite.acknowledged import acknowledged, changed, unread
from pipeline.cite.atoms import reader
from pipeline.cite.fold import fold
from pipeline.cite.ground import Ground
from pipeline.cite.hold import hold_gathered
from pipeline.cite.material import Material, settings_key, written_key, written_passages
from pipeline.model.atoms import Atoms, Cue, DateAtom, Name, Number, Quotation
from pipeline.model.evidence import Evidence
from pipeline.model.lock import Lock, LockedPassage, LockedSource
from pipeline.model.problem import DoesNotHold, Problem, Where
from pipeline.model.source import Snapshot
from pipeline.model.spec import Spec

_AROUND = 32
"""Characters on either side of a passage that are hashed with it."""


def make_lock(spec: Spec, snapshots: Mapping[str, Snapshot]) -> Lock:
    """The lock of a spec, from the texts of all its sources. What the spec asks of its passages is asked and kept."""
    return hold_and_lock(spec, snapshots, None)[1]


def hold_and_lock(spec: Spec, snapshots: Mapping[str, Snapshot], lock: Lock | None) -> tuple[Evidence, Lock]:
    """The evidence beside the lock that lies there, and the lock as it would be written now, from one holding.

    The texts of all sources are needed.
    """
    evidence, material = hold_gathered(spec, snapshots, lock)
    return evidence, _made(spec, snapshots, material)


def _made(spec: Spec, snapshots: Mapping[str, Snapshot], material: Material) -> Lock:
    for name in spec.sources:
        for subject, others in spec.names.items():
            for each in (subject, *others):
                material.grounds[name, ""].shows("name", each)
    sources = {name: _source(spec, material, name, snapshots[name]) for name in spec.sources}
    return Lock(spec.id, sources, acknowledged(spec))


def _source(spec: Spec, material: Material, name: str, snapshot: Snapshot) -> LockedSource:
    entry = spec.sources[name]
    read = reader(entry.language)
    passages: dict[str, LockedPassage] = {}
    for written in written_passages(spec):
        ground = material.grounds.get(written.key)
        if written.source == name and ground and ground.passage:
            passages[written.lock_key] = _passage(snapshot, ground, written.words)
    body = material.grounds[name, ""]
    return LockedSource(
        snapshot.sha256,
        snapshot.normalised_sha256,
        len(snapshot.text),
        snapshot.extractor,
        snapshot.normaliser,
        read.version if read else "",
        settings_key(entry),
        _once(body.atoms),
        passages,
        dict(sorted(body.answers.items())),
    )


def _passage(snapshot: Snapshot, ground: Ground, words: str) -> LockedPassage:
    at = ground.passage
    if at is None:
        raise ValueError(f"{ground.label} is no passage")
    text = snapshot.text
    return LockedPassage(
        written_key(words),
        at.start,
        at.end - at.start,
        at.paragraph,
        _hash(text[at.start : at.end]),
        _hash(f"{at.first}…{at.last}"),
        _hash(text[max(at.start - _AROUND, 0) : at.start]),
        _hash(text[at.end : at.end + _AROUND]),
        _bare(ground.atoms),
        dict(sorted(ground.answers.items())),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(fold(text).text.encode()).hexdigest()


def _bare(atoms: Atoms) -> Atoms:
    """Atoms without places, quotations and cues without words of the text beyond the cue."""
    return Atoms(
        tuple(Number(0, 0, *_rest(number)) for number in atoms.numbers),
        tuple(DateAtom(0, 0, *_rest(date)) for date in atoms.dates),
        tuple(Name(0, 0, *_rest(name)) for name in atoms.names),
        tuple(Quotation(0, 0, "", quotation.key) for quotation in atoms.quotations),
        tuple(Cue(0, 0, *_rest(cue)) for cue in atoms.cues),
        tuple(DateAtom(0, 0, *_rest(date)) for date in atoms.relatives),
    )


def _rest(atom: Any) -> list[Any]:
    values = [getattr(atom, name) for name in atom.__match_args__[2:]]
    return [" ".join(values[0].split()), *values[1:]]


def _once(atoms: Atoms) -> Atoms:
    """Figures, dates and names of a body, each once; what turns a sentence means nothing for a whole body."""
    bare = _bare(atoms)
    return Atoms(
        tuple(dict.fromkeys(bare.numbers)),
        tuple(dict.fromkeys(bare.dates)),
        tuple(dict.fromkeys(bare.names)),
        tuple(dict.fromkeys(bare.quotations)),
        relatives=tuple(dict.fromkeys(bare.relatives)),
    )


def changes(spec: Spec, old: Lock | None, new: Lock, *, accept: bool = False) -> tuple[str, ...]:
    """What a new lock changes, one line a change.

    Raises DoesNotHold for what an author must have looked at, unless it was accepted: a passage that moved or has other
    words, and a difference whose values changed.
    """
    if old is None:
        return ("the lock is new",)
    told: list[str] = []
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
    told = []
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
            moved.append(
                Problem(
                    "LOCK006", f"passage {name}:{label} has other words than when it was locked", where, hints=(hint,)
                )
            )
        elif (known.start, known.paragraph) != (passage.start, passage.paragraph):
            told.append(f"passage {name}:{label} moved")
            places = f"stands in paragraph {passage.paragraph}, and stood in paragraph {known.paragraph}"
            if passage.paragraph == known.paragraph:
                places = f"stands {abs(passage.start - known.start):,} characters from where it stood"
            hint = "look whether it still means the same there, then accept it: brief lock --accept"
            message = f"passage {name}:{label} {places}, with the same words"
            moved.append(Problem("LOCK008", message, where, hints=(hint,)))
    return told + [f"passage {name}:{label} removed" for label in before.passages if label not in source.passages]
