"""The Makefile's set-up: it chooses a Python that will do, says what is wrong, and mends what was left half made.

pip is replaced by a stand-in, so that nothing is downloaded; .ci/run does the real thing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import repo

pytestmark = pytest.mark.slow


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout, in a folder with a space, whose brief says where it ran and whose pip installs a `brief`."""
    folder = tmp_path / "a clone"
    repo.copy(folder, only=("Makefile", "requirements.txt", "requirements-test.txt", "pyproject.toml"))
    fake = tmp_path / "bin"
    fake.mkdir()
    script = fake / "python3"
    # Makes an environment without pip, then puts our stand-ins into it.
    script.write_text(f"""#!/bin/sh
case "$*" in *realpath*) echo "$0"; exit;; esac
if [ "$2 $3" = "-m venv" ]; then
  echo venv >> "{tmp_path}/log"
  mkdir -p "$4/bin" && cp "$0" "$4/bin/python" && exit
fi
if [ "$1 $2" = "-m pip" ]; then
  echo pip >> "{tmp_path}/log"
  [ ! -e "{tmp_path}/offline" ] || exit 1
  printf '#!/bin/sh\\necho built "$@"\\n' > .venv/bin/brief && chmod +x .venv/bin/brief && exit
fi
exec "{sys.executable}" "$@"
""")
    script.chmod(0o755)
    return folder


def make(folder: Path, *args: str, python: str = "") -> subprocess.CompletedProcess[str]:
    python = python or str(folder.parent / "bin/python3")
    return subprocess.run(
        ["make", *args], cwd=folder, env=repo.environment(PYTHON=python), capture_output=True, text=True
    )


def log(folder: Path) -> list[str]:
    path = folder.parent / "log"
    lines = path.read_text().split() if path.exists() else []
    path.unlink(missing_ok=True)
    return lines


def test_set_up_is_done_once(checkout: Path) -> None:
    first = make(checkout, "brief")
    assert first.returncode == 0, first.stderr
    assert first.stdout == "built build specs/tomahawk.yaml\n"
    assert log(checkout) == ["venv", "pip", "pip"]
    assert make(checkout, "brief").stdout == first.stdout
    assert log(checkout) == []


def test_a_changed_lock_is_installed(checkout: Path) -> None:
    make(checkout, "brief")
    log(checkout)
    later = (checkout / ".venv/.ready").stat().st_mtime + 2
    os.utime(checkout / "requirements.txt", (later, later))
    assert make(checkout, "brief").returncode == 0
    assert log(checkout) == ["pip", "pip"]


def test_an_install_that_failed_is_begun_again(checkout: Path) -> None:
    offline = checkout.parent / "offline"
    offline.touch()
    assert make(checkout, "brief").returncode != 0
    offline.unlink()
    log(checkout)
    assert make(checkout, "brief").returncode == 0
    assert log(checkout) == ["venv", "pip", "pip"]


@pytest.mark.parametrize(
    "damage",
    ["rm .venv/bin/python", "rm .venv/.made", "rm -r .venv; mkdir .venv", "ln -sf /nowhere .venv/bin/python"],
)
def test_a_broken_environment_is_made_anew(checkout: Path, damage: str) -> None:
    make(checkout, "brief")
    log(checkout)
    subprocess.run(damage, shell=True, cwd=checkout, check=True)
    assert make(checkout, "brief").returncode == 0
    assert log(checkout) == ["venv", "pip", "pip"]


def test_a_folder_that_moved_is_set_up_again(checkout: Path) -> None:
    make(checkout, "brief")
    log(checkout)
    moved = checkout.rename(checkout.with_name("moved"))
    assert make(moved, "brief").returncode == 0
    assert log(moved) == ["venv", "pip", "pip"]


def stub(folder: Path, body: str) -> str:
    script = folder.parent / "bin/other"
    script.write_text(f"#!/bin/sh\n{body}\n")
    script.chmod(0o755)
    return str(script)


def test_no_python_that_will_do_is_said(checkout: Path) -> None:
    done = make(checkout, "brief", python=stub(checkout, "exit 1"))
    assert done.returncode != 0
    assert "no Python 3.11 or newer" in done.stderr
    assert "PYTHON=/path/to/python3" in done.stderr
    assert not (checkout / ".venv").exists()


def test_a_python_without_venv_is_said(checkout: Path) -> None:
    done = make(checkout, "brief", python=stub(checkout, 'case "$*" in *ensurepip*) exit 1;; esac'))
    assert done.returncode != 0
    assert "apt-get install python3-venv" in done.stderr


def test_clean_leaves_editions(checkout: Path) -> None:
    make(checkout, "brief")
    edition = checkout / "out/tomahawk/1/tomahawk.pdf"
    edition.parent.mkdir(parents=True)
    edition.touch()
    assert make(checkout, "clean").returncode == 0
    assert edition.exists()
    assert not (checkout / ".venv").exists()


def test_help_names_every_target(checkout: Path) -> None:
    said = make(checkout, "help").stdout
    for target in ("brief", "test", "lint", "tools", "lock", "clean"):
        assert f"\n{target} " in said
