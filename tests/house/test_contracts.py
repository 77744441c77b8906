"""The walls between the rooms: for each contract a breach is planted, and import-linter must name that contract."""

from __future__ import annotations

import subprocess
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import repo

CONTRACTS: dict[str, str] = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((repo.ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}


@dataclass(frozen=True)
class Plant:
    """A breach: the `files` (path below pipeline/, and text) that break the contract `breaks`."""

    breaks: str
    files: tuple[tuple[str, str], ...]


def one(breaks: str, room: str, line: str) -> Plant:
    return Plant(breaks, ((f"{room}/planted.py", line + "\n"),))


PLANTS = [
    one("layers", "layout", "import pipeline.render"),
    one("layers", "compose", "from pipeline import cite"),
    one("layers", "read", "from pipeline import flow"),
    one("layers", "engine", "from pipeline import flow"),
    one("layers", "archive", "import pipeline.material"),
    one("layers", "read", "import pipeline.comparing"),
    one("layers", "model", "import pipeline.sections"),
    one("layers", "model", "import pipeline.world"),
    one("layers", "sections", "import pipeline.compose"),
    one("layers", "diff", "import pipeline.compose"),
    one("layers", "compose", "from pipeline.diff import changes"),
    one("pure", "diff", "from time import time"),
    one("likeness", "diff", "import rapidfuzz"),
    one("layers", "publish", "def late() -> None:\n    import pipeline.cli"),
    Plant("layers", (("attic/__init__.py", '"""A room without a place."""\n'),)),
    one("sections", "sections", "import pipeline.world"),
    one("sections", "sections", "from pipeline import assets"),
    Plant(
        "circles",
        (("cite/planted.py", "import pipeline.cite.grown\n"), ("cite/grown.py", "import pipeline.cite.planted\n")),
    ),
    one("pure", "cite", "import time"),
    one("pure", "compose", "import random"),
    one("pure", "layout", "import locale"),
    one("pure", "model", "import os.path"),
    one("pure", "read", "from os import environ"),
    one("pure", "render", "import socket"),
    one("pure", "sections", "import subprocess"),
    one("nouns", "model", "import rapidfuzz"),
    one("yaml", "cli", "import yaml"),
    one("yaml", "sections", "from yaml import CSafeLoader"),
    one("extractors", "archive", "import lxml.html"),
    one("likeness", "read", "from rapidfuzz import process"),
    one("shaping", "layout", "import uharfbuzz"),
    one("shaping", "layout", "import pyphen"),
    one("pdf", "publish", "from reportlab.pdfgen import canvas"),
    one("dots", "fonts", "import PIL.Image"),
    one("codes", "layout", "import segno"),
    one("codes", "sections", "from segno import make_qr"),
    one("dots", "render", "from PIL import Image"),
    one("xml", "read", "from xml.etree import ElementTree"),
    one("pure", "picture", "import tempfile"),
    one("terminal", "render", "import click"),
    one("terminal", "compose", "from rich.console import Console"),
    one("signing", "cli", "import pyhanko.sign"),
    one("signing", "verify", "from cryptography import x509"),
    one("dask", "cli", "import distributed"),
    one("web", "archive", "import httpx"),
    one("web", "cli", "from http import client"),
    one("layers", "schedule", "import pipeline.cli"),
    one("schedules", "publish", "import sqlite3"),
    one("schedules", "cli", "from cronsim import CronSim"),
    one("readback", "publish", "import pypdf"),
    one("readback", "verify", "from pypdf import PdfReader"),
    one("layers", "verify", "from pipeline import readback"),
    one("layers", "readback", "import pipeline.publish"),
    one("pure", "verify", "import subprocess"),
    one("nouns", "model", "import pypdf"),
    one("child", "cli", "import pipeline.readback.file"),
    one("child", "verify", "import pypdf.generic"),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return repo.copy(tmp_path_factory.mktemp("contracts"), only=("pipeline", "pyproject.toml"))


def lint(folder: Path) -> tuple[int, str]:
    done = subprocess.run(
        [repo.python_tool("lint-imports"), "--no-logo", "--cache-dir", str(folder / ".cache")],
        cwd=folder,
        env=repo.environment(PYTHONPATH=str(folder), COLUMNS="200"),
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_the_package_keeps_every_contract(package: Path) -> None:
    code, said = lint(package)
    assert code == 0, said
    assert f"{len(CONTRACTS)} kept, 0 broken" in said


def test_every_contract_has_a_planted_breach() -> None:
    assert {plant.breaks for plant in PLANTS} == set(CONTRACTS)


@pytest.mark.parametrize("plant", PLANTS, ids=lambda p: f"{p.breaks}-{p.files[0][0].split('/')[0]}")
def test_a_planted_breach_turns_its_contract_red(package: Path, plant: Plant) -> None:
    planted = {package / "pipeline" / name: text for name, text in plant.files}
    new_rooms = {path.parent for path in planted if not path.parent.exists()}
    for path, text in planted.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    try:
        code, said = lint(package)
    finally:
        for path in planted:
            path.unlink()
        for room in new_rooms:
            room.rmdir()
    assert code == 1, said
    assert f"{CONTRACTS[plant.breaks]} BROKEN" in said
