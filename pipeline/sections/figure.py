"""A figure: a picture in a file, in words for those who cannot see it, with a caption that is cited like any prose."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from pipeline.model import document
from pipeline.model.acceptance import Accepts
from pipeline.model.article import Line
from pipeline.model.composer import Composer
from pipeline.model.content import Part, headed
from pipeline.model.prose import Prose
from pipeline.model.spec import Role, Shown, Stated
from pipeline.sections.kind import SectionKind


class Figure(SectionKind):
    """A picture: PNG, JPEG, or a plain SVG."""

    kind: ClassVar[str] = "figure"

    title: Prose | None = Field(None, description="Heading; without one, the figure belongs to the section above it")
    file: Line = Field(description="Its file, from the folder of the spec or of an archive on")
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = Field(
        "", description="SHA-256 of the file, so that nobody changes it unnoticed"
    )
    alt: Prose = Field(description="What it shows, for those who can't see it; no figure or date except by {fact}")
    caption: Prose | None = Field(None, description="What stands under it, with citations")
    width: Annotated[float, Field(ge=0.2, le=1)] = Field(1.0, description="Part of the measure that it is wide")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """Title, alternative text and caption."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)
        yield Stated(("alt",), self.alt, Role.TITLE)
        if self.caption:
            yield Stated(("caption",), self.caption)

    def parts(self) -> Iterator[Part]:
        """The title, the picture in words and by its file, the claims under it."""
        yield from headed(self.title)
        yield Part((), "figure", self, {"text": self.alt, "file": self.file, "sha256": self.sha256})
        if self.caption:
            yield Part(("caption",), "claim", self.caption, {"text": self.caption})

    def shown(self) -> Iterator[Shown]:
        """Its file."""
        yield Shown(("file",), self.file, self.sha256)

    def compose(self, composer: Composer) -> Iterator[document.Block]:
        """A heading if it has a title, and the picture."""
        if self.title:
            yield composer.heading(self.title, "figure")
        picture = composer.picture(self.file)
        under = caption(composer, self.caption)
        alt = composer.plain(self.alt)
        yield document.Figure(picture, alt, under, share=self.width, anchor=composer.marked(self))


def caption(composer: Composer, prose: Prose | None) -> document.Paragraph | None:
    """What stands under a figure, in one paragraph."""
    if prose is None:
        return None
    kids: list[document.Inline] = []
    anchor = ""
    for paragraph in composer.paragraphs(prose, "caption"):
        kids += [document.Text(composer.words["gap"]), *paragraph.kids] if kids else paragraph.kids
        anchor = anchor or paragraph.anchor
    return document.Paragraph(tuple(kids), "caption", anchor)
