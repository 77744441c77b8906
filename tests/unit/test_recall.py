"""An unchanged brief is found without reading its spec; whatever changes, it is not taken for unchanged."""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import flow, recall, world
from pipeline.flow import Options
from pipeline.model.problem import DoesNotHold
from tests.support import repo

pytestmark = pytest.mark.alone

REAL = world.real()
SPEC = Path("specs/harbour.yaml")
BRIEF = [sys.executable, "-m", "pipeline.cli"]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> flow.Built:
    """The harbour, built once, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BRIEF_ARCHIVE", raising=False)
    shutil.copytree(repo.ROOT / "specs", tmp_path / "specs")
    return flow.build(REAL, SPEC, Options())


def found(options: Options = Options()) -> flow.Built | None:  # noqa: B008 (a frozen record)
    return recall.recalled(REAL, SPEC, options)


def test_an_unchanged_brief_is_recalled_with_its_warnings(built):
    again = found()
    assert again is not None
    assert (again.edition, again.new, again.evidence) == (built.edition, False, None)
    Path("out/.recall").rename("kept")
    full = flow.build(REAL, SPEC, Options())
    assert (full.edition, full.new) == (again.edition, False)
    assert full.problems == again.problems


def test_warnings_keep_their_places(built):
    SPEC.write_text(SPEC.read_text().replace("    accessed: 2025-04-28\n", "    accessed: 2025-05-28\n", 1))
    first = flow.build(REAL, SPEC, Options())
    assert [problem.code for problem in first.problems] == ["DATE012"]
    again = found()
    assert again is not None
    assert [(p.code, p.message, p.place, p.notes, p.hints) for p in again.problems] == [
        (p.code, p.message, p.place, p.notes, p.hints) for p in first.problems
    ]


def edit(path: str, old: str, new: str) -> Callable[[], object]:
    def change() -> None:
        text = Path(path).read_text()
        assert old in text
        Path(path).write_text(text.replace(old, new, 1))

    return change


CHANGES: dict[str, Callable[[], object]] = {
    "the spec": edit("specs/harbour.yaml", "New cranes", "New  cranes"),
    "a comment of the spec": edit("specs/harbour.yaml", "# A small brief", "# A brief"),
    "a source": edit("specs/harbour/gazette.txt", "cranes", "cranes "),
    "a source is gone": lambda: Path("specs/harbour/gazette.txt").unlink(),
    "a lock appears": lambda: Path("specs/harbour.lock").write_bytes(b"{}"),
    "a record of followed sources appears": lambda: Path("specs/harbour.follow").write_bytes(b"{}"),
    "the source is a folder": lambda: (
        Path("specs/harbour/gazette.txt").unlink(),
        Path("specs/harbour/gazette.txt").mkdir(),
    ),
    "the edition is gone": lambda: shutil.rmtree("out/harbour"),
    "a file of the edition": edit("out/harbour/1/evidence.json", "{", "{ "),
    "a file of the edition is gone": lambda: Path("out/harbour/1/harbour.pdf").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_it_is_not_taken_for_unchanged(built, change):
    assert found() is not None
    CHANGES[change]()
    assert found() is None


@pytest.mark.parametrize(
    "options",
    [
        Options(theme="plain"),
        Options(sets=("title=Other",)),
        Options(out=Path("elsewhere")),
        Options(archives=(Path("specs"),)),
        Options(slot="2025-01-01"),
        Options(again=True),
        Options(dry_run=True),
    ],
)
def test_other_options_are_another_question(built, options):
    assert found(options) is None


def test_another_version_of_brief_asks_anew(built, monkeypatch):
    monkeypatch.setattr(recall, "_tool", lambda: "another")
    assert found() is None


def test_a_file_that_appears_in_a_folder_that_was_searched(built):
    Path("texts").mkdir()
    Path("specs/harbour/gazette.txt").rename("texts/any.txt")
    options = Options(archives=(Path("texts"),))
    assert not flow.build(REAL, SPEC, options).new
    assert found(options) is not None
    Path("texts/more.txt").write_text("x")
    assert found(options) is None


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b"{}", b"[" * 99999, b"\xff", b'{"brief": 1, "key": 2, "notes": 3, "problems": []}'],
)
def test_damaged_notes_are_no_notes(built, damage):
    (notes,) = Path("out/.recall").glob("*/*")
    notes.write_bytes(damage)
    assert found() is None
    assert not flow.build(REAL, SPEC, Options()).new
    assert found() is not None


def test_a_question_that_nobody_asks_is_not_answered(built):
    (notes,) = Path("out/.recall").glob("*/*")
    told = json.loads(notes.read_bytes())
    told["notes"].append(["remove", "specs/harbour.yaml", 0, ""])
    notes.write_text(json.dumps(told))
    assert SPEC.exists()
    assert found() is not None  # it has the answer it gives to what it does not know, and does nothing
    assert SPEC.exists()


def test_the_watch_refuses_what_it_could_not_note():
    with pytest.raises(AttributeError, match="write_new"):
        recall.Watch(world.Disk()).write_new(Path("x"), b"")


def test_a_disk_that_refuses_the_notes_does_not_stop_a_build(built):
    class Refusing(world.Disk):
        def write_whole(self, path: Path, data: bytes) -> None:
            if ".recall" in path.parts:
                raise OSError(errno.ENOSPC, "No space left on device", str(path))
            super().write_whole(path, data)

    again = Options(again=True)
    assert flow.build(world.World(files=Refusing()), SPEC, again).edition.number == 2


def test_a_broken_ledger_is_told_on_this_way_too(built):
    Path("out/harbour/ledger.jsonl").write_bytes(Path("out/harbour/ledger.jsonl").read_bytes().replace(b"1", b"2"))
    with pytest.raises(DoesNotHold):
        found()


def cpu(*words: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(repo.ROOT)})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def test_an_unchanged_brief_takes_little_more_than_python_itself(built, capsys):
    subprocess.run(
        [*BRIEF, "build", str(SPEC)], check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(repo.ROOT)}
    )
    bare = min(cpu(sys.executable, "-c", "pass") for _ in range(5))
    spent = min(cpu(*BRIEF, "build", str(SPEC)) for _ in range(5))
    with capsys.disabled():
        sys.stdout.write(f"\nunchanged brief, CPU: {spent:.3f} s (goal 0.15); Python alone {bare:.3f} s\n")
    assert spent < max(0.15, 8 * bare)


def test_an_unchanged_brief_imports_nothing_that_would_make_one(built):
    code = "import sys; from pipeline.cli.app import run; run(['build', 'specs/harbour.yaml']); print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(repo.ROOT)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert "nothing has changed since edition 1" in done.stdout
    modules = set(done.stdout.split())
    assert "pipeline.recall" in modules
    assert not modules & {
        "pydantic",
        "yaml",
        "reportlab",
        "uharfbuzz",
        "pipeline.read",
        "pipeline.cite",
        "pipeline.layout",
    }


def test_notes_of_past_days_and_of_builds_that_died_are_swept(tmp_path):
    (tmp_path / "specs").mkdir()
    spec = tmp_path / "specs/daily.yaml"
    text = (repo.ROOT / "specs/harbour.yaml").read_text()
    spec.write_text(re.sub(r"^as_of: .*$", "as_of: slot", text, flags=re.MULTILINE))
    spec.with_suffix(".lock").write_bytes((repo.ROOT / "specs/harbour.lock").read_bytes())
    for day in range(1, 9):
        slot = Options(out=tmp_path / "out", slot=f"2026-05-0{day}")
        assert flow.build(world.real(), spec, slot).new
        assert not flow.build(world.real(), spec, slot).new
        (notes,) = (tmp_path / "out/.recall").iterdir()
        (notes / ".begun.json.99.new").write_text("{")
    names = sorted(path.name[:10] for path in notes.iterdir() if path.name[0] != ".")
    assert names == ["2026-05-06", "2026-05-07", "2026-05-08"]
    assert flow.build(world.real(), spec, Options(out=tmp_path / "out", slot="2026-05-09")).new
    assert not list(notes.glob(".*"))
