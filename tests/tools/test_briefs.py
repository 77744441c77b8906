"""The briefs of this repository, through all rooms, judged by veraPDF, qpdf and poppler."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline import cite, compose, flow, world
from pipeline.material import Options, gather, words_of
from pipeline.model import document as doc
from pipeline.model.drawing import words_of as words_of_picture
from pipeline.model.edition import EditionContext
from tests.support import repo, tools
from tests.unit.render import reading

SPECS = [repo.ROOT / name for name in repo.specs()]


def test_there_are_briefs():
    assert {"tomahawk", "harbour"} <= {spec.stem for spec in SPECS}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Every spec, built once: name → what came of it."""
    out = tmp_path_factory.mktemp("out")
    return {spec.stem: flow.build(world.real(), spec, Options(out=out)) for spec in SPECS}


def test_both_claims_of_both_briefs_pass_verapdf(built):
    results = tools.verapdf([made.edition.pdf for made in built.values()])
    assert len(results) == len(SPECS)
    assert all(result.passes and set(tools.CLAIMS) <= set(result.profiles) for result in results.values()), results


def test_qpdf_finds_nothing(built):
    for made in built.values():
        assert "No syntax or stream encoding errors found" in tools.qpdf_check(made.edition.pdf)


def test_a_brief_is_small_with_everything_attached(built):
    for made in built.values():
        assert made.edition.pdf.stat().st_size < 30_000 + 16_000 * made.edition.pages  # 94 kB where it has four pages


def words_of_document(document: doc.Document) -> list[str]:
    """Every word of the composed document in reading order; page numbers, which come later, as `#`."""
    out: list[str] = []
    for block in document.blocks:
        match block:
            case doc.Heading(_, text):
                out.append(text)
            case doc.Paragraph(kids):
                out.append(spoken(kids))
            case doc.List(items, numbered):
                for number, item in enumerate(items, 1):
                    out += [item.label or (f"{number}." if numbered else "•")]
                    out += [spoken(paragraph.kids) for paragraph in item.paragraphs]
            case doc.Table(_, header, rows, caption):
                if caption:
                    out.append(spoken(caption.kids))
                out += [spoken(cell.kids) for row in (header, *rows) for cell in row.cells]
            case doc.Figure(_, _, caption):
                if caption:
                    out.append(spoken(caption.kids))
            case doc.Contents():
                headings = [b for b in document.blocks if isinstance(b, doc.Heading) and b.level == 2]
                out += [f"{heading.text} #" for heading in headings]
    return [word for text in out for word in text.split()]


def spoken(kids: tuple[doc.Inline, ...]) -> str:
    """A run of text as it is read aloud: marks where they stand, and after all of it the notes."""
    out, notes = [], []
    for kid in kids:
        match kid:
            case doc.Text(text) | doc.Link(text):
                out.append(text)
            case doc.Note(label, inner):
                out.append(f" {label} ")
                notes.append(f" {label} {spoken(inner)} ")
            case doc.PageRefs() | doc.PageOf():
                out.append("@")
    return "".join([*out, *notes])


def canonical(words: list[str]) -> str:
    """Text without white space: joints between elements differ, words do not."""
    return "".join(words).replace("\u00ad", "").replace("\u2011", "-").replace("\u00a0", "")


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_the_structure_holds_every_word_in_order(built, spec):
    made = built[spec.stem].edition
    held_in_order(composed(spec, made), by_poppler(made.pdf))


def by_poppler(pdf: Path) -> str:
    """What the structure of a file says, outside figures."""
    lines = tools.pdfinfo(pdf, "-struct-text").splitlines()
    return " ".join(line.strip()[1:-1] for line in outside_figures(lines) if line.strip().startswith('"'))


def held_in_order(document: doc.Document, read: str) -> None:
    """The words that were read of a file's structure are those of its document, each once and in its place."""
    found = canonical(read.split())
    wanted = canonical(words_of_document(document))
    pattern = re.escape(wanted).replace(re.escape("#"), r"\d+").replace("@", r"[\d,and]+")
    assert len(wanted) > 3_000
    assert re.fullmatch(pattern, found), first_difference(wanted, found)


