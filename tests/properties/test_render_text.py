"""Whatever the text and however the document is built: what is read back is what was written, to the letter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model.document import Cell, Column, Heading, Item, Link, List, Note, Paragraph, Row, Table, Text
from pipeline.render import render
from tests.unit.render.reading import opened, spoken, tags
from tests.unit.render.typewriter import brief, metrics, typed

FACES = metrics().faces.values()
LIGATED = st.sampled_from(
    ["office", "affluent", "fin", "flow", "off", "Auflage", "\u202f", "1\u202f250", "日本", "（注）"]
)
COVERED = [chr(code) for code in range(32, 0x2200) if code != 127 and all(face.covers(chr(code)) for face in FACES)]
AWKWARD = "()\\<>[]{}/%#'\"-\u00a0\u00ad \u2019\u2014"
ANY = st.lists(st.sampled_from(COVERED) | st.sampled_from(AWKWARD) | LIGATED, min_size=1, max_size=60).map(
    lambda some: f"x{''.join(some)}x"
)
PLAIN = st.text("abc ()\\éЖ", min_size=1, max_size=30).map(lambda text: f"x{text}x")
"""Ends in letters, so that every text is drawn."""


@given(st.lists(ANY, min_size=1, max_size=4))
@settings(max_examples=150)
def test_any_covered_text_is_read_back_to_the_letter(texts: list[str]) -> None:
    data = render(typed(brief(*[Paragraph((Text(text),)) for text in texts])), metrics())
    assert spoken(data) == texts


@given(ANY, st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
@settings(max_examples=60)
def test_any_title_subject_and_description_survive(text: str, title: str, subject: str) -> None:
    anchored = Heading(2, text, "here")
    blocks = (anchored, Paragraph((Link("x", "#here", about=title),)))
    reader = opened(render(typed(brief(*blocks, title=title, subject=subject)), metrics()))
    assert reader.metadata.title == title
    assert reader.metadata.subject == subject
    assert reader.outline[0]["/Title"] == text
    assert reader.pages[0]["/Annots"][0].get_object()["/Contents"] == (title)


texts = st.builds(Text, PLAIN, st.sampled_from(["", "em", "strong", "code"]), st.sampled_from(["", "de", "el"]))
links = st.builds(Link, PLAIN, st.just("https://example.org/"))
inline = st.lists(texts | links, min_size=1, max_size=4).map(tuple)
paragraphs = st.builds(Paragraph, inline)
items = st.builds(Item, st.lists(paragraphs, min_size=1, max_size=2).map(tuple))
lists = st.builds(List, st.lists(items, min_size=1, max_size=3).map(tuple), st.booleans())
cells = st.builds(Cell, inline, st.booleans())
rows = st.builds(lambda a, b: Row((a, b)), cells, cells)
tables = st.builds(
    Table, st.just((Column(1), Column(2))), rows, st.lists(rows, max_size=3).map(tuple), st.none() | paragraphs
)
noted = st.builds(lambda kids, tail: (kids, tail), inline, inline)
documents = st.lists(
    paragraphs | lists | tables | st.builds(Heading, st.just(2), PLAIN) | noted, min_size=1, max_size=6
)


def built(drafts: list) -> tuple:
    """Notes get their labels here, for they must differ."""
    blocks = []
    for number, draft in enumerate(drafts, 1):
        if isinstance(draft, tuple):
            kids, tail = draft
            draft = Paragraph((*kids, Note(str(number), tail)))  # noqa: PLW2901
        blocks.append(draft)
    return tuple(blocks)


def texts_of(node: object) -> list[str]:
    match node:
        case Text() | Link():
            return [node.text]
        case Heading():
            return [node.text]
        case Note():
            return [node.label, *(text for kid in node.kids for text in texts_of(kid))]
        case Paragraph() | Cell():
            notes = [kid for kid in node.kids if isinstance(kid, Note)]
            running = [kid.label if isinstance(kid, Note) else kid.text for kid in node.kids]
            return [*running, *(text for note in notes for text in texts_of(note))]
        case Table():
            parts = [
                *([node.caption] if node.caption else []),
                *node.header.cells,
                *(c for row in node.rows for c in row.cells),
            ]
            return [text for part in parts for text in texts_of(part)]
        case List():
            out = []
            for number, item in enumerate(node.items, 1):
                out += [f"{number}." if node.numbered else "•", *(t for p in item.paragraphs for t in texts_of(p))]
            return out
    raise TypeError(node)


def letters(strings: list[str]) -> str:
    return "".join("".join(strings).split())


@given(documents)
@settings(max_examples=80)
def test_any_document_is_read_in_its_order_and_drawn_once(drafts: list) -> None:
    blocks = built(drafts)
    data = render(typed(brief(*blocks)), metrics())
    assert letters(spoken(data)) == letters([text for block in blocks for text in texts_of(block)])
    assert tags(data).count("\n") >= len(blocks)
