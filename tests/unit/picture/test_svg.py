"""A small part of SVG is drawn; everything else is refused, with its line and column."""

from __future__ import annotations

import math
import re
import time

import pytest

from pipeline.model.drawing import Path, Words
from pipeline.picture import Fault, picture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">'


def shapes(inner: str, head: str = HEAD):
    return picture(f"{head}\n{inner}\n</svg>".encode()).shapes


def ends(path: Path) -> list[tuple[float, float]]:
    """Where each step ends."""
    return [tuple(round(v, 3) for v in values[-2:]) for _, values in path.steps if values]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("M1 2 L3 4 5 6", [(1, 2), (3, 4), (5, 6)]),
        ("m1 2 3 4 l1-1", [(1, 2), (4, 6), (5, 5)]),
        ("M0,0H5V6h-1v-.5z", [(0, 0), (5, 0), (5, 6), (4, 6), (4, 5.5)]),
        ("M0 0C1 1 2 2 3 3S5 5 6 6", [(0, 0), (3, 3), (6, 6)]),
        ("M0 0Q1 1 2 0T4 0", [(0, 0), (2, 0), (4, 0)]),
        ("M0 0a5 5 0 1110 0", [(0, 0), (5, -5), (10, 0)]),
        ("M0 0A0 5 0 0 0 3 4", [(0, 0), (3, 4)]),
        ("M1.5.5-2e1 3", [(1.5, 0.5), (-20, 3)]),
    ],
)
def test_path_data(data, expected):
    (path,) = shapes(f'<path d="{data}"/>')
    assert ends(path) == expected


def test_a_smooth_curve_mirrors_the_handle_before_it():
    (path,) = shapes('<path d="M0 0 C0 10 10 10 10 0 S20 -10 20 0"/>')
    assert path.steps[2] == ("C", (10.0, -10.0, 20.0, -10.0, 20.0, 0.0))


def test_an_arc_stays_on_its_circle():
    (path,) = shapes('<path d="M40 25 A15 15 0 0 1 25 40"/>')
    for x, y in ends(path):
        assert math.hypot(x - 25, y - 25) == pytest.approx(15, abs=0.01)


def test_basic_shapes_and_what_they_inherit():
    found = shapes(
        '<g fill="none" stroke="#123" stroke-width="2" transform="translate(10 5) scale(2)">'
        '<rect x="1" y="1" width="4" height="3"/><circle cx="5" cy="5" r="2" style="fill: red; stroke: none"/>'
        '<ellipse cx="5" cy="5" rx="2" ry="1"/><line x1="0" y1="0" x2="3" y2="3"/>'
        '<polyline points="0,0 1,1 2,0"/><polygon points="0 0 1 1 2 0" fill-rule="evenodd" fill="rgb(1,2,3)"/>'
        '<rect width="9" height="9" rx="2"/></g>'
    )
    rect, circle, _, line, polyline, polygon, rounded = found
    assert ends(rect) == [(12, 7), (20, 7), (20, 13), (12, 13)]
    assert (rect.fill, rect.stroke, rect.width) == ("", "#112233", 4.0)
    assert (circle.fill, circle.stroke) == ("#ff0000", "")
    assert ends(line) == [(10, 5), (16, 11)]
    assert polyline.steps[-1][0] == "L"
    assert polygon.steps[-1][0] == "Z"
    assert (polygon.even_odd, polygon.fill) == (True, "#010203")
    assert sum(kind == "C" for kind, _ in rounded.steps) == 4


def test_words_are_level_and_folded():
    (words,) = shapes(
        '<g transform="scale(2)"><text x="5" y="9" font-size="4" text-anchor="end">The\n  quay</text></g>'
    )
    assert words == Words(10.0, 18.0, "The quay", 8.0, "#000000", "end")


@pytest.mark.parametrize(
    "inner", ["<title>T</title>", "<desc>D <b>x</b></desc>", "<metadata><x y='1'/></metadata>", "<!-- c -->"]
)
def test_what_a_drawing_says_of_itself_is_read_over(inner):
    assert len(shapes(inner + '<rect width="1" height="1"/>')) == 1


