"""What is handed out: the wheel and the sdist carry the assets, the locks name what is free to use and no index."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.support import repo

FREE = re.compile(r"Apache|BSD|MIT|MPL|OFL|HPND|PSF|Python Software Foundation|LGPL|Unlicense|ISC", re.IGNORECASE)
"""Licences under which Apache-2.0 software may be handed out together with an unchanged dependency."""


def build(folder: Path, kind: str, to: Path) -> Path:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(to)],
        cwd=folder,
        env=repo.environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (built,) = to.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist, which is built from the repository: both must be whole."""
    tmp = tmp_path_factory.mktemp("package")
    sdist = build(repo.copy(tmp / "checkout"), "sdist", tmp / "sdist")
    subprocess.run(["tar", "-xzf", str(sdist), "-C", str(tmp)], check=True)
    return build(tmp / sdist.name.removesuffix(".tar.gz"), "wheel", tmp / "wheel")


def test_the_wheel_carries_every_asset_and_nothing_else_of_the_repository(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    expected = {name for name in repo.files() if name.startswith("pipeline/")}
    moved = {"assets/": "pipeline/_assets/", "docs/problems/": "pipeline/_assets/problems/"}
    for place, to in moved.items():
        here = {to + name.removeprefix(place) for name in repo.files() if name.startswith(place)}
        assert here, f"{place} is empty"
        expected |= here
    assert names == expected


def test_an_installed_wheel_finds_its_assets(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    say = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from pipeline import assets;"
        "print(assets.__file__); print(assets.read_text('themes/desk.yaml')); print(assets.path('problems').is_dir())"
    )
    done = subprocess.run([sys.executable, "-I", "-c", say], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.startswith(str(tmp_path))
    assert (repo.ROOT / "assets/themes/desk.yaml").read_text(encoding="utf-8") in done.stdout
    assert done.stdout.endswith("True\n")


def locked(name: str) -> dict[str, str]:
    """The packages of a lock with their versions."""
    text = (repo.ROOT / name).read_text()
    entry = r"^([a-z0-9._-]+)==(\S+)(?: ; .*)? \\\n(?: +--hash=sha256:[0-9a-f]{64}(?: \\)?\n)+"
    found = re.findall(entry, text, re.MULTILINE)
    assert len(found) == len(re.findall(r"^[^\s#]", text, re.MULTILINE)), f"{name}: a line without version or hash"
    return dict(found)


def test_the_locks_agree() -> None:
    runtime, test = locked("requirements.txt"), locked("requirements-test.txt")
    assert len(runtime) > 10
    assert runtime.items() <= test.items()


def test_every_dependency_is_locked_and_free_to_use() -> None:
    packages = locked("requirements.txt")
    declared = tomllib.loads((repo.ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {re.split(r"[<>=~! ]", line)[0].lower() for line in declared}
    assert names <= set(packages)
    for package in packages:
        said = distribution(package).metadata
        told = [line for name in ("License-Expression", "License", "Classifier") for line in said.get_all(name, [])]
        licence = " ".join(line for line in told if "::" not in line or line.startswith("License"))
        assert FREE.search(licence), f"{package}: {licence}"


def test_every_declared_dependency_is_used_by_a_room_or_a_theme() -> None:
    declared = tomllib.loads((repo.ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    modules = {"pillow": "PIL", "pyyaml": "yaml"}
    rooms = [name for name in repo.files() if name.startswith("pipeline/") and name.endswith(".py")]
    rooms += [name for name in repo.files() if name.startswith("assets/themes/")]
    assert len(rooms) > 50
    text = "\n".join((repo.ROOT / name).read_text(encoding="utf-8") for name in rooms)
    for name in (re.split(r"[<>=~! ]", line)[0].lower() for line in declared):
        module = modules.get(name, name.replace("-", "_"))
        assert re.search(rf"\b{module}\b", text), f"{name} is installed for nothing"


def test_what_is_installed_fits_together() -> None:
    done = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
