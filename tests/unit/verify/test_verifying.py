"""Verifying as a whole: with ledger, manifest, archive, theme and pictures, each there, lacking or wrong."""

from __future__ import annotations

import json
import shutil
import zlib

import pytest

from pipeline import flow, readback, remaking, verify, verifying, world
from pipeline.cli.app import run
from pipeline.model.problem import DoesNotHold, UnusableInput
from pipeline.model.verification import CHECKS, Outcome, Verdict
from pipeline.verifying import Sought
from tests.support import repo
from tests.unit.verify import tampering as by
from tests.unit.verify.conftest import WORLD, published

ARCHIVE = repo.ROOT / "specs/harbour"


def outcomes(found) -> dict[str, Outcome]:
    return {check.name: check.outcome for check in found.checks}


def told(found, name: str) -> str:
    (check,) = [check for check in found.checks if check.name == name]
    return "; ".join((check.told, *check.details))


@pytest.fixture
def copied(harbour, tmp_path):
    """The brief's whole folder, to spoil."""
    shutil.copytree(harbour.ledger.parent, tmp_path / "harbour", symlinks=True)
    return tmp_path / "harbour"


def test_beside_its_ledger_and_with_its_texts_all_is_checked_but_the_signature(harbour):
    found = verifying.verify_file(WORLD, harbour.pdf, Sought(archives=(ARCHIVE,)))
    assert [check.name for check in found.checks] == list(CHECKS)
    assert {name for name, outcome in outcomes(found).items() if outcome is not Outcome.PASSED} == {"copy", "signature"}
    assert (found.verdict, found.brief, found.edition) == (Verdict.GENUINE, "harbour", 1)


def test_without_a_ledger_nobody_can_say(harbour, tmp_path):
    (tmp_path / "copy.pdf").write_bytes(harbour.data)
    found = verifying.verify_file(WORLD, tmp_path / "copy.pdf", Sought())
    assert found.verdict is Verdict.UNDECIDABLE
    assert outcomes(found)["remake"] is Outcome.PASSED
    assert outcomes(found)["bytes"] is outcomes(found)["ledger"] is Outcome.UNCHECKED


@pytest.mark.parametrize("where", ["ledger.jsonl", "", ".."])
def test_a_ledger_is_named_by_its_file_or_a_folder(harbour, tmp_path, where):
    (tmp_path / "copy.pdf").write_bytes(harbour.data)
    found = verifying.verify_file(WORLD, tmp_path / "copy.pdf", Sought(harbour.ledger.parent / where))
    assert found.verdict is Verdict.GENUINE


def test_a_file_from_standard_input(harbour):
    piped = world.World(files=world.Disk(), stdin=lambda _limit: harbour.data)
    assert verifying.verify_file(piped, verifying.STDIN, Sought(harbour.ledger)).verdict is Verdict.GENUINE


def test_a_ledger_that_is_not_there_or_of_another_brief(harbour, tmp_path):
    with pytest.raises(UnusableInput) as caught:
        verifying.verify_file(WORLD, harbour.pdf, Sought(tmp_path))
    assert [problem.code for problem in caught.value.problems] == ["VERIFY003"]
    for name in ("one", "two"):
        shutil.copytree(harbour.ledger.parent, tmp_path / name, symlinks=True)
    found = verifying.verify_file(WORLD, harbour.pdf, Sought(tmp_path))
    assert told(found, "ledger") == f"none of the 2 ledgers in {tmp_path} is that of harbour"
    assert found.verdict is Verdict.NOT_GENUINE


def test_a_broken_ledger_is_no_witness(copied):
    ledger = copied / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes().replace(b'"edition":1', b'"edition":2'))
    found = verifying.verify_file(WORLD, copied / "1/harbour.pdf", Sought())
    assert "is not as it was written: line 1 begins no ledger of this brief" in told(found, "ledger")
    assert (outcomes(found)["ledger"], outcomes(found)["bytes"]) == (Outcome.FAILED, Outcome.UNCHECKED)
    assert found.verdict is Verdict.NOT_GENUINE


