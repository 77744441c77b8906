"""Facts: each reported value must follow from its passage; reports that differ must be acknowledged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from pipeline.cite.atoms import notation
from pipeline.cite.atoms.english import folded_words
from pipeline.cite.checks.base import listed, named
from pipeline.cite.checks.figures import same_figure, told
from pipeline.cite.claims import Said
from pipeline.cite.compare import comparable, compare
from pipeline.cite.ground import Ground, Unanswered
from pipeline.cite.material import Material
from pipeline.cite.reckon import hold_date
from pipeline.model.atoms import Number, Sense, mark
from pipeline.model.evidence import Agreement, HeldFact
from pipeline.model.problem import Path, Problem, Severity, Where
from pipeline.model.prose import Citation, FactRef
from pipeline.model.spec import Fact, Reported, Spec, StatedDate


class Facts:
    """The facts of a spec, and what citing one brings with it."""

    def __init__(self, spec: Spec, material: Material) -> None:
        self._spec, self._material = spec, material
        self._reader = notation()
        self._agreements: dict[str, Agreement] = {}

    def grounds(self, ref: FactRef) -> Iterator[Ground]:
        """The passages that a reference to a fact brings to its claim: those of the source whose values it prints."""
        fact = self._spec.facts.get(ref.name)
        if not fact:
            return
        for report in fact.reports.get(_source_of(fact, ref), ()):
            if report.passage and (ground := self._material.of(Citation(_source_of(fact, ref), report.passage))):
                yield ground

    def problems_of(self, ref: FactRef, said: Said) -> Iterator[Problem]:
        """`{fact}` without a source where reports differ."""
        fact = self._spec.facts.get(ref.name)
        if (
            fact
            and not ref.source
            and len(fact.reports) > 1
            and self.agreement(ref.name) in {Agreement.DIFFER, Agreement.COMPATIBLE}
        ):
            sources = " or ".join(f"{{{ref.name}@{source}}}" for source in fact.reports)
            message = f"the sources do not report the same for {ref.name}"
            yield Problem(
                "FACT003", message, Where(said.path, ref.start, ref.end), hints=(f"say whose value it is: {sources}",)
            )

    def agreement(self, name: str) -> Agreement:
        """How the reports of a fact compare."""
        if name not in self._agreements:
            self._agreements[name] = compare(self._spec.facts[name], self._quantity)
        return self._agreements[name]

    def hold(self) -> tuple[tuple[HeldFact, ...], list[Problem]]:
        """Every fact with its outcome, and all problems."""
        held: list[HeldFact] = []
        problems: list[Problem] = []
        for name, fact in self._spec.facts.items():
            found = [
                problem
                for source, index, report in _reports(fact)
                for problem in self._report(name, fact, source, index, report)
            ]
            found += self._differences(name, fact)
            held.append(HeldFact(name, self.agreement(name), not any(p.severity is Severity.ERROR for p in found)))
            problems += found
        return tuple(held), problems

    def _report(self, name: str, fact: Fact, source: str, index: int, report: Reported) -> list[Problem]:
        path: Path = ("facts", name, "reports", source, index)
        if report.not_stated or source not in self._spec.sources:
            return []
        ground = self._material.of(Citation(source, report.passage)) if report.passage else None
        if ground is None or not ground.readable or report.open:
            return []
        try:
            return list(self._derived(fact, report, ground, path))
        except Unanswered:
            message = f"the lock does not know whether {ground.label} shows this"
            return [Problem("LOCK002", message, Where(path), hints=("renew the lock from the texts: brief lock",))]

    def _derived(self, fact: Fact, report: Reported, ground: Ground, path: Path) -> Iterator[Problem]:
        if report.date is not None:
            stated = StatedDate((*path, "date"), report.date, report.says, (*path, "says"), report.from_)
            yield from hold_date(self._spec, stated, [ground])
        elif fact.terms:
            yield from self._term(fact, report, ground, (*path, "value"))
        else:
            yield from self._figure(report, ground, path)

    def _term(self, fact: Fact, report: Reported, ground: Ground, path: Path) -> Iterator[Problem]:
        """One of the term's words stands in the passage, and is not denied there."""
        value = report.value or ""
        if value not in fact.terms:
            hint = "write one of: " + ", ".join(fact.terms)
            yield Problem("FACT006", f'"{value}" is none of the terms of this fact', Where(path), hints=(hint,))
            return
        shown = [words for words in fact.terms[value] if ground.shows("words", " ".join(folded_words(words)))]
        if not shown:
            wanted = " or ".join(f'"{words}"' for words in fact.terms[value])
            message = f'"{value}" is {named([ground])}: {wanted} does not stand there'
            yield Problem(
                "FACT001",
                message,
                Where(path),
                hints=("cite the passage that shows it, or correct the words of the term",),
            )
            return
        denied = {cue.governs for cue in ground.atoms.cues if cue.sense is Sense.NEGATION and not cue.plain}
        if all(any(mark(self._reader.stem(word)) in denied for word in folded_words(words)) for words in shown):
            yield Problem(
                "FACT001",
                f'the passage denies "{shown[0]}"',
                Where(path),
                hints=("a passage that denies a term does not report it",),
            )

    def _figure(self, report: Reported, ground: Ground, path: Path) -> Iterator[Problem]:
        where = Where((*path, "value"))
        number = self._quantity(report.value or "")
        if number is None:
            hint = "write a figure with its unit, as in 254 billion JPY, or declare terms:"
            yield Problem("FACT007", f'"{report.value}" is no quantity', where, hints=(hint,))
            return
        found = [other for other in ground.atoms.numbers if same_figure(number, other)]
        if not found:
            notes = (
                (f"passage says: {listed([told(other) for other in ground.atoms.numbers])}",)
                if ground.atoms.numbers
                else ("the passage has no figure",)
            )
            yield Problem(
                "FACT001",
                f'"{report.value}" is {named([ground])}',
                where,
                notes=notes,
                hints=("write the value as the passage gives it",),
            )
            return
        yield from _qualified(report, found, path)
        if report.part_of:
            yield from self._whole(report.part_of, ground, Where((*path, "part_of")))

    def _whole(self, part_of: str, ground: Ground, where: Where) -> Iterator[Problem]:
        """The whole of which a value is part: a figure of the passage too, not the name of the fact that gives it."""
        whole = self._quantity(part_of)
        if whole and any(same_figure(whole, other) for other in ground.atoms.numbers):
            return
        if part_of.partition("@")[0].strip("{}") in self._spec.facts:
            message = f'"{part_of}" names a fact; part_of wants the value itself'
            yield Problem("FACT007", message, where, hints=("write the figure as the passage gives it: part_of: 400",))
        elif whole:
            hint = "write the whole as the passage gives it"
            yield Problem("FACT001", f'"{part_of}" is {named([ground])}', where, hints=(hint,))
        else:
            hint = "write a figure with its unit, as in part_of: 400 ships"
            yield Problem("FACT007", f'"{part_of}" is no quantity', where, hints=(hint,))

    def _quantity(self, text: str) -> Number | None:
        """The one figure that a value gives, or None."""
        if text.isdecimal() and text.isascii():  # four bare digits would be read as a year
            return Number(0, len(text), text, Fraction(int(text)))
        numbers = self._reader.read(text).numbers
        return numbers[0] if len(numbers) == 1 else None

    def _differences(self, name: str, fact: Fact) -> Iterator[Problem]:
        where = Where(("facts", name), on_key=True)
        differs = self.agreement(name) is Agreement.DIFFER
        if differs and not fact.differs:
            told_by = [
                f"{source}: {listed([_value(report) for report in reports])}"
                for source, reports in fact.reports.items()
            ]
            hint = "say what the difference is: differs: {as: conflict, superseded or unresolved, because: …}"
            yield Problem("FACT002", f"the sources differ on {name}", where, notes=tuple(told_by), hints=(hint,))
        if fact.differs and not differs:
            message = f"nothing differs in the reports of {name}"
            hint = "leave differs out, or give the values that differ"
            yield Problem(
                "FACT005",
                message,
                Where(("facts", name, "differs"), on_key=True),
                hints=(hint,),
                severity=Severity.WARNING,
            )
        if fact.differs and fact.differs.as_ == "superseded" and not self._in_order(fact):
            message = f"{name} cannot be superseded: its sources may have been published at the same time"
            hint = "superseded needs publication dates that do not overlap; else write conflict or unresolved"
            yield Problem("FACT004", message, Where(("facts", name, "differs", "as")), hints=(hint,))
        elif fact.differs and fact.differs.as_ == "superseded" and (back := self._back(fact)):
            message = f"{name} cannot be superseded: the later report, {back}, has the earlier stage"
            hint = "the terms are ordered: put them in their order, or write conflict or unresolved"
            yield Problem("FACT004", message, Where(("facts", name, "differs", "as")), hints=(hint,))

    def _back(self, fact: Fact) -> str:
        """Of ordered terms, the source that reports an earlier stage than one published before it; "" if none does."""
        stages = list(fact.terms)
        if not fact.ordered:
            return ""
        dated = sorted(comparable(fact), key=self._published)
        reached = 0
        for source in dated:
            stage = max(stages.index(report.value) for report in fact.reports[source] if report.value in stages)
            if stage < reached:
                return source
            reached = stage
        return ""

    def _published(self, source: str) -> dt.date:
        published = self._spec.sources[source].published
        return (published.date.earliest if published else None) or dt.date.min

    def _in_order(self, fact: Fact) -> bool:
        """Whether the sources that give a value were published at times that do not overlap."""
        spans = []
        for source in comparable(fact):
            published = self._spec.sources[source].published if source in self._spec.sources else None
            if not published or not published.date.earliest or not published.date.latest:
                return False
            spans.append((published.date.earliest, published.date.latest))
        spans.sort()
        return len(spans) > 1 and all(one[1] < other[0] for one, other in pairwise(spans))


