"""Any table with spanning cells: every word is painted once, in order, inside the page, and over no other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import fonts
from pipeline.layout import layout
from pipeline.layout.spans import Group
from pipeline.model.document import Cell, Column, Note, Paragraph, Row, Table, Text
from pipeline.model.grid import starts
from pipeline.model.metrics import SHY, Metrics
from pipeline.model.pages import Line, Mark, Page, Pages
from pipeline.render import render
from tests.support.setting import document, edges, metrics, parts, theme
from tests.unit.render.reading import elements

WORDS = (
    "quay crane pier mole dredging harbourmaster a of 12.5 1,250 storm-proof the wall channel Tarrowick lighthouse "
    "undercarriage signed metres berth"
).split()


@st.composite
def rows(draw: st.DrawFn, width: int, count: int, label: str, most: int) -> tuple[Row, ...]:
    """Rows that fill a grid, whatever spans what."""
    taken = [[False] * width for _ in range(count)]
    out = []
    for r in range(count):
        cells: list[Cell] = []
        for c in range(width):
            if taken[r][c]:
                continue
            room = next((i for i in range(c, width) if taken[r][i]), width) - c
            columns = draw(st.integers(1, room)) if draw(st.booleans()) else 1
            deep = draw(st.integers(1, count - r)) if draw(st.integers(0, 2)) == 0 else 1
            for y in range(r, r + deep):
                for x in range(c, c + columns):
                    taken[y][x] = True
            words = draw(st.lists(st.sampled_from(WORDS), max_size=3))
            words *= draw(st.sampled_from([1, 1, 1, 1, 4, most]))
            kids: list[Text | Note] = [Text(" ".join(words))] if words else []
            if draw(st.integers(0, 11)) == 0:
                name = f"{label}{r}.{c}"
                kids.append(Note(name, (Text(" ".join(["proof", *words[:40]])),)))
            cells.append(Cell(tuple(kids), draw(st.booleans()), columns, deep))
        out.append(Row(tuple(cells)))
    return tuple(out)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width, count = draw(st.integers(1, 7)), draw(st.integers(1, 30))
    heads = draw(rows(width, draw(st.integers(1, 2)), "h", 2))
    body = draw(rows(width, count, "n", 120))
    align = st.sampled_from(["left", "left", "right", "decimal"])
    share = 1.0 if draw(st.booleans()) else 0.0
    columns = tuple(Column(share, draw(align)) for _ in range(width))
    return Table(columns, heads[-1], body, over=heads[:-1])


def words_of(cell: Cell) -> str:
    return "".join("".join(kid.text.split()) if isinstance(kid, Text) else kid.label for kid in cell.kids)


@cache
def metrics_of(name: str) -> Metrics:
    return fonts.load(theme(name), "en-GB")


def boxes(page: Page) -> Iterator[tuple[object, float, float, float, float]]:
    for line in (*page.lines, *page.furniture):
        for part in line.parts:
            x, size = line.x + part.x, part.style.size
            yield part.owner, x, line.y - 0.2 * size, x + part.width, line.y + 0.7 * size


def overlapping(page: Page) -> list[tuple[object, object]]:
    some = sorted(boxes(page), key=lambda box: box[1])
    found = []
    for i, (one, _, low, right, high) in enumerate(some):
        for other, x, under, _, top in some[i + 1 :]:
            if x >= right - 0.01:
                break
            if under < high and low < top:
                found.append((one, other))
    return found


def clipped(laid: Pages, page: Page, name: str) -> list[Line]:
    left, right, top, bottom = edges(laid, page, theme(name))
    out = []
    for line in page.lines:
        size = max(part.style.size for part in line.parts)
        end = line.x + line.parts[-1].x + line.parts[-1].width
        if (
            line.x < left - 0.1
            or end > right + 0.1
            or line.y + 0.7 * size > top + 1
            or line.y - 0.3 * size < bottom - 1
        ):
            out.append(line)
    return out


def told(laid: Pages, table: Table) -> tuple[dict[Cell, str], dict[Note, str]]:
    """What was painted of every cell, and of every note. Raises AssertionError where it is not the order of reading."""
    cells = [cell for row in (*table.heads, *table.rows) for cell in row.cells]
    order = {cell: i for i, cell in enumerate(cells)}
    marks = {kid: cell for cell in cells for kid in cell.kids if isinstance(kid, Note)}
    found, noted = dict.fromkeys(cells, ""), dict.fromkeys(marks, "")
    for page in laid.sheets:
        at = -1
        for part in parts(page.lines):
            words = "".join("".join(part.words).replace(SHY, "").split())
            if isinstance(part.owner, Cell):
                assert order[part.owner] >= at, "painted in the order of reading"
                at = order[part.owner]
                found[part.owner] += words
            elif isinstance(part.owner, Mark):
                found[marks[part.owner.of]] += words
            elif isinstance(part.owner, Note):
                noted[part.owner] += words
    return found, noted


def faults(table: Table, before: int, name: str) -> list[str]:
    """What is wrong with a table below so many paragraphs."""
    above = tuple(Paragraph((Text(f"Above {i}."),)) for i in range(before))
    laid = layout(document(*above, table), theme(name), metrics_of(name))
    found, noted = told(laid, table)
    out = [f"told {text!r}, not {words_of(cell)!r}" for cell, text in found.items() if text != words_of(cell)]
    out += [f"noted {text!r}" for note, text in noted.items() if text != "".join(note.kids[0].text.split())]
    out += [f"page {page.number}: overlap" for page in laid.sheets if overlapping(page)]
    out += [f"page {page.number}: clipped" for page in laid.sheets if clipped(laid, page, name)]
    return out


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(tables(), st.integers(0, 45), st.sampled_from(["desk", "large-print"]))
def test_every_word_is_painted_once_in_order_inside_the_page_and_over_none(table, before, name):
    assert faults(table, before, name) == []


def long_table() -> Table:
    """Groups of rows with a heading each, one of them longer than its rows."""
    head = Row(tuple(Cell((Text(word),)) for word in ("What", "Whose", "How much")))
    body = []
    for number in range(30):
        words = " ".join(WORDS * 3) if number % 7 == 5 else f"Pier {number}"
        body.append(Row((Cell((Text(words),), True, 1, 3), Cell((Text("board"),)), Cell((Text("12.5"),)))))
        body.append(Row((Cell((Text("not stated"),), False, 2),)))
        body.append(Row((Cell((Text("town"),)), Cell((Text("1,250"),)))))
    return Table((Column(), Column(), Column(0, "decimal")), head, tuple(body))


@pytest.mark.parametrize("fault", ["none", "rows as short as they are", "cut at the row's end", "columns backwards"])
def test_planted_faults_are_found(fault, monkeypatch):
    block = Group._block
    if fault == "rows as short as they are":
        monkeypatch.setattr(Group, "__post_init__", lambda group: group.depths.extend(r.depth for r in group.rows))
        monkeypatch.setattr(Group, "_needed", lambda group, row, line, *_: max(group.rows[row].depth - line, 0))
    elif fault == "cut at the row's end":

        def cut(group, piece, begun):
            made = block(group, piece, begun)
            made.columns = [column[: made.depth] for column in made.columns]
            return made

        monkeypatch.setattr(Group, "_block", cut)
    elif fault == "columns backwards":

        def backwards(group, piece, begun):
            made = block(group, piece, begun)
            made.columns.reverse()
            return made

        monkeypatch.setattr(Group, "_block", backwards)
    try:
        found = faults(long_table(), 20, "desk")
    except AssertionError as error:
        found = [str(error)]
    assert bool(found) is (fault != "none")


@settings(max_examples=40, deadline=None)
@given(tables())
def test_every_cell_says_what_it_spans_and_names_headings_that_are_there(table):
    data = render(layout(document(table), theme("desk"), metrics()), metrics())
    cells = [cell for row in (*table.heads, *table.rows) for cell in row.cells]
    found = [element for _, element in elements(data) if element["/S"] in ("/TH", "/TD")]
    said = [element.get("/A", {}) for element in found]
    assert [each.get("/ColSpan", 1) for each in said] == [cell.columns for cell in cells]
    assert [each.get("/RowSpan", 1) for each in said] == [cell.rows for cell in cells]
    known = [str(element["/ID"]) for element in found if "/ID" in element]
    assert len(known) == len(set(known))
    named = [str(ident) for each in said for ident in each.get("/Headers", ())]
    assert set(named) <= set(known)
    assert named or not known
    assert starts([row.cells for row in table.rows], len(table.columns))[1] == []
