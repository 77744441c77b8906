"""A QR code is drawn as the standard has it, and where it stands the page says the same in words."""

from __future__ import annotations

import subprocess
import sys

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from pipeline import assets
from pipeline.compose import compose, read_words
from pipeline.compose.code import QUIET, code
from pipeline.model.document import Figure, Link, Text
from pipeline.model.edition import EditionContext
from tests.support import repo

URL = "https://example.org/verify/quay/3/0a1b2c3d"
CONTEXT = EditionContext(3, "0a1b2c3d" + "0" * 56)


def modules(drawing) -> list[list[bool]]:
    """What is dark by the even-odd rule, asked in the middle of every module, from the steps alone."""
    edges, first, last = [], None, None
    for kind, at in drawing.shapes[-1].steps:
        if kind == "M":
            first = last = at
        else:
            following = first if kind == "Z" else at
            edges.append((last, following))
            last = following
    assert len(edges) > 100
    assert all((ax == bx) != (ay == by) for (ax, ay), (bx, by) in edges)
    upright = [(ax, min(ay, by), max(ay, by)) for (ax, ay), (bx, by) in edges if ax == bx]
    size = range(int(drawing.width))
    return [[sum(x <= c and low <= r < high for x, low, high in upright) % 2 == 1 for c in size] for r in size]


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P"]), min_size=1, max_size=150))
def test_the_outlines_hold_what_is_dark_and_nothing_else(text):
    made = segno.make_qr(text, error="M", mode="byte")
    assert modules(code(text)) == [[bool(each) for each in row] for row in made.matrix_iter(border=4)]


def test_outlines_share_no_edge():
    steps, edges, last = code(URL).shapes[-1].steps, set(), None
    for kind, at in steps:
        if kind == "L":
            for x in range(min(last[0], at[0]), max(last[0], at[0])):
                assert (x, at[1]) not in edges
                edges.add((x, at[1]))
        last = at or last
    assert len(edges) > 100


def test_a_code_is_wide_enough_for_a_phone_and_has_its_quiet_zone():
    for text in ("https://example.org/1", URL, URL + "x" * 100):
        drawing = code(text)
        assert (drawing.width - 8) * drawing.unit * 25.4 / 72 >= 18 - 1e-9
        assert drawing.unit * 25.4 / 72 >= 0.6 - 1e-9
        rows = modules(drawing)
        assert QUIET == 4
        assert not any(any(row) for row in (*rows[:4], *rows[-4:]))
        assert not any(any((*row[:4], *row[-4:])) for row in rows)
        ground, dark = drawing.shapes
        assert (ground.fill, dark.fill) == ("#ffffff", "#000000")
        assert segno.make_qr(text, error="M", mode="byte").error in ("M", "Q", "H")


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "it", "ja"])
def test_a_brief_says_beside_the_code_where_it_leads(language, spec, evidence):
    words = read_words(assets.read_text(f"labels/{language}.json"), language)
    there = spec.model_copy(update={"verify_url": "https://example.org/verify/{brief}/{edition}/{key}"})
    assert not any(isinstance(block, Figure) for block in compose(spec, evidence, CONTEXT, words).blocks)
    figure = compose(there, evidence, CONTEXT, words).blocks[-1]
    assert isinstance(figure, Figure)
    assert figure.beside
    assert URL in figure.alt
    assert "3" in figure.alt
    strong, _, link = figure.caption.kids
    assert isinstance(strong, Text)
    assert (strong.text, strong.tone) == (words["verify"], "strong")
    assert isinstance(link, Link)
    assert (link.text, link.to) == (URL, URL)
    assert "0a1b2c3d" in link.about
    assert modules(figure.picture) == modules(code(URL))


def test_only_a_brief_with_a_code_waits_for_its_library(tmp_path):
    script = "import sys; from pipeline.cli import main; sys.exit(main())"
    for sets, loaded in ((["--set", "verify_url="], False), ([], True)):
        build = ["build", "specs/harbour.yaml", "--dry-run", "-o", str(tmp_path), *sets]
        command = [sys.executable, "-X", "importtime", "-c", script, *build]
        done = subprocess.run(command, cwd=repo.ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0
        assert "pipeline.compose" in done.stderr
        assert ("segno" in done.stderr) is loaded
