"""`brief editions`: what was published, and whether it is still as it was."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from pipeline.cli.app import run
from tests.support import publishing, repo


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three editions of the harbour, in the folder `out`."""
    monkeypatch.chdir(tmp_path)
    for inputs in ("a", "b", "c"):
        publishing.make(Path("out"), inputs)
    return tmp_path / "out"


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert run(["editions", *words]) == 0
    return capsys.readouterr().out.splitlines()


def test_a_brief_is_named_by_its_spec_its_name_or_its_folder(out, capsys):
    shutil.copy(repo.ROOT / "specs/harbour.yaml", "mine.yaml")
    by_spec = listed(capsys, "mine.yaml")
    assert by_spec == listed(capsys, "harbour") == listed(capsys, "out/harbour") == listed(capsys, "out")
    assert [line.split()[:3] for line in by_spec] == [
        ["edition", "as", "of"],
        *([str(n), "2031-04-05", "4"] for n in (1, 2, 3)),
    ]
    assert by_spec[1].endswith("7 claims: 7 held")


def test_a_spec_with_mistakes_has_editions_too(out, capsys):
    Path("mine.yaml").write_text("brief: 1\nid: harbour\ncolour: red\n")
    assert len(listed(capsys, "mine.yaml")) == 4


def test_the_newest_alone(out, capsys):
    assert [line.split()[0] for line in listed(capsys, "harbour", "--last", "2")] == ["edition", "2", "3"]


def test_files_are_held_against_the_ledger(out, capsys):
    assert listed(capsys, "harbour", "--verify")[-1] == "3 of 3 whole"
    (out / "harbour/1/harbour.pdf").write_bytes(b"%PDF-")
    (out / "harbour/2/evidence.json").unlink()
    assert run(["editions", "harbour", "--verify"]) == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[1].endswith("harbour.pdf changed")
    assert told.out.splitlines()[2].endswith("evidence.json missing")
    assert told.out.splitlines()[-1] == "1 of 3 whole"
    assert told.err.count("error[PUB006]") == 2
    assert run(["editions", "harbour"]) == 0  # nobody asked


def test_as_json(out, capsys):
    told = json.loads("\n".join(listed(capsys, "harbour", "--verify", "--format", "json")))
    assert (told["version"], told["brief"], told["ledger"]) == (1, "harbour", "out/harbour/ledger.jsonl")
    assert [each["edition"] for each in told["editions"]] == [1, 2, 3]
    first = told["editions"][0]
    assert first["pdf"] == "out/harbour/1/harbour.pdf"
    assert (first["as_of"], first["pages"], first["state"]) == ("2031-04-05", 4, "whole")
    assert set(first["files"]) == {"harbour.pdf", "evidence.json", "manifest.json"}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["nothing"], 2, "error[VERIFY003] there is no ledger at out/nothing"),
        (["absent.yaml"], 2, "error[READ001] absent.yaml can't be read"),
        (["harbour", "--last", "0"], 2, "0 is not in the range"),
        ([], 2, "Missing argument 'SPEC|NAME|DIR'"),
    ],
)
def test_what_cannot_be_listed_is_told(out, capsys, words, code, told):
    assert run(["editions", *words]) == code
    assert told in capsys.readouterr().err


def test_several_briefs_are_told_apart(out, capsys):
    shutil.copytree(out / "harbour", out / "pier")
    assert run(["editions", "out"]) == 2
    assert "name one of: harbour, pier" in capsys.readouterr().err


def test_a_ledger_that_was_tampered_with_is_told(out, capsys):
    ledger = out / "harbour/ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(lines[0] + lines[2])
    assert run(["editions", "harbour"]) == 1
    assert "error[PUB004]" in capsys.readouterr().err


def test_a_ledger_without_editions(out, capsys):
    (out / "harbour/ledger.jsonl").write_bytes(b"")
    assert listed(capsys, "harbour") == ["out/harbour/ledger.jsonl: no edition yet"]


def test_ten_years_of_editions_are_listed_at_once(out, capsys):
    from pipeline.publish.ledger import hashed, line, readable

    previous, lines = "", []
    for number in range(1, 3651):
        files = {"harbour.pdf": {"bytes": 9, "sha256": "0" * 64}}
        told = publishing.manifest() | {"brief": "harbour", "edition": number, "key": "0" * 64, "files": files}
        lines.append(line(readable(told | {"previous": {"edition": number - 1, "line": previous}})))
        previous = hashed(lines[-1])
    (out / "harbour/ledger.jsonl").write_bytes(b"".join(lines))
    started = time.process_time()
    assert len(listed(capsys, "harbour")) == 3651
    assert time.process_time() - started < 2
