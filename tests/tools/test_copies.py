"""Numbered copies, judged by veraPDF, qpdf, poppler and our own verifying."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from pipeline import copies, flow, publish, world
from pipeline.cli.app import run
from pipeline.copying import Copier
from pipeline.flow import Options
from pipeline.model.copy import Copy
from pipeline.model.problem import UnusableInput
from pipeline.model.record import replace
from tests.support import repo, tools

HERE = world.real()
SHEETS = {
    "desk": {},
    "plain, Letter": {"theme": "plain", "sets": ("paper=Letter",)},
    "large print, two-sided": {"theme": "large-print", "sets": ("sides=two",)},
    "ink-saver, cover": {"theme": "ink-saver", "sets": ("cover=true",)},
    "PDF 2.0": {"sets": ("standard=pdf-2.0",)},
}
RECIPIENT = "Ministry of Fisheries (Bergen)"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[Path, Copy]]]:
    """The harbour on every kind of sheet, and a copy of each."""
    out, folder = tmp_path_factory.mktemp("out"), tmp_path_factory.mktemp("copies")
    found = {}
    for number, (name, options) in enumerate(SHEETS.items(), 1):
        built = flow.build(HERE, repo.ROOT / "specs/harbour.yaml", Options(out=out, **options))
        assert built.edition.number == number
        home = built.edition.folder.parent
        edition = publish.read_ledger(HERE.files, home / "ledger.jsonl").editions[-1]
        copy = copies.issue(HERE.files, home, edition, [("Harbour desk", 2), (RECIPIENT, 1)])[-1]
        spec = (built.edition.folder / "harbour.yaml").read_bytes()
        data = Copier(built.edition.pdf.read_bytes(), spec, "harbour").made(copy)
        assert data.startswith(built.edition.pdf.read_bytes())
        path = folder / f"{number}.pdf"
        path.write_bytes(data)
        found[name] = path, copy
    return out, found


def test_copies_keep_all_that_their_edition_claims(made):
    results = tools.verapdf(path for name, (path, _) in made[1].items() if name != "PDF 2.0")
    assert len(results) == len(SHEETS) - 1
    assert not [result for result in results.values() if result.failures]
    for flavour in ("ua2", "4f"):
        assert not tools.verapdf_as(flavour, made[1]["PDF 2.0"][0]).failures


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_page_says_whose_copy_it_is(made, sheet):
    path, copy = made[1][sheet]
    tools.run("qpdf", "--check", path)
    pages = tools.run("pdftotext", "-layout", path, "-").split("\f")[:-1]
    said = f"Copy 3 · {RECIPIENT} · {copy.code}"
    assert len(pages) >= 3
    assert all(page.count(said) == 1 for page in pages)
    assert all(said in page.split("\n\n\n")[0] for page in pages)  # above all else


@pytest.mark.parametrize("sheet", SHEETS)
def test_verify_says_whose_copy_it_was(made, sheet, capsys):
    path, copy = made[1][sheet]
    assert run(["verify", str(path), "--ledger", str(made[0] / "harbour"), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    checks = {check["name"]: check for check in told["checks"]}
    assert checks["revisions"]["told"] == "appended later, as allowed: the number of a copy"
    whose = f"copy 3 of edition {copy.edition}, issued to {RECIPIENT}, code {copy.code}"
    assert checks["copy"]["told"] == f"{whose}; byte for byte as it was issued"
    assert told["verdict"] == "genuine"


def copy_of(made, tmp_path: Path, **changes: object) -> Path:
    """A copy of the first edition that says something else than the record."""
    _, copy = made[1]["desk"]
    folder = made[0] / "harbour/1"
    copier = Copier((folder / "harbour.pdf").read_bytes(), (folder / "harbour.yaml").read_bytes(), "harbour")
    path = tmp_path / "forged.pdf"
    path.write_bytes(copier.made(replace(copy, **changes)))
    return path


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"recipient": "Harbour desk"}, "does not say"),
        ({"number": 2}, "does not say"),
        ({"code": "7K3M-Q2XP-4T9A"}, "has no such copy of edition 1"),
        ({"code": "no code"}, "is no such number"),
    ],
)
def test_a_forged_copy_is_found(made, tmp_path, capsys, changes, said):
    assert run(["verify", str(copy_of(made, tmp_path, **changes)), "--ledger", str(made[0])]) == 1
    told = capsys.readouterr().out
    assert re.search(rf"^failed +copy .*{said}", told, re.MULTILINE), told


def test_without_the_record_nobody_can_say_whose_it_is(made, tmp_path, capsys):
    shutil.copytree(made[0], tmp_path / "out", symlinks=True)
    (tmp_path / "out/harbour/copies.jsonl").unlink()
    assert run(["verify", str(made[1]["desk"][0]), "--ledger", str(tmp_path / "out")]) == 0
    assert re.search(r"^not checked +copy .*there is no record of copies", capsys.readouterr().out, re.MULTILINE)


def test_a_record_that_was_changed_proves_nothing(made, tmp_path, capsys):
    shutil.copytree(made[0], tmp_path / "out", symlinks=True)
    record = tmp_path / "out/harbour/copies.jsonl"
    record.write_text(record.read_text().replace("Fisheries", "Forestry"))
    assert run(["verify", str(made[1]["desk"][0]), "--ledger", str(tmp_path / "out")]) == 1
    assert re.search(r"^failed +copy .*is not as it was written: line 3", capsys.readouterr().out, re.MULTILINE)


def test_number_first_sign_last(made, tmp_path, capsys):
    from tests.tools.test_sign import openssl

    openssl(
        tmp_path, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "me.key", "-out", "me.pem", "-days",
        "99", "-subj", "/CN=Desk", "-addext", "keyUsage=critical,digitalSignature,nonRepudiation",
    )  # fmt: skip
    copy, signed = made[1]["desk"][0], tmp_path / "signed.pdf"
    key = ["--key", str(tmp_path / "me.key"), "--cert", str(tmp_path / "me.pem")]
    assert run(["sign", str(copy), *key, "-o", str(signed)]) == 0
    assert signed.read_bytes().startswith(copy.read_bytes())
    (result,) = tools.verapdf([signed]).values()
    assert not result.failures
    capsys.readouterr()
    assert run(["verify", str(signed), "--ledger", str(made[0]), "--trust", str(tmp_path / "me.pem")]) == 0
    told = capsys.readouterr().out
    assert "appended later, as allowed: the number of a copy; a signature" in told
    assert "byte for byte as it was issued" in told
    folder = made[0] / "harbour/1"
    copier = Copier(signed.read_bytes(), (folder / "harbour.yaml").read_bytes(), "harbour")
    with pytest.raises(UnusableInput) as caught:
        copier.made(made[1]["desk"][1])
    assert caught.value.problems[0].code == "COPY003"


@pytest.mark.parametrize("name", ["Ministry " * 30, "Quay ⚓\U0001f6a2"])
def test_a_name_that_can_t_be_printed_is_refused(made, name):
    folder = made[0] / "harbour/1"
    copier = Copier((folder / "harbour.pdf").read_bytes(), (folder / "harbour.yaml").read_bytes(), "harbour")
    with pytest.raises(UnusableInput) as caught:
        copier.made(replace(made[1]["desk"][1], recipient=name))
    (problem,) = caught.value.problems
    assert problem.code == "COPY003"
    assert problem.hints == ("shorten the recipient's name, or write it in other letters",)
