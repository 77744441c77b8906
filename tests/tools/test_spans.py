"""Tables with cells over several columns and rows, over several pages: judged by veraPDF, read back by poppler."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import flow, world
from pipeline.layout import layout
from pipeline.material import Options
from pipeline.model.document import Cell, Column, Heading, Row, Table, Text
from pipeline.render import headers, render
from tests.support import repo, tools
from tests.support.setting import HOUSE, document, metrics, pages, theme

HEAD = Row((Cell((Text("2029"),)), Cell((Text("2030"),))))
OVER = Row((Cell((Text("What"),), rows=2), Cell((Text("Cost"),), columns=2)))


def long_table() -> Table:
    """Three rows under one heading, thirty times; the last spans more lines than a page has."""
    rows = []
    for number in range(30):
        words = "endless " * 900 if number == 29 else f"pier{number}"
        rows.append(Row((Cell((Text(words),), True, rows=3), Cell((Text("12"),)), Cell((Text("14"),)))))
        rows.append(Row((Cell((Text(f"unknown{number}"),), columns=2),)))
        rows.append(Row((Cell((Text("9"),)), Cell((Text("10"),)))))
    return Table((Column(), Column(0, "right"), Column(0, "right")), HEAD, tuple(rows), over=(OVER,))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("spans") / "spans.pdf"
    path.write_bytes(render(pages(Heading(1, "Piers"), long_table()), metrics()))
    return path


def test_both_claims_pass_verapdf(made, tmp_path):
    spec = repo.ROOT / "tests/cases/spans/spec.yaml"
    files = [made]
    for name in HOUSE:
        built = flow.build(world.real(), spec, Options(out=tmp_path / name, theme=name))
        files.append(built.edition.pdf)
    results = tools.verapdf(files)
    assert len(results) == len(HOUSE) + 1
    assert all(result.passes for result in results.values()), results


SPOILT = {
    "a row span too many": (r"/RowSpan 3", "/RowSpan 4"),
    "a column span too few": (r"/ColSpan 2", "/ColSpan 1"),
    "a column span too many": (r"/ColSpan 2", "/ColSpan 3"),
    "a heading that is not there": (r"/Headers\[\(", "/Headers[(nowhere"),
}


def test_spans_that_do_not_fit_are_seen(tmp_path, monkeypatch):
    said = headers._said
    files = {}
    for number, (name, (pattern, by)) in enumerate(SPOILT.items()):

        def spoilt(*given, pattern=pattern, by=by):
            found = said(*given)
            return found._replace(attributes=re.sub(pattern, by, found.attributes))

        monkeypatch.setattr(headers, "_said", spoilt)
        files[name] = tmp_path / f"{number}.pdf"
        files[name].write_bytes(render(pages(Heading(1, "Piers"), long_table()), metrics()))
    results = tools.verapdf(files.values())
    passed = {name for name, path in files.items() if results[path].passes}
    # It does not look whether a heading's ID is there; tests/properties/test_spans.py does.
    assert passed == {"a heading that is not there"}


def test_every_page_has_the_header_and_what_the_first_rows_are_about(made):
    first, *others = tools.pdftotext(made, "-layout").rstrip("\f").split("\f")
    assert len(others) > 2
    assert all("Cost" in page and "2029" in page for page in (first, *others))
    starting = [re.search(r"2030\s+(\w+)", page)[1] for page in others]
    assert all(re.match(r"pier|endless", word) for word in starting), starting


def test_words_are_read_once_though_a_heading_is_shown_again(made):
    said = tools.pdfinfo(made, "-struct-text")
    for number in range(29):
        assert len(re.findall(rf"\bpier{number}\b", said)) == 1
    assert len(re.findall(r"\bendless\b", said)) == 900


def test_a_heading_is_shown_again_where_its_rows_go_on_overleaf():
    rows = [Row((Cell((Text("Label"),), True, rows=120), Cell((Text("1"),)), Cell((Text("2"),))))]
    rows += [Row((Cell((Text(str(n)),)), Cell((Text("2"),)))) for n in range(119)]
    laid = layout(document(Table((Column(),) * 3, HEAD, tuple(rows), over=(OVER,))), theme("desk"), metrics())
    label = rows[0].cells[0]
    read = [[part for line in page.lines for part in line.parts if part.owner is label] for page in laid.sheets]
    shown = [[part for line in page.furniture for part in line.parts if part.owner is label] for page in laid.sheets]
    assert len(laid.sheets) > 2
    assert [len(some) for some in read] == [1] + [0] * (len(laid.sheets) - 1)
    assert [len(some) for some in shown] == [0] + [1] * (len(laid.sheets) - 1)


def test_a_table_too_wide_for_upright_pages_stands_on_landscape_ones():
    wide = Cell((Text("Donaudampfschifffahrtsgesellschaft" * 3),), columns=2)
    table = Table((Column(),) * 3, HEAD, (Row((Cell((Text("x"),)), wide)),), over=(OVER,))
    laid = layout(document(table), theme("desk"), metrics())
    assert [page.width > page.height for page in laid.sheets] == [True]
