"""The whole document: title block, contents, sections in the spec's order, and what every page carries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from textwrap import shorten
from typing import TYPE_CHECKING

from pipeline.compose.abbreviations import Expander
from pipeline.compose.composer import BriefComposer
from pipeline.compose.dates import day
from pipeline.compose.typography import typeset
from pipeline.compose.words import Words, evidence_line
from pipeline.model.document import (
    Block,
    Contents,
    Document,
    Figure,
    Furniture,
    Heading,
    Inline,
    Labels,
    Link,
    List,
    PageOf,
    Paragraph,
    Table,
    Text,
)
from pipeline.model.drawing import Drawing, Raster
from pipeline.model.edition import EditionContext
from pipeline.model.evidence import Evidence, Outcome
from pipeline.model.spec import Spec
from pipeline.sections.bottom_line import BottomLine
from pipeline.sections.kind import SectionKind

if TYPE_CHECKING:
    from pipeline.model.changes import Changes

_FEW = 6
"""Of more sources the key on the first page names the letters only."""

_SHORT = 44
"""Characters of a source's name in the key."""


def compose(
    spec: Spec,
    evidence: Evidence,
    context: EditionContext,
    words: Words,
    pictures: Mapping[str, Drawing | Raster] | None = None,
    changes: Changes | None = None,
) -> Document:
    """The document of one brief. Pure: the edition's number and key come in with `context`.

    `changes` are those since the edition before; without them the brief tells of none.
    """
    composer = BriefComposer(spec, evidence, context, words, pictures, changes)
    expander = Expander(spec.abbreviations, words.tables["expansions"])
    title = tuple(expander.section(_title(composer, words)))
    body = tuple(_body(composer, changes, expander))
    blocks = (*title, *_opening(composer, words), *body, *_verifying(composer, words))
    page = words["page"].format(page="{page}", pages="{pages}")
    edition = _edition(context, words)
    return Document(
        title=spec.title,
        lang=spec.language,
        date=spec.as_of,
        marking=spec.marking,
        blocks=blocks,
        furniture=Furniture(spec.title, spec.marking, edition, page, spec.marking),
        labels=Labels(words["note"], words["note.back"], words["entry"], words["and"], words["comma"]),
        subject=words["subject"],
        authors=(spec.author,) if spec.author else (),
        cover=len(title) if spec.cover else 0,
        changed=frozenset(composer.places.marked),
        standard=spec.standard,
    )


def _body(composer: BriefComposer, changes: Changes | None, expander: Expander) -> Iterator[Block]:
    """The sections; what changed stands before them, but below the bottom line, which is read first."""
    first, *rest = [section for section in composer.spec.sections if isinstance(section, SectionKind)]
    below = isinstance(first, BottomLine)
    head = _told(composer, first, expander) if below else ()
    if changes:
        from pipeline.compose.changed import Changed  # which the first edition needs not

        changed: Changed | None = Changed(composer, changes)
    else:
        changed = None
    left = rest if below else [first, *rest]
    tail = tuple(block for section in left for block in _told(composer, section, expander))
    yield from head
    if changed:
        yield from changed.blocks(set(_anchors((*head, *tail))))
    yield from tail


def _told(composer: BriefComposer, section: SectionKind, expander: Expander) -> tuple[Block, ...]:
    """A section with its abbreviations expanded, unless it does so itself."""
    blocks = section.compose(composer)
    return tuple(blocks if section.spells_out else expander.section(blocks))


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """The anchors that parts of the spec can have."""
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.anchor
            case List(items):
                for item in items:
                    yield item.anchor
                    yield from _anchors(item.paragraphs)
            case Table(_, _, rows):
                yield from (row.anchor for row in rows)
            case Figure(_, _, caption):
                yield block.anchor
                yield from _anchors([caption] if caption else [])


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
    for line in facts if spec.cover else (words["between"].join(facts),):
        yield Paragraph((Text(line),), "meta")
    line = evidence_line(composer.evidence, words) + words["stop"]
    if composer.evidence.unread:
        line += words["gap"] + words["evidence.unread"]
    elif composer.evidence.count(Outcome.UNHELD):
        line += words["gap"] + words["evidence.signed"].format(sign=words["evidence.sign"])
    yield Paragraph((Text(line),), "evidence", "evidence")


def _opening(composer: BriefComposer, words: Words) -> Iterator[Block]:
    """What stands before the sections besides the title: how to read the notes, and the contents."""
    yield Paragraph(tuple(_key(composer, words)), "evidence")
    yield Contents()


def _verifying(composer: BriefComposer, words: Words) -> Iterator[Block]:
    """Where this edition can be verified, after the sources: as a code for a phone, and as text."""
    spec, context = composer.spec, composer.context
    if not spec.verify_url:
        return
    from pipeline.compose.code import code  # the others need not wait for them
    from pipeline.model.verify import address

    number, key = context.number, context.short_key
    url = address(spec.verify_url, spec.id, number, key)
    link = Link(url, url, words["verify.page"].format(number=number, key=key))
    told = Paragraph((Text(words["verify"], "strong"), Text(words["colon"]), link), "source")
    yield Figure(code(url), words["verify.alt"].format(url=url, number=number, key=key), told, beside=True)


def _key(composer: BriefComposer, words: Words) -> Iterator[Inline]:
    """How to read the notes: which letter is which source, what "A ¶3" and "C3" mean, and where that is explained.

    The letters are no links to their sources: those are what the pages that cite a source are counted by.
    """
    first, *_, last = (*composer.spec.sources, *composer.spec.sources)
    if len(composer.spec.sources) > _FEW:
        yield Text(words["key.many"].format(first=composer.letter(first), last=composer.letter(last)))
    else:
        yield from _letters(composer, words)
    read = words["key.read"].format(letter=composer.letter(first), grade=composer.grade(first))
    yield Text(f"{words['gap']}{read}\u00a0")
    yield PageOf("#grades", words["key.page"])
    yield Text(words["key.end"])


def _letters(composer: BriefComposer, words: Words) -> Iterator[Inline]:
    """Each letter with its source: author or publisher, where these tell it from the others, or else its title."""
    sources = composer.spec.sources
    names = Counter(source.author or source.publisher for source in sources.values())
    yield Text(words["key.sources"])
    for number, (name, source) in enumerate(sources.items(), 1):
        known = source.author or source.publisher
        alone = known and names[known] == 1
        called = composer.line(shorten(known if alone else source.title, _SHORT, placeholder="…"))
        yield Text(composer.letter(name), "strong")
        yield Text("\u00a0")
        yield Text(called) if alone else Text(called, "em", composer.foreign(name))
        stop = "" if called.endswith((".", "…")) else words["stop"]
        yield Text(words["semicolon"] if number < len(sources) else stop)
