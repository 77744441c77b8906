"""The abbreviations of the brief, in alphabetical order, with what each stands for."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pipeline.model.composer import Composer
from pipeline.model.document import Block, Cell, Column, Row, Table, Text
from pipeline.model.prose import Prose
from pipeline.model.spec import Misfit, Role, Spec, Stated
from pipeline.sections.kind import SectionKind


class Abbreviations(SectionKind):
    """All that the brief declares under `abbreviations`."""

    kind: ClassVar[str] = "abbreviations"
    once: ClassVar[bool] = True
    spells_out: ClassVar[bool] = True

    title: Prose | None = Field(None, description="Heading; by default the brief's word for it")

    def stated(self) -> Iterator[Stated]:
        """The title."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)

    def misfits(self, spec: Spec) -> Iterator[Misfit]:
        """There is something to list."""
        if not spec.abbreviations:
            message = "this brief declares no abbreviations"
            yield Misfit((), message, "declare them at the top of the spec: abbreviations: {MSDF: what it stands for}")

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading and a table, one row an abbreviation."""
        words = composer.words
        yield composer.heading(self.title, "abbreviations")
        header = Row((Cell((Text(words["abbreviations.short"]),)), Cell((Text(words["abbreviations.long"]),))))
        entries = sorted(composer.spec.abbreviations.items(), key=lambda entry: (entry[0].casefold(), entry[0]))
        rows = [Row((Cell((Text(short, "strong"),)), Cell((Text(composer.line(long)),)))) for short, long in entries]
        yield Table((Column(), Column()), header, tuple(rows), summary=words["abbreviations.summary"])
