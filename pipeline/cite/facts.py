"""Facts: each reported value must follow from its passage; reports that differ must be acknowledged."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from pipeline.cite.atoms import notation
from pipeline.cite.checks.base import listed
from pipeline.cite.claims import Said
from pipeline.cite.compare import comparable, compare, compare_dates, pairs
from pipeline.cite.derive import LIMITS, Amounts
from pipeline.cite.ground import Ground, Unanswered
from pipeline.cite.material import Material
from pipeline.cite.reckon import hold_date
from pipeline.cite.terms import Terms
from pipeline.model.evidence import Agreement, HeldFact
from pipeline.model.fact import Fact, Reported
from pipeline.model.problem import Path, Problem, Severity, Where
from pipeline.model.prose import Citation, FactRef
from pipeline.model.quantity import Quantity
from pipeline.model.spec import Spec, StatedDate


def quantities(spec: Spec) -> dict[str, Quantity]:
    """The values of a spec's facts that are quantities, by their words; nothing is held."""
    return _quantities(spec, Amounts(notation(), frozenset(spec.facts)))


def _quantities(spec: Spec, amounts: Amounts) -> dict[str, Quantity]:
    reports = [report for fact in spec.facts.values() if not fact.terms for _, _, report in _reports(fact)]
    texts = dict.fromkeys(text for report in reports for text in (report.value, report.part_of) if text)
    return {text: quantity for text in texts if (quantity := amounts.read(text))}


class Facts:
    """The facts of a spec, and what citing one brings with it."""

    def __init__(self, spec: Spec, material: Material) -> None:
        self._spec, self._material = spec, material
        reader = notation()
        self._amounts, self._terms = Amounts(reader, frozenset(spec.facts)), Terms(reader)
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
            self._agreements[name] = compare(self._spec.facts[name], self._amounts.read)
        return self._agreements[name]

    @property
    def quantities(self) -> dict[str, Quantity]:
        """Every value that is a quantity, and every whole, by its words."""
        return _quantities(self._spec, self._amounts)

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
            stated = StatedDate(
                (*path, "date"), report.date, report.says, (*path, "says"), report.from_, report.because
            )
            yield from hold_date(self._spec, stated, [ground])
        elif fact.terms:
            yield from self._terms.hold(fact, report, ground, (*path, "value"))
        else:
            yield from self._amounts.hold(report, ground, path)

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
            told = (stages.index(report.value) for report in fact.reports[source] if report.value in stages)
            stage = max(told, default=reached)
            if stage < reached:
                return source
            reached = stage
        return ""

    def _published(self, source: str) -> dt.date:
        published = self._spec.sources[source].published
        return (published.date.earliest if published else None) or dt.date.min

    def _in_order(self, fact: Fact) -> bool:
        """Whether sources that differ were published at times that do not meet, doubtful dates with some slack."""
        return all(
            compare_dates(one.date, other.date) is Agreement.DIFFER
            if (one := self._spec.sources[a].published) and (other := self._spec.sources[b].published)
            else False
            for (a, b), outcome in pairs(fact, self._amounts.read).items()
            if outcome is Agreement.DIFFER
        )


def _reports(fact: Fact) -> Iterator[tuple[str, int, Reported]]:
    for source, reports in fact.reports.items():
        for index, report in enumerate(reports):
            yield source, index, report


def _source_of(fact: Fact, ref: FactRef) -> str:
    """The source whose values a reference prints: the one it names, else the first that gives one."""
    if ref.source:
        return ref.source
    return next(
        (source for source, reports in fact.reports.items() if any(r.gives for r in reports)),
        next(iter(fact.reports), ""),
    )


def _value(report: Reported) -> str:
    """A report in a few words, with what is said of its value: about 254 billion JPY."""
    if not report.gives:
        return "open" if report.open else "not stated"
    if report.date is not None:
        return str(report.date)
    words = [word for flag, word in LIMITS.items() if getattr(report, flag)]
    part = ["of", report.part_of] if report.part_of else []
    return " ".join([*words, report.value or "some", *part])
