"""Facts in words: quantities with their units, dates, terms, in the brief's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pipeline.compose import dates
from pipeline.compose.quantities import figure, low_scale, rest_of
from pipeline.model.prose import Citation, FactRef
from pipeline.model.quantity import Quantity
from pipeline.model.record import replace

if TYPE_CHECKING:
    from pipeline.compose.words import Words
    from pipeline.model.fact import Reported
    from pipeline.model.fiscal import FiscalYear
    from pipeline.model.spec import Spec

Quantities = Mapping[str, Quantity]
"""Values as they were read, by their words."""
_QUALIFIERS = ("about", "at_most", "at_least")


def source_of(spec: Spec, ref: FactRef) -> str:
    """The source whose value a reference prints: the one it names, else the first that gives one."""
    if ref.source:
        return ref.source
    reports = spec.facts[ref.name].reports
    return next((s for s, some in reports.items() if any(r.gives for r in some)), next(iter(reports)))


def citations(spec: Spec, ref: FactRef) -> list[Citation]:
    """The passages that a reference brings to its claim."""
    source = source_of(spec, ref)
    found = dict.fromkeys(report.passage for report in spec.facts[ref.name].reports[source] if report.passage)
    return [Citation(source, passage) for passage in found]


def in_words(spec: Spec, ref: FactRef, quantities: Quantities, words: Words) -> str:
    """What `{fact@source}` prints: the first value, and the others in brackets after it."""
    source = source_of(spec, ref)
    known = calendars(spec, [source])
    first, *others = [
        reported_in_words(report, quantities, words, known) for report in spec.facts[ref.name].reports[source]
    ]
    return f"{first}{words['open']}{words['comma'].join(others)}{words['close']}" if others else first


def calendars(spec: Spec, sources: Iterable[str]) -> list[FiscalYear]:
    """The calendars of fiscal years that sources have, each once."""
    found = dict.fromkeys(spec.sources[name].fiscal_year or spec.fiscal_year for name in sources)
    return [calendar for calendar in found if calendar]


def reported_in_words(
    reported: Reported, quantities: Quantities, words: Words, known: Iterable[FiscalYear] = ()
) -> str:
    """One value with what the source says of it: about, up to, at least, part of."""
    if not reported.gives:
        return words["fact.open" if reported.open else "fact.not_stated"]
    if reported.date is not None:
        told = dates.printed(reported.date, words)
        reckoned = dates.reckoned(reported.says, reported.from_, words, known) if reported.says else ""
        return f"{told}{words['open']}{reckoned}{words['close']}" if reckoned else told
    whole = amount(reported.part_of, quantities, words) if reported.part_of else ""
    if reported.value is None:
        return words["fact.some"].format(whole=whole)
    told = amount(reported.value, quantities, words, beside=reported.part_of)
    for qualifier in _QUALIFIERS:
        if getattr(reported, qualifier):
            told = words[f"fact.{qualifier}"].format(value=told)
    return words["fact.part_of"].format(value=told, whole=whole) if whole else told


def amount(text: str, quantities: Quantities, words: Words, *, beside: str = "") -> str:
    """A value as printed: a quantity in the brief's language, anything else as it is written.

    `beside` is the whole that stands after it, so that a unit or noun of both is said once.
    """
    read = quantities.get(text)
    if read is None:
        return text
    whole = quantities.get(beside)
    *low, high = read.written
    shared = whole is not None and whole.written[-1].unit == high.unit and whole.noun[-1:] == read.noun[-1:]
    told = figure(high, words, bare=shared)
    for each in low:
        start = replace(each, scale=low_scale(each, high, words))
        told = words["fact.range"].format(low=figure(start, words, bare=each.unit in {"", high.unit}), high=told)
    return told + (rest_of(read, words) if read.rest and not shared else "")
