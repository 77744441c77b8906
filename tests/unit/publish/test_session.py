from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import publish
from pipeline.model.edition import Edition, EditionContext
from pipeline.model.problem import DoesNotHold, Exit, OutsideFailed, Severity
from pipeline.world import real
from tests.support import publishing
from tests.support.publishing import BRIEF, check, make


def test_editions_are_numbered_and_chained(tmp_path: Path) -> None:
    first, second = make(tmp_path, "one"), make(tmp_path, "two")
    assert (first.number, second.number) == (1, 2)
    assert second == Edition(
        BRIEF, 2, second.key, tmp_path / BRIEF / "2", tmp_path / BRIEF / "2/harbour.pdf", 4, "7 claims: 7 held"
    )
    assert check(tmp_path) == ["one", "two"]


def test_the_context_knows_its_predecessor(tmp_path: Path) -> None:
    make(tmp_path, "one")
    with publish.session(real(), tmp_path, BRIEF) as session:
        found = session.reserve(publish.key({"spec": b"two"}))
    line = (tmp_path / BRIEF / "ledger.jsonl").read_bytes()
    assert found == EditionContext(2, publish.key({"spec": b"two"}), 1, hashlib.sha256(line).hexdigest())


def test_the_same_key_makes_no_new_edition(tmp_path: Path) -> None:
    first = make(tmp_path, "one")
    before = snapshot(tmp_path)
    assert make(tmp_path, "one") == first
    assert snapshot(tmp_path) == before
    assert make(tmp_path, "one", again=True).number == 2
    make(tmp_path, "two")
    assert make(tmp_path, "one").number == 4  # only the newest counts: going back is a change