@pytest.mark.parametrize(
    ("inner", "says"),
    [
        ("<script>alert(1)</script>", "<script> is not drawn here"),
        ('<image href="photo.png"/>', "<image> is not drawn here"),
        ('<use href="#a"/>', "<use> is not drawn here"),
        ("<style>rect {fill: red}</style>", "<style> is not drawn here"),
        ("<foreignObject/>", "<foreignObject> is not drawn here"),
        ("<linearGradient/>", "<linearGradient> is not drawn here"),
        ('<rect width="1" height="1" onclick="x()"/>', "the attribute onclick of <rect>"),
        ('<rect width="1" height="1" class="a"/>', "the attribute class of <rect>"),
        ('<rect width="1" height="1" fill="url(#a)"/>', "is no colour"),
        ('<rect width="1" height="1" fill="url(https://example.org/a.svg)"/>', "is no colour"),
        ('<rect width="1" height="1" opacity=".5"/>', "opaque"),
        ('<rect width="1" height="1" style="filter: blur(2px)"/>', "the property filter"),
        ('<rect width="-1" height="1"/>', "smaller than nothing"),
        ('<rect width="10%" height="1"/>', "no plain number"),
        ('<rect width="1" height="1" transform="rotate(1 2)"/>', "does not take 2 numbers"),
        ('<rect width="1" height="1" transform="perspective(1)"/>', "is no transformation"),
        ('<path d="M0 0 L1"/>', "cannot stand here in a path"),
        ('<path d="L0 0"/>', "begins with M"),
        ('<path d="M0 0 X"/>', "cannot stand here in a path"),
        ('<path d="M0 1e9"/>', "a number is larger"),
        ('<polygon points="0 0 1"/>', "in pairs"),
        ('<text x="1" y="1" transform="rotate(90)">a</text>', "words are level"),
        ('<text x="1" y="1"><tspan>a</tspan></text>', "<tspan> is not drawn here"),
        ('<text x="900" y="1">a</text>', "outside of the drawing"),
        ("loose words", "stands outside of <text>"),
        ('<svg viewBox="0 0 1 1"/>', "<svg> cannot stand here"),
        ('<a xmlns="http://example.org"/>', "<a> is not drawn here"),
        ("<?xml-stylesheet href='a.css'?>", "an instruction to programs"),
        ("<g>" * 70 + "</g>" * 70, "nested more than"),
    ],
)
def test_everything_else_is_refused_with_its_place(inner, says):
    with pytest.raises(Fault, match=re.escape(says)) as caught:
        shapes('<rect width="1" height="1"/>\n ' + inner)
    assert caught.value.code == "FIG004"
    assert caught.value.line == 3


@pytest.mark.parametrize(
    "prolog",
    [
        "<!DOCTYPE svg>",
        '<!DOCTYPE svg SYSTEM "https://example.org/svg.dtd">',
        '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_a_document_type_is_refused_before_anything_of_it_is_read(prolog):
    with pytest.raises(Fault, match="a document type") as caught:
        picture(f"{prolog}{HEAD}<text x='1' y='1'>&b;</text></svg>".encode())
    assert caught.value.line == 1


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"<svg", "not XML"),
        (b"<html/>", "<html> is not drawn here"),
        (HEAD.encode() + b"</svg>", "is empty"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', "how large"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 9"><g/></svg>', "no sensible"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9"><g/></svg>', "four numbers"),
        (b"%PDF-1.7", "neither PNG, JPEG nor SVG"),
        (b"", "neither PNG, JPEG nor SVG"),
        (b"<" * 3_000_000, "at most"),
    ],
)
def test_what_is_no_drawing_is_refused(data, says):
    with pytest.raises(Fault, match=says):
        picture(data)


def test_a_drawing_of_many_shapes_is_refused_in_time():
    start = time.process_time()
    with pytest.raises(Fault, match="more than 20,000 shapes") as caught:
        shapes('<rect width="1" height="1"/>' * 25_000)
    assert caught.value.code == "FIG002"
    with pytest.raises(Fault, match="200,000 steps"):
        shapes(f'<path d="M0 0{" 1 1" * 210_000}"/>')
    assert time.process_time() - start < 4
