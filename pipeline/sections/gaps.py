"""Gaps: what is not known, and what in the sources stands in the way of knowing it."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pipeline.model.acceptance import Accepts
from pipeline.model.composer import Composer
from pipeline.model.content import Part, headed
from pipeline.model.document import Block, Item, List
from pipeline.model.prose import Prose
from pipeline.model.spec import Role, Stated
from pipeline.sections.kind import SectionKind


class Gaps(SectionKind):
    """A list of gaps; each may cite sources as a whole."""

    kind: ClassVar[str] = "gaps"
    shorthand: ClassVar[str] = "items"

    title: Prose | None = Field(None, description="Heading; by default the brief's word for it")
    items: tuple[Prose, ...] = Field(min_length=1, description="One gap each; may cite a source whole: [@source]")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """Every gap."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)
        for index, item in enumerate(self.items):
            yield Stated(("items", index), item, Role.REASON)

    def parts(self) -> Iterator[Part]:
        """The title, and every gap."""
        yield from headed(self.title)
        for number, item in enumerate(self.items, 1):
            yield Part(("items", number - 1), "gap", item, {"text": item}, number=number)

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading and a list."""
        yield composer.heading(self.title, "gaps")
        yield List(tuple(Item(composer.paragraphs(item, "item")) for item in self.items))
