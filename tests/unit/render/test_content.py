"""The content streams themselves: artifacts, order, and operators that readers agree on."""

from __future__ import annotations

import re

from pipeline.model.document import Cell, Column, Paragraph, Row, Table, Text
from pipeline.model.pages import Page, Pages, Rect
from pipeline.render import render
from tests.support.sample_document import sample
from tests.unit.render.reading import opened
from tests.unit.render.typewriter import BODY, HEIGHT, RAISED, WIDTH, brief, metrics, page_of, typed


def contents(data: bytes) -> list[str]:
    return [page.get_contents().get_data().decode("latin-1") for page in opened(data).pages]


def test_artifacts_say_what_they_are() -> None:
    header = Row((Cell((Text("Head"),)), Cell((Text("Head"),))))
    rows = tuple(Row((Cell((Text(f"{n}"),)), Cell((Text("words " * 9),)))) for n in range(60))
    first, second = contents(render(typed(brief(Table((Column(1), Column(4)), header, rows))), metrics()))[:2]
    expected = {
        "<</Type/Layout>>": "re f",
        "<</Type/Pagination/Subtype/Header/Attached[/Top]>>": "(Head)",
        "<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>": "(2 / ",
        "<</Type/Pagination>>": "(Repeated)",
    }
    artifacts = dict(re.findall(r"/Artifact(<<.*>>)BDC\n([^\0]*?)\nEMC", re.sub(r"\)-?\d+\(", "", second)))
    assert set(artifacts) == set(expected)
    assert all(mark in artifacts[kind] for kind, mark in expected.items())
    assert "/Type/Pagination>>" not in first


def test_marked_content_is_balanced_and_numbered_in_paint_order() -> None:
    streams = contents(render(typed(sample()), metrics()))
    assert len(streams) > 4
    for stream in streams:
        depth = 0
        for operator in re.findall(r"\b(BDC|BMC|EMC)$", stream, re.MULTILINE):
            depth += 1 if operator != "EMC" else -1
            assert depth in {0, 1}
        assert depth == 0
        marks = [int(mcid) for mcid in re.findall(r"/MCID (\d+)", stream)]
        assert marks == list(range(len(marks)))
        assert marks


def test_nothing_of_the_state_leaks_out_of_a_text_object() -> None:
    """Rise and word space are part of the graphics state and outlive ET (ISO 32000-1, 9.3)."""
    block = Paragraph((Text("x"),))
    page = page_of((block, "spaced out "), style=RAISED)
    lines = [line._replace(space=1.5) for line in page.lines]
    pages = Pages(brief(block), [Page(1, lines, furniture=page_of((block, "foot")).lines)], {}, WIDTH, HEIGHT)
    (stream,) = contents(render(pages, metrics()))
    body, foot = stream.split("/Artifact")
    assert "3.5 Ts" in body
    assert "1.500 Tw" in body
    assert body.rstrip().endswith("0 Tw 0 Ts ET")
    assert " Ts" not in foot
    assert " Tw" not in foot


def test_colours_positions_and_sizes_have_no_exponent() -> None:
    block = Paragraph((Text("x"),))
    page = page_of((block, "x"), style=BODY)
    page.rects.append(Rect(0.00001, 1e-7, 1e7, 0.4, (1e-6, 0.5, 1.0)))
    (stream,) = contents(render(Pages(brief(block), [page], {}, WIDTH, HEIGHT), metrics()))
    assert "0 0.5 1 rg\n0.00 0.00 10000000.00 0.40 re f" in stream
    assert not re.search(r"\de[-+]?\d", stream)


def test_parts_that_touch_are_not_moved() -> None:
    """A change of style inside a line goes on where the pen is, so that no reader sees a gap."""
    kids = (Text("plain "), Text("strong", "strong"), Text(" plain again"))
    (stream,) = contents(render(typed(brief(Paragraph(kids))), metrics()))
    body = stream.split("/Artifact")[0]
    assert len(re.findall(r" Td$", body, re.MULTILINE)) == 1
    assert len(re.findall(r"\]TJ$", body, re.MULTILINE)) == 3
