"""Whatever is laid out: no word is lost, changed or moved; nothing runs over an edge or over something else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.layout import layout
from pipeline.model.document import (
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Note,
    PageOf,
    PageRefs,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.model.metrics import SHY
from pipeline.model.pages import Label, Line, Mark, Page, PageRef, Pages, Part
from pipeline.model.theme import Theme
from tests.support.sample_document import sample
from tests.support.setting import desk, document, edges, flat, metrics, parts, right_edge, text_of

WIDE = "日本語の署名を「ミサイル」（予定）。、ーっゃ々！？100円年月億Ａ１"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZäöüßéèñçāłžΩж0123456789"
SIGNS = ".,;:!?-–—/'\"“”’()&%+=¶§€…"
GAPS = [" "] * 24 + ["  ", "\n", "\t", "\u00a0", "\u202f", "\u2009", "\u200b", SHY, "-", "—", "/"]

SPECIAL = [
    *(
        "the",
        "of",
        "international",
        "characterisation",
        "environmental",
        "e\u0301tude",
        "254",
        "billion",
        "¶",
        "3",
        "p.",
    ),
    *("https://example.org/a/very/long/address/that-never-ends?and=goes&on=for#ever", "x" * 150, "Block", "V", "NATO"),
]

words = (
    st.text(LETTERS, min_size=1, max_size=14)
    | st.text(LETTERS + SIGNS, min_size=1, max_size=9)
    | st.sampled_from(SPECIAL)
    | st.text(WIDE, min_size=1, max_size=40)
    | st.sampled_from(
        ["office", "affluent", "difficult", "Auflage", "Schifffahrt", "«\u202fmot\u202f»\u202f:", "\ufb01n"]
    )
)


@st.composite
def prose(draw: st.DrawFn, most: int = 60) -> str:
    some = draw(st.lists(words, max_size=most))
    gaps = draw(st.lists(st.sampled_from(GAPS), min_size=len(some), max_size=len(some)))
    return "".join(word + gap for word, gap in zip(some, gaps, strict=True))


tones = st.sampled_from(["", "", "", "em", "strong", "code"])
plain = st.builds(Text, prose(), tones, st.sampled_from(["", "", "de", "fr", "ja"])) | st.builds(
    Link, prose(6), st.sampled_from(["#there", "https://example.org"]), st.just("A link"), tones
)


class Numbered:
    """Gives each note of a document its own label, as compose does."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self, kids: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self.one(kid) if isinstance(kid, Note) else kid for kid in kids)

    def one(self, note: Note) -> Note:
        self.last += 1
        return Note(str(self.last), note.kids)


inline = st.lists(plain | st.builds(Note, st.just("?"), st.lists(plain, max_size=2).map(tuple)), max_size=6).map(tuple)


@st.composite
def blocks(draw: st.DrawFn) -> tuple[Block, ...]:
    number = Numbered()
    roles = st.sampled_from(["body", "body", "lead", "statement", "detail", "meta", "evidence", "source", "unheard-of"])
    out: list[Block] = []
    for kind in draw(st.lists(st.sampled_from("hpppplt"), min_size=1, max_size=7)):
        match kind:
            case "h":
                out.append(Heading(draw(st.integers(2, 4)), draw(prose(8)) or "Heading", f"h-{len(out)}"))
            case "p":
                out.append(Paragraph(number(draw(inline)), draw(roles), f"p-{len(out)}"))
            case "l":
                items = draw(st.lists(st.lists(inline, max_size=3), max_size=3))
                judged = draw(st.sampled_from([("item",) * 3, ("statement", "detail", "item"), ("source", "detail")]))
                label = draw(st.sampled_from(["", "", "A", "Label of an item"]))
                out.append(
                    List(
                        tuple(
                            Item(tuple(map(Paragraph, map(number, item), judged)), label=label and f"{label}{n}")
                            for n, item in enumerate(items)
                        ),
                        draw(st.booleans()),
                    )
                )
            case _:
                columns = draw(st.sampled_from([1, 2, 3, 4, 5, 9]))
                caption = draw(st.none() | st.builds(Paragraph, inline.map(number), st.just("caption")))
                rows = draw(st.lists(st.lists(inline, min_size=columns, max_size=columns), max_size=5))
                shares = draw(st.lists(st.floats(0, 9), min_size=columns, max_size=columns))
                aligned = st.sampled_from(["left", "right"])
                out.append(
                    Table(
                        tuple(Column(share, draw(aligned)) for share in shares),
                        Row(tuple(Cell((Text(draw(prose(3))),)) for _ in range(columns))),
                        tuple(Row(tuple(Cell(number(kids)) for kids in row)) for row in rows),
                        caption,
                    )
                )
    return (Contents(), *out)


