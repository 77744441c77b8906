"""The sources: what each is, what it rests on, how it is graded, and the pages that cite it."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from pipeline.model.composer import Composer
from pipeline.model.document import Block, Inline, Item, Link, List, PageRefs, Paragraph, Text
from pipeline.model.prose import Prose
from pipeline.model.spec import Role, Stated
from pipeline.sections.kind import SectionKind


class Sources(SectionKind):
    """Every source of the brief. It stands last, since it lists the pages that cite each source."""

    kind: ClassVar[str] = "sources"
    once: ClassVar[bool] = True

    title: Prose | None = Field(None, description="Heading; by default the brief's word for it")

    def stated(self) -> Iterator[Stated]:
        """The title."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading, the summary of the sources, and one item a source."""
        yield composer.heading(self.title, "sources")
        yield Paragraph((Text(composer.source_summary()),), "body")
        yield List(tuple(self._item(composer, name) for name in composer.spec.sources))
        yield Paragraph((Text(composer.words["sources.grades"]),), "caption", "grades")
        if composer.evidence.accepted:
            yield Paragraph((Text(composer.words["accepted"]),), "body")
            yield List(tuple(_accepted(composer)))

    @staticmethod
    def _item(composer: Composer, name: str) -> Item:
        source, words = composer.spec.sources[name], composer.words
        end = words["stop"] + words["gap"]
        by = words["comma"].join(filter(None, (source.author, source.publisher)))
        head: list[Inline] = [Text(by + end)] if by else []
        foreign = composer.foreign(name)
        head += [Text(source.title if foreign else composer.line(source.title), "em", foreign), Text(end)]
        head.append(Text(composer.line(composer.published(name))))
        if source.url:
            head += [Text(words["gap"]), Link(source.url, source.url, words["sources.open"].format(title=source.title))]
        grade = words["sources.grade"].format(grade=composer.grade(name), meaning=composer.grade_in_words(name))
        slip = words["gap"] + words["sources.slip"]
        slips = "".join(slip.format(written=written, meant=meant) for written, meant in source.slips.items())
        pages = PageRefs(f"#source-{name}", words["sources.uncited"], words["sources.page"])
        return Item(
            (
                Paragraph(tuple(head), "source"),
                Paragraph((Text(composer.line(source.descriptor) + words["gap"] + grade + slips),), "sourcedetail"),
                Paragraph(
                    (
                        Text(words["sources.cited"] + words["gap"]),
                        pages,
                        Text(end + "SHA-256 "),
                        Text(f"{source.sha256[:16]}…", "code"),
                    ),
                    "sourcedetail",
                ),
            ),
            anchor=composer.marked(source, f"source-{name}"),
            label=composer.letter(name),
        )


def _accepted(composer: Composer) -> Iterator[Item]:
    """One item for each warning that the author accepted: where, what it warns of, and why it is accepted."""
    acceptances = {each.acceptance.place: each.acceptance for each in composer.evidence.accepted}
    words = composer.words
    for acceptance in acceptances.values():
        what = words[f"accepted.{acceptance.code}"]
        head = Paragraph((Text(composer.place(acceptance.path), "strong"), Text(words["colon"] + what)), "item")
        yield Item((head, *composer.paragraphs(acceptance.because, "detail")))
