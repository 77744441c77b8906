from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfWriter

from tests.support import repo, tools


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without any tool."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    """A sound PDF of two empty pages that claims nothing and is not tagged."""
    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_blank_page(595, 842)
    file = tmp_path / "blank.pdf"
    with io.BytesIO() as out:
        writer.write(out)
        file.write_bytes(out.getvalue())
    return file


@pytest.mark.parametrize("name", ["pdfinfo", "pdftotext", "pdftoppm", "qpdf", "java", "verapdf"])
@pytest.mark.usefixtures("bare")
def test_a_missing_tool_skips_and_says_how_to_get_it(name: str) -> None:
    with pytest.raises(pytest.skip.Exception, match=r"(apt-get|mvn) .*make tools"):
        tools.require(name)


@pytest.mark.usefixtures("bare")
def test_a_missing_tool_fails_under_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="qpdf is not here"):
        tools.require("qpdf")


def test_a_tool_without_a_way_to_get_it_is_an_error() -> None:
    with pytest.raises(KeyError):
        tools.require("nowhere")


def test_poppler_counts_and_draws_pages(blank: Path, tmp_path: Path) -> None:
    assert tools.pages(blank) == 2
    assert tools.pdftotext(blank).split("\f")[:2] == ["", ""]
    pictures = tools.pictures(blank, tmp_path, dpi=10)
    assert [p.read_bytes()[1:4] for p in pictures] == [b"PNG", b"PNG"]


def test_qpdf_refuses_a_damaged_file(blank: Path) -> None:
    assert "No syntax or stream encoding errors" in tools.qpdf_check(blank)
    blank.write_bytes(blank.read_bytes().replace(b"startxref", b"startxxxx"))
    with pytest.raises(AssertionError, match=r"qpdf exited 3"):
        tools.qpdf_check(blank)


def test_verapdf_never_passes_a_file_that_claims_nothing(blank: Path, tmp_path: Path) -> None:
    nonsense = tmp_path / "nonsense.pdf"
    nonsense.write_bytes(b"%PDF-1.7\nnonsense")
    results = tools.verapdf([blank, nonsense], claimed=False)
    assert list(results) == [blank, nonsense]
    assert not results[blank].passes
    assert results[blank].profiles == ("PDF/A-1b",)
    assert results[blank].rules
    assert "startxref" in results[nonsense].unread
    assert not results[nonsense].passes
    with pytest.raises(AssertionError, match="not held against PDF/A-3a, PDF/UA-1"):
        tools.verapdf([blank])


def test_verapdf_refuses_to_judge_nothing() -> None:
    with pytest.raises(AssertionError, match="no files"):
        tools.verapdf([])


REPORT = """
<job><item><name>x.pdf</name></item>
  <validationReport profileName="PDF/A-3a validation profile" isCompliant="true"><details/></validationReport>
  <validationReport profileName="PDF/UA-1 validation profile" isCompliant="{compliant}">
    <details>{rule}</details></validationReport>
</job>"""
RULE = """<rule clause="7.2" testNumber="10" failedChecks="2"><description>A TR holds TH and TD</description>
  <check><errorMessage>TR holds P</errorMessage></check></rule>"""


def test_a_report_is_read_rule_by_rule() -> None:
    good = tools._result(ET.fromstring(REPORT.format(compliant="true", rule="")))
    assert good.passes
    bad = tools._result(ET.fromstring(REPORT.format(compliant="false", rule=RULE)))
    assert not bad.passes
    assert bad.rules == {"PDF/UA-1 7.2-10"}
    assert "TR holds P" in str(bad)
    with pytest.raises(AssertionError, match="names no rule"):
        tools._result(ET.fromstring(REPORT.format(compliant="false", rule="")))


def test_shared_skips_visibly_when_it_is_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(repo, "ROOT", tmp_path / "repository")
    with pytest.raises(pytest.skip.Exception, match=r"\.\./shared/sources is not here"):
        repo.shared("sources")
    (tmp_path / "shared/sources").mkdir(parents=True)
    assert repo.shared("sources").is_dir()


def test_a_copy_holds_the_files_asked_for(tmp_path: Path) -> None:
    repo.copy(tmp_path, only=("pyproject.toml", "pipeline"))
    assert (tmp_path / "pipeline/__init__.py").is_file()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pipeline", "pyproject.toml"]
    with pytest.raises(AssertionError, match="nothing to copy"):
        repo.copy(tmp_path, only=("nowhere",))
