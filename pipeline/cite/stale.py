"""Staleness: a lock that lies beside texts must be the lock of these texts and of this spec.

With the texts at hand the claims are held against them all the same; but the lock goes out with the brief, and others
will hold against it. Another file or another extractor is an error; what the spec has since added is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.cite.acknowledged import unknown
from pipeline.cite.atoms import reader
from pipeline.cite.material import Material, settings_key, written_key, written_passages
from pipeline.model.lock import Lock, LockedSource
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
        elif wanting := _wanting(spec, name, locked, material):
            message = f"the lock of source {name} is out of date: {wanting}"
            yield Problem("LOCK002", message, where, hints=_RENEW, severity=Severity.WARNING)


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
