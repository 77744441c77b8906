"""A comparison: what each source reports for the same facts, side by side, and how the author reads the differences."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pipeline.model.acceptance import Accepts
from pipeline.model.article import Name
from pipeline.model.composer import Composer
from pipeline.model.content import Part, headed
from pipeline.model.document import Block, Cell, Column, Heading, Inline, Item, List, Paragraph, Row, Table, Text
from pipeline.model.evidence import Agreement
from pipeline.model.problem import Path
from pipeline.model.prose import FactRef, Prose
from pipeline.model.spec import Role, Stated
from pipeline.sections.kind import SectionKind

_COMPARED = frozenset((Agreement.AGREE, Agreement.COMPATIBLE, Agreement.DIFFER))


class Comparison(SectionKind):
    """One row a fact, one column a source."""

    kind: ClassVar[str] = "comparison"

    title: Prose | None = Field(None, description="Heading; by default the brief's word for it")
    facts: tuple[Name, ...] = Field(min_length=1, description="Names of facts, in order")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """The title; the facts are held on their own."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)

    def parts(self) -> Iterator[Part]:
        """The title, and which facts are compared."""
        yield from headed(self.title)
        yield Part((), "comparison", self, {"text": tuple(map(FactRef, self.facts))})

    def printed(self) -> Iterator[tuple[Path, str]]:
        """Every fact that is compared."""
        for index, name in enumerate(self.facts):
            yield ("facts", index), name

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading, the table, and under it how each difference is read."""
        words, spec = composer.words, composer.spec
        heading = composer.heading(self.title, "comparison")
        composer.marked(self, heading.anchor)
        yield heading
        compared = [spec.facts[name] for name in self.facts]
        sources = [source for source in spec.sources if any(source in fact.reports for fact in compared)]
        heads = [words["comparison.fact"], *map(composer.called, sources)]
        yield Table(
            columns=(Column(1.5), *(Column(2.0) for _ in sources)),
            header=Row(tuple(Cell((Text(head),)) for head in heads)),
            rows=tuple(self._row(composer, name, sources) for name in self.facts),
            summary=words["comparison.summary"],
        )
        differing = [name for name in self.facts if spec.facts[name].differs]
        if differing:
            yield Heading(3, words["comparison.readings"])
            yield List(tuple(self._reading(composer, name) for name in differing))

    @staticmethod
    def _row(composer: Composer, name: str, sources: list[str]) -> Row:
        fact = composer.spec.facts[name]
        label = fact.label or name
        head: tuple[Inline, ...] = (Text(label),)
        # How a difference is read stands below, perhaps overleaf: the row says that there is something to read.
        outcomes = {held.name: held.agreement.value for held in composer.evidence.facts if held.agreement in _COMPARED}
        if outcome := fact.differs.as_ if fact.differs else outcomes.get(name):
            head = (Text(label + composer.words["colon"]), Text(composer.words[f"comparison.{outcome}"], "em"))
        cells = [Cell(head, header=True)]
        for source in sources:
            told: tuple[Inline, ...] = (Text(composer.words["comparison.silent"], "em"),)
            cells.append(Cell(composer.fact(name, source) if source in fact.reports else told))
        return Row(tuple(cells), composer.marked(fact))

    @staticmethod
    def _reading(composer: Composer, name: str) -> Item:
        fact = composer.spec.facts[name]
        if not fact.differs:
            raise ValueError(f"the reports of {name} do not differ")
        words = composer.words
        told = words["colon"].join((fact.label or name, words[f"differs.{fact.differs.as_}"]))
        lead = Text(told + words["stop"] + words["gap"], "strong")
        first, *rest = composer.paragraphs(fact.differs.because, "item")
        return Item((Paragraph((lead, *first.kids), "item"), *rest), composer.marked(fact))
