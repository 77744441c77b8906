"""Every case is a folder: a spec, its sources, and what is expected of them: problems, document, text and tags."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import cite, comparing, compose, diff, flow, read, world
from pipeline.material import Options, gather, words_of
from pipeline.model import document as doc
from pipeline.model.edition import EditionContext
from pipeline.model.problem import BriefError, Problem
from pipeline.sections import SECTIONS
from tests.support import tools

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in HERE.iterdir() if (folder / "spec.yaml").is_file())
BROKEN = {"everything_wrong"}
"""Cases whose spec is not to hold up."""
BEFORE = {"changes"}
"""Cases with an edition before, made from `before.yaml`."""


def test_every_section_kind_has_a_case():
    assert len(SECTIONS) >= 8
    assert set(SECTIONS) <= set(CASES)


@pytest.fixture
def golden(request):
    """Compares a text with a case's expected file, or writes it with --update-golden."""

    def compare(case: str, name: str, found: str) -> None:
        path = HERE / case / "expected" / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(found, encoding="utf-8")
        assert found == path.read_text(encoding="utf-8"), f"see {path.relative_to(HERE)}; --update-golden rewrites it"
        assert found.strip() or name == "problems.txt"

    return compare


def told(problems: tuple[Problem, ...]) -> str:
    """Problems, one a line, with their places."""
    lines = []
    for problem in problems:
        place = problem.place
        where = f"{place.line}:{place.column}-{place.end_column}" if place else "?"
        lines.append(f"{where}: {problem.severity}[{problem.code}] {problem.message}")
        lines += [f"    {more}" for more in (*problem.notes, *problem.hints)]
    return "".join(line + "\n" for line in lines)


def outline(block: object, depth: int = 0) -> str:
    """A document's tree as indented text."""
    pad = "  " * depth
    name = type(block).__name__
    match block:
        case doc.Heading(level, text):
            return f"{pad}{name}{level} {text}\n"
        case doc.Paragraph(kids, role):
            return f"{pad}{name} {role}: {inline(kids)}\n"
        case doc.List(items):
            return f"{pad}{name}\n" + "".join(outline(item, depth + 1) for item in items)
        case doc.Item(paragraphs, _, label):
            return f"{pad}{name} {label}\n" + "".join(outline(p, depth + 1) for p in paragraphs)
        case doc.Table(_, _, rows):
            return f"{pad}{name}\n" + "".join(
                f"{pad}  {' | '.join(spanned(cell) for cell in row.cells)}\n" for row in (*block.heads, *rows)
            )
        case doc.Figure(picture, alt, caption):
            told = f"{pad}{name} {type(picture).__name__}: {alt}\n"
            return told + (outline(caption, depth + 1) if caption else "")
        case _:
            return f"{pad}{name}\n"


def spanned(cell: doc.Cell) -> str:
    """A cell, with how many columns and rows it spans if more than one."""
    size = f" ({cell.columns} × {cell.rows})" if cell.columns > 1 or cell.rows > 1 else ""
    return inline(cell.kids) + size


def inline(kids: tuple[doc.Inline, ...]) -> str:
    """A run of text with its links and notes marked."""
    out = []
    for kid in kids:
        match kid:
            case doc.Text(text, tone, lang, expansion):
                told = f"{text} (= {expansion})" if expansion else f"{text} ({lang})" if lang else text
                out.append(f"<{tone}>{told}</{tone}>" if tone else told)
            case doc.Link(text, to):
                out.append(f"<{text} → {to}>")
            case doc.Note(label, inner):
                out.append(f"[{label}: {inline(inner)}]")
            case doc.PageOf(to):
                out.append(f"<page of {to}>")
            case doc.PageRefs(to):
                out.append(f"<pages of {to}>")
    return "".join(out)


@pytest.mark.parametrize("case", CASES)
def test_problems_are_as_expected(case, golden):
    try:
        problems = flow.check(world.real(), HERE / case / "spec.yaml", Options()).problems
    except BriefError as error:
        problems = error.problems
    assert any(p.severity == "error" for p in problems) == (case in BROKEN)
    golden(case, "problems.txt", told(problems))


@pytest.mark.parametrize("case", sorted(set(CASES) - BROKEN))
def test_the_document_is_as_expected(case, golden):
    given = gather(world.real(), HERE / case / "spec.yaml", Options())
    evidence = cite.hold(given.spec, given.snapshots, None)
    context, changes = EditionContext(1, "0" * 64), None
    if case in BEFORE:
        before = read.spec((HERE / case / "before.yaml").read_bytes(), "before.yaml").spec
        context = EditionContext(2, "0" * 64, 1)
        changes = diff.changes(comparing.content_of(before, 1), comparing.content_of(given.spec, 2))
    document = compose.compose(given.spec, evidence, context, words_of(given.spec), given.pictures, changes)
    golden(case, "document.txt", "".join(outline(block) for block in document.blocks))


@pytest.mark.parametrize("case", sorted(set(CASES) - BROKEN))
def test_text_and_tags_are_as_expected(case, golden, tmp_path):
    tools.require("pdfinfo")
    if case in BEFORE:
        flow.build(world.real(), HERE / case / "before.yaml", Options(out=tmp_path))
    built = flow.build(world.real(), HERE / case / "spec.yaml", Options(out=tmp_path))
    assert built.edition.number == 1 + (case in BEFORE)
    key = built.edition.key[:8]  # changes with every theme and lock; the cases are about other things
    golden(case, "text.txt", tools.pdftotext(built.edition.pdf, "-raw").replace(key, "########"))
    golden(case, "tags.txt", tools.pdfinfo(built.edition.pdf, "-struct-text").replace(key, "########"))
