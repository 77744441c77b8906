"""A brief in each language, through all rooms: both standards, and every word read back in its order, ligatures too."""

from __future__ import annotations

import re

import pytest

from pipeline import cite, compose, flow, world
from pipeline.fonts.patterns import dictionary
from pipeline.material import Options, gather, words_of
from pipeline.model import document as doc
from pipeline.model.edition import EditionContext
from pipeline.model.evidence import Outcome
from tests.support import repo, tools
from tests.tools.test_briefs import first_difference, words_of_document
from tests.unit.render.reading import opened, spoken

CASES = {"german": "de", "french": "fr", "spanish": "es", "italian": "it", "japanese": "ja"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Every case, built once: its name → document, what came of it."""
    out = tmp_path_factory.mktemp("out")
    found = {}
    for case in CASES:
        spec = repo.ROOT / "tests/cases" / case / "spec.yaml"
        made = flow.build(world.real(), spec, Options(out=out))
        given = gather(world.real(), spec, Options())
        evidence = cite.hold(given.spec, given.snapshots, given.lock)
        context = EditionContext(made.edition.number, made.edition.key)
        found[case] = compose.compose(given.spec, evidence, context, words_of(given.spec)), made
    return found


def test_both_claims_of_every_language_pass_verapdf(built):
    results = tools.verapdf([made.edition.pdf for _, made in built.values()])
    assert len(results) == len(CASES)
    assert all(result.passes and set(tools.CLAIMS) <= set(result.profiles) for result in results.values()), results


def test_qpdf_finds_nothing(built):
    for _, made in built.values():
        assert "No syntax or stream encoding errors found" in tools.qpdf_check(made.edition.pdf)


@pytest.mark.parametrize("case", CASES)
def test_its_claims_are_unheld_and_the_page_says_so(built, case):
    document, made = built[case]
    claims = [claim for claim in made.evidence.claims if claim.role == "claim"]
    assert len(claims) > 8
    assert {claim.outcome for claim in claims} == {Outcome.UNHELD}
    assert [problem.code for problem in made.problems].count("CITE021") == 1
    evidence = next(block for block in document.blocks if isinstance(block, doc.Paragraph) and block.role == "evidence")
    assert str(len(claims)) in "".join(kid.text for kid in evidence.kids if isinstance(kid, doc.Text))
    assert document.lang == CASES[case]


def bare(text: str) -> str:
    """Text without any white space, soft hyphens and page numbers, which come later."""
    return re.sub(r"[\s\u00ad\d@#、,]", "", text)


@pytest.mark.parametrize("case", CASES)
def test_pypdf_reads_every_word_in_the_order_of_the_tags(built, case):
    document, made = built[case]
    wanted = bare("".join(words_of_document(document)))
    found = bare("".join(spoken(made.edition.pdf.read_bytes(), figures=False)))
    last = document.labels.last.strip(" 、")  # stands between page numbers
    assert len(wanted) > 900
    assert found.replace(last, "") == wanted.replace(last, ""), first_difference(wanted, found)


@pytest.mark.parametrize("case", CASES)
def test_pdftotext_and_pypdf_show_every_word(built, case):
    document, made = built[case]
    words = {word for text in words_of_document(document) for word in re.findall(r"[^\W\d_]{3,}", text)}
    assert len(words) > 100
    by_pypdf = "\n".join(page.extract_text() for page in opened(made.edition.pdf.read_bytes()).pages)
    for text in (tools.pdftotext(made.edition.pdf, "-raw"), by_pypdf):
        whole = re.sub(r"\u00ad\s*", "", text)
        if case == "japanese":  # a line ends anywhere
            whole = re.sub(r"\s", "", whole)
        assert not [word for word in words if word not in whole]
        assert not re.search("[\ufb00-\ufb06]", text)


def test_words_with_ligatures_are_drawn_with_them_and_read_as_letters(built):
    _, made = built["french"]
    assert {"vérifie", "affleure", "offices"} <= set(re.findall(r"\w+", tools.pdftotext(made.edition.pdf, "-raw")))


def test_the_packaged_patterns_cover_every_language_that_is_divided():
    named = {language: dictionary(language) for language in ("en-GB", "en-US", "de", "de-CH", "fr-CA", "es-MX", "it")}
    assert all(named.values()), named
    assert dictionary("ja") is None
