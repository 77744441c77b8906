"""Facts in words: quantities with their units, dates, terms, in the brief's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.compose import dates

if TYPE_CHECKING:
    from pipeline.compose.words import Words
    from pipeline.model.fact import Reported
from pipeline.model.prose import Citation, FactRef
from pipeline.model.spec import Spec

_QUANTITY = re.compile(
    r"(?P<number>[-+−]?[\d.,]*\d)(?P<scale>\s*(?:thousand|million|billion|trillion))?\s*(?P<unit>.*)", re.DOTALL
)
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
    return f"{first} ({words['comma'].join(others)})" if others else first


def reported_in_words(reported: Reported, words: Words) -> str:
    """One value with what the source says of it: about, up to, at least, part of."""
    if reported.open:
        return words["fact.open"]
    if reported.not_stated:
        return words["fact.not_stated"]
    if reported.date is not None:
        told = dates.printed(reported.date, words)
        return f"{told} ({dates.reckoned(reported.says, reported.from_, words)})" if reported.says else told
    told = quantity(reported.value or "", words)
    for qualifier in _QUALIFIERS:
        if getattr(reported, qualifier):
            told = words[f"fact.{qualifier}"].format(value=told)
    return (
        words["fact.part_of"].format(value=told, whole=quantity(reported.part_of, words)) if reported.part_of else told
    )


def quantity(value: str, words: Words) -> str:
    """`254 billion JPY` as `254 billion yen`; digits grouped; a unit without a word of its own stays as written."""
    found = _QUANTITY.fullmatch(value.strip())
    if not found:
        return value
    number, scale, unit = found["number"], (found["scale"] or "").strip(), found["unit"].strip()
    if re.fullmatch(r"\d{4,}", number) and (unit or len(number) > 4):
        number = f"{int(number):,}"
    names = words.tables["units"].get(unit)
    if isinstance(names, list):
        unit = names[0] if number == "1" and not scale else names[1]
    return "\u00a0".join(filter(None, (number, scale, unit)))
