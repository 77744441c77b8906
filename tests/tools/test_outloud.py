"""outloud, a second judge of how a brief is read aloud: what no validator of PDF/UA tests."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject

from pipeline import flow, world
from pipeline.material import Options
from tests.support import repo, tools

SPECS = [repo.ROOT / name for name in repo.specs()]
SKIPPED = ("ORD-001",)
"""Rules that are wrong about our files; docs/pdf-ua.md says why, and which test of ours asks the same."""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    tools.require("outloud")
    out = tmp_path_factory.mktemp("out")
    return {spec.stem: flow.build(world.real(), spec, Options(out=out)).edition.pdf for spec in SPECS}


def findings(pdf: Path) -> list[str]:
    return tools.outloud(pdf, "--skip", ",".join(SKIPPED))


@pytest.mark.parametrize("name", [spec.stem for spec in SPECS])
def test_outloud_finds_nothing(built, name):
    assert findings(built[name]) == []


def broken(pdf: Path, to: Path, mend) -> Path:
    """A copy with one thing broken."""
    writer = PdfWriter(clone_from=pdf)
    mend(writer)
    writer.write(to)
    return to


def without_language(writer: PdfWriter) -> None:
    root = writer.root_object
    del root[NameObject("/Lang")]
    for element in root["/StructTreeRoot"]["/K"].get_object(), *root["/StructTreeRoot"]["/K"].get_object()["/K"]:
        element.get_object().pop("/Lang", None)


def with_silent_links(writer: PdfWriter) -> None:
    for page in writer.pages:
        for annotation in page.get("/Annots", ()):
            annotation.get_object().pop("/Contents", None)


@pytest.mark.parametrize("mend", [without_language, with_silent_links])
def test_a_planted_fault_is_found(built, tmp_path, mend):
    assert findings(broken(built["harbour"], tmp_path / "broken.pdf", mend))
