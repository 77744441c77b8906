from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline import archive
from pipeline.model.article import Source
from pipeline.model.problem import Where
from pipeline.world import real
from tests.support import faults

ONE, TWO = b"The first source.", b"The second source."


class Wanted(NamedTuple):
    sha256: str
    file: str = ""


def wanted(data: bytes, file: str = "") -> Wanted:
    return Wanted(hashlib.sha256(data).hexdigest(), file)


def collect(sources: dict[str, Wanted], *folders: Path) -> archive.Found:
    return archive.collect(real(), sources, folders)


def test_a_source_of_a_spec_can_be_wanted(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(ONE)
    source = Source(title="T", descriptor="D", sha256=hashlib.sha256(ONE).hexdigest())
    assert archive.collect(real(), {"one": source}, [tmp_path]).data == {"one": ONE}


def test_the_hint_is_tried_first_and_nothing_else_is_read(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/one.txt").write_bytes(ONE)
    os.mkfifo(tmp_path / "pipe")
    with faults.planted(0, 0) as plan:
        found = collect({"one": wanted(ONE, "deep/one.txt")}, tmp_path / "deep/..", tmp_path)
    assert found.data == {"one": ONE}
    assert found.paths == {"one": tmp_path / "deep/../deep/one.txt"}
    assert (found.problems, found.missing) == ((), {})
    assert plan.calls == []


def test_the_hash_finds_a_file_under_any_name(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/renamed").write_bytes(ONE)
    (tmp_path / "one.txt").write_bytes(TWO)
    found = collect({"one": wanted(ONE, "one.txt"), "two": wanted(TWO)}, tmp_path)
    assert found.data == {"one": ONE, "two": TWO}
    assert found.paths == {"one": tmp_path / "a/b/renamed", "two": tmp_path / "one.txt"}
    assert not found.problems


def test_two_sources_may_be_one_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(ONE)
    assert set(collect({"one": wanted(ONE), "same": wanted(ONE, "a")}, tmp_path).data) == {"one", "same"}


def test_some_found_and_some_missing(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b/two").write_bytes(TWO)
    found = collect({"one": wanted(ONE, "one.txt"), "two": wanted(TWO)}, tmp_path / "a", tmp_path / "b")
    assert found.data == {"two": TWO}
    assert found.problems == ()
    assert set(found.missing) == {"one"}
    problem = found.missing["one"]
    assert problem.code == "SRC001"
    assert problem.message == f"no file with sha256 {hashlib.sha256(ONE).hexdigest()[:12]}… for source one"
    assert problem.notes == (f"looked in {tmp_path / 'a'}", f"looked in {tmp_path / 'b'}")
    assert problem.hints == ("name the folder that holds the article with --archive or in BRIEF_ARCHIVE",)
    assert problem.where == Where(("sources", "one", "sha256"))


def test_without_folders_everything_is_missing() -> None:
    found = collect({"one": wanted(ONE)})
    assert found.missing["one"].notes == ("no archive folder could be searched",)
    assert found.problems == ()


def test_a_changed_source_is_told_with_both_hashes(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(b"The first source, altered.")
    found = collect({"one": wanted(ONE, "one.txt")}, tmp_path)
    (problem,) = found.problems
    old, new = (hashlib.sha256(data).hexdigest()[:12] for data in (ONE, b"The first source, altered."))
    assert problem.code == "SRC002"
    assert problem.message == f"source one has changed: {tmp_path / 'one.txt'} has sha256 {new}…, the spec {old}…"
    assert problem.hints == (
        "if the new text is meant, write its SHA-256 here and run `brief lock`; else restore the file",
    )
    assert problem.where == Where(("sources", "one", "sha256"))
    assert found.missing == {}
    assert found.data == {}


def test_a_folder_that_is_not_there_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(ONE)
    (tmp_path / "one").write_bytes(ONE)
    found = collect({"one": wanted(ONE)}, tmp_path / "none", tmp_path / "file", tmp_path)
    assert found.data == {"one": ONE}
    assert [(problem.code, problem.message) for problem in found.problems] == [
        ("SRC003", f"the archive folder {tmp_path / 'none'} can't be read: No such file or directory"),
        ("SRC003", f"the archive folder {tmp_path / 'file'} can't be read: Not a directory"),
    ]
    assert found.problems[0].where is None


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "one.txt").open("wb") as file:
        file.truncate(50 * 2**20)
    found = collect({"one": wanted(ONE, "one.txt")}, tmp_path)
    (problem,) = found.problems
    assert problem.code == "SRC004"
    assert problem.message == (
        f"the file of source one can't be read: {tmp_path / 'one.txt'}: 50.0 MiB; at most 16.0 MiB are read"
    )
    assert problem.hints == ("save the article's text alone, and use that file's SHA-256",)
    assert problem.where == Where(("sources", "one", "file"))


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "one.txt")
    found = collect({"one": wanted(ONE, "one.txt")}, tmp_path)
    (problem,) = found.problems
    assert problem.code == "SRC012"
    assert problem.message == f"the file of source one can't be read: {tmp_path / 'one.txt'}: not a regular file"
    (tmp_path / "other").write_bytes(ONE)
    assert collect({"one": wanted(ONE, "one.txt")}, tmp_path).data == {"one": ONE}


@pytest.mark.parametrize("hint", ["../secret", "/etc/passwd", "a/../../secret", "a\0b", ".", "x" * 300])
def test_a_hint_never_leads_out_of_the_archive(tmp_path: Path, hint: str) -> None:
    (tmp_path / "secret").write_bytes(ONE)
    (tmp_path / "archive/a").mkdir(parents=True)
    found = collect({"one": wanted(ONE, hint)}, tmp_path / "archive")
    assert set(found.missing) == {"one"}


def test_links_pipes_and_large_files_are_passed_by(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/one").write_bytes(ONE)
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a").symlink_to(tmp_path / "outside")
    (tmp_path / "in/b").symlink_to(tmp_path / "outside/one")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in/c")
    with (tmp_path / "in/d").open("wb") as file:
        file.truncate(2**40)
    (tmp_path / "in/z").write_bytes(TWO)
    found = collect({"one": wanted(ONE), "two": wanted(TWO)}, tmp_path / "in")
    assert found.data == {"two": TWO}
    assert set(found.missing) == {"one"}


def test_a_search_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.archive.store._MOST_ENTRIES", 5)
    for number in range(10):
        (tmp_path / f"{number}").write_bytes(b"x")
    found = collect({"one": wanted(ONE)}, tmp_path)
    assert f"not all of {tmp_path} was tried: it holds more than 5 names" in found.missing["one"].notes
