"""The same input gives the same bytes under another Python, in another environment."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline import flow, world
from pipeline.flow import Options
from tests.support import repo

SECOND = repo.ROOT / ".venv/second/bin/python"
START = "import sys; from pipeline.cli import main; sys.exit(main())"
ELSEWHERE = {
    "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "77", "PYTHONOPTIMIZE": "2",
    "PYTHONDONTWRITEBYTECODE": "1", "SOURCE_DATE_EPOCH": "1", "HOME": "/nonexistent",
}  # fmt: skip


@pytest.mark.parametrize("name", ["harbour", "tomahawk"])
def test_an_edition_has_the_same_bytes(name: str, tmp_path: Path) -> None:
    if not SECOND.exists():
        pytest.skip("there is no second Python of another version: install one, remove .venv/second, make tools")
    spec = repo.ROOT / f"specs/{name}.yaml"
    mine = flow.build(world.real(), spec, Options(out=tmp_path / "mine")).edition.folder
    elsewhere = tmp_path / "a folder of another name"
    elsewhere.mkdir()
    words = [SECOND, "-c", START, "build", "-q", spec, "-o", elsewhere]
    env = ELSEWHERE | {"PYTHONPATH": str(repo.ROOT), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(words, cwd="/", env=env, umask=0o077, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    theirs = elsewhere / name / "1"
    names = sorted(path.name for path in mine.iterdir())
    assert len(names) == 4
    for each in names:
        assert (theirs / each).read_bytes() == (mine / each).read_bytes(), _differing(mine / each, theirs / each)
    assert (theirs.parent / "ledger.jsonl").read_bytes() == (mine.parent / "ledger.jsonl").read_bytes()


def _differing(one: Path, other: Path) -> str:
    """What differs, for a file of JSON."""
    if one.suffix != ".json":
        return one.name
    left, right = (json.loads(path.read_bytes()) for path in (one, other))
    return str({key: (left.get(key), right.get(key)) for key in left if left.get(key) != right.get(key)})