def test_what_a_crash_left_of_a_line_is_passed_by(copied):
    ledger = copied / "ledger.jsonl"
    ledger.write_bytes(ledger.read_bytes() + b'{"brief":"harb')
    assert verifying.verify_file(WORLD, copied / "1/harbour.pdf", Sought()).verdict is Verdict.GENUINE


def test_a_manifest_that_was_changed_and_one_that_is_gone(copied):
    manifest = copied / "1/manifest.json"
    manifest.write_bytes(manifest.read_bytes().replace(b'"pages": 4', b'"pages": 5'))
    found = verifying.verify_file(WORLD, copied / "1/harbour.pdf", Sought())
    assert told(found, "manifest") == "the manifest of edition 1 is not the one of the ledger"
    assert found.verdict is Verdict.NOT_GENUINE
    manifest.unlink()
    found = verifying.verify_file(WORLD, copied / "1/harbour.pdf", Sought())
    assert (outcomes(found)["manifest"], found.verdict) == (Outcome.UNCHECKED, Verdict.GENUINE)


def test_an_older_edition_is_genuine_and_is_told_to_be_older(copied):
    flow.build(WORLD, repo.ROOT / "specs/harbour.yaml", flow.Options(out=copied.parent, again=True))
    found = verifying.verify_file(WORLD, copied / "1/harbour.pdf", Sought())
    assert told(found, "manifest") == "it agrees with the ledger; 1 edition came after it"
    second = verifying.verify_file(WORLD, copied / "2/harbour.pdf", Sought())
    assert (found.verdict, second.verdict, second.edition) == (Verdict.GENUINE, Verdict.GENUINE, 2)


def test_an_edition_that_tells_what_changed_is_made_again_from_what_it_carries(copied, tmp_path):
    options = flow.Options(out=copied.parent, sets=("title=Newer cranes",))
    built = flow.build(WORLD, repo.ROOT / "specs/harbour.yaml", options)
    data = built.edition.pdf.read_bytes()
    found = verifying.verify_file(WORLD, built.edition.pdf, Sought())
    assert built.edition.number == 2
    assert "harbour.previous.yaml" in told(found, "attachments")
    assert outcomes(found)["remake"] is outcomes(found)["key"] is Outcome.PASSED
    assert found.verdict is Verdict.GENUINE
    earlier = by.attachment("harbour.previous.yaml", lambda spec: spec.replace(b"12 March", b"13 March"))
    (tmp_path / "other.pdf").write_bytes(by.rewritten(earlier)(data))
    found = verifying.verify_file(WORLD, tmp_path / "other.pdf", Sought())
    assert outcomes(found)["remake"] is Outcome.FAILED


# ── forged with the same tools ───────────────────────────────────────────────────────────────────────────────────────


def test_an_edition_that_somebody_else_made_agrees_with_itself_and_is_in_no_ledger(harbour, tmp_path):
    forged = published("specs/harbour.yaml", tmp_path, sets=("title=Old cranes for Tarrowick",))
    found = harbour.judged(forged.data)
    assert (found.failed, found.exit, found.without_ledger) == ({"bytes"}, 1, 4)
    details = told(found.found, "bytes")
    assert "edition 1 has" in details


def test_an_edition_with_a_key_of_its_own_making_is_found(harbour, tmp_path, monkeypatch):
    from pipeline import publish

    monkeypatch.setattr(publish, "key", lambda _inputs: "f" * 64)
    forged = published("specs/harbour.yaml", tmp_path)
    monkeypatch.undo()
    found = harbour.judged(forged.data)
    assert {"bytes", "key"} <= found.failed
    assert found.without_ledger == 1


