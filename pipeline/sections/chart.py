"""A chart: what the sources report for some facts, as bars of one unit. It shows no figure that is not a fact."""

import re
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pipeline.model.acceptance import Accepts
from pipeline.model.article import Name
from pipeline.model.composer import Composer
from pipeline.model.content import Part, Wording, headed
from pipeline.model.document import Block, Figure, Link
from pipeline.model.drawing import Bar, BarChart, BarGroup, Mark, Rough
from pipeline.model.edtf import Edtf
from pipeline.model.fact import Reported
from pipeline.model.frozen import Frozen
from pipeline.model.problem import Path
from pipeline.model.prose import Citation, FactRef, Prose
from pipeline.model.spec import Misfit, Role, Spec, Stated, StatedDate
from pipeline.sections.citing import Cite
from pipeline.sections.figure import caption
from pipeline.sections.kind import SectionKind
from pipeline.sections.marks import mark, spans, ticks

_QUANTITY = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>thousand|million|billion|trillion)?\s*(?P<unit>.*)", re.DOTALL
)
_SCALES = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_NOTHING = Prose("", ())
_ROUGH: tuple[Rough, ...] = ("about", "at_most", "at_least")


def quantity(value: str) -> tuple[float, str] | None:
    """A value and its unit: `46.8 million EUR` is 46,800,000 of EUR; None for what cannot be drawn from zero up."""
    found = _QUANTITY.fullmatch(value.strip())
    if not found:
        return None
    return float(found["number"].replace(",", "")) * _SCALES[found["scale"] or ""], found["unit"].strip()


class Point(Frozen):
    """A fact with its date, on the axis of time."""

    at: Edtf = Field(description="When it was so, no finer than the source: EDTF")
    fact: Name = Field(description="Name of the fact")
    cite: tuple[Cite, ...] = Field(min_length=1, description="Citations that give the date")
    accepts: Accepts


