"""Sourcing: what rests on too little, what counts twice, what is never used, and a cut-off before its own sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground
from pipeline.cite.material import Material
from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.spec import Spec


def origins(spec: Spec, said: Said, grounds: Sequence[Ground]) -> Iterator[Problem]:
    """A weighty claim on one origin; two sources of one origin cited as if they were two."""
    sources = list(dict.fromkeys(ground.source for ground in grounds))
    found = {spec.sources[source].origin or source for source in sources}
    if len(sources) > 1 and len(found) == 1:
        message = f"{' and '.join(sources)} are of one origin and do not corroborate each other"
        yield Problem(
            "CITE019",
            message,
            said.where,
            hints=("cite one of them, or a source of another origin",),
            severity=Severity.WARNING,
        )
    if said.stated.weighty and len(found) == 1:
        message = f"this rests on {sources[0]} alone" if len(sources) == 1 else "this rests on one origin alone"
        hint = "cite a second source of another origin, or say in the text that one source alone says so"
        yield Problem("CITE018", message, said.where, hints=(hint,), severity=Severity.WARNING)


def sourcing(spec: Spec) -> Iterator[Problem]:
    """`as_of` before a source can have been published."""
    for name, source in spec.sources.items():
        earliest = source.published.date.earliest if source.published else None
        if earliest and earliest > spec.as_of:
            message = f"as_of is {spec.as_of}, and source {name} was published on {earliest} at the earliest"
            yield Problem(
                "DATE007", message, Where(("as_of",)), hints=("move as_of, or correct the date of publication",)
            )


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