def holders(all_blocks: tuple[Block, ...]) -> Iterator[tuple[object, tuple[Inline, ...]]]:
    """Every node that has text of its own, with that text."""
    for block in all_blocks:
        match block:
            case Heading():
                yield block, (Text(block.text),)
            case Paragraph():
                yield block, block.kids
            case List():
                for item in block.items:
                    for paragraph in item.paragraphs:
                        yield paragraph, paragraph.kids
            case Table():
                for row in (block.header, *block.rows):
                    for cell in row.cells:
                        yield cell, cell.kids
                if block.caption:
                    yield block.caption, block.caption.kids
            case _:
                pass


def with_notes(all_blocks: tuple[Block, ...]) -> Iterator[tuple[object, tuple[Inline, ...]]]:
    for holder, kids in holders(all_blocks):
        yield holder, kids
        for kid in kids:
            if isinstance(kid, Note):
                yield kid, kid.kids


def said(kids: tuple[Inline, ...], laid: Pages) -> str:
    out, before, anchors = "", None, laid.anchors
    for kid in kids:
        if isinstance(kid, Note):
            out += ("," if isinstance(before, Note) else "") + kid.label
        elif isinstance(kid, PageOf):
            out += str(anchors[kid.to[1:]].page + 1)
        elif isinstance(kid, PageRefs):
            found = {page.number for page in laid.sheets for part in all_parts(page) if leads(part.owner, kid.to)}
            *rest, last = map(str, sorted(found)) if found else [kid.none]
            out += (", ".join(rest) + laid.document.labels.last if rest else "") + last
        elif isinstance(kid, (Text, Link)):
            out += kid.text
            if not kid.text:
                continue
        before = kid
    return out


def all_parts(page: Page) -> Iterator[Part]:
    """Those of its lines, and of the words in its figures."""
    yield from parts(page.lines)
    for placed in page.figures:
        yield from parts(placed.lines)


def leads(owner: object, to: str) -> bool:
    return isinstance(owner, Link) and owner.to == to


def check_words(laid: Pages) -> int:
    drawn = defaultdict(list)
    for page in laid.sheets:
        for part in parts(page.lines):
            drawn[part.owner].append((page.number, part))
    order = {id(part): n for n, part in enumerate(p for page in laid.sheets for p in parts(page.lines))}
    seen = 0
    for holder, kids in with_notes(laid.document.blocks):
        owners = [holder, *(Mark(kid) if isinstance(kid, Note) else kid for kid in kids)]
        owners += [owner for owner in drawn if isinstance(owner, PageRef) and owner.of in kids]
        mine = {id(part): part for owner in owners for _, part in drawn.get(owner, ())}  # type: ignore[call-overload]
        in_order = [mine[key] for key in sorted(mine, key=order.__getitem__)]
        assert flat(text_of(in_order)) == flat(said(kids, laid))
        seen += 1
    return seen


def check_edges(laid: Pages, theme: Theme | None = None) -> None:
    for page in laid.sheets:
        left, right, top, bottom = edges(laid, page, theme or desk())
        for line in page.lines:
            assert right_edge(line) <= right + 0.01, text_of(line.parts)
            assert line.x + line.parts[0].x >= left - 0.01
            assert line.y >= bottom - 0.01, (page.number, text_of(line.parts))
            assert line.y + line.parts[0].style.size * 0.7 <= top + 0.01
        check_overlaps(page)


def check_overlaps(page: Page) -> None:
    """Boxes of ink, swept from the top: none of those that share a height may share a width."""
    boxes = sorted(
        (-(line.y + 0.7 * size), line.y - 0.2 * size, line.x + part.x, line.x + part.x + part.width)
        for line in (*page.lines, *repeated(page))
        for part in line.parts
        for size in [0.0 if part.style.rise else part.style.size]
    )
    alive: list[tuple[float, float, float, float]] = []
    for box in boxes:
        alive = [other for other in alive if other[1] < -box[0] - 0.01]
        for other in alive:
            assert box[3] <= other[2] + 0.01 or other[3] <= box[2] + 0.01 or box[2] == box[3], (page.number, box, other)
        alive.append(box)


