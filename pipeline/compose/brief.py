"""The whole document: title block, contents, sections in the spec's order, and what every page carries."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compose.composer import BriefComposer
from pipeline.compose.dates import day
from pipeline.compose.typography import typeset
from pipeline.compose.words import Words, evidence_line
from pipeline.model.document import Block, Contents, Document, Furniture, Heading, Labels, Paragraph, Text
from pipeline.model.edition import EditionContext
from pipeline.model.evidence import Evidence
from pipeline.model.spec import Spec
from pipeline.sections.kind import SectionKind


def compose(spec: Spec, evidence: Evidence, context: EditionContext, words: Words) -> Document:
    """The document of one brief. Pure: the edition's number and key come in with `context`."""
    composer = BriefComposer(spec, evidence, context, words)
    kinds = (section for section in spec.sections if isinstance(section, SectionKind))
    blocks = (*_title(composer, words), *(block for section in kinds for block in section.compose(composer)))
    page = words["page"].format(page="{page}", pages="{pages}")
    edition = _edition(context, words)
    return Document(
        title=spec.title,
        lang=spec.language,
        date=spec.as_of,
        marking=spec.marking,
        blocks=blocks,
        furniture=Furniture(spec.title, spec.marking, edition, page, spec.marking),
        labels=Labels(words["note"], words["note.back"], words["entry"], words["and"]),
        subject=words["subject"],
        authors=(spec.author,) if spec.author else (),
    )


def _edition(context: EditionContext, words: Words) -> str:
    return words["comma"].join(
        (words["edition"].format(number=context.number), words["key"].format(key=context.short_key))
    )


def _title(composer: BriefComposer, words: Words) -> Iterator[Block]:
    """Marking, title, what the brief is and what was held: all that a reader needs before trusting it."""
    spec = composer.spec
    yield Paragraph((Text(spec.marking),), "marking")
    yield Heading(1, typeset(spec.title, words), "title")
    if spec.subtitle:
        yield Paragraph((Text(typeset(spec.subtitle, words)),), "subtitle")
    facts = [words["as_of"].format(date=day(spec.as_of, words)), _edition(composer.context, words)]
    if spec.author:
        facts.insert(0, words["by"].format(author=spec.author))
    yield Paragraph((Text(words["between"].join(facts)),), "meta")
    yield Paragraph((Text(evidence_line(composer.evidence, words) + words["stop"]),), "evidence")
    yield Contents()
