"""Staleness: a lock that lies beside texts must be the lock of these texts and of this spec.

With the texts at hand the claims are held against them all the same; but the lock goes out with the brief, and others
will hold against it. Another file or another extractor is an error, and so is a lock that says of the same text what it
does not say; what the spec has since added is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from pipeline.cite.acknowledged import unknown
from pipeline.cite.atoms import reader
from pipeline.cite.locking import locked_source
from pipeline.cite.material import Material, settings_key, written_key, written_passages
from pipeline.model.lock import Lock, LockedPassage, LockedSource
from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.source import Snapshot
from pipeline.model.spec import Spec

_RENEW = ("renew the lock from the texts: brief lock",)


def stale(spec: Spec, snapshots: Mapping[str, Snapshot], lock: Lock, material: Material) -> Iterator[Problem]:
    """What a lock says otherwise than the texts and the spec. To be asked after all claims were held."""
    for name, snapshot in snapshots.items():
        if name not in spec.sources:
            continue
        where = Where(("sources", name), on_key=True)
        locked = lock.sources.get(name)
        if locked is None:
            yield Problem(
                "LOCK002", f"source {name} is not in the lock", where, hints=_RENEW, severity=Severity.WARNING
            )
        elif locked.sha256 != snapshot.sha256:
            yield Problem("LOCK003", f"the lock was written from another file of source {name}", where, hints=_RENEW)
        elif _version(locked) != _read_by(spec, name, snapshot):
            yield Problem(
                "LOCK004", f"the lock of source {name} was written by another version of brief", where, hints=_RENEW
            )
        else:
            if wanting := _wanting(spec, name, locked, material):
                message = f"the lock of source {name} is out of date: {wanting}"
                yield Problem("LOCK002", message, where, hints=_RENEW, severity=Severity.WARNING)
            yield from _contradicted(spec, name, locked, locked_source(spec, material, name, snapshot))


def _contradicted(spec: Spec, name: str, locked: LockedSource, now: LockedSource) -> Iterator[Problem]:
    """What was changed in a lock by hand: it says of this very text what it does not say."""
    places = {written.lock_key: written for written in written_passages(spec) if written.source == name}
    for label, differing in contradictions(locked, now).items():
        of = f"passage {places[label].label}" if label else f"source {name}"
        where = places[label].where if label else Where(("sources", name), on_key=True)
        message = f"the lock does not say of {of} what the text says"
        notes = (f"what differs: {', '.join(differing)}",)
        yield Problem("LOCK009", message, where, notes=notes, hints=_RENEW)


_ATOMS = "its figures, dates and names"
_OF_PASSAGE = {
    "its place": ("start", "length", "paragraph"),
    "its words": ("sha256", "ends_sha256"),
    "the words beside it": ("before_sha256", "after_sha256"),
    "whether it is longer than a sentence": ("sentences",),
    _ATOMS: ("atoms",),
}
_OF_SOURCE = {"its length": ("length",), _ATOMS: ("body",)}


def contradictions(locked: LockedSource, now: LockedSource) -> dict[str, tuple[str, ...]]:
    """What two entries say differently of one text, read in one way: by passage, "" being the whole source.

    Nothing if the text or the way of reading differs. Answers are compared as far as both know them.
    """
    if any(getattr(locked, field) != getattr(now, field) for field in _READ_ALIKE):
        return {}
    found = {"": _differing(locked, now, _OF_SOURCE)}
    for label, passage in locked.passages.items():
        made = now.passages.get(label)
        if made and made.written_sha256 == passage.written_sha256:
            found[label] = _differing(passage, made, _OF_PASSAGE)
    return {label: differing for label, differing in found.items() if differing}


_READ_ALIKE = ("sha256", "normalised_sha256", "extractor", "normaliser", "reader", "settings")
Locked = TypeVar("Locked", LockedSource, LockedPassage)


def _differing(locked: Locked, now: Locked, fields: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    told = [what for what, names in fields.items() if any(getattr(locked, n) != getattr(now, n) for n in names)]
    if any(now.answers.get(key, answer) != answer for key, answer in locked.answers.items()):
        told.append("answers on its words")
    return tuple(told)


def stale_differences(spec: Spec, lock: Lock) -> Iterator[Problem]:
    """Differences that were acknowledged since the lock was written."""
    for name in unknown(spec, lock.differences):
        where = Where(("facts", name, "differs"), on_key=True)
        message = f"the lock does not know how the reports of {name} differ"
        yield Problem("LOCK002", message, where, hints=_RENEW, severity=Severity.WARNING)


def _version(locked: LockedSource) -> tuple[str, ...]:
    return locked.extractor, locked.normaliser, locked.reader, locked.normalised_sha256


def _read_by(spec: Spec, name: str, snapshot: Snapshot) -> tuple[str, ...]:
    read = reader(spec.sources[name].language)
    return snapshot.extractor, snapshot.normaliser, read.version if read else "", snapshot.normalised_sha256


def _wanting(spec: Spec, name: str, locked: LockedSource, material: Material) -> str:
    """What the spec has and the lock does not; "" if nothing."""
    if locked.settings != settings_key(spec.sources[name]):
        return "body or publication hint changed"
    for written in written_passages(spec):
        if written.source != name:
            continue
        held = locked.passages.get(written.lock_key)
        if held is None or held.written_sha256 != written_key(written.words):
            return f"passage {written.label} is new or changed"
        ground = material.grounds.get(written.key)
        if ground and not ground.answers.keys() <= held.answers.keys():
            return f"the brief now asks more of passage {written.label}"
    if not material.grounds[name, ""].answers.keys() <= locked.answers.keys():
        return "the brief now asks more of its body"
    return ""
