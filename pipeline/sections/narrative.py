"""A narrative: paragraphs of cited prose under a title."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pipeline.model.acceptance import Accepts
from pipeline.model.composer import Composer
from pipeline.model.document import Block
from pipeline.model.prose import Prose
from pipeline.model.spec import Role, Stated
from pipeline.sections.kind import SectionKind


class Narrative(SectionKind):
    """Cited prose; a blank line starts a paragraph."""

    kind: ClassVar[str] = "narrative"

    title: Prose = Field(description="Heading")
    text: Prose = Field(description="Paragraphs with citations; a blank line starts a new one")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """The title and the text."""
        yield Stated(("title",), self.title, Role.TITLE)
        yield Stated(("text",), self.text)

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading and its paragraphs."""
        yield composer.heading(self.title, "narrative")
        yield from composer.paragraphs(self.text)
