"""The way through the house: what each command gives, and what stops it. Real rooms, real files."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from pipeline import flow, fonts, read, world
from pipeline.material import STDIN, Options
from pipeline.model.problem import BriefError, DoesNotHold, Exit, OutsideFailed, Severity, UnusableInput
from tests.support import repo

CASES = repo.ROOT / "tests/cases"
REAL = fonts.path_of
WORLD = world.real()


@pytest.fixture
def brief(tmp_path) -> Path:
    """A spec with its source beside it, in a folder of its own."""
    shutil.copytree(CASES / "narrative", tmp_path / "desk")
    shutil.rmtree(tmp_path / "desk/expected")
    return tmp_path / "desk/spec.yaml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def stopped(kind: type[BriefError], run, *arguments) -> list[str]:
    """The codes of the problems that stop a run; all of them have a place."""
    with pytest.raises(kind) as caught:
        run(WORLD, *arguments)
    assert all(problem.place for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def bytes_of(folder: Path) -> dict[str, str]:
    """Every file below a folder, by hash."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink()]
    assert files
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_build_publishes_once_and_again_only_when_told(brief, tmp_path):
    options = Options(out=tmp_path / "out")
    first = flow.build(WORLD, brief, options)
    assert (first.new, first.edition.number) == (True, 1)
    assert first.edition.pdf.read_bytes().startswith(b"%PDF-1.7")
    assert (tmp_path / "out/narrative/latest").resolve() == first.edition.folder.resolve()
    before = bytes_of(tmp_path / "out")
    same = flow.build(WORLD, brief, options)
    assert (same.new, same.edition) == (False, first.edition)
    assert bytes_of(tmp_path / "out") == before
    again = flow.build(WORLD, brief, Options(out=tmp_path / "out", again=True))
    assert (again.new, again.edition.number, again.edition.key) == (True, 2, first.edition.key)


def test_a_dry_run_says_what_it_would_make_and_writes_nothing(brief, tmp_path):
    built = flow.build(WORLD, brief, Options(out=tmp_path / "out", dry_run=True))
    assert (built.new, built.edition.number, built.edition.pages > 0) == (True, 1, True)
    assert not (tmp_path / "out").exists()


def test_a_brief_that_does_not_hold_up_leaves_the_last_edition_as_it_was(brief, tmp_path):
    options = Options(out=tmp_path / "out")
    flow.build(WORLD, brief, options)
    before = bytes_of(tmp_path / "out")
    change(brief, "6 million euros", "7 million euros")
    assert stopped(DoesNotHold, flow.build, brief, options) == ["CITE002"]
    assert bytes_of(tmp_path / "out") == before


def test_a_character_without_a_glyph_is_named_at_every_place(brief, tmp_path):
    change(brief, "How the pier came", "How the ⛄ pier came")
    change(brief, "opened it,", "opened it ⛄,")
    with pytest.raises(UnusableInput) as caught:
        flow.build(WORLD, brief, Options(out=tmp_path / "out"))
    assert {problem.code for problem in caught.value.problems} == {"FONT001"}
    assert "U+26C4 SNOWMAN WITHOUT SNOW" in caught.value.problems[0].message
    places = {(problem.place.line, problem.place.column) for problem in caught.value.problems}
    lines = brief.read_text(encoding="utf-8").splitlines()
    assert {lines[line - 1][column - 1] for line, column in places} == {"⛄"}
    assert len(places) == sum("⛄" in line for line in lines)
    assert not (tmp_path / "out").exists()


def test_text_from_right_to_left_is_refused_where_it_stands(brief, tmp_path):
    change(brief, "opened it,", "opened \u05e0\u05de\u05dc it,")
    with pytest.raises(UnusableInput) as caught:
        flow.build(WORLD, brief, Options(out=tmp_path / "out"))
    (problem,) = caught.value.problems
    lines = brief.read_text(encoding="utf-8").splitlines()
    assert lines[problem.place.line - 1][problem.place.column - 1] == "\u05e0"
    assert (problem.code, problem.message) == (
        "FONT004",
        "U+05E0 HEBREW LETTER NUN runs from right to left, which can't be set yet",
    )
    assert problem.hints[0] == "write it in Latin letters"


def test_fonts_of_an_extra_that_is_not_installed_are_asked_for_once(brief, tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "path_of", lambda file: None if file.extra else REAL(file))
    change(brief, "opened it,", "opened \u65e5\u672c it,")
    with pytest.raises(UnusableInput) as caught:
        flow.build(WORLD, brief, Options(out=tmp_path / "out"))
    (problem,) = caught.value.problems
    assert problem.code == "FONT001"
    assert problem.message == "no font of the theme has the character U+65E5 CJK UNIFIED IDEOGRAPH-65E5"
    assert problem.hints == ("pip install 'briefwright[cjk]'",)


def test_a_theme_that_is_not_there_stops_the_build(brief, tmp_path):
    assert stopped(UnusableInput, flow.build, brief, Options(out=tmp_path, theme="nix")) == ["THEME001"]


def test_a_theme_whose_shape_names_no_face_is_refused():
    from pipeline import assets

    text = assets.read_text("themes/desk.yaml").replace("cell: {face: sans,", "cell: {face: nix,")
    with pytest.raises(UnusableInput) as caught:
        read.theme(text.encode(), "desk.yaml")
    assert [problem.code for problem in caught.value.problems] == ["FONT003"]


