"""Acknowledged differences: a reason was given for certain values, and holds for no others.

The lock keeps what the reports said when a difference was acknowledged. Where a value has changed since and the reason
has not, nobody has looked at it again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pipeline.model.fact import Difference, Fact, Reported
from pipeline.model.lock import Lock, LockedDifference
from pipeline.model.problem import Problem, Where
from pipeline.model.spec import Spec

_QUALIFIERS = ("about", "at_most", "at_least")


def acknowledged(spec: Spec) -> dict[str, LockedDifference]:
    """What stands in the lock of each difference that the spec acknowledges."""
    return {name: _locked(fact, fact.differs) for name, fact in spec.facts.items() if fact.differs}


def _locked(fact: Fact, differs: Difference) -> LockedDifference:
    reports = {source: "; ".join(map(_told, reports)) for source, reports in fact.reports.items()}
    reason = hashlib.sha256(" ".join(differs.because.text.split()).encode()).hexdigest()[:16]
    return LockedDifference(differs.as_, reports, reason)


def _told(report: Reported) -> str:
    """A report in a few words: `254 billion JPY, about`."""
    if report.open or report.not_stated:
        return "open" if report.open else "not stated"
    because = [f"because {report.because}"] if report.because else []
    qualifiers = [name.replace("_", " ") for name in _QUALIFIERS if getattr(report, name)]
    part = [f"part of {report.part_of}"] if report.part_of else []
    given = [str(report.value or report.date)] if report.value or report.date else []
    return ", ".join([*given, *qualifiers, *part, *because])


def unread(spec: Spec, known: Mapping[str, LockedDifference]) -> Iterator[Problem]:
    """Differences whose values have changed since they were acknowledged, while the reason has not."""
    for name, now in acknowledged(spec).items():
        before = known.get(name)
        if before is None or before == now or before.because_sha256 != now.because_sha256:
            continue
        notes = tuple(
            f"{source}: {before.reports.get(source, 'no report')} when it was acknowledged, now {told}"
            for source, told in now.reports.items()
            if before.reports.get(source) != told
        )
        notes += tuple(f"{source}: no report any more" for source in before.reports if source not in now.reports)
        if before.kind != now.kind:
            notes += (f"acknowledged as {before.kind}, now {now.kind}",)
        hint = "read the reason again, and write it anew or accept it: brief lock --accept"
        message = f"the reports of {name} have changed since their difference was acknowledged"
        yield Problem("LOCK007", message, Where(("facts", name, "differs"), on_key=True), notes=notes, hints=(hint,))


def unknown(spec: Spec, known: Mapping[str, LockedDifference]) -> list[str]:
    """Facts whose difference the lock does not know as it is acknowledged now."""
    asked = {problem.where.path[1] for problem in unread(spec, known) if problem.where}
    return [name for name, now in acknowledged(spec).items() if known.get(name) != now and name not in asked]


def changed(old: Lock, new: Lock) -> list[str]:
    """What a new lock changes in the differences, a line each."""
    told = [f"difference of {name} acknowledged" for name in new.differences if name not in old.differences]
    told += [f"difference of {name} no longer acknowledged" for name in old.differences if name not in new.differences]
    return told + [
        f"difference of {name} acknowledged anew"
        for name, now in new.differences.items()
        if name in old.differences and old.differences[name] != now
    ]
