"""How far a brief is from PDF/UA-2, WTPDF and PDF/A-4f: docs/pdf-ua.md tells which rules stand in the way."""

from __future__ import annotations

import re

import pytest

from pipeline import flow, world
from pipeline.flow import Options
from tests.support import repo, tools

TOLD = (repo.ROOT / "docs/pdf-ua.md").read_text(encoding="utf-8").partition("## How far it is to PDF 2.0")[2]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    return flow.build(
        world.real(), repo.ROOT / "specs/harbour.yaml", Options(out=tmp_path_factory.mktemp("o"))
    ).edition.pdf


@pytest.mark.parametrize("flavour", ["ua2", "wt1a", "4f"])
def test_the_rules_that_stand_in_the_way_are_those_that_the_ledger_tells(pdf, flavour):
    found = {failure.clause for failure in tools.verapdf_as(flavour, pdf).failures}
    told = set(re.findall(rf"^\| `{flavour}` \| ([^|]+) \|", TOLD, re.MULTILINE))
    assert found
    assert {clause.strip() for clause in told} == found
