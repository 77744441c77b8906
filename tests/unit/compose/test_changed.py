"""The section on changes: whatever an edition follows, and what it says of each kind of change."""

from __future__ import annotations

from functools import cache
from itertools import product
from pathlib import Path

import pytest

from pipeline import cite, comparing, compose, diff, read, world
from pipeline.material import Material, gather, words_of
from pipeline.model import document as doc
from pipeline.model.content import Content
from pipeline.model.document import Document
from pipeline.model.edition import EditionContext
from pipeline.model.evidence import Evidence
from pipeline.model.options import Options
from tests.support import repo

FOLDERS = [repo.ROOT / "specs", *sorted((repo.ROOT / "tests/cases").iterdir())]
SPECS = {
    f"{path.parent.name}/{path.stem}": path
    for folder in FOLDERS
    for path in sorted(folder.glob("*.yaml"))
    if folder.name != "everything_wrong" and path.name != "schedule.yaml"
}


@cache
def held(name: str) -> tuple[Material, Evidence, Content]:
    given = gather(world.real(), SPECS[name], Options())
    return given, cite.hold(given.spec, given.snapshots, given.lock), comparing.content_of(given.spec, 1)


def composed(before: Content, name: str) -> Document:
    given, evidence, content = held(name)
    found = diff.changes(before, content)
    context = EditionContext(2, "0" * 64, 1)
    return compose.compose(given.spec, evidence, context, words_of(given.spec), given.pictures, found)


def section(document: Document) -> list[doc.Block]:
    """The blocks from the heading on changes to the next heading."""
    blocks = list(document.blocks)
    (at,) = [i for i, block in enumerate(blocks) if isinstance(block, doc.Heading) and block.anchor == "changes"]
    rest = blocks[at + 1 :]
    stop = next((i for i, block in enumerate(rest) if isinstance(block, doc.Heading)), len(rest))
    return rest[:stop]


def said(document: Document) -> list[str]:
    """What each item says."""
    found = []
    for block in section(document):
        for item in block.items if isinstance(block, doc.List) else ():
            kids = [kid for paragraph in item.paragraphs for kid in paragraph.kids]
            found.append(
                "".join(kid.text for kid in kids if isinstance(kid, (doc.Text, doc.Link))).replace("\u00a0", " ")
            )
    return found


def anchors(document: Document) -> set[str]:
    found = set()
    for block in document.blocks:
        found.add(getattr(block, "anchor", ""))
        for part in (*getattr(block, "items", ()), *getattr(block, "rows", ())):
            found |= {part.anchor, *(each.anchor for each in getattr(part, "paragraphs", ()))}
        if isinstance(block, doc.Figure) and block.caption:
            found.add(block.caption.anchor)
    return found - {""}


def test_whatever_an_edition_follows_its_links_lead_to_places_with_bars():
    assert len(SPECS) > 12
    listed = 0
    for before, after in product(SPECS, SPECS):
        document = composed(held(before)[2], after)
        links = [
            kid.to[1:]
            for block in section(document)
            for item in (block.items if isinstance(block, doc.List) else ())
            for kid in item.paragraphs[0].kids
            if isinstance(kid, (doc.Link, doc.PageOf))
        ]
        assert set(links) <= anchors(document) & document.changed, (before, after)
        assert bool(said(document)) == (before != after), (before, after)
        listed += len(links)
    assert listed > 500


@cache
def changed(name: str, *edits: tuple[str, str]) -> Document:
    """A spec after one that differs from it by edits of its text."""
    text = SPECS[name].read_text(encoding="utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return composed(comparing.content_of(read.spec(text.encode(), "before.yaml").spec, 1), name)


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (
            ("46.8 million EUR", "46.7 million EUR"),
            "Altered: Price (p. ): Source A: from 46.7 million euros to",
        ),
        (("label: Price", "label: Cost"), "Altered: Price (p. ): “Price” (before: “Cost”)"),
        (("marking: TLP:GREEN", "marking: TLP:CLEAR"), "Altered: Marking: from TLP:CLEAR to TLP:GREEN."),
        (("descriptor: Trade monthly", "descriptor: Trade weekly"), "Altered: Source B (p. ): Another description."),
        (("sha256: 6065", "sha256: 7065"), "Altered: Source A (p. ): Another text of the source."),
        (("likelihood: likely", "likelihood: very likely"), "Likelihood: from very likely to likely."),
        (("        likelihood: likely\n", ""), "Likelihood: from none to likely."),
        (
            ("has no reason to paint black", "is the later one"),
            "Altered: Key judgements, 1 (p. ): “The first crane comes",
        ),
        (("date: 2024-09\n", "date: 2024-10\n"), "Date: from October 2024 to September 2024."),
        (("facts: [cost, borrowed]", "facts: [cost]"), "Altered: The price, and what is borrowed of it (p. ): “Price"),
        (('cite: ["quayside:borings"]', 'cite: ["quayside:price"]'), "Other passages."),
        (("title: How it came to this", "title: The way to it"), "Altered: How it came to this (p. ): “How it came"),
    ],
)
def test_each_kind_of_change_is_told(edit, says):
    told = said(changed("specs/harbour", edit))
    assert any(says in line for line in told), told


def test_a_long_text_is_shown_around_what_is_new_in_it():
    edit = ("tore the boom from its hinge. [@gazette:storm]", "tore the boom off. [@gazette:storm]")
    (told,) = said(changed("specs/harbour", edit))
    assert "“… " in told
    assert told.endswith("tore the boom from its hinge.” (before: “off”)")
    assert len(told) < 220


def test_a_long_text_without_spaces_is_shown_around_what_is_new_in_it():
    from pipeline.compose.changed import _around, _shortened
    from pipeline.diff.words import pieces

    before, after = "契約" * 80 + "三月" + "署名" * 80, "契約" * 80 + "四月" + "署名" * 80
    shown = _around(pieces(before, after))
    assert ("四", True) in shown
    assert sum(len(text) for text, _ in shown) < 130
    assert len(_shortened(before, 60)) <= 62


def test_a_source_may_be_called_as_a_field_is():
    edits = tuple((old, new) for old, new in (("gazette", "because"), ("46.8 million EUR", "46.7 million EUR")))
    text = SPECS["specs/harbour"].read_text(encoding="utf-8")
    one, other = (text.replace("gazette", "because"), text.replace(*edits[0]).replace(*edits[1]))
    contents = [comparing.content_of(read.spec(each.encode(), "a.yaml").spec) for each in (other, one)]
    change = next(each for each in diff.changes(*contents).changes if each.unit.kind == "fact")
    assert [each.field for each in change.differences] == ["@because"]


def test_the_document_says_nothing_without_changes():
    given, evidence, _ = held("specs/harbour")
    document = compose.compose(given.spec, evidence, EditionContext(2, "0" * 64, 1), words_of(given.spec))
    assert document.changed == frozenset()
    assert not [block for block in document.blocks if isinstance(block, doc.Heading) and block.anchor == "changes"]


def test_paths_are_of_files_that_exist():
    assert all(isinstance(path, Path) and path.is_file() for path in SPECS.values())