def _reports(fact: Fact) -> Iterator[tuple[str, int, Reported]]:
    for source, reports in fact.reports.items():
        for index, report in enumerate(reports):
            yield source, index, report


def _source_of(fact: Fact, ref: FactRef) -> str:
    """The source whose values a reference prints: the one it names, else the first that gives one."""
    if ref.source:
        return ref.source
    return next(
        (source for source, reports in fact.reports.items() if any(r.value or r.date for r in reports)),
        next(iter(fact.reports), ""),
    )


def _value(report: Reported) -> str:
    if report.open:
        return "open"
    return "not stated" if report.not_stated else str(report.value or report.date)


def _qualified(report: Reported, found: Sequence[Number], path: Path) -> Iterator[Problem]:
    """About, at most and at least are said of a value exactly where its passage says them."""
    flags = (("about", "about"), ("at_most", "up to"), ("at_least", "at least"), ("part_of", "some of"))
    for flag, words in flags:
        claimed, there = getattr(report, flag), [getattr(number, flag) for number in found]
        if claimed and not any(there) and flag != "part_of":
            message = f'the passage does not say "{words}" of {found[0].text}'
            yield Problem(
                "FACT001",
                message,
                Where((*path, flag)),
                notes=(f"passage says: {told(found[0])}",),
                hints=(f"leave {flag} out",),
            )
        elif not claimed and all(there):
            message = f'"{found[0].text}" stands in the passage with "{words}"'
            yield Problem(
                "CITE009",
                message,
                Where((*path, "value")),
                notes=(f"passage says: {told(found[0])}",),
                hints=(f"add {flag}: true" if flag != "part_of" else "say what it is part of: part_of",),
                severity=Severity.WARNING,
            )
