"""The files of pictures: found from the spec's folder on, read through the door, and part of what an edition is."""

from __future__ import annotations

import hashlib

import pytest

from pipeline import flow, world
from pipeline.material import Options
from pipeline.model.problem import UnusableInput

TEXT = "The quay was built in 1931 by the harbour board, and stands on piles of oak that were driven twice.\n"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">\n<rect width="4" height="2"/>\n</svg>\n'
SPEC = f"""\
brief: 1
id: quay
title: The quay
as_of: 2031-01-31
sources:
  log:
    title: The quay
    file: log.txt
    sha256: {hashlib.sha256(TEXT.encode()).hexdigest()}
    descriptor: A log.
sections:
  - figure: {{{{file: {{file}}, alt: The quay from above{{more}}}}}}
  - sources: {{{{}}}}
"""


@pytest.fixture
def brief(tmp_path):
    """Builds a brief with one figure in `tmp_path`."""

    def make(file: str = "plan.svg", more: str = "", svg: str | None = SVG):
        (tmp_path / "log.txt").write_text(TEXT)
        if svg is not None:
            (tmp_path / "plan.svg").write_text(svg)
        (tmp_path / "quay.yaml").write_text(SPEC.format(file=file, more=more))
        return flow.build(world.real(), tmp_path / "quay.yaml", Options(out=tmp_path / "out"))

    return make


def problem(brief, **given):
    with pytest.raises(UnusableInput) as caught:
        brief(**given)
    (found,) = caught.value.problems
    return found


def test_a_picture_is_part_of_what_an_edition_is_made_from(brief):
    first = brief()
    assert not brief().new
    second = brief(svg=SVG.replace("4", "5"))
    assert (first.edition.number, second.edition.number) == (1, 2)
    manifest = (second.edition.folder / "manifest.json").read_text()
    assert hashlib.sha256(SVG.replace("4", "5").encode()).hexdigest() in manifest


def test_a_hash_that_is_given_is_held(brief):
    assert brief(more=f", sha256: {hashlib.sha256(SVG.encode()).hexdigest()}").new
    found = problem(brief, more=f", sha256: {'0' * 64}")
    assert found.code == "FIG006"
    assert found.place.line == 12


@pytest.mark.parametrize("file", ["../plan.svg", "/etc/hostname", "a/../../plan.svg"])
def test_no_path_leads_out_of_the_folders(brief, file):
    assert problem(brief, file=file).code == "FIG001"


def test_a_file_that_is_not_there_is_told_with_where_it_was_looked_for(brief, tmp_path):
    found = problem(brief, file="plans/plan.svg")
    assert found.code == "FIG001"
    assert found.notes == (f"looked for {tmp_path / 'plans/plan.svg'}",)


def test_a_folder_is_no_picture(brief, tmp_path):
    (tmp_path / "plan.svg").mkdir()
    assert problem(brief, svg=None).code == "FIG001"


def test_a_large_file_is_not_read(brief):
    assert problem(brief, svg=" " * 8_000_001).code == "FIG002"


def test_what_is_wrong_in_a_drawing_is_placed_in_its_own_file(brief, tmp_path):
    found = problem(brief, svg=SVG.replace("<rect", "  <blink"))
    assert found.code == "FIG004"
    assert (found.place.file, found.place.line, found.place.column) == (str(tmp_path / "plan.svg"), 2, 3)
    assert found.place.text == '  <blink width="4" height="2"/>'


def test_a_figure_is_found_in_an_archive(brief, tmp_path):
    other = tmp_path / "pictures"
    other.mkdir()
    (other / "plan.svg").write_text(SVG)
    with pytest.raises(UnusableInput):
        brief(svg=None)
    options = Options(out=tmp_path / "out", archives=(other,))
    assert flow.build(world.real(), tmp_path / "quay.yaml", options).new
