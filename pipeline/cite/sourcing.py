"""Sourcing: what rests on too little, what counts twice, what is never used, and days that contradict each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground
from pipeline.cite.material import Material
from pipeline.model.article import Source
from pipeline.model.origin import same_file
from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.spec import Spec


def counted(spec: Spec, said: Said, grounds: Sequence[Ground], origins: Mapping[str, str]) -> Iterator[Problem]:
    """A weighty claim on one origin; sources of one origin cited as if each were a witness of its own."""
    sources = sorted({ground.source for ground in grounds}, key=list(spec.sources).index)
    found: dict[str, list[str]] = {}
    for source in sources:
        found.setdefault(origins[source], []).append(source)
    for alike in found.values():
        if len(alike) > 1:
            one_file = len({spec.sources[source].sha256 for source in alike}) == 1
            what = "one file" if one_file else "of one origin"
            message = f"{', '.join(alike[:-1])} and {alike[-1]} are {what} and do not corroborate each other"
            hint = "cite one of them, or a source of another origin"
            yield Problem("CITE019", message, said.where, hints=(hint,), severity=Severity.WARNING)
    if said.stated.weighty and len(found) == 1:
        message = f"this rests on {sources[0]} alone" if len(sources) == 1 else "this rests on one origin alone"
        hint = "cite a second source of another origin, or accept it here with a reason: accepts: {CITE018: …}"
        yield Problem("CITE018", message, said.where, hints=(hint,), severity=Severity.WARNING)


def sourcing(spec: Spec) -> Iterator[Problem]:
    """One file under two names, and days of a source that cannot be: published, archived, known."""
    for name, first in same_file(spec).items():
        message = f"source {name} is the same file as source {first}"
        hint = f"cite {first} instead, or correct the hash: sha256sum FILE"
        where = Where(("sources", name, "sha256"))
        yield Problem("CITE027", message, where, hints=(hint,), severity=Severity.WARNING)
    for name, source in spec.sources.items():
        earliest = source.published.date.earliest if source.published else None
        if earliest and earliest > spec.as_of:
            message = f"as_of is {spec.as_of}, and source {name} was published on {earliest} at the earliest"
            yield Problem(
                "DATE007", message, Where(("as_of",)), hints=("move as_of, or correct the date of publication",)
            )
        yield from _accessed(spec, name, source, earliest)


def _accessed(spec: Spec, name: str, source: Source, earliest: dt.date | None) -> Iterator[Problem]:
    """DATE011, DATE012: taken into the archive before it was published, or after the cut-off."""
    where = Where(("sources", name, "accessed"))
    taken = f"source {name} was taken into the archive on {source.accessed}"
    if source.accessed and earliest and source.accessed < earliest:
        message = f"{taken}, and published on {earliest} at the earliest"
        yield Problem("DATE011", message, where, hints=("correct one of the two days",))
    if source.accessed and source.accessed > spec.as_of:
        message = f"{taken}, and as_of is {spec.as_of}"
        hint = "move as_of, or say with accepts: why the text is as it was then"
        yield Problem("DATE012", message, where, hints=(hint,), severity=Severity.WARNING)


def unused(spec: Spec, material: Material) -> Iterator[Problem]:
    """Passages that nothing cites."""
    reported = {
        (s, report.passage) for fact in spec.facts.values() for s, reports in fact.reports.items() for report in reports
    }
    for source, entry in spec.sources.items():
        for name in entry.passages:
            if (source, name) not in material.used and (source, name) not in reported:
                where = Where(("sources", source, "passages", name), on_key=True)
                yield Problem(
                    "CITE020",
                    f"nothing cites passage {source}:{name}",
                    where,
                    hints=("cite it or remove it",),
                    severity=Severity.WARNING,
                )
