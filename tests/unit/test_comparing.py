"""What an edition tells of its changes, and what two briefs are compared by. Real rooms, real files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline import comparing, flow, read, world
from pipeline.model.edition import EditionContext
from pipeline.model.options import Options
from pipeline.model.problem import DoesNotHold, Problem, UnusableInput
from tests.support import repo, tools
from tests.unit.cli import examples

CASE = repo.ROOT / "tests/cases/changes"
WORLD = world.real()


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    """A spec whose first edition is published from what was before it."""
    shutil.copytree(CASE, tmp_path / "desk", ignore=shutil.ignore_patterns("expected"))
    flow.build(WORLD, tmp_path / "desk/before.yaml", Options(out=tmp_path / "out"))
    return tmp_path / "desk/spec.yaml"


def options(brief: Path, **more: object) -> Options:
    return Options(out=brief.parent.parent / "out", **more)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(built: flow.Built) -> str:
    """What stands in the section on changes; empty if there is none."""
    text = tools.pdftotext(built.edition.pdf, "-raw")
    contents, _, rest = text.partition("Bottom line\nSelmouth")
    return rest.partition("Changes since edition")[2].partition("Key judgements\n")[0] if contents else ""


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems if problem.code.startswith(("JUDGE", "PUB"))]


def test_a_first_edition_tells_of_no_changes(tmp_path):
    first = flow.build(WORLD, CASE / "before.yaml", Options(out=tmp_path))
    assert "Changes since" not in tools.pdftotext(first.edition.pdf, "-raw")
    assert (tmp_path / "changes/1/changes.yaml").read_bytes().startswith(b"brief: ")


def test_the_second_edition_tells_what_changed(brief):
    built = flow.build(WORLD, brief, options(brief))
    text = told(built)
    assert text.startswith(" 1, as of 31 January 2030\n")
    assert "from likely to very likely" in text
    assert "Why: Winter has passed" in text
    assert text.index("very likely") < text.index("Marking: from TLP:GREEN to TLP:AMBER") < text.index("Removed:")
    assert codes(built.problems) == ["JUDGE005"]


def test_what_an_edition_keeps_is_what_its_pdf_carries(brief):
    built = flow.build(WORLD, brief, options(brief))
    from pypdf import PdfReader

    attached = PdfReader(built.edition.pdf).attachments
    assert (built.edition.folder / "changes.yaml").read_bytes() == attached["changes.yaml"][0]
    before = built.edition.folder.parent / "1/changes.yaml"
    assert before.read_bytes() == attached["changes.previous.yaml"][0]


def test_what_changed_can_be_told_again_from_the_pdf_alone(brief):
    from pypdf import PdfReader

    attached = PdfReader(flow.build(WORLD, brief, options(brief)).edition.pdf).attachments
    now, before = attached["changes.yaml"][0], attached["changes.previous.yaml"][0]
    found = comparing.changes_since(before, 1, read.spec(now, "changes.yaml").spec, now)
    there = flow.diff(WORLD, "changes@1", "changes@2", options(brief))
    assert found.changes == there.changes.changes
    assert len(found.changes) > 8


def test_the_same_spec_is_found_by_its_key(brief):
    made = flow.build(WORLD, brief, options(brief))
    same = flow.build(WORLD, brief, options(brief))
    assert (same.new, same.edition.number) == (False, made.edition.number)


def test_an_edition_made_again_says_that_nothing_has_changed(brief):
    flow.build(WORLD, brief, options(brief))
    again = flow.build(WORLD, brief, options(brief, again=True))
    assert (again.new, again.edition.number) == (True, 3)
    assert "Nothing that this brief says has changed." in told(again)
    assert codes(again.problems) == ["JUDGE006"]  # the reason was printed in edition 2


def test_the_same_ledger_and_spec_give_the_same_bytes(brief, tmp_path):
    flow.build(WORLD, CASE / "before.yaml", Options(out=tmp_path / "other"))
    there = flow.build(WORLD, brief, options(brief))
    here = flow.build(WORLD, brief, Options(out=tmp_path / "other"))
    assert there.edition.pdf.read_bytes() == here.edition.pdf.read_bytes()


def test_a_spec_can_leave_it_out(brief):
    change(brief, "as_of: 2030-03-31", "as_of: 2030-03-31\nchanges: false")
    built = flow.build(WORLD, brief, options(brief))
    assert built.edition.number == 2
    assert told(built) == ""
    assert codes(built.problems) == []


@pytest.mark.parametrize("damage", ["missing", "altered", "never there"])
def test_a_predecessor_that_cannot_be_read_is_told_and_the_edition_made(brief, damage, monkeypatch):
    kept = options(brief).out / "changes/1/changes.yaml"
    if damage == "missing":
        kept.unlink()
    elif damage == "altered":
        change(kept, "Messenger", "Herald")
    else:  # an edition of an older version of brief, with its own ledger
        shutil.rmtree(options(brief).out)
        with monkeypatch.context() as older:
            older.setattr(flow, "kept_as", lambda _: "notes.yaml")
            flow.build(WORLD, brief.with_name("before.yaml"), options(brief))
    built = flow.build(WORLD, brief, options(brief))
    assert told(built) == ""
    (problem,) = [problem for problem in built.problems if problem.code == "PUB008"]
    says = {"missing": "is missing", "altered": "has changed", "never there": "kept no changes.yaml"}
    assert says[damage] in problem.message


def test_a_predecessor_of_another_format_is_told(brief):
    spec = read.spec(brief.read_bytes(), "spec.yaml").spec
    told = comparing.since(lambda _: b"brief: 7\n", spec, b"", EditionContext(2, "0" * 64, 1), {})
    assert (told.changes, told.previous) == (None, b"")
    (problem,) = told.problems
    assert problem.code == "PUB008"
    assert "does not read its spec" in problem.message


def test_an_unexplained_change_stops_a_brief_that_asks_for_it(brief):
    change(brief, "as_of: 2030-03-31", "as_of: 2030-03-31\nseverity: {JUDGE005: error}")
    with pytest.raises(DoesNotHold) as caught:
        flow.build(WORLD, brief, options(brief))
    (problem,) = [problem for problem in caught.value.problems if problem.severity == "error"]
    assert problem.code == "JUDGE005"
    assert brief.read_text(encoding="utf-8").splitlines()[problem.place.line - 1] == "        confidence: moderate"
    assert not (options(brief).out / "changes/2").exists()


def test_links_of_the_list_lead_to_places_with_bars(brief):
    from pypdf import PdfReader

    built = flow.build(WORLD, brief, options(brief))
    reader = PdfReader(built.edition.pdf)
    dests = reader.named_destinations
    targets = {str(name) for name in dests if "change-" in str(name)}
    assert len(targets) >= 6


def test_many_changes_are_counted(brief, tmp_path):
    events = "".join(
        f'        - {{date: 2029-05-04, text: "The pier opens, part {word}.", cite: ["messenger:opening"]}}\n'
        for word in ("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n")
    )
    change(brief, "      events:\n", "      events:\n" + events)
    text = told(flow.build(WORLD, brief, options(brief)))
    assert "Timeline (p. " in text
    assert "15 new, 1 altered." in text
    assert "The landing stage is finished" not in text
    assert "from likely to very likely" in text  # judgements are told in full all the same


# ── the two sides of a comparison ───────────────────────────────────────────────────────────────────────────────────


def test_a_spec_an_edition_by_number_and_a_copied_folder_are_one(brief, tmp_path):
    out = options(brief).out
    shutil.copytree(out / "changes/1", tmp_path / "kept")
    before = str(brief.with_name("before.yaml"))
    for name in ("changes@1", "changes@latest", str(out / "changes/1"), str(tmp_path / "kept")):
        compared = flow.diff(WORLD, name, before, options(brief))
        assert compared.changes.changes == (), name
        assert compared.changes.before.edition == 1


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("changes@7", "there is no edition 7 of changes there"),
        ("nothing@latest", "there is no edition of nothing there"),
    ],
)
def test_an_edition_that_is_not_there(brief, name, says):
    with pytest.raises(UnusableInput) as caught:
        flow.diff(WORLD, name, str(brief), options(brief))
    (problem,) = caught.value.problems
    assert problem.code == "DIFF001"
    assert says in problem.message


def test_a_spec_with_a_slot_and_followed_sources_is_read_as_a_build_reads_it(brief):
    change(brief, "as_of: 2030-03-31", "as_of: slot")
    compared = flow.diff(WORLD, str(brief.with_name("before.yaml")), str(brief), Options(slot="2030-04-30"))
    assert compared.changes.after.as_of.isoformat() == "2030-04-30"


def test_a_pdf_is_compared_by_what_it_carries(brief, tmp_path):
    pdf = tmp_path / "Sent by mail.PDF"
    shutil.copy(options(brief).out / "changes/1/changes.pdf", pdf)
    there = flow.diff(WORLD, str(pdf), str(brief), Options())
    here = flow.diff(WORLD, "changes@1", str(brief), options(brief))
    assert there.changes.before.edition == 1
    assert there.changes.changes == here.changes.changes != ()


@pytest.mark.parametrize("kind", ["of another maker", "without its spec"])
def test_a_pdf_that_carries_no_brief(brief, tmp_path, kind):
    from pypdf import PdfReader, PdfWriter

    other = PdfWriter()
    if kind == "without its spec":
        for page in PdfReader(options(brief).out / "changes/1/changes.pdf").pages:
            other.add_page(page)
    else:
        other.add_blank_page(200, 200)
    other.write(tmp_path / "other.pdf")
    with pytest.raises(UnusableInput) as caught:
        flow.diff(WORLD, str(tmp_path / "other.pdf"), str(brief), Options())
    (problem,) = caught.value.problems
    assert problem.code == "DIFF001"
    assert "it is no brief" in problem.message


def test_what_is_called_a_pdf_and_is_none(brief, tmp_path):
    (tmp_path / "none.pdf").write_bytes(b"no PDF at all")
    with pytest.raises(UnusableInput) as caught:
        flow.diff(WORLD, str(tmp_path / "none.pdf"), str(brief), Options())
    assert len(caught.value.problems) == 1
    with pytest.raises(UnusableInput) as caught:
        flow.diff(WORLD, str(tmp_path / "nothing.pdf"), str(brief), Options())
    assert [problem.code for problem in caught.value.problems] == ["READ001"]


def test_a_folder_without_a_manifest_that_can_be_read(brief):
    folder = options(brief).out / "changes/1"
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnusableInput) as caught:
        flow.diff(WORLD, str(folder), str(brief), options(brief))
    assert [problem.code for problem in caught.value.problems] == ["DIFF001"]


@pytest.mark.parametrize("name", ["changes.yaml", "manifest.json"])
def test_an_edition_that_was_altered_is_refused(brief, name):
    folder = options(brief).out / "changes/1"
    change(
        folder / name,
        "2030-01-31" if name == "changes.yaml" else '"pages": ',
        "2030-01-30" if name == "changes.yaml" else '"pages": 1',
    )
    with pytest.raises(DoesNotHold) as caught:
        flow.diff(WORLD, "changes@1", str(brief), options(brief))
    assert [problem.code for problem in caught.value.problems] == ["PUB006"]


def test_what_is_wrong_with_both_specs_is_told_at_once(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.yaml").write_text(f"brief: 1\nid: {name}\n", encoding="utf-8")
    with pytest.raises(UnusableInput) as caught:
        flow.diff(WORLD, str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"), Options())
    assert {problem.place.file for problem in caught.value.problems} == {
        str(tmp_path / "a.yaml"),
        str(tmp_path / "b.yaml"),
    }


# ── the pages of the problems ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("code", "edition", "was"), [("JUDGE005", 1, "likely"), ("JUDGE006", 2, "very likely")])
def test_the_pages_show_what_is_said(code, edition, was):
    import io

    from pipeline import diff
    from pipeline.cli.human import lines
    from pipeline.cli.screen import Stream

    (piece,) = examples.blocks(code, "yaml")
    now, before = examples.spec_of(piece), examples.spec_of(piece.replace("very likely", was))
    changes = diff.changes(comparing.content_of(before.spec, edition), comparing.content_of(now.spec))
    (problem,) = diff.explained(changes)
    said = "\n".join(lines(now.place(problem), examples.FILE, Stream(io.StringIO()))) + "\n"
    assert said == examples.message(code)


def test_an_edition_that_tells_of_changes_is_made_again_from_its_pdf(brief):
    """The spec of the edition before travels in it: whoever verifies it needs no ledger for that."""
    from pipeline.cli.app import run

    built = flow.build(WORLD, brief, options(brief))
    assert run(["verify", str(built.edition.pdf)]) == 0
