"""Abbreviations that a spec declares: each is used, and no two stand for the same."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.abbreviation import pattern
from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.spec import Spec


def abbreviations(brief: Spec) -> Iterator[Problem]:
    """Warnings of abbreviations that nothing in the brief uses, and of several for one meaning."""
    text = "\n".join(_texts(brief)) if brief.abbreviations else ""
    firsts: dict[str, str] = {}
    for short, long in brief.abbreviations.items():
        where = Where(("abbreviations", short), on_key=True)
        if not pattern([short]).search(text):
            hint = "use it, or take it out; capitals count"
            message = f'nothing in the brief uses the abbreviation "{short}"'
            yield Problem("SPEC038", message, where, hints=(hint,), severity=Severity.WARNING)
        first = firsts.setdefault(" ".join(long.casefold().split()), short)
        if first != short:
            message = f'"{short}" and "{first}" stand for the same'
            hint = "use one of them throughout: a reader takes two abbreviations for two things"
            yield Problem("SPEC039", message, where, hints=(hint,), severity=Severity.WARNING)


def _texts(brief: Spec) -> Iterator[str]:
    """What is printed of the author's own words."""
    yield brief.title
    yield brief.subtitle
    for stated in brief.stated():
        yield stated.prose.text
    for fact in brief.facts.values():
        yield fact.label or ""
        yield from fact.terms or ()
        for reports in fact.reports.values():
            yield from (str(report.value or "") for report in reports)
    for source in brief.sources.values():
        yield source.title
        yield source.descriptor
        yield source.publisher
