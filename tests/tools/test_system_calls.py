"""A real `brief build`, killed or refused by strace at each system call that changes something."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline import flow, publish, world
from pipeline.flow import Options
from tests.support import repo, tools

WORLD = world.real()
SPEC = repo.ROOT / "specs/harbour.yaml"
CALLS = (
    "openat write pwrite64 fsync fdatasync rename renameat renameat2 link linkat unlink unlinkat mkdir mkdirat rmdir"
    " ftruncate symlink symlinkat flock"
).split()
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS")
START = "import sys; from pipeline.cli import main; sys.exit(main())"
KEPT = {".lock", "ledger.jsonl", "latest"}


class Call(NamedTuple):
    """A system call of a build: its name, the how-manyth of that name it is, and what it was asked."""

    name: str
    number: int
    line: str


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one edition."""
    out = tmp_path_factory.mktemp("calls") / "out"
    flow.build(WORLD, SPEC, Options(out=out))
    return out


def traced(out: Path, log: Path, *inject: str) -> subprocess.CompletedProcess[str]:
    """Build another edition under strace."""
    shown = f"trace={','.join(CALLS)}"
    words = [tools.require("strace"), "-f", "-y", "-qq", "-s", "0", "-o", str(log), "-e", shown, *inject]
    build = [sys.executable, "-c", START, "build", "-q", str(SPEC), "--again", "-o", str(out)]
    env = repo.environment(PYTHONDONTWRITEBYTECODE="1", PYTHONPATH=str(repo.ROOT))
    return subprocess.run([*words, *build], env=env, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def calls(before: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Call]:
    """Every call of a build that changes something below the folder of editions."""
    folder = tmp_path_factory.mktemp("trace")
    out = folder / "out"
    shutil.copytree(before, out, symlinks=True)
    done = traced(out, folder / "log")
    if "ptrace" in done.stderr:
        pytest.skip(f"this machine lets nobody trace a process: {done.stderr.strip()}")
    assert done.returncode == 0, done.stderr
    found, counted = [], Counter[str]()
    for line in (folder / "log").read_text().splitlines():
        match = re.match(r"\d+ +(\w+)\((.*)", line)
        if not match:
            continue
        counted[match[1]] += 1
        opens = match[1] != "openat" or re.search(r"O_CREAT|O_WRONLY|O_RDWR", line)
        if str(out) in line and opens:
            found.append(Call(match[1], counted[match[1]], match[2].replace(str(out), "OUT")))
    return found


def whole(out: Path) -> int:
    """How many editions there are; an AssertionError if one is torn, lost or out of its order."""
    ledger = publish.read_ledger(WORLD.files, out / "harbour/ledger.jsonl")
    for each in ledger.editions:
        for name in each.files:
            assert publish.state_of(WORLD.files, ledger, each, name) == "as published", (each.number, name)
    return len(ledger.editions)


def healed(out: Path, number: int) -> None:
    """The next build publishes, and leaves nothing behind but editions."""
    built = flow.build(WORLD, SPEC, Options(out=out, again=True))
    assert built.edition.number == number
    assert whole(out) == number
    names = {path.name for path in (out / "harbour").iterdir()}
    assert names == KEPT | {str(each) for each in range(1, number + 1)}
    assert {path.name for path in out.iterdir()} <= {"harbour", ".recall"}
    assert not [path for path in out.rglob("*") if path.suffix in (".tmp", ".new")]


def test_a_build_makes_these_calls(calls: list[Call]) -> None:
    names = Counter(call.name for call in calls)
    assert len(calls) > 20, names
    assert {"openat", "write", "fsync", "mkdir"} <= set(names)
    assert names["rename"] + names["renameat"] + names["renameat2"] >= 2


@pytest.mark.slow
def test_killed_at_any_of_them_nothing_is_torn_or_lost(before: Path, calls: list[Call], tmp_path: Path) -> None:
    for at, call in enumerate(calls):
        out, log = tmp_path / str(at), tmp_path / "log"
        shutil.copytree(before, out, symlinks=True)
        done = traced(out, log, "-e", f"inject={call.name}:signal=KILL:when={call.number}")
        assert done.returncode in (-9, 137), (call, done.returncode, done.stderr)
        assert str(out) in log.read_text().splitlines()[-2], call
        made = whole(out)
        assert made in (1, 2), call
        folders = {path.name for path in (out / "harbour").iterdir() if path.name.isdecimal()}
        healed(out, len(folders) + 1)
        shutil.rmtree(out)


@pytest.mark.slow
def test_refused_at_any_of_them_it_says_so_and_the_edition_before_stands(
    before: Path, calls: list[Call], tmp_path: Path
) -> None:
    seen = Counter[str]()
    for at, call in enumerate(calls):
        out, log, error = tmp_path / str(at), tmp_path / "log", ERRORS[at % len(ERRORS)]
        shutil.copytree(before, out, symlinks=True)
        done = traced(out, log, "-e", f"inject={call.name}:error={error}:when={call.number}")
        assert "(INJECTED)" in log.read_text(), call
        seen[error] += 1
        made = whole(out)
        assert made in (1, 2), (call, error)
        assert "Traceback" not in done.stderr, (call, error, done.stderr)
        if done.returncode != 0:
            assert done.returncode == 3, (call, error, done.stderr)
            assert re.search(r"error\[(PUB|SYSTEM)\d{3}\]", done.stderr), (call, error, done.stderr)
        else:  # what may be missing without harm: notes, the sweep of what is left over
            assert made == 2, (call, error)
        folders = {path.name for path in (out / "harbour").iterdir() if path.name.isdecimal()}
        healed(out, len(folders) + 1)
        shutil.rmtree(out)
    assert min(seen[error] for error in ERRORS) >= 5