def test_a_claim_that_its_own_lock_does_not_hold_is_found(harbour, tmp_path, monkeypatch):
    """Made with a checker that lets everything pass."""
    from pipeline import cite
    from pipeline.model.record import replace

    spec = tmp_path / "harbour.yaml"
    text = (repo.ROOT / "specs/harbour.yaml").read_text(encoding="utf-8")
    assert "260,000" in text
    spec.write_text(text.replace("260,000", "290,000"), encoding="utf-8")
    shutil.copytree(ARCHIVE, tmp_path / "harbour")
    honest = cite.hold_and_lock

    def blind(*arguments):
        evidence, lock = honest(*arguments)
        return replace(evidence, problems=()), lock

    monkeypatch.setattr(cite, "hold_and_lock", blind)
    built = flow.build(WORLD, spec, flow.Options(out=tmp_path / "out"))
    monkeypatch.undo()
    found = verifying.verify_file(WORLD, built.edition.pdf, Sought())
    assert "CITE002" in told(found, "evidence")
    assert found.verdict is Verdict.NOT_GENUINE


def test_an_edition_of_another_version_is_not_made_again(harbour, tmp_path, monkeypatch):
    monkeypatch.setattr(flow, "MADE_BY", "briefwright 0.0.9")
    older = published("specs/harbour.yaml", tmp_path)
    monkeypatch.undo()
    found = verifying.verify_file(WORLD, older.pdf, Sought())
    assert told(found, "remake") == f"it was made by briefwright 0.0.9, and this is {flow.MADE_BY}"
    assert outcomes(found)["key"] is outcomes(found)["text"] is Outcome.PASSED
    assert outcomes(found)["remake"] is outcomes(found)["evidence"] is Outcome.UNCHECKED
    assert found.verdict is Verdict.GENUINE


# ── what a remake needs ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_theme_of_ones_own_travels_with_the_one_that_it_extends(tmp_path):
    (tmp_path / "mine.yaml").write_text("extends: plain\nname: Mine\nsheet: {left: 30}\n", encoding="utf-8")
    made = published("tests/cases/narrative/spec.yaml", tmp_path, theme=str(tmp_path / "mine.yaml"))
    found = verifying.verify_file(WORLD, made.pdf, Sought())
    assert outcomes(found)["remake"] is outcomes(found)["key"] is outcomes(found)["attachments"] is Outcome.PASSED


def test_a_picture_does_not_travel_and_is_looked_for_in_the_archive(tmp_path):
    made = published("tests/cases/figure/spec.yaml", tmp_path)
    found = verifying.verify_file(WORLD, made.pdf, Sought())
    assert "it shows a picture whose file does not travel with it" in told(found, "remake")
    assert (outcomes(found)["key"], found.verdict) == (Outcome.UNCHECKED, Verdict.GENUINE)
    found = verifying.verify_file(WORLD, made.pdf, Sought(archives=(repo.ROOT / "tests/cases/figure",)))
    assert outcomes(found)["remake"] is outcomes(found)["key"] is outcomes(found)["claims"] is Outcome.PASSED


def test_attachments_that_take_too_long_are_given_up(harbour, monkeypatch):
    import time

    from pipeline.engine import Limits

    monkeypatch.setattr(verifying, "_LIMITS", Limits(seconds=0.3))
    monkeypatch.setattr(remaking, "remade", lambda *_: time.sleep(30))
    found = verifying.verify_file(WORLD, harbour.pdf, Sought())
    assert told(found, "remake") == "it can't be made again within limits: it took longer than 0.3 seconds"
    assert found.verdict is Verdict.GENUINE


def test_another_zlib_is_no_tampering_and_no_proof(harbour, monkeypatch):
    """Made with a zlib that packs otherwise: the same content in other bytes."""
    from pipeline.render import syntax

    monkeypatch.setattr(syntax, "_LEVEL", 9)
    other = published("specs/harbour.yaml", harbour.folder / "other")
    monkeypatch.undo()
    assert other.data != harbour.data
    found = verifying.verify_file(WORLD, other.pdf, Sought())
    assert told(found, "remake") == "made again, it has the same content, but this machine's zlib packs it otherwise"
    assert (outcomes(found)["remake"], found.verdict) == (Outcome.UNCHECKED, Verdict.GENUINE)
    assert verify.remake(other.data, harbour.data).outcome is Outcome.UNCHECKED
    for tamper in (by.flipped(b"/N 3", 60), by.flipped(b"/ObjStm", 300), by.repacked, lambda data: data + b"\n"):
        assert verify.remake(tamper(other.data), harbour.data).outcome is Outcome.FAILED