def test_without_texts_the_lock_stands_in_and_without_a_lock_nothing_does(brief, tmp_path):
    assert flow.lock(WORLD, brief, Options()).changed
    (brief.parent / "messenger.txt").rename(tmp_path / "elsewhere.txt")
    assert "held against the lock" in flow.check(WORLD, brief, Options()).line
    found = flow.check(WORLD, brief, Options(archives=(tmp_path,)))
    assert "held against the text" in found.line
    brief.with_suffix(".lock").unlink()
    assert stopped(UnusableInput, flow.check, brief, Options()) == ["FLOW001", "SRC001"]
    assert stopped(UnusableInput, flow.lock, brief, Options()) == ["FLOW001", "SRC001"]


def test_a_source_that_is_in_no_lock_is_placed_in_the_spec(brief, tmp_path):
    flow.lock(WORLD, brief, Options())
    (brief.parent / "messenger.txt").rename(tmp_path / "elsewhere.txt")
    change(brief.with_suffix(".lock"), '"messenger": {', '"courier": {')
    for run in (flow.check, flow.build):
        with pytest.raises(UnusableInput) as caught:
            run(WORLD, brief, Options(out=tmp_path / "out"))
        (problem,) = [problem for problem in caught.value.problems if problem.code == "LOCK001"]
        assert problem.place.text == "  messenger:"
        assert (problem.place.file, problem.place.column) == (str(brief), 3)


@pytest.mark.parametrize("damage", ["{", '{"format": "briefwright-lock/9"}', ""])
def test_a_damaged_lock_is_written_anew_where_that_is_accepted(brief, damage):
    path = brief.with_suffix(".lock")
    flow.lock(WORLD, brief, Options())
    whole = path.read_bytes()
    path.write_text(damage, encoding="utf-8")
    with pytest.raises(UnusableInput) as caught:
        flow.lock(WORLD, brief, Options())
    (problem,) = caught.value.problems
    assert (problem.code, problem.hints) == (
        "LOCK005",
        ("restore it, or write it anew from the texts: brief lock --accept",),
    )
    assert path.read_text(encoding="utf-8") == damage
    locked = flow.lock(WORLD, brief, Options(accept=True))
    assert locked.changed == ("the lock is new",)
    (told,) = [problem for problem in locked.problems if problem.code == "LOCK005"]
    assert told.severity is Severity.WARNING
    assert told.place.file == str(path)
    assert path.read_bytes() == whole


def test_a_lock_edited_by_hand_is_an_error_beside_the_text_and_mended_from_it(brief):
    path = brief.with_suffix(".lock")
    flow.lock(WORLD, brief, Options())
    whole = path.read_bytes()
    edited = whole.replace(b'"6 million euros", "value": "6000000"', b'"7 million euros", "value": "7000000"')
    assert edited != whole
    path.write_bytes(edited)
    codes = [problem.code for problem in flow.check(WORLD, brief, Options()).problems]
    assert set(codes) == {"LOCK009"}
    assert any("did not say what the text says" in each for each in flow.lock(WORLD, brief, Options()).changed)
    assert path.read_bytes() == whole


def test_a_lock_that_is_up_to_date_is_left_alone(brief):
    assert flow.lock(WORLD, brief, Options()).changed
    written = brief.with_suffix(".lock").stat().st_mtime_ns
    assert not flow.lock(WORLD, brief, Options()).changed
    assert brief.with_suffix(".lock").stat().st_mtime_ns == written


def test_a_lock_that_cannot_be_written_is_the_outside_s_fault(brief):
    brief.with_suffix(".lock").mkdir()
    with pytest.raises(BriefError) as caught:
        flow.lock(WORLD, brief, Options())
    assert caught.value.exit_code in {Exit.OUTSIDE_FAILED, Exit.UNUSABLE_INPUT}

    class Refusing(type(WORLD.files)):
        def write_whole(self, path: Path, data: bytes) -> None:  # noqa: ARG002
            raise PermissionError(13, "Permission denied", str(path))

    brief.with_suffix(".lock").rmdir()
    with pytest.raises(OutsideFailed) as refused:
        flow.lock(world.World(files=Refusing()), brief, Options())
    assert [problem.code for problem in refused.value.problems] == ["WORLD001"]
    assert not brief.with_suffix(".lock").exists()


def test_a_changed_source_is_an_error_with_both_hashes(brief):
    with (brief.parent / "messenger.txt").open("a", encoding="utf-8") as source:
        source.write("\nOne more line.\n")
    assert stopped(UnusableInput, flow.check, brief, Options()) == ["SRC002"]


def test_a_spec_that_is_not_there_is_named(tmp_path):
    assert stopped(UnusableInput, flow.check, tmp_path / "nix.yaml", Options()) == ["READ001"]


def test_standard_input_has_neither_lock_nor_neighbours(brief):
    data = brief.read_bytes()
    piped = world.World(files=WORLD.files, stdin=lambda _limit: data)
    with pytest.raises(UnusableInput) as caught:
        flow.check(piped, STDIN, Options())
    assert {problem.code for problem in caught.value.problems} == {"SRC001", "FLOW001"}
    assert {problem.place.file for problem in caught.value.problems if problem.place} == {"<stdin>"}
    assert "held against the text" in flow.check(piped, STDIN, Options(archives=(brief.parent,))).line


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_an_output_folder_that_cannot_be_written_is_the_outside_s_fault(brief, tmp_path, out):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(OutsideFailed) as caught:
        flow.build(WORLD, brief, Options(out=tmp_path / out))
    assert [problem.code for problem in caught.value.problems] == ["PUB001"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "in the way"


def test_a_value_may_be_set_for_one_build(brief, tmp_path):
    options = Options(out=tmp_path / "out", sets=("title=Another title", "marking=TLP:AMBER"))
    built = flow.build(WORLD, brief, options)
    assert built.new
    from pypdf import PdfReader

    reader = PdfReader(built.edition.pdf)
    assert reader.metadata.title == "Another title"
    assert "TLP:AMBER" in reader.pages[0].extract_text()
