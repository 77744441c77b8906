"""A chart: what the sources report for some facts, as bars of one unit. It shows no figure that is not a fact."""

import re
from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pipeline.model.acceptance import Accepts
from pipeline.model.article import Name
from pipeline.model.composer import Composer
from pipeline.model.document import Block, Figure, Link
from pipeline.model.drawing import Bar, BarChart, BarGroup, Rough
from pipeline.model.problem import Path
from pipeline.model.prose import Citation, Prose
from pipeline.model.spec import Misfit, Reported, Role, Spec, Stated
from pipeline.sections.figure import caption
from pipeline.sections.kind import SectionKind

_QUANTITY = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<scale>thousand|million|billion|trillion)?\s*(?P<unit>.*)", re.DOTALL
)
_SCALES = {"": 1.0, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_ROUGH: tuple[Rough, ...] = ("about", "at_most", "at_least")


def quantity(value: str) -> tuple[float, str] | None:
    """A value and its unit: `46.8 million EUR` is 46,800,000 of EUR; None for what cannot be drawn from zero up."""
    found = _QUANTITY.fullmatch(value.strip())
    if not found:
        return None
    return float(found["number"].replace(",", "")) * _SCALES[found["scale"] or ""], found["unit"].strip()


class Chart(SectionKind):
    """Bars: a group a fact, a bar a report."""

    kind: ClassVar[str] = "chart"

    title: Prose | None = Field(None, description="Heading; by default the brief's word for it")
    facts: tuple[Name, ...] = Field(min_length=1, max_length=24, description="Names of facts of one unit, in order")
    caption: Prose | None = Field(None, description="What stands under the chart, with citations")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """Title and caption; the facts are held on their own."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)
        if self.caption:
            yield Stated(("caption",), self.caption)

    def printed(self) -> Iterator[tuple[Path, str]]:
        """Every fact that is drawn."""
        for index, name in enumerate(self.facts):
            yield ("facts", index), name

    def misfits(self, spec: Spec) -> Iterator[Misfit]:
        """Facts without a quantity, and facts in another unit than the first."""
        unit: str | None = None
        for index, name in enumerate(self.facts):
            if name not in spec.facts:
                continue
            values = [r.value for some in spec.facts[name].reports.values() for r in some if r.value is not None]
            read = [quantity(value) for value in values if not spec.facts[name].terms]
            found = [each for each in read if each]
            where: Path = ("facts", index)
            if not found or len(found) < len(values):
                yield Misfit(where, f"the fact {name} is no quantity that a bar could show", "show it in a comparison")
                continue
            unit = found[0][1] if unit is None else unit
            for other in dict.fromkeys(each[1] for each in found if each[1] != unit):
                message = f'the fact {name} is in "{other}", the chart in "{unit}"'
                yield Misfit(where, message, "one chart, one unit: give each unit a chart of its own")

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading, the bars, the caption."""
        yield composer.heading(self.title, "chart")
        facts = [composer.spec.facts[name] for name in self.facts]
        sources = [source for source in composer.spec.sources if any(source in fact.reports for fact in facts)]
        links: list[Link] = []
        groups = tuple(self._group(composer, name, sources, links) for name in self.facts)
        key = tuple(
            (rough, composer.words[f"chart.{rough}"])
            for rough in _ROUGH
            if any(bar.rough == rough for group in groups for bar in group.bars)
        )
        chart = BarChart(groups, tuple((source, composer.called(source)) for source in sources), key=key)
        yield Figure(chart, self._alternative(composer, groups), caption(composer, self.caption), tuple(links))

    @staticmethod
    def _group(composer: Composer, name: str, sources: list[str], links: list[Link]) -> BarGroup:
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
        return BarGroup(label, tuple(bars))

    @staticmethod
    def _alternative(composer: Composer, groups: tuple[BarGroup, ...]) -> str:
        """Every value with its source, fact by fact."""
        words = composer.words
        told = [words["chart.alt"]]
        for group in groups:
            bars = [words["chart.alt.bar"].format(source=composer.letter(b.source), value=b.text) for b in group.bars]
            told.append(words["chart.alt.group"].format(label=group.label, bars=words["chart.then"].join(bars)))
        return " ".join(told)


def _bar(composer: Composer, source: str, report: Reported, cited: int) -> Bar:
    text = composer.reported(report)
    read = quantity(report.value) if report.value is not None else None
    if read is None:
        return Bar(source, text, cited)
    whole = quantity(report.part_of) if report.part_of else None
    rough: Rough = next((rough for rough in _ROUGH if getattr(report, rough)), "")
    return Bar(source, text, cited, read[0], whole[0] if whole else None, rough)