# ── claims against sources ───────────────────────────────────────────────────────────────────────────────────────────


def test_claims_are_held_again_as_far_as_there_are_texts(harbour, tmp_path):
    found = verifying.verify_file(WORLD, harbour.pdf, Sought(archives=(tmp_path,)))
    assert told(found, "claims") == "the archive has the text of none of its sources"
    first = min(path for path in ARCHIVE.iterdir() if path.is_file())
    shutil.copy(first, tmp_path)
    found = verifying.verify_file(WORLD, harbour.pdf, Sought(archives=(tmp_path,)))
    assert told(found, "claims").startswith("they hold as far as there are texts: the archive lacks that of ")
    assert found.verdict is Verdict.GENUINE


def test_a_text_that_has_changed_is_another_text_and_holds_nothing(harbour, tmp_path):
    shutil.copytree(ARCHIVE, tmp_path / "harbour")
    for path in (tmp_path / "harbour").iterdir():
        path.write_bytes(path.read_bytes() + b"\n")
    found = verifying.verify_file(WORLD, harbour.pdf, Sought(archives=(tmp_path,)))
    assert told(found, "claims").startswith("the archive has the text of none of its sources; SRC002: ")
    assert (outcomes(found)["claims"], found.verdict) == (Outcome.UNCHECKED, Verdict.GENUINE)


def test_claims_that_do_not_hold_against_the_texts_are_found(harbour, monkeypatch):
    """The lock lets pass what the texts do not say: its checker was blind."""
    from pipeline import cite
    from pipeline.model.problem import Problem
    from pipeline.model.record import replace

    honest = cite.hold

    def seeing(spec, snapshots, lock):
        evidence = honest(spec, snapshots, lock)
        return replace(evidence, problems=(Problem("CITE002", "number is in no passage"),)) if snapshots else evidence

    monkeypatch.setattr(cite, "hold", seeing)
    found = verifying.verify_file(WORLD, harbour.pdf, Sought(archives=(ARCHIVE,)))
    assert told(found, "claims") == (
        "they do not hold against the texts of the sources; CITE002: number is in no passage"
    )
    assert found.verdict is Verdict.NOT_GENUINE


# ── foreign files ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_foreign_file_is_no_edition(harbour, tmp_path):
    from tests.unit.readback.hostile import page, pdf, stream

    path = tmp_path / "foreign.pdf"
    path.write_bytes(pdf(page(stream(b"BT ET"))))
    found = verifying.verify_file(WORLD, path, Sought(harbour.ledger))
    assert (found.brief, found.edition, found.verdict) == ("", 0, Verdict.NOT_GENUINE)
    assert "evidence.json is missing" in told(found, "attachments")


@pytest.mark.parametrize(
    "evidence",
    [
        b"", b"[]", b"7", b"{", b'{"brief": 7}', b'{"brief": "../../etc/passwd", "edition": 1}', b"[" * 100_000,
        json.dumps({"brief": "harbour", "edition": 10**30, "key": "x", "basis": "rumour", "previous": {}}).encode(),
        json.dumps({"brief": "harbour", "edition": 1, "key": "x", "basis": "text", "previous": 7}).encode(),
        json.dumps({"brief": "harbour", "claims": 7}).encode(),
        json.dumps({"brief": "harbour", "claims": [7, {"role": "claim", "text": None}]}).encode(),
    ],
)  # fmt: skip
def test_evidence_without_sense_is_a_failed_check_and_never_a_traceback(harbour, evidence):
    found = harbour.judged(by.rewritten(by.attachment("evidence.json", lambda _: evidence))(harbour.data))
    assert found.exit == 1
    assert "bytes" in found.failed


def test_the_attached_spec_is_foreign_too(harbour):
    for name in ("harbour.yaml", "harbour.lock", "harbour.theme.yaml"):
        for data in (b"\xff\xfe", b"a: &a [*a]\n", b"{" * 10_000, zlib.compress(bytes(10**6))):
            found = harbour.judged(by.rewritten(by.attachment(name, lambda _, data=data: data))(harbour.data))
            assert found.exit == 1, (name, data[:20])


