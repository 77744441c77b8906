"""How a brief with abbreviations and foreign phrases is read, by veraPDF, poppler, pypdf and outloud."""

from __future__ import annotations

import re

import pytest
from pypdf import PdfReader

from pipeline import flow, world
from pipeline.flow import Options
from tests.support import repo, tools

EXPLAINED = """abbreviations:
  RPF: Regional Ports Fund
foreign:
  ad interim: la
names:"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The harbour, whose gaps have an abbreviation and two Latin words."""
    folder = tmp_path_factory.mktemp("spoken")
    text = (repo.ROOT / "specs/harbour.yaml").read_text(encoding="utf-8")
    assert "\nnames:" in text
    text = text.replace("\nnames:", f"\n{EXPLAINED}", 1)
    assert "\n  - gaps:\n" in text
    text = text.replace(
        "\n  - gaps:\n", "\n  - gaps:\n      - |\n        What the RPF thinks of it ad interim. [@quayside]\n", 1
    )
    (folder / "harbour.yaml").write_text(text, encoding="utf-8")
    options = Options(archives=(repo.ROOT / "specs",), out=folder / "out")
    return flow.build(world.real(), folder / "harbour.yaml", options)


def spans(pdf) -> list[dict]:
    """Every Span of the structure tree that says something of its own."""
    found, left = [], [PdfReader(pdf).trailer["/Root"]["/StructTreeRoot"]]
    while left:
        node = left.pop().get_object()
        if isinstance(node, list):
            left += node
        elif isinstance(node, dict):
            if node.get("/S") == "/Span" and ("/E" in node or "/Lang" in node):
                found.append(node)
            if "/K" in node:
                left.append(node["/K"])
    return found


def test_expansion_and_language_stand_in_the_tags(built):
    said = spans(built.edition.pdf)
    assert [each["/E"] for each in said if "/E" in each] == ["Regional Ports Fund"]
    assert "la" in [each.get("/Lang") for each in said]
    assert not [problem.code for problem in built.problems if problem.code == "SPEC041"]


def test_the_words_themselves_stay_on_the_page_and_in_the_text(built):
    text = re.sub(r"\s+", " ", tools.pdftotext(built.edition.pdf, "-raw"))
    assert "What the RPF thinks of it ad interim" in text


def test_both_claims_still_hold(built):
    (result,) = tools.verapdf([built.edition.pdf]).values()
    assert result.passes
    assert set(tools.CLAIMS) <= set(result.profiles)
