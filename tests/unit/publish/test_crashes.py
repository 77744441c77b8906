"""Publishing on disks that fail and in processes that die: an edition is there whole, or not at all."""

from __future__ import annotations

import errno
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.model.problem import OutsideFailed
from tests.support import faults
from tests.support.publishing import BRIEF, check, make

FORK = multiprocessing.get_context("fork")


def steps(out: Path, inputs: str) -> int:
    """How many calls that write it takes to publish; publishes."""
    with faults.planted(0, errno.EIO) as plan:
        make(out, inputs)
    assert plan.calls.count("fsync") >= 6
    return len(plan.calls)


@pytest.fixture(params=[0, 1], ids=["first", "second"])
def published(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, list[str], int]:
    """An output folder, the editions in it, and how many steps the next one takes."""
    before = ["one"][: request.param]
    for out in (tmp_path / "trial", tmp_path / "out"):
        for inputs in before:
            make(out, inputs)
    return tmp_path / "out", before, steps(tmp_path / "trial", "two")


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EDQUOT])
def test_every_step_may_fail(published: tuple[Path, list[str], int], tmp_path: Path, error: int) -> None:
    out, before, count = published
    codes = set()
    for strike in range(1, count + 1):
        trial = tmp_path / f"trial-{strike}"
        if out.exists():
            shutil.copytree(out, trial, symlinks=True)
        with faults.planted(strike, error) as plan, pytest.raises(OutsideFailed) as caught:
            make(trial, "two")
        assert plan.struck
        (problem,) = caught.value.problems
        codes.add(problem.code)
        assert os.strerror(error) in problem.message
        assert str(trial) in problem.message
        if problem.code == "PUB003":
            assert [path.name for path in (trial / BRIEF).glob(".pub*")] == []
        else:
            assert check(trial) == before  # the last edition as it was, and no litter
            assert before or not [path for path in trial.rglob("*") if path.is_file()]
        assert make(trial, "two").number == len(before) + 1
        assert check(trial) == [*before, "two"]
    assert codes == {"PUB001", "PUB002", "PUB003"}


@pytest.mark.parametrize("error", [errno.EIO, errno.EROFS])
def test_a_disk_may_go_for_good_at_every_step(
    published: tuple[Path, list[str], int], tmp_path: Path, error: int
) -> None:
    out, before, count = published
    for strike in range(1, count + 1):
        trial = tmp_path / f"trial-{strike}"
        if out.exists():
            shutil.copytree(out, trial, symlinks=True)
        with faults.planted(strike, error, from_then_on=True) as plan, pytest.raises(OutsideFailed):
            make(trial, "two")
        assert plan.struck
        make(trial, "two")
        found = check(trial)
        assert found == [*before, "two"]


def test_full_text_of_the_problems_of_writing(tmp_path: Path) -> None:
    make(tmp_path, "one")
    home = tmp_path / BRIEF
    told = {}
    for strike in range(1, 40):
        with faults.planted(strike, errno.ENOSPC) as plan:
            try:
                make(tmp_path, f"two {strike}")
            except OutsideFailed as error:
                (problem,) = error.problems
                told.setdefault(problem.code, (problem.message, problem.notes))
        if not plan.struck:
            break
    assert told["PUB002"] == (
        f"the edition could not be written: {home / '.publishing-2'}: No space left on device",
        ("nothing was published; the editions before are as they were",),
    )
    assert told["PUB003"] == (
        f"edition 2 is published, but `latest` could not be moved to it: {home / 'latest'}: No space left on device",
        (),
    )


def _publish_and_die(out: Path, strike: int) -> None:
    with faults.planted(strike, 0, kill=True):
        make(out, "two")


def test_a_publisher_may_be_killed_at_every_step(published: tuple[Path, list[str], int], tmp_path: Path) -> None:
    out, before, count = published
    adopted = 0
    for strike in range(1, count + 1):
        trial = tmp_path / f"trial-{strike}"
        if out.exists():
            shutil.copytree(out, trial, symlinks=True)
        child = FORK.Process(target=_publish_and_die, args=(trial, strike))
        child.start()
        child.join(20)
        assert child.exitcode == -signal.SIGKILL
        numbers = [path.name for path in (trial / BRIEF).glob("[0-9]*")] if trial.exists() else []
        visible = len(numbers) > len(before)
        made = make(trial, "three")
        found = check(trial)
        assert found == [*before, *(["two"] if visible else []), "three"]
        assert made.number == len(found)
        adopted += visible
    assert 0 < adopted < count


def _publish_many(out: Path, name: str, count: int) -> None:
    for number in range(count):
        make(out, f"{name}{number} ")


def test_publishers_killed_at_any_time_leave_whole_editions(tmp_path: Path) -> None:
    draw = random.Random(7)
    killed = 0
    for turn in range(100):
        children = [FORK.Process(target=_publish_many, args=(tmp_path, f"{turn}-{who}-", 1000)) for who in "ab"]
        for child in children:
            child.start()
        time.sleep(draw.uniform(0.01, 0.05))
        for child in children:
            assert child.pid
            os.kill(child.pid, signal.SIGKILL)
            child.join(20)
            killed += child.exitcode == -signal.SIGKILL
    assert killed == 200
    make(tmp_path, "last")
    found = check(tmp_path)
    assert len(found) > 100
    assert len(set(found)) == len(found)
    assert found[-1] == "last"


def test_publishers_at_once_make_one_edition_each_in_order(tmp_path: Path) -> None:
    names, each = [f"{who}-" for who in "abcdefgh"], 50
    children = [FORK.Process(target=_publish_many, args=(tmp_path, name, each)) for name in names]
    for child in children:
        child.start()
    for child in children:
        child.join(120)
        assert child.exitcode == 0
    found = check(tmp_path)
    assert sorted(found) == sorted(f"{name}{number} " for name in names for number in range(each))
    for name in names:
        mine = [inputs for inputs in found if inputs.startswith(name)]
        assert mine == [f"{name}{number} " for number in range(each)]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 128 KiB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    done = mount and subprocess.run([mount, "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(place)], check=False)
    if not done or done.returncode:
        pytest.skip("mounting a small file system needs root")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_fills_up(small: Path) -> None:
    with pytest.raises(OutsideFailed) as caught:
        _publish_many(small, "", 100)
    made = len(check(small))
    assert made >= 2
    (problem,) = caught.value.problems
    assert problem.code == "PUB002"
    assert "No space left on device" in problem.message
    assert check(small) == [f"{number} " for number in range(made)]


def test_a_disk_that_is_read_only(small: Path) -> None:
    make(small, "one")
    subprocess.run(["mount", "-o", "remount,ro", str(small)], check=True)
    with pytest.raises(OutsideFailed) as caught:
        make(small, "two")
    assert caught.value.problems[0].message == (
        f"the output folder can't be used: {small / BRIEF / '.lock'}: Read-only file system"
    )
    assert check(small) == ["one"]


def test_a_disk_without_room_for_names(small: Path) -> None:
    subprocess.run(["mount", "-o", "remount,nr_inodes=20", str(small)], check=True)
    with pytest.raises(OutsideFailed) as caught:
        _publish_many(small, "", 100)
    made = len(check(small))
    assert made >= 2
    assert "No space left on device" in caught.value.problems[0].message
    assert [path.name for path in (small / BRIEF).glob(".pub*")] == []
