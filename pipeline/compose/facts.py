"""Facts in words: quantities with their units, dates, terms, in the brief's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.compose import dates
from pipeline.compose.quantities import quantity

if TYPE_CHECKING:
    from pipeline.compose.words import Words
    from pipeline.model.spec import Reported, Spec

from pipeline.model.prose import Citation, FactRef

_QUALIFIERS = ("about", "at_most", "at_least")


def source_of(spec: Spec, ref: FactRef) -> str:
    """The source whose value a reference prints: the one it names, else the first that gives one."""
    if ref.source:
        return ref.source
    reports = spec.facts[ref.name].reports
    return next((s for s, some in reports.items() if any(r.value or r.date for r in some)), next(iter(reports)))


def citations(spec: Spec, ref: FactRef) -> list[Citation]:
    """The passages that a reference brings to its claim."""
    source = source_of(spec, ref)
    found = dict.fromkeys(report.passage for report in spec.facts[ref.name].reports[source] if report.passage)
    return [Citation(source, passage) for passage in found]


def in_words(spec: Spec, ref: FactRef, words: Words) -> str:
    """What `{fact@source}` prints: the first value, and the others in brackets after it."""
    reports = spec.facts[ref.name].reports[source_of(spec, ref)]
    first, *others = [reported_in_words(report, words) for report in reports]
    return f"{first}{words['open']}{words['comma'].join(others)}{words['close']}" if others else first


def reported_in_words(reported: Reported, words: Words) -> str:
    """One value with what the source says of it: about, up to, at least, part of."""
    if reported.open:
        return words["fact.open"]
    if reported.not_stated:
        return words["fact.not_stated"]
    if reported.date is not None:
        told = dates.printed(reported.date, words)
        reckoned = dates.reckoned(reported.says, reported.from_, words) if reported.says else ""
        return f"{told}{words['open']}{reckoned}{words['close']}" if reckoned else told
    told = quantity(reported.value or "", words)
    for qualifier in _QUALIFIERS:
        if getattr(reported, qualifier):
            told = words[f"fact.{qualifier}"].format(value=told)
    return (
        words["fact.part_of"].format(value=told, whole=quantity(reported.part_of, words)) if reported.part_of else told
    )