def outside_figures(lines: list[str]) -> list[str]:
    """The lines of a structure tree without what figures hold: some of their words find no place."""
    kept, within = [], -1
    for line in lines:
        depth = len(line) - len(line.lstrip())
        if within >= 0 and depth > within:
            continue
        within = depth if line.strip().startswith("Figure") else -1
        kept.append(line)
    return kept


def drawn(document: doc.Document) -> set[str]:
    """The words that figures may show."""
    figures = [block for block in document.blocks if isinstance(block, doc.Figure)]
    texts = [text for figure in figures for _, text in words_of_picture(figure.picture)]
    texts += [link.text for figure in figures for link in figure.links]
    return set(re.findall(r"[^\W\d_]{3,}", " ".join(texts)))


def first_difference(wanted: str, found: str) -> str:
    """Where two texts part, page numbers aside."""
    a, b = re.sub(r"[\d#@]", "", wanted), re.sub(r"\d", "", found)
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return f"wanted …{a[at - 40 : at + 40]}… found …{b[at - 40 : at + 40]}…"


def test_what_is_painted_comes_in_the_order_in_which_it_is_read(built):
    for made in built.values():
        marks = reading.marks_in_order(made.edition.pdf.read_bytes())
        assert len(marks) > 200
        for page in {page for page, _ in marks}:
            painted = [mark for at, mark in marks if at == page]
            assert painted == sorted(painted)


def test_foreign_words_arrive_in_the_file(tmp_path):
    """A phrase that an author marks, and the title of a source in another language."""
    spec = (repo.ROOT / "tests/cases/narrative/spec.yaml").read_text(encoding="utf-8")
    spec = spec.replace("    kind: news", "    language: nl\n    kind: news")
    (tmp_path / "spec.yaml").write_text(spec, encoding="utf-8")
    article = repo.ROOT / "tests/cases/narrative/messenger.txt"
    (tmp_path / article.name).write_bytes(article.read_bytes())
    made = flow.build(world.real(), tmp_path / "spec.yaml", Options(out=tmp_path / "out")).edition
    elements = list(reading.elements(made.pdf.read_bytes()))
    said = [(element["/Lang"], element["/S"]) for _, element in elements if "/Lang" in element]
    assert said.count(("la", "/Span")) == 1
    assert said.count(("nl", "/Em")) == 1  # the title
    assert said.count(("nl", "/Span")) >= 4  # passages
    assert "opened it, coram publico, before" in " ".join(tools.pdftotext(made.pdf, "-raw").split())
    (result,) = tools.verapdf([made.pdf]).values()
    assert result.passes


def test_abbreviations_arrive_in_the_file(tmp_path):
    """As poppler and pypdf read them: what is printed stays, what it stands for stands beside it."""
    made = flow.build(world.real(), repo.ROOT / "tests/cases/abbreviations/spec.yaml", Options(out=tmp_path)).edition
    data = made.pdf.read_bytes()
    expanded = [(element["/E"], element["/S"]) for _, element in reading.elements(data) if "/E" in element]
    assert expanded.count(("Bay Pier Authority", "/Span")) == 3  # in the bottom line, in the gaps and in the sources
    assert {each for each, _ in expanded} == {
        "Bay Pier Authority",
        *("Traffic Light Protocol", "page", "Secure Hash Algorithm, 256 bits"),
    }
    assert "the BPA-led laboratory" in " ".join(tools.pdftotext(made.pdf, "-raw").split())
    assert '"BPA"' in tools.pdfinfo(made.pdf, "-struct-text")
    tools.require("outloud")
    assert tools.outloud(made.pdf, "--skip", "ORD-001") == []
    (result,) = tools.verapdf([made.pdf]).values()
    assert result.passes


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_the_page_shows_every_word_once(built, spec):
    """Painted text, without header, footer and repeated table headers, holds the same words as the document."""
    made = built[spec.stem].edition
    document = composed(spec, made)
    wanted = sorted(re.findall(r"[^\W\d_]{3,}", " ".join(words_of_document(document)).replace(made.key[:8], "")))
    text = tools.pdftotext(made.pdf, "-raw").replace("\u00ad\n", "").replace("\u00ad", "").replace(made.key[:8], "")
    found = sorted(re.findall(r"[^\W\d_]{3,}", text))
    furniture = {
        "page",
        "and",
        "TLP",
        "key",
        "Edition",
        *re.findall(r"[^\W\d_]{3,}", document.title + " " + document.marking),
    }
    header = {word for block in document.blocks if isinstance(block, doc.Table) for word in header_words(block)}
    shared = furniture | header | drawn(document)
    rare = {word for word in wanted if word not in shared}
    assert len(rare) > 200
    shown, said = Counter(w for w in found if w in rare), Counter(w for w in wanted if w in rare)
    assert shown - said == Counter()
    assert said - shown == Counter()
    assert set(found) <= set(wanted) | shared


