"""docs/pdf-ua.md names modules and tests: all of them exist."""

from __future__ import annotations

import re

from tests.support.repo import ROOT

LEDGER = (ROOT / "docs/pdf-ua.md").read_text(encoding="utf-8")
FOLDERS = ("tests/unit/render", "tests/tools", "tests/properties")


def test_every_test_in_the_ledger_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", LEDGER))
    files = [path for folder in FOLDERS for path in (ROOT / folder).glob("test_*.py")]
    written = "".join(path.read_text(encoding="utf-8") for path in files)
    defined = set(re.findall(r"^def (test_\w+)", written, re.MULTILINE))
    assert len(named) > 25
    assert named - defined == set()


def test_every_file_in_the_ledger_exists() -> None:
    modules = set(re.findall(r"`([a-z_]+\.py)`", LEDGER)) - {"test_verapdf_faults.py"}
    assert len(modules) > 8
    assert {name for name in modules if not (ROOT / "pipeline/render" / name).is_file()} == set()
    paths = set(re.findall(r"`(tests/[\w/]+\.py)`", LEDGER))
    assert len(paths) == 13
    assert {path for path in paths if not (ROOT / path).is_file()} == set()


def test_every_row_of_the_ledger_is_held() -> None:
    rows = [line for line in LEDGER.splitlines() if re.match(r"\| \d", line)]
    assert len(rows) > 20
    assert all(re.search(r"`test_\w+`[^|]*\|$", row) for row in rows)