class Chart(SectionKind):
    """Bars: a group a fact, a bar a report. Or lines: points over time."""

    kind: ClassVar[str] = "chart"

    title: Prose | None = Field(None, description="Heading; by default the brief's word for it")
    facts: tuple[Name, ...] = Field((), max_length=24, description="Bars: names of facts of one unit, in order")
    points: tuple[Point, ...] = Field((), max_length=60, description="Lines: facts of one unit, each with its date")
    caption: Prose | None = Field(None, description="What stands under the chart, with citations")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """Title and caption; the facts are held on their own."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)
        for index, point in enumerate(self.points):
            date = StatedDate(("points", index, "at"), point.at)
            here: Path = ("points", index)
            yield Stated((*here, "at"), _NOTHING, cite=point.cite, cite_path=(*here, "cite"), date=date)
        if self.caption:
            yield Stated(("caption",), self.caption)

    def parts(self) -> Iterator[Part]:
        """The title, the facts or points that are drawn, the claims under them."""
        yield from headed(self.title)
        if self.facts:
            yield Part((), "chart", self, {"text": tuple(map(FactRef, self.facts))})
        for number, point in enumerate(self.points, 1):
            told: dict[str, Wording] = {"text": (FactRef(point.fact),), "date": point.at}
            yield Part(("points", number - 1), "point", point, told, point.cite, number)
        if self.caption:
            yield Part(("caption",), "claim", self.caption, {"text": self.caption})

    @property
    def _named(self) -> list[tuple[Path, str]]:
        points: list[tuple[Path, str]] = [(("points", i, "fact"), point.fact) for i, point in enumerate(self.points)]
        return points or [(("facts", i), name) for i, name in enumerate(self.facts)]

    def printed(self) -> Iterator[tuple[Path, str]]:
        """Every fact that is drawn."""
        yield from self._named

    def misfits(self, spec: Spec) -> Iterator[Misfit]:
        """Facts without a quantity, and facts in another unit than the first."""
        if bool(self.facts) == bool(self.points):
            yield Misfit((), "a chart has facts, for bars, or points, for lines", "give it one of the two")
        for index, point in enumerate(self.points):
            if mark(point.at) is None:
                yield Misfit(("points", index, "at"), "a point of a line has a date", "show it in a comparison")
        unit: str | None = None
        for where, name in self._named:
            if name not in spec.facts:
                continue
            values = [r.value for some in spec.facts[name].reports.values() for r in some if r.value is not None]
            read = [quantity(value) for value in values if not spec.facts[name].terms]
            found = [each for each in read if each]
            if len(found) < len(values) or not (found or self.points):
                yield Misfit(where, f"the fact {name} is no quantity that a bar could show", "show it in a comparison")
                continue
            if found and unit is None:
                unit = found[0][1]
            for other in dict.fromkeys(each[1] for each in found if each[1] != unit):
                message = f'the fact {name} is in "{other}", the chart in "{unit}"'
                yield Misfit(where, message, "one chart, one unit: give each unit a chart of its own")

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading, the bars, the caption."""
        yield composer.heading(self.title, "chart")
        facts = [composer.spec.facts[name] for _, name in self._named]
        sources = [source for source in composer.spec.sources if any(source in fact.reports for fact in facts)]
        links: list[Link] = []
        marks = [mark(point.at) for point in self.points]
        days = [_middle(each) if each else None for each in marks] or [None] * len(self.facts)
        groups = tuple(
            self._group(composer, name, sources, links, day) for (_, name), day in zip(self._named, days, strict=True)
        )
        shown = spans([each for each in marks if each]) if any(marks) else ()
        key = tuple(
            (rough, composer.words[f"chart.{rough}"])
            for rough in _ROUGH
            if not shown and any(bar.rough == rough for group in groups for bar in group.bars)
        )
        called = tuple((source, composer.called(source)) for source in sources)
        chart = BarChart(groups, called, shown, ticks(shown, composer) if shown else (), key)
        anchor = ""
        for part in (self, *self.points, *facts):
            anchor = composer.marked(part, anchor)
        under = caption(composer, self.caption)
        yield Figure(chart, self._alternative(composer, groups), under, tuple(links), anchor=anchor)

    @staticmethod
    def _group(composer: Composer, name: str, sources: list[str], links: list[Link], day: float | None) -> BarGroup:
        """What each source reports for one fact, silence included; its citations go to `links`."""
        fact, words = composer.spec.facts[name], composer.words
        bars = []
        for source in sources:
            reports = fact.reports.get(source, ())
            for report in reports:
                cited = [kid for kid in composer.short([Citation(source, report.passage)]) if isinstance(kid, Link)]
                links += cited
                bars.append(_bar(composer, source, report, len(cited)))
            if not reports:
                cited = [kid for kid in composer.short([Citation(source)]) if isinstance(kid, Link)]
                links += cited
                bars.append(Bar(source, words["comparison.silent"], len(cited)))
        label = fact.label or name
        if fact.differs:
            label = words["chart.differs"].format(label=label, differs=words[f"comparison.{fact.differs.as_}"])
        return BarGroup(label, tuple(bars), day)

    def _alternative(self, composer: Composer, groups: tuple[BarGroup, ...]) -> str:
        """Every value with its source, fact by fact."""
        words = composer.words
        told = [words["chart.alt.lines" if self.points else "chart.alt"]]
        dates = [composer.date(point.at) + words["comma"] for point in self.points] or [""] * len(groups)
        for date, group in zip(dates, groups, strict=True):
            bars = [words["chart.alt.bar"].format(source=composer.letter(b.source), value=b.text) for b in group.bars]
            told.append(words["chart.alt.group"].format(label=date + group.label, bars=words["chart.then"].join(bars)))
        return words["gap"].join(told)


def _middle(drawn: Mark) -> float:
    """Where a point with such a date stands."""
    days = [day for stretch in drawn.stretches for day in stretch]
    return (min(days) + max(days)) / 2


def _bar(composer: Composer, source: str, report: Reported, cited: int) -> Bar:
    text = composer.reported(report, source)
    read = quantity(report.value) if report.value is not None else None
    if read is None:
        return Bar(source, text, cited)
    whole = quantity(report.part_of) if report.part_of else None
    rough: Rough = next((rough for rough in _ROUGH if getattr(report, rough)), "")
    return Bar(source, text, cited, read[0], whole[0] if whole else None, rough)
