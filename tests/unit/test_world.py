from __future__ import annotations

import errno
import io
import multiprocessing
import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from pipeline import world
from pipeline.world import Disk, NotRegular, TooLarge, TooMany
from tests.support import faults

DISK = Disk()


def test_the_real_world_reads_the_disk(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert world.real().files.read(tmp_path / "a", 5) == b"12345"


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"123456")
    with pytest.raises(TooLarge) as caught:
        DISK.read(path, 5)
    assert (caught.value.size, caught.value.limit, caught.value.filename) == (6, 5, str(path))


def test_a_file_that_hides_its_size_is_bounded() -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("no /proc here")
    assert Path("/proc/self/status").stat().st_size == 0
    with pytest.raises(TooLarge):
        DISK.read(Path("/proc/self/status"), 10)
    assert DISK.read(Path("/proc/self/status"), 2**20).startswith(b"Name:")


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))
        for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
            with pytest.raises(NotRegular, match="not a regular file"):
                DISK.read(path, 100)
        with pytest.raises(OSError, match=r"No such device"):
            DISK.read(tmp_path / "s", 100)
    with pytest.raises(FileNotFoundError):
        DISK.read(tmp_path / "none", 100)


def test_walk_is_sorted_and_follows_no_links(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", "c/d/e", "ab"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    os.mkfifo(tmp_path / "pipe")
    found = [str(path.relative_to(tmp_path)) for path in DISK.walk(tmp_path, 100)]
    assert found == ["a", "ab", "b/1", "b/2", "c/d/e"]


def test_walk_ends(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}").mkdir()
    with pytest.raises(TooMany, match="more than 29 entries"):
        list(DISK.walk(tmp_path, 29))
    assert list(DISK.walk(tmp_path, 30)) == []
    with pytest.raises(FileNotFoundError):
        list(DISK.walk(tmp_path / "none", 10))


def test_write_whole_replaces(tmp_path: Path) -> None:
    path = tmp_path / "a"
    DISK.write_whole(path, b"one")
    DISK.write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert DISK.names(tmp_path) == ["a"]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_write_whole_leaves_old_or_new_and_no_litter(tmp_path: Path, error: int) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with faults.planted(0, error) as plan:
        DISK.write_whole(path, b"newer")
    steps = len(plan.calls)
    assert plan.calls == ["open", "write", "fsync", "rename", "fsync"]
    for strike in range(1, steps + 1):
        path.write_bytes(b"old")
        with faults.planted(strike, error) as plan, pytest.raises(OSError, match=os.strerror(error)) as caught:
            DISK.write_whole(path, b"newer")
        assert plan.struck
        assert str(tmp_path) in str(caught.value.filename)
        assert path.read_bytes() == (b"newer" if strike == steps else b"old")
        assert DISK.names(tmp_path) == ["a"]


def test_append_is_cut_back_when_it_fails(tmp_path: Path) -> None:
    path = tmp_path / "a"
    DISK.append(path, b"one\n")
    for strike in (1, 2, 3):
        with faults.planted(strike, errno.ENOSPC) as plan, pytest.raises(OSError, match="No space"):
            DISK.append(path, b"two\n")
        assert plan.struck
        assert path.read_bytes() == b"one\n"
    DISK.append(path, b"two\n")
    assert path.read_bytes() == b"one\ntwo\n"


def test_short_writes_are_continued(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:3]))
    DISK.write_new(tmp_path / "a", b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


def test_a_new_file_must_be_new(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(FileExistsError):
        DISK.write_new(tmp_path / "a", b"")


def test_remove_takes_trees_and_spares_what_links_point_at(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/a").touch()
    (tmp_path / "tree/deep").mkdir(parents=True)
    (tmp_path / "tree/deep/link").symlink_to(tmp_path / "kept")
    (tmp_path / "tree/a").touch()
    DISK.remove(tmp_path / "tree")
    DISK.remove(tmp_path / "none")
    assert DISK.names(tmp_path) == ["kept"]
    assert DISK.names(tmp_path / "kept") == ["a"]


def test_point_swaps_and_is_relative(tmp_path: Path) -> None:
    link = tmp_path / "latest"
    assert DISK.pointed(link) is None
    for target in ("1", "2"):
        DISK.point(link, target)
        assert DISK.pointed(link) == target
        assert link.readlink() == Path(target)
    assert DISK.exists(link)  # dangling
    assert DISK.names(tmp_path) == ["latest"]


def test_point_writes_a_file_where_links_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links on this file system")

    monkeypatch.setattr(os, "symlink", refuse)
    link = tmp_path / "latest"
    for target in ("1", "2"):
        DISK.point(link, target)
        assert DISK.pointed(link) == target
    assert link.read_text() == "2\n"


def _hold(path: Path, held: threading.Event, let_go: threading.Event) -> None:
    with DISK.lock(path):
        held.set()
        let_go.wait(10)


def test_a_lock_keeps_others_out_and_ends_with_its_holder(tmp_path: Path) -> None:
    path = tmp_path / "deep/.lock"
    context = multiprocessing.get_context("fork")
    held, let_go, got = context.Event(), context.Event(), context.Event()
    first = context.Process(target=_hold, args=(path, held, let_go))
    first.start()
    assert held.wait(10)
    second = context.Process(target=_hold, args=(path, got, got))
    second.start()
    assert not got.wait(0.2)
    first.kill()
    assert got.wait(10)
    first.join(10)
    second.join(10)
    assert second.exitcode == 0


def test_a_lock_that_was_removed_while_waiting_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "deep/.lock"
    context = multiprocessing.get_context("fork")
    got, end = context.Event(), context.Event()
    with DISK.lock(path):
        waiting = context.Process(target=_hold, args=(path, got, end))
        waiting.start()
        assert not got.wait(0.2)
        DISK.remove(path.parent)
    assert got.wait(10)
    assert path.exists()
    end.set()
    waiting.join(10)
    assert waiting.exitcode == 0


def test_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    def fed(data: bytes, limit: int) -> bytes:
        read_end, write_end = os.pipe()
        os.write(write_end, data)
        os.close(write_end)
        saved = os.dup(0)
        os.dup2(read_end, 0)
        try:
            return world.real().stdin(limit)
        finally:
            os.dup2(saved, 0)
            os.close(saved)
            os.close(read_end)

    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert fed(b"12345", 5) == b"12345"
    with pytest.raises(TooLarge, match="more than the 5"):
        fed(b"123456", 5)