def repeated(page: Page) -> list[Line]:
    return [line for line in page.furniture if isinstance(line.parts[0].owner, Cell)]


def check_notes(laid: Pages) -> None:
    """A note begins on the page of its mark."""
    marks, labels = {}, {}
    for page in laid.sheets:
        for part in parts(page.lines):
            if isinstance(part.owner, Mark):
                marks.setdefault(part.owner.of, page.number)
            elif isinstance(part.owner, Label) and isinstance(part.owner.of, Note):
                labels[part.owner.of] = page.number
    assert marks == labels


def check_hyphens(laid: Pages) -> None:
    """A hyphen that was added stands at the end of its line."""
    for page in laid.sheets:
        for line in page.lines:
            drawn = "".join(" ".join(part.words) for part in line.parts)
            assert SHY not in drawn[:-1]


def check_divisions(laid: Pages) -> None:
    """No added hyphen at the end of a page's text, and never three in a row."""
    check_hyphens(laid)
    foot = {
        id(owner)
        for block, kids in with_notes(laid.document.blocks)
        if isinstance(block, Note)
        for owner in (block, *kids)
    }
    for page in laid.sheets:
        row = 0
        for noted in (True, False):
            last = [line for line in page.lines if (id(line.parts[-1].owner) in foot) is noted][-1:]
            assert page is laid.sheets[-1] or not any(line.parts[-1].words[-1].endswith(SHY) for line in last)
        for line in page.lines:
            ends = line.parts[-1].words[-1].endswith(SHY)
            row = row + 1 if ends else 0
            assert row <= 2 or isinstance(line.parts[0].owner, Cell)


@given(blocks())
@settings(max_examples=120)
def test_no_word_is_lost_and_nothing_overlaps(some: tuple[Block, ...]) -> None:
    laid = layout(document(*some), desk(), metrics())
    assert check_words(laid) == sum(1 for _ in with_notes(some))
    check_edges(laid)
    check_hyphens(laid)


@given(blocks())
@settings(max_examples=40)
def test_the_same_input_gives_the_same_pages(some: tuple[Block, ...]) -> None:
    brief = document(*some)
    assert shape(layout(brief, desk(), metrics())) == shape(layout(brief, desk(), metrics()))


def shape(laid: Pages) -> list[object]:
    return [
        [(line.x, line.y, line.space, [(p.words, p.x, p.width, p.style.face) for p in line.parts]) for line in some]
        + list(page.rects)
        for page in laid.sheets
        for some in (page.lines, page.furniture)
    ] + [laid.anchors]


@pytest.mark.parametrize(("paragraphs", "rows"), [(9, 24), (40, 3), (1, 90)])
def test_the_sample_keeps_all_rules(paragraphs: int, rows: int) -> None:
    laid = layout(sample(paragraphs, rows), desk(), metrics())
    assert len(laid.sheets) > 3
    check_edges(laid)
    check_notes(laid)
    check_divisions(laid)


short = st.integers(1, 400).map(
    lambda n: Text(" ".join(["settlement of international characterisations, or so"] * (n // 7 + 1)))
)


@given(st.lists(st.tuples(short, st.integers(1, 160)), min_size=1, max_size=25))
@settings(max_examples=60)
def test_notes_begin_on_the_page_of_their_mark(some: list[tuple[Text, int]]) -> None:
    body = [
        Paragraph((text, Note(str(n), (Text("what the source says of it " * (size // 5 + 1)),)), Text(" and on.")))
        for n, (text, size) in enumerate(some, 1)
    ]
    laid = layout(document(*body), desk(), metrics())
    check_edges(laid)
    check_notes(laid)
    check_divisions(laid)


def test_the_checks_see_a_planted_fault() -> None:
    laid = layout(sample(), desk(), metrics())
    brief: Document = laid.document
    owned = (part for line in laid.sheets[1].lines for part in line.parts if isinstance(part.owner, Paragraph))
    next(owned).words[0] = "planted"
    with pytest.raises(AssertionError):
        check_words(laid)
    laid = layout(brief, desk(), metrics())
    laid.sheets[1].lines.append(laid.sheets[1].lines[3]._replace(y=laid.sheets[1].lines[3].y + 4))
    with pytest.raises(AssertionError):
        check_edges(laid)