def snapshot(out: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below `out` with its time stamp and its bytes."""
    found = {
        str(path.relative_to(out)): (path.lstat().st_mtime_ns, path.read_bytes() if path.is_file() else b"")
        for path in sorted(out.rglob("*"))
    }
    assert found
    return found


def test_two_publishers_write_the_same_bytes(tmp_path: Path) -> None:
    for out in (tmp_path / "a", tmp_path / "b"):
        make(out, "one")
        time.sleep(0.01)
        make(out, "two")
    one, two = ({name: data for name, (_, data) in snapshot(tmp_path / out).items()} for out in "ab")
    assert one == two


def test_the_manifest_is_canonical_and_tells_hashes(tmp_path: Path) -> None:
    made = make(tmp_path, "one")
    raw = (made.folder / "manifest.json").read_text()
    told = json.loads(raw)
    assert raw == json.dumps(told, ensure_ascii=False, sort_keys=True, indent=2) + "\n"
    assert (told["brief"], told["edition"], told["key"], told["pages"]) == (BRIEF, 1, made.key, 4)
    assert told["previous"] == {"edition": 0, "line": ""}
    assert told["files"]["harbour.pdf"]["bytes"] == len(publishing.files("one")["harbour.pdf"])
    assert told["inputs"] == {"spec": "0" * 64}


def test_editions_can_be_read_and_removed_by_their_owner(tmp_path: Path) -> None:
    made = make(tmp_path, "one")
    for path in made.folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~_umask()
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o777 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_session_that_publishes_nothing_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with publish.session(real(), out, BRIEF) as session:
        assert isinstance(session.reserve("0" * 64), EditionContext)
    assert not out.exists()
    out.mkdir()
    with pytest.raises(KeyError), publish.session(real(), out, BRIEF):
        raise KeyError("composing failed")
    assert list(out.iterdir()) == []
    make(out, "one")
    with publish.session(real(), out, BRIEF):
        pass
    assert check(out) == ["one"]


def test_only_what_was_reserved_can_be_published(tmp_path: Path) -> None:
    with publish.session(real(), tmp_path, BRIEF) as session:
        context = session.reserve("0" * 64)
        assert isinstance(context, EditionContext)
        with pytest.raises(ValueError, match="its PDF"):
            session.publish(context, {}, publishing.manifest())
        with pytest.raises(ValueError, match="reserved"):
            session.publish(publishing.context(7), publishing.files("x"), publishing.manifest())
    for name in ("", "../out", "a/b", ".hidden", "a\0b"):
        with pytest.raises(ValueError, match="not the name of a brief"), publish.session(real(), tmp_path, name):
            pass
    assert list(tmp_path.iterdir()) == []


def test_an_altered_newest_edition_is_told_and_made_anew(tmp_path: Path) -> None:
    made = make(tmp_path, "one")
    made.pdf.write_bytes(b"%PDF-altered")
    with publish.session(real(), tmp_path, BRIEF) as session:
        assert isinstance(session.reserve(made.key), EditionContext)
        (problem,) = session.problems
    assert (problem.code, problem.severity) == ("PUB007", Severity.WARNING)
    assert problem.message == f"{made.folder} is not as it was published: harbour.pdf has changed"
    assert problem.notes == ("so a new edition is made, though nothing else has changed",)
    made.pdf.unlink()
    with publish.session(real(), tmp_path, BRIEF) as session:
        session.reserve(made.key)
        assert session.problems[0].message.endswith("harbour.pdf is missing")
    assert make(tmp_path, "one").number == 2


def test_editions_that_their_owner_removed_are_not_missed(tmp_path: Path) -> None:
    for inputs in ("one", "two", "three"):
        made = make(tmp_path, inputs)
    for number in (1, 3):
        real().files.remove(tmp_path / BRIEF / str(number))
    assert make(tmp_path, "three").number == 4
    assert made.number == 3


Tamper = Callable[[Path], object]


def _flip(at: int) -> Tamper:
    def flip(home: Path) -> None:
        data = bytearray((home / "ledger.jsonl").read_bytes())
        data[at] ^= 0x01
        (home / "ledger.jsonl").write_bytes(data)

    return flip


def _lines(home: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    path = home / "ledger.jsonl"
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))


def _manifest(home: Path, number: int) -> None:
    path = home / str(number) / "manifest.json"
    path.write_text(path.read_text().replace('"pages": 4', '"pages": 5'))


def _dropped(home: Path, count: int, *, latest: bool) -> None:
    _lines(home, lambda lines: lines[:-count])
    if latest:
        real().files.point(home / "latest", str(3 - count))


def _append(home: Path, data: bytes) -> None:
    with (home / "ledger.jsonl").open("ab") as ledger:
        ledger.write(data)


def _strange(home: Path) -> None:
    (home / "4").mkdir()
    (home / "4/manifest.json").write_text("[]")


TAMPERED: dict[str, tuple[str, str, Tamper]] = {
    "a line removed": (
        "PUB004",
        "line 2 does not follow line 1",
        lambda home: _lines(home, lambda lines: [lines[0], lines[2]]),
    ),
    "lines swapped": ("PUB004", "line 1", lambda home: _lines(home, lambda lines: [lines[1], lines[0], lines[2]])),
    "first line removed": ("PUB004", "line 1", lambda home: _lines(home, lambda lines: lines[1:])),
    "a line doubled": ("PUB004", "line 4", lambda home: _lines(home, lambda lines: [*lines, lines[2]])),
    "a byte of the first line": ("PUB004", "line 2 does not follow line 1", _flip(60)),
    "a byte of the last line": ("PUB006", "its manifest.json and its line in the ledger differ", _flip(-140)),
    "the last brace": ("PUB004", "line 3 does not follow line 2", _flip(-2)),
    "last line gone": ("PUB005", "`latest` points at 3", lambda home: _dropped(home, 1, latest=False)),
    "two lines gone": ("PUB005", "there is an edition 3", lambda home: _dropped(home, 2, latest=True)),
    "ledger gone": (
        "PUB005",
        "has no edition, but `latest` points at 3",
        lambda home: (home / "ledger.jsonl").unlink(),
    ),
    "ledger emptied": ("PUB005", "has no edition, but", lambda home: (home / "ledger.jsonl").write_bytes(b"")),
    "words after it": ("PUB005", "a part of another line follows", lambda home: _append(home, b'{"brief":"har')),
    "a newline after it": ("PUB004", "line 4 does not follow line 3", lambda home: _append(home, b"\n")),
    "manifest changed": (
        "PUB006",
        "3 is not as it was published: its manifest.json and its line",
        lambda home: _manifest(home, 3),
    ),
    "another brief's": (
        "PUB004",
        "begins no ledger of this brief",
        lambda home: _lines(home, lambda lines: [line.replace(b"harbour", b"airport") for line in lines]),
    ),
    "a later edition put there": ("PUB005", "there is an edition 9", lambda home: (home / "9").mkdir()),
    "a next edition put there": (
        "PUB006",
        "4 is not as it was published: its manifest.json can't be read",
        _strange,
    ),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_a_tampered_ledger_is_found_and_nothing_is_written(tmp_path: Path, case: str) -> None:
    code, told, tamper = TAMPERED[case]
    for inputs in ("one", "two", "three"):
        make(tmp_path, inputs)
    tamper(tmp_path / BRIEF)
    before = snapshot(tmp_path)
    with pytest.raises(DoesNotHold) as caught:
        make(tmp_path, "four")
    (problem,) = caught.value.problems
    assert problem.code == code, problem
    assert told in problem.message
    assert problem.hints
    assert caught.value.exit_code == Exit.DOES_NOT_HOLD
    assert snapshot(tmp_path) == before


def test_every_flipped_byte_of_a_ledger_is_found(tmp_path: Path) -> None:
    make(tmp_path, "one")
    make(tmp_path, "two")
    path = tmp_path / BRIEF / "ledger.jsonl"
    data = path.read_bytes()
    assert len(data) > 500
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x01]) + data[at + 1 :])
        with pytest.raises(DoesNotHold), publish.session(real(), tmp_path, BRIEF):
            pass
    path.write_bytes(data)
    assert check(tmp_path) == ["one", "two"]


def test_every_truncation_of_a_ledger_is_found_or_mended_exactly(tmp_path: Path) -> None:
    make(tmp_path, "one")
    make(tmp_path, "two")
    path = tmp_path / BRIEF / "ledger.jsonl"
    data = path.read_bytes()
    second = data.index(b"\n") + 1
    for size in range(len(data)):
        path.write_bytes(data[:size])
        with pytest.raises(DoesNotHold), publish.session(real(), tmp_path, BRIEF):
            pass  # `latest` points at 2, so that no crash can have done this
    real().files.point(tmp_path / BRIEF / "latest", "1")
    for size in range(second, len(data)):
        path.write_bytes(data[:size])  # as after a crash while the second line was written
        with publish.session(real(), tmp_path, BRIEF):
            pass
        assert path.read_bytes() == data
        assert check(tmp_path) == ["one", "two"]
        real().files.point(tmp_path / BRIEF / "latest", "1")


def test_full_text_of_ledger_problems(tmp_path: Path) -> None:
    ledger = tmp_path / BRIEF / "ledger.jsonl"
    aside = "restore it from a copy, or move the brief's folder aside to begin a new ledger"
    make(tmp_path, "one")
    make(tmp_path, "two")
    data = ledger.read_bytes()
    ledger.write_bytes(data.replace(b"7 held", b"8 held", 1))
    assert _said(tmp_path) == (
        "PUB004",
        f"{ledger} is not as it was written: line 2 does not follow line 1",
        (),
        (aside,),
    )
    ledger.write_bytes(data[: data.index(b"\n") + 1])
    assert _said(tmp_path) == (
        "PUB005",
        f"{ledger} ends with edition 1, but `latest` points at 2",
        ("its last lines were lost or removed",),
        (aside,),
    )
    ledger.write_bytes(data)
    (tmp_path / BRIEF / "2/manifest.json").write_bytes(b"{}")
    assert _said(tmp_path) == (
        "PUB006",
        f"{tmp_path / BRIEF / '2'} is not as it was published: its manifest.json and its line in the ledger differ",
        (),
        ("restore it from a copy, or move the folder away",),
    )


def _said(out: Path) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    with pytest.raises(DoesNotHold) as caught, publish.session(real(), out, BRIEF):
        pass
    (problem,) = caught.value.problems
    return problem.code, problem.message, problem.notes, problem.hints


def test_places_that_are_no_output_folders(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    places = {
        tmp_path / "file": f"the output folder can't be used: {tmp_path / 'file' / BRIEF}: Not a directory",
        tmp_path / "file/deep": "Not a directory",
        Path("/proc/out"): "the output folder can't be used: /proc/",
        Path("/dev/null"): "Not a directory",
        tmp_path / ("x" * 300): "File name too long",
    }
    for out, told in places.items():
        with pytest.raises(OutsideFailed) as caught:
            make(out, "one")
        (problem,) = caught.value.problems
        assert (problem.code, problem.hints) == ("PUB001", ("name a folder that can be written, with -o",))
        assert told in problem.message
        assert caught.value.exit_code == Exit.OUTSIDE_FAILED
    assert (tmp_path / "file").read_text() == "kept"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_folder_called_latest_is_told(tmp_path: Path) -> None:
    (tmp_path / BRIEF / "latest").mkdir(parents=True)
    with pytest.raises(OutsideFailed) as caught:
        make(tmp_path, "one")
    assert caught.value.problems[0].message == (
        f"the output folder can't be used: {tmp_path / BRIEF / 'latest'}: not a regular file"
    )


def test_an_unchanged_key_is_reserved_in_milliseconds(tmp_path: Path) -> None:
    made = make(tmp_path, "one")
    taken = []
    for _ in range(5):
        start = time.process_time()
        with publish.session(real(), tmp_path, BRIEF) as session:
            assert isinstance(session.reserve(made.key), Edition)
        taken.append(time.process_time() - start)
    assert min(taken) <= 0.005