# ── from the paper ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_key_from_the_paper_leads_to_its_edition_and_what_came_after(copied):
    flow.build(WORLD, repo.ROOT / "specs/harbour.yaml", flow.Options(out=copied.parent, sets=("title=Newer",)))
    key = json.loads((copied / "1/manifest.json").read_text())["key"]
    footer = f"Edition 1, key {key[:8]}"
    for wanted in (key, key[:8], f"1 {key[:8]}", footer, key.upper()):
        (found,) = verifying.look_up(WORLD, wanted, copied.parent)
        assert (found.edition.number, found.edition.key) == (1, key)
        assert [each.number for each in found.since] == [2]
        assert set(found.files.values()) == {"as published"}
        assert [change.what for change in found.compared.changes.changes] == ["altered"]
    (copied / "1/harbour.pdf").write_bytes(b"other")
    (copied / "1/evidence.json").unlink()
    (found,) = verifying.look_up(WORLD, key, copied / "ledger.jsonl", "harbour", 1)
    assert dict(found.files) == {
        "harbour.pdf": "changed",
        "evidence.json": "missing",
        "harbour.yaml": "as published",
        "manifest.json": "as published",
    }


def test_a_key_of_several_editions_names_them_all(copied):
    flow.build(WORLD, repo.ROOT / "specs/harbour.yaml", flow.Options(out=copied.parent, again=True))
    key = json.loads((copied / "1/manifest.json").read_text())["key"]
    assert [each.edition.number for each in verifying.look_up(WORLD, key[:8], copied.parent)] == [1, 2]
    assert [each.edition.number for each in verifying.look_up(WORLD, f"2 {key[:8]}", copied.parent)] == [2]


def test_a_printed_key_tells_what_changed_since(copied, capsys):
    flow.build(WORLD, repo.ROOT / "specs/harbour.yaml", flow.Options(out=copied.parent, sets=("title=Newer",)))
    key = json.loads((copied / "1/manifest.json").read_text())["key"][:8]
    assert run(["verify", "--key", key, "--ledger", str(copied.parent)]) == 0
    told = capsys.readouterr().out
    assert "  since then, up to edition 2:\n" in told
    assert "{+Newer+}" in told
    assert told.rstrip().endswith("1 altered")
    assert run(["verify", "--key", key, "--ledger", str(copied.parent), "--format", "json"]) == 0
    (edition,) = json.loads(capsys.readouterr().out)["editions"]
    assert [change["change"] for change in edition["changes"]["changes"]] == ["altered"]
    (copied / "1/harbour.yaml").write_text("brief: 1\n")
    assert run(["verify", "--key", key, "--ledger", str(copied.parent)]) == 0
    assert "what changed since can't be told" in capsys.readouterr().out


@pytest.mark.parametrize("wanted", ["", "harbour", "f9f0409", "g" * 8, "f" * 65, "1 2 3"])
def test_what_is_no_key_is_told(harbour, wanted):
    with pytest.raises(UnusableInput) as caught:
        verifying.look_up(WORLD, wanted, harbour.ledger)
    assert [problem.code for problem in caught.value.problems] == ["VERIFY004"]


@pytest.mark.parametrize(("wanted", "brief"), [("0" * 8, ""), ("2 f9f04096", ""), ("f9f04096", "other")])
def test_a_key_that_no_ledger_has_is_told(harbour, wanted, brief):
    with pytest.raises(DoesNotHold) as caught:
        verifying.look_up(WORLD, wanted, harbour.ledger.parent.parent, brief)
    assert [problem.code for problem in caught.value.problems] == ["VERIFY005"]


def test_reading_back_gives_what_was_attached(harbour):
    file = readback.read_back(harbour.data, "harbour.pdf")
    assert json.loads(file.attached("evidence.json"))["made_by"] == flow.MADE_BY
    assert file.attached("harbour.theme.yaml") == (repo.ROOT / "assets/themes/desk.yaml").read_bytes()
    assert (len(file.pages), len(file.revisions), file.faults) == (4, 1, {})
