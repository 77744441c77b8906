"""Hostile files: whatever they hold, there is an answer or a problem, within limits, and no traceback."""

from __future__ import annotations

import os
import resource
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import flow, world
from pipeline.model.problem import UnusableInput
from pipeline.model.readback import ReadFile
from pipeline.readback import Limits, read_back
from tests.support import repo
from tests.unit.readback.hostile import HOSTILE, bomb, page, pdf, stream

SMALL = Limits(cpu=6, wall=12, memory=2**29, answer=2**24)


@pytest.fixture(scope="module")
def brief(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("readback")
    built = flow.build(world.real(), repo.ROOT / "tests/cases/narrative/spec.yaml", flow.Options(out=folder))
    return built.edition.pdf.read_bytes()


def tried(data: bytes, limits: Limits = SMALL) -> ReadFile | str:
    """What a file says, or the code of the problem that it is."""
    try:
        return read_back(data, "hostile.pdf", limits)
    except UnusableInput as error:
        (problem,) = error.problems
        assert problem.place
        assert problem.place.file == "hostile.pdf"
        assert "Traceback" not in problem.message
        return problem.code


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_within_limits(name):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    found = tried(HOSTILE[name])
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime <= SMALL.cpu + 2
    assert time.monotonic() - start <= SMALL.wall + 2
    assert isinstance(found, ReadFile) or found in {"VERIFY001", "VERIFY002"}


def test_enough_files_are_hostile_and_not_all_are_refused():
    assert len(HOSTILE) >= 35
    assert isinstance(tried(pdf(page(stream(b"BT ET")))), ReadFile)


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(cpu=1, wall=30), "CPU"),
        (Limits(cpu=30, wall=1), "1 seconds"),
        (Limits(memory=2**27), "memory"),
        (Limits(answer=2**20), "gave up"),
    ],
    ids=["cpu", "wall", "memory", "answer"],
)
def test_each_limit_ends_the_child(limits, said):
    slow = pdf(page(stream(b"(%s) Tj " % (b"x" * 400) * 50_000)))
    with pytest.raises(UnusableInput) as caught:
        read_back(slow, "slow.pdf", limits)
    (problem,) = caught.value.problems
    assert problem.code == "VERIFY002"
    assert said in problem.message


def test_the_child_has_no_environment_and_no_files_of_ours(monkeypatch, tmp_path):
    """A planted variable and an open descriptor do not reach it."""
    from pipeline.readback import parent

    monkeypatch.setenv("SECRET", "planted")
    (tmp_path / "told").write_text("")
    held = os.open(tmp_path / "told", os.O_RDONLY)
    os.set_inheritable(held, True)
    say = (
        "import os, json, resource;"
        "print(json.dumps({'unreadable': f\"{'SECRET' in os.environ} {len(os.listdir('/proc/self/fd'))}\"}))"
    )
    monkeypatch.setattr(parent, "_BOOT", say)
    try:
        with pytest.raises(UnusableInput) as caught:
            read_back(b"", "x.pdf")
    finally:
        os.close(held)
    assert caught.value.problems[0].message.endswith("False 4")  # the three streams, and the listing itself


def test_a_child_that_dies_or_lies_makes_the_file_unreadable(monkeypatch):
    from pipeline.readback import parent

    for say in (
        "import os; os.kill(os.getpid(), 9)",
        "import os; os.abort()",
        "import os, signal; os.kill(os.getpid(), signal.SIGRTMIN + 1)",
        "import sys; sys.exit(3)",
        "print('[1, 2]')",
        "print('{\"size\": 1}')",
        "print('not JSON')",
        "print('[' * 100000)",
    ):
        monkeypatch.setattr(parent, "_BOOT", say)
        assert tried(b"") == "VERIFY002"


def test_a_file_that_is_too_large_is_not_read_at_all(tmp_path):
    from pipeline import verifying

    path = tmp_path / "sparse.pdf"
    with path.open("wb") as file:
        file.truncate(2**30)
    start = time.monotonic()
    with pytest.raises(UnusableInput) as caught:
        verifying.verify_file(world.real(), path, verifying.Sought())
    assert caught.value.problems[0].code == "READ001"
    assert "1,073,741,824 bytes" in caught.value.problems[0].message
    assert time.monotonic() - start < 2


@settings(max_examples=25)
@given(part=st.floats(0, 1))
def test_a_file_that_was_cut_short_is_never_a_traceback(brief, part):
    found = tried(brief[: int(len(brief) * part)])
    assert isinstance(found, ReadFile) or found in {"VERIFY001", "VERIFY002"}


@settings(max_examples=25)
@given(at=st.floats(0, 0.999), put=st.binary(min_size=1, max_size=40))
def test_bytes_put_anywhere_are_never_a_traceback(brief, at, put):
    where = int(len(brief) * at)
    found = tried(brief[:where] + put + brief[where + len(put) :])
    assert isinstance(found, ReadFile) or found in {"VERIFY001", "VERIFY002"}


def test_a_bomb_takes_no_more_memory_than_it_may():
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    tried(pdf(page(bomb())), SMALL)
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, SMALL.memory // 1024)
