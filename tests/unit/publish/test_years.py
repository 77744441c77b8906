"""Ten years of daily editions: what grows, and how."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import publish
from pipeline.listing import listed
from pipeline.model.edition import Edition
from pipeline.publish.ledger import hashed, line, readable
from pipeline.world import real
from tests.support.publishing import BRIEF, files, make, manifest

pytestmark = pytest.mark.alone

YEARS = 3650


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions of ten years, written as a session writes them but without waiting for the disk."""
    out = tmp_path_factory.mktemp("years")
    previous, lines = "", []
    for number in range(1, YEARS + 1):
        folder = out / BRIEF / str(number)
        folder.mkdir(parents=True)
        own = files(f"{number}")
        told = {name: {"bytes": len(data), "sha256": hashed(data)} for name, data in own.items()}
        key = publish.key({"spec": f"{number}".encode()})
        said = {**manifest(), "brief": BRIEF, "edition": number, "key": key, "files": told}
        raw = readable({**said, "previous": {"edition": number - 1, "line": previous}})
        for name, data in {**own, "manifest.json": raw}.items():
            (folder / name).write_bytes(data)
        lines.append(line(raw))
        previous = hashed(lines[-1])
    (out / BRIEF / "ledger.jsonl").write_bytes(b"".join(lines))
    (out / BRIEF / "latest").symlink_to(str(YEARS))
    return out


def least(do: Callable[[int], object], times: int = 5) -> float:
    """CPU seconds of the quickest of some tries."""
    spent = []
    for number in range(times):
        start = time.process_time()
        do(number)
        spent.append(time.process_time() - start)
    return min(spent)


def test_one_more_takes_hardly_longer_than_the_tenth(
    years: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(9):
        make(tmp_path, f"{number}")
    tenth = least(lambda number: make(tmp_path, f"tenth {number}"))
    late = least(lambda number: make(years, f"late {number}"))
    with capsys.disabled():
        print(f"\npublishing, CPU: the tenth {1000 * tenth:.1f} ms, after ten years {1000 * late:.1f} ms")  # noqa: T201
    # The chain of a whole ledger is held each time, so that a change anywhere in it is found: some milliseconds.
    assert late < tenth + 0.05


def test_finding_that_nothing_has_changed(years: Path) -> None:
    key = make(years, "newest").key

    def reserve(_: int) -> None:
        with publish.session(real(), years, BRIEF) as session:
            assert isinstance(session.reserve(key), Edition)

    assert least(reserve) < 0.15


def test_listing_and_verifying_are_linear(years: Path, tmp_path: Path) -> None:
    few, many = 365, YEARS
    ledger = (years / BRIEF / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / BRIEF).mkdir()
    (tmp_path / BRIEF / "ledger.jsonl").write_bytes(b"".join(ledger[:few]))
    for number in range(1, few + 1):
        (tmp_path / BRIEF / str(number)).symlink_to(years / BRIEF / str(number))

    def spent(out: Path, count: int, *, verify: bool) -> float:
        def do(_: int) -> None:
            found = listed(real(), str(out / BRIEF), out, verify=verify)
            assert len(found.rows) >= count
            assert not found.problems

        return least(do, 3)

    for verify in (False, True):
        one, ten = spent(tmp_path, few, verify=verify), spent(years, many, verify=verify)
        assert ten < 10 * one * 2 + 0.05, (verify, one, ten)
