"""`brief verify` on the command line: what it prints, for people and for programs, and how it ends."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from pipeline import flow, world
from pipeline.cli.app import run
from pipeline.model.verification import CHECKS
from tests.support import repo
from tests.unit.readback.hostile import HOSTILE
from tests.unit.verify import tampering as by

SCHEMA = json.loads((repo.ROOT / "assets/verify.schema.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """The folder of a published brief."""
    out = tmp_path_factory.mktemp("cli")
    flow.build(world.real(), repo.ROOT / "tests/cases/narrative/spec.yaml", flow.Options(out=out))
    return out / "narrative"


@pytest.fixture
def pdf(published) -> Path:
    return published / "1/narrative.pdf"


def told(capsys, *arguments: object) -> tuple[int, str, str]:
    code = run(["verify", *map(str, arguments)])
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    return code, out, err


def reported(capsys, *arguments: object) -> dict:
    """The report for programs, held against its schema."""
    code, out, err = told(capsys, *arguments, "--format", "json")
    report = json.loads(out)
    assert (report["exit"], err, out.isascii()) == (code, "", True)
    jsonschema.validate(report, SCHEMA)
    return report


def test_a_line_a_check_and_the_verdict(capsys, pdf):
    code, out, err = told(capsys, pdf)
    head, *checks, verdict = out.splitlines()
    assert (code, err) == (0, "")
    assert re.fullmatch(re.escape(f"{pdf}: narrative, edition 1, key ") + "[0-9a-f]{8}", head)
    assert [re.split(r"  +", line)[1] for line in checks] == list(CHECKS)
    assert {line.index(name) for line, name in zip(checks, CHECKS, strict=True)} == {13}
    assert verdict == "genuine: the ledger vouches for these bytes, and all that could be checked agrees"


def test_a_failed_check_tells_what_was_found(capsys, pdf, tmp_path):
    path = tmp_path / "changed.pdf"
    path.write_bytes(by.updated(by.info(Title="Old"))(pdf.read_bytes()))
    code, out, _ = told(capsys, path, "--ledger", pdf.parent.parent)
    assert code == 1
    assert "\nfailed       revisions    it was changed after it was made, beyond what is allowed\n" in out
    assert "\n                            revision 1: object " in out
    assert out.splitlines()[-1].startswith("not genuine: 2 checks failed: ")


def test_without_a_ledger_it_is_undecidable(capsys, pdf, tmp_path):
    (tmp_path / "copy.pdf").write_bytes(pdf.read_bytes())
    code, out, _ = told(capsys, tmp_path / "copy.pdf")
    assert code == 4
    assert out.splitlines()[-1] == "undecidable: nothing speaks against it, but no ledger vouches for it"


def test_standard_input(pdf):
    command = [sys.executable, "-m", "pipeline.cli", "verify", "-", "--ledger", str(pdf.parent.parent)]
    with pdf.open("rb") as given:
        done = subprocess.run(
            command, stdin=given, capture_output=True, text=True, cwd=repo.ROOT, env=repo.environment()
        )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("<stdin>: narrative, edition 1")


def test_the_report_for_programs(capsys, pdf, tmp_path):
    report = reported(capsys, pdf)
    assert (report["verdict"], report["brief"], report["edition"]) == ("genuine", "narrative", 1)
    assert [check["name"] for check in report["checks"]] == list(CHECKS)
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\n")
    report = reported(capsys, tmp_path / "cut.pdf")
    assert (report["exit"], report["problems"][0]["code"]) == (2, "VERIFY001")


def test_the_schema_names_every_check_and_refuses_another_outcome(capsys, pdf):
    report = reported(capsys, pdf)
    assert all(name in json.dumps(SCHEMA) for name in CHECKS)
    report["checks"][0]["outcome"] = "maybe"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, SCHEMA)


def test_a_key_from_the_paper(capsys, published):
    key = json.loads((published / "1/manifest.json").read_text())["key"]
    code, out, err = told(capsys, "--key", f"1 {key[:8]}", "--ledger", published)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "narrative, edition 1"
    assert lines[1] == f"  key             {key}"
    assert lines[-1] == "  it is the newest edition"
    assert sum(line.endswith("  as published") for line in lines) == 4
    (edition,) = reported(capsys, "--key", key, "--ledger", published)["editions"]
    assert (edition["key"], edition["newest"], edition["since"]) == (key, True, [])
    assert reported(capsys, "--key", "0" * 8, "--ledger", published)["problems"][0]["code"] == "VERIFY005"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "name a file, or a key with --key"),
        (("x.pdf", "--key", "f" * 8), "name a file, or a key with --key"),
        (("x.pdf", "--brief", "x"), "--brief and --edition go with --key"),
        (("x.pdf", "--format", "xml"), "Invalid value for '--format'"),
    ],
)
def test_a_command_line_that_says_nothing(capsys, arguments, said):
    code, out, err = told(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err


@pytest.mark.parametrize("name", ["nothing", "no PDF", "encrypted", "a bomb", "pages that are their own parents"])
def test_a_hostile_file_ends_with_a_line_and_an_exit_code(capsys, tmp_path, name):
    path = tmp_path / "hostile.pdf"
    path.write_bytes(HOSTILE[name])
    code, out, err = told(capsys, path)
    assert code in {1, 2}
    assert (out if code == 1 else err).startswith(f"{path}: ")


def test_a_title_that_would_colour_the_terminal_is_shown_as_what_it_is(capsys, pdf, tmp_path):
    path = tmp_path / "coloured.pdf"
    path.write_bytes(by.updated(by.info(Title="\x1b[31mred\x1b[0m\r\nverified"))(pdf.read_bytes()))
    _, out, _ = told(capsys, path)
    assert "\x1b" not in out
    assert "\r" not in out


def test_colours_come_on_a_terminal_only(pdf, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    for variable, coloured in (("TERM", True), ("NO_COLOR", False)):
        monkeypatch.setenv("TERM", "xterm")
        monkeypatch.delenv("NO_COLOR", raising=False)
        monkeypatch.setenv(variable, "xterm")
        terminal = Terminal()
        monkeypatch.setattr(sys, "stdout", terminal)
        assert run(["verify", str(pdf)]) == 0
        assert ("\x1b[" in terminal.getvalue()) is coloured


@pytest.mark.parametrize("code", ["VERIFY001", "VERIFY002", "VERIFY003", "VERIFY004", "VERIFY005"])
def test_the_pages_of_verifying_show_what_is_said(capsys, code, pdf, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("archive").mkdir()
    Path("copy.pdf").write_bytes(HOSTILE["encrypted"] if code == "VERIFY001" else pdf.read_bytes())
    arguments = {
        "VERIFY001": ("copy.pdf",),
        "VERIFY002": ("copy.pdf",),
        "VERIFY003": ("copy.pdf", "--ledger", "archive"),
        "VERIFY004": ("--key", "harbour"),
        "VERIFY005": ("--key", "3 f9f04097"),
    }[code]
    if code == "VERIFY002":
        from pipeline.readback import parent

        child = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
        monkeypatch.setattr(parent, "_BOOT", child)
    if code == "VERIFY005":
        Path("out").symlink_to(pdf.parent.parent.parent)
    _, _, err = told(capsys, *arguments)
    page = (repo.ROOT / f"docs/problems/{code}.md").read_text(encoding="utf-8")
    assert err.strip() in page
