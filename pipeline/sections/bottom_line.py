"""The bottom line: what a reader must know who reads nothing else."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pipeline.model.acceptance import Accepts
from pipeline.model.composer import Composer
from pipeline.model.document import Block
from pipeline.model.prose import Prose
from pipeline.model.spec import Role, Stated
from pipeline.sections.kind import SectionKind


class BottomLine(SectionKind):
    """One or two short paragraphs, set apart at the head of the brief."""

    kind: ClassVar[str] = "bottom_line"
    shorthand: ClassVar[str] = "text"
    once: ClassVar[bool] = True

    title: Prose | None = Field(None, description="Heading; by default the brief's word for it")
    text: Prose = Field(description="What a reader must know who reads nothing else, with citations")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """The text; resting on one source is worth a warning."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)
        yield Stated(("text",), self.text, weighty=True)

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading and paragraphs in the role `lead`."""
        yield composer.heading(self.title, "bottom_line")
        yield from composer.paragraphs(self.text, "lead")