def header_words(table: doc.Table) -> list[str]:
    return [word for cell in table.header.cells for word in re.findall(r"[^\W\d_]{3,}", spoken(cell.kids))]


def composed(spec: Path, edition) -> doc.Document:
    """The document the edition was made from."""
    given = gather(world.real(), spec, Options())
    evidence = cite.hold(given.spec, given.snapshots, given.lock)
    return compose.compose(
        given.spec, evidence, EditionContext(edition.number, edition.key), words_of(given.spec), given.pictures
    )


def test_spec_lock_and_evidence_travel_inside(built):
    from pypdf import PdfReader

    for name, made in built.items():
        files = {k: v[0] for k, v in PdfReader(made.edition.pdf).attachments.items()}
        assert set(files) >= {f"{name}.yaml", f"{name}.lock", "evidence.json", "timeline.csv"}
        evidence = json.loads(files["evidence.json"])
        assert evidence["brief"] == name
        assert len(evidence["claims"]) >= 15
        assert {claim["outcome"] for claim in evidence["claims"]} <= {"held", "unheld"}


def test_the_same_input_gives_the_same_bytes_elsewhere(built, tmp_path):
    """Another process, hash seed, locale, time zone, home, clock-free: the same file."""
    for name, made in built.items():
        env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(repo.ROOT),
            "PYTHONHASHSEED": "4242",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
            "HOME": str(tmp_path),
        }
        out = tmp_path / name
        command = [sys.executable, "-m", "pipeline.cli", "build", str(repo.ROOT / f"specs/{name}.yaml"), "-o", str(out)]
        subprocess.run(command, env=env, cwd=tmp_path, check=True, capture_output=True, timeout=120)
        other = out / name / "1" / f"{name}.pdf"
        assert digest(other) == digest(made.edition.pdf)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_default_brief_says_what_it_was_held_against(tmp_path):
    spec = repo.ROOT / "specs/tomahawk.yaml"
    assert "held against the lock" in flow.build(world.real(), spec, Options(out=tmp_path)).edition.evidence
    articles = Options(out=tmp_path, archives=(repo.shared("sources"),))
    built = flow.build(world.real(), spec, articles)
    assert built.new
    assert "held against the text" in built.edition.evidence
    assert built.edition.number == 2


def test_the_lock_is_what_the_articles_give():
    given = gather(world.real(), repo.ROOT / "specs/tomahawk.yaml", Options(archives=(repo.shared("sources"),)))
    made = cite.write_lock(cite.make_lock(given.spec, given.snapshots))
    assert made == (repo.ROOT / "specs/tomahawk.lock").read_bytes()


@pytest.mark.parametrize("spec", SPECS, ids=lambda spec: spec.stem)
def test_both_briefs_have_a_chart_whose_words_are_on_the_page(built, spec):
    made = built[spec.stem].edition
    document = composed(spec, made)
    charts = [block for block in document.blocks if isinstance(block, doc.Figure)]
    assert charts
    text = " ".join(tools.pdftotext(made.pdf, "-raw").split())
    tags = tools.pdfinfo(made.pdf, "-struct")
    assert tags.count("Figure") == len(charts)
    for chart in charts:
        assert all(f"{event.number} " in text for event in getattr(chart.picture, "events", ()))
        assert all(link.text.replace("\u00a0", " ") in text or len(link.text) > 60 for link in chart.links)
