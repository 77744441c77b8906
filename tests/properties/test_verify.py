"""Whatever byte of an edition is changed, wherever something is added or left out: it is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import flow, verify, verifying, world
from pipeline.model.problem import UnusableInput
from pipeline.model.verification import Outcome, Verdict
from tests.support import repo

WORLD = world.real()


@pytest.fixture(scope="module")
def edition(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("edition")
    spec = repo.ROOT / "tests/cases/bottom_line/spec.yaml"
    return flow.build(WORLD, spec, flow.Options(out=folder)).edition.pdf


def judged(edition: Path, data: bytes) -> None:
    """With the ledger never genuine; without it never made again the same."""
    path = edition.parent.parent.parent / "changed.pdf"
    path.write_bytes(data)
    try:
        found = verifying.verify_file(WORLD, path, verifying.Sought(edition.parent.parent))
    except UnusableInput:
        return
    outcomes = {check.name: check.outcome for check in found.checks}
    assert found.verdict is Verdict.NOT_GENUINE
    assert {outcomes["bytes"], outcomes["revisions"], outcomes["content"]} & {Outcome.FAILED}
    if not data.startswith(edition.read_bytes()):
        assert outcomes["bytes"] is Outcome.FAILED
        assert outcomes["remake"] is not Outcome.PASSED


@settings(max_examples=30)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_bit_that_is_flipped_is_found(edition, at, bit):
    data = bytearray(edition.read_bytes())
    data[int(at * len(data))] ^= 1 << bit
    judged(edition, bytes(data))


@settings(max_examples=15)
@given(at=st.floats(0, 1), out=st.integers(0, 30), put=st.binary(max_size=30))
def test_any_bytes_that_are_put_in_or_left_out_are_found(edition, at, out, put):
    data = edition.read_bytes()
    where = int(at * len(data))
    changed = data[:where] + put + data[where + out :]
    if changed != data:
        judged(edition, changed)


@settings(max_examples=300)
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_bit_is_missed_by_the_remake(edition, at, bit):
    """Also where another zlib would be an excuse: a flipped bit of packed content is none."""
    data = bytearray(edition.read_bytes())
    data[int(at * len(data))] ^= 1 << bit
    assert verify.remake(bytes(data), edition.read_bytes()).outcome is Outcome.FAILED


def test_unused_bits_of_the_table_are_no_excuse(edition):
    """The last stream is not covered by the file's ID, and zlib leaves some of its bits unused."""
    data = edition.read_bytes()
    end = data.rindex(b"\nendstream\nendobj\nstartxref")
    missed = [
        (at, bit)
        for at in range(end - 8, end)
        for bit in range(8)
        if verify.remake(data[:at] + bytes([data[at] ^ 1 << bit]) + data[at + 1 :], data).outcome is not Outcome.FAILED
    ]
    assert missed == []
