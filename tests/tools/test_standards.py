"""Briefs that follow PDF 2.0 (PDF/UA-2, WTPDF 1.0, PDF/A-4f), judged by veraPDF, qpdf and poppler; and what no other
standard asks for, broken one at a time.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import flow, world
from pipeline.material import Options
from pipeline.model.record import replace
from pipeline.render import render
from tests.support import repo, tools
from tests.support.sample_document import sample
from tests.tools.test_verapdf_faults import SPEC, Fault, broken
from tests.unit.render import reading
from tests.unit.render.typewriter import metrics, typed

SPECS = ("harbour", "tomahawk")
CLAIMS = {"PDF/A-4f", "PDF/UA-2 + Tagged PDF", "WTPDF 1.0 Accessibility", "WTPDF 1.0 Reuse"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """Both briefs in both standards: standard → name → file."""
    found: dict[str, dict[str, Path]] = {}
    for standard in ("pdf-1.7", "pdf-2.0"):
        out = tmp_path_factory.mktemp(standard)
        options = Options(out=out, sets=(f"standard={standard}",))
        found[standard] = {
            name: flow.build(world.real(), repo.ROOT / f"specs/{name}.yaml", options).edition.pdf for name in SPECS
        }
    return found


def test_all_four_claims_of_both_briefs_pass_verapdf(built):
    for path, result in tools.verapdf(built["pdf-2.0"].values(), claimed=False).items():
        assert set(result.profiles) == CLAIMS, path
        assert not result.failures, result
        assert not result.unread


def test_qpdf_finds_nothing(built):
    for path in built["pdf-2.0"].values():
        assert path.read_bytes().startswith(b"%PDF-2.0\n")
        assert "No syntax or stream encoding errors found" in tools.qpdf_check(path)


def test_pages_look_and_read_alike_in_both_standards(built, tmp_path):
    """But for the key, which tells the two apart, as it tells all that an edition is made from."""
    for name in SPECS:
        old, new = (built[standard][name] for standard in ("pdf-1.7", "pdf-2.0"))
        said = [re.sub(r"(key |/1/)[0-9a-f]{8}", "key", tools.pdftotext(path)) for path in (old, new)]
        assert said[0] == said[1]
        assert len(said[0]) > 5_000
        heard = ["".join(reading.spoken(path.read_bytes())) for path in (old, new)]
        heard = [re.sub(r"(key |/1/)[0-9a-f]{8}", "key", text) for text in heard]
        assert heard[0] == heard[1]


def test_a_reader_of_pdf_1_7_knows_the_types(built):
    """By the role map, which a reader that knows namespaces passes by."""
    tags = re.findall(r"^ *(\w+)", tools.pdfinfo(built["pdf-2.0"]["harbour"], "-struct"), re.MULTILINE)
    assert tags.count("H1") > 4
    assert tags.count("Note") > 10
    assert {"Span", "Table", "Div", "TOC"} <= set(tags)


def test_the_title_is_one_and_headings_begin_anew(built):
    roles = [element["/S"] for _, element in reading.elements(built["pdf-2.0"]["harbour"].read_bytes())]
    assert roles.count("/Title") == 1
    assert "/H1" in roles
    assert not {"/Note", "/Mark", "/Illustration"} & set(roles)
    assert roles.count("/FENote") > 10


def test_there_is_no_information_dictionary(built):
    assert "/Info" not in reading.opened(built["pdf-2.0"]["harbour"].read_bytes()).trailer
    assert "/Info" in reading.opened(built["pdf-1.7"]["harbour"].read_bytes()).trailer


UA, A4, ACCESS = "PDF/UA-2 + Tagged PDF ", "PDF/A-4f ", "WTPDF 1.0 Accessibility "
FAULTS = (
    Fault("no revision of the claim", "objects", "<pdfuaid:rev>2024</pdfuaid:rev>", "", UA + "5-5"),
    Fault("no title", "objects", r"<dc:title>.*?</dc:title>", "", UA + "8.11.1-1"),
    Fault("Document of PDF 1.7", "objects", r"(/S/Document/P \d+ 0 R)/NS \d+ 0 R", r"\1", ACCESS + "8.2.5.2-2"),
    Fault(
        "notes without a namespace",
        "objects",
        r"(/S/FENote/P \d+ 0 R(/Pg \d+ 0 R)?)/NS \d+ 0 R",
        r"\1",
        UA + "8.2.5.14-1",
    ),
    Fault("notes as Note", "objects", "/S/FENote/", "/S/Note/", UA + "8.2.4-1"),
    Fault("notes that name no mark", "objects", r"(/ID\(note\.\d+\))/Ref\[\d+ 0 R\]", r"\1", UA + "8.2.5.14-2"),
    Fault("entries that name no heading", "objects", r"(/S/TOCI/.*)/Ref\[\d+ 0 R\]", r"\1", UA + "8.2.5.8-1"),
    Fault("places on pages only", "objects", r"/SD\[[^\]]*\]", "", UA + "8.8-1"),
    Fault("a caption astray", "objects", "/S/Caption/", "/S/TD/", UA + "Table 5. Table-TD-1"),
    Fault("attachment without relation", "objects", "/AFRelationship/Source", "", A4 + "6.9-4"),
    Fault("map to U+0000", "maps", "<20> <0020>", "<20> <0000>", UA + "8.4.5.8-2"),
)

BLIND = (
    # tests/unit/render/test_structure.py: test_headings_of_pdf_2_0
    Fault("level skipped", "objects", "/S/H1/", "/S/H3/", ""),
    # brief verify, check `content`
    Fault("catalog with actions", "objects", "/Type/Catalog", "/Type/Catalog/AA<<>>", ""),
)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tools.Result]:
    """veraPDF's word on every broken file, by the fault's name; on the unbroken one under the empty name."""
    tools.require("verapdf")
    folder, pages = tmp_path_factory.mktemp("faults"), typed(sample(1, 2))
    pages.document = replace(pages.document, standard="pdf-2.0")
    paths = {}
    for index, fault in enumerate((None, *FAULTS, *BLIND)):
        paths[fault.name if fault else ""] = path = folder / f"{index}.pdf"
        path.write_bytes(broken(pages, fault) if fault else render(pages, metrics(), (SPEC,)))
    results = tools.verapdf(paths.values(), claimed=False)
    return {name: results[path] for name, path in paths.items()}


def test_the_unbroken_file_passes_all_claims(judged):
    assert set(judged[""].profiles) == CLAIMS
    assert not judged[""].failures, judged[""]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_broken_rule_is_seen(judged, fault):
    assert fault.rule in judged[fault.name].rules, judged[fault.name]


@pytest.mark.parametrize("fault", BLIND, ids=lambda fault: fault.name)
def test_what_verapdf_does_not_see(judged, fault):
    """If this fails, veraPDF has learned something: move the fault up to FAULTS."""
    assert not judged[fault.name].failures, judged[fault.name]


def test_such_an_edition_is_genuine(built):
    from pipeline import verifying

    found = verifying.verify_file(world.real(), built["pdf-2.0"]["harbour"], verifying.Sought())
    assert {check.name for check in found.checks if check.outcome == "failed"} == set()
    assert {"metadata", "content", "tags", "remake"} <= {c.name for c in found.checks if c.outcome == "passed"}


def test_the_option_is_that_of_the_spec(tmp_path, built):
    spec = repo.ROOT / "specs/harbour.yaml"
    command = [sys.executable, "-m", "pipeline.cli", "build", str(spec), "--standard", "pdf-2.0", "-o", str(tmp_path)]
    subprocess.run(command, cwd=repo.ROOT, check=True, capture_output=True, timeout=120)
    made = tmp_path / "harbour/1/harbour.pdf"
    assert made.read_bytes() == built["pdf-2.0"]["harbour"].read_bytes()
