"""Editions that tell what changed: judged by veraPDF in every theme and on both kinds of sheet, and read by poppler."""

from __future__ import annotations

import re

import pytest

from pipeline import flow, world
from pipeline.model.options import Options
from tests.support import repo, tools
from tests.support.setting import HOUSE

CASE = repo.ROOT / "tests/cases/changes"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], flow.Built]:
    """The second edition in each theme, on one side and two."""
    found = {}
    for theme in HOUSE:
        for sides in ("one", "two"):
            out = tmp_path_factory.mktemp("out")
            options = Options(out=out, theme=theme, sets=(f"sides={sides}", "cover=true"))
            flow.build(world.real(), CASE / "before.yaml", options)
            found[theme, sides] = flow.build(world.real(), CASE / "spec.yaml", options)
    return found


def test_both_claims_of_all_of_them_pass_verapdf(built):
    assert all(made.edition.number == 2 for made in built.values())
    results = tools.verapdf([made.edition.pdf for made in built.values()])
    assert len(results) == len(built) == 2 * len(HOUSE)
    assert all(result.passes and set(tools.CLAIMS) <= set(result.profiles) for result in results.values()), results


def test_what_changed_is_read_aloud_with_its_links(built):
    for made in built.values():
        tags = tools.pdfinfo(made.edition.pdf, "-struct-text")
        section = tags.rpartition("as of 31 January 2030")[2]  # its heading; the one before stands in the contents
        assert "from likely to very likely" in re.sub(r"\s+", " ", section)
        assert section.count("Link") > 10
