"""Where things lie, for tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""


def shared(path: str) -> Path:
    """`path` in the folder ../shared beside the repository; the test that asks skips, and says so, without it."""
    found = ROOT.parent / "shared" / path
    if not found.exists():
        pytest.skip(f"../shared/{path} is not here")
    return found


@cache
def files() -> tuple[str, ...]:
    """The repository's files, tracked or about to be, by their paths below `ROOT`.

    Without git (an unpacked sdist) every file counts that is not under a hidden folder or in out/.
    """
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        paths = (p.relative_to(ROOT) for p in ROOT.rglob("*") if p.is_file())
        listed = [
            p.as_posix()
            for p in paths
            if not any(part.startswith(".") or part == "__pycache__" for part in p.parts[:-1]) and p.parts[0] != "out"
        ]
    return tuple(sorted({name for name in listed if name and (ROOT / name).is_file()}))


def specs() -> list[str]:
    """The specs of the repository, without their schedule."""
    found = [name for name in files() if name.startswith("specs/") and name.endswith(".yaml")]
    return [name for name in found if name != "specs/schedule.yaml"]


def copy(to: Path, *, only: tuple[str, ...] = ()) -> Path:
    """The repository's files copied to the folder `to`; only those under the folders (or of the names) in `only`."""
    chosen = [name for name in files() if not only or name in only or name.startswith(tuple(f"{o}/" for o in only))]
    assert chosen, f"nothing to copy: {only}"
    for name in chosen:
        target = to / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    return to


_NOT_PASSED_ON = {"BRIEF_ARCHIVE", "CI", "COLUMNS", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHONPATH"}


def environment(**more: str) -> dict[str, str]:
    """The environment for a child process: this one, without what would point it elsewhere or change what it prints."""
    env = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
    return env | {"LC_ALL": "C.UTF-8", "NO_COLOR": "1"} | more


def python_tool(name: str) -> str:
    """The command `name` that is installed beside this Python, such as ruff."""
    beside = Path(sys.executable).with_name(name)
    assert beside.exists(), f"{name} is not installed beside {sys.executable}: run the tests with `make test`"
    return str(beside)
