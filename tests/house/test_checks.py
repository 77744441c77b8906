"""mypy and ruff as `make lint` runs them: each planted fault must be refused, and a clean module must not."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support import repo

CLEAN = '''"""A module without a fault."""

from __future__ import annotations


def double(value: int) -> int:
    """Twice the value."""
    return 2 * value
'''

MYPY = {
    "no-untyped-def": "def planted(value):\n    return value\n",
    "type-arg": "def planted(value: list) -> None: ...\n",
    "no-any-return": "import json\n\n\ndef planted() -> int:\n    return json.loads('1')\n",
    "arg-type": "def planted(value: int) -> None: ...\n\n\nplanted('1')\n",
    "ignore-without-code": "planted: int = '1'  # type: ignore\n",
    "possibly-undefined": "import sys\n\nif sys.argv:\n    a = 1\nprint(a)\n",
}

RUFF = {
    "D103": "\n\ndef planted() -> None:\n    pass\n",
    "DTZ005": "\n\nimport datetime\nnow = datetime.datetime.now()\n",
    "E501": f"\n# {'x' * 120}\n",
    "F401": "\nimport json\n",
    "F821": "\nprint(planted)\n",
    "S307": "\nvalue = eval('1')\n",
    "T201": "\nprint('left behind')\n",
    "TID251": "\n\nimport datetime\ntoday = datetime.datetime.now(tz=datetime.UTC)\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project under our rules with one clean module in the package."""
    shutil.copy(repo.ROOT / "pyproject.toml", tmp_path)
    module = tmp_path / "pipeline/planted.py"
    module.parent.mkdir()
    module.write_text(CLEAN)
    module.with_name("__init__.py").write_text('"""A package."""\n')
    return tmp_path


def run(folder: Path, *command: str) -> tuple[int, str]:
    done = subprocess.run(
        [repo.python_tool(command[0]), *command[1:]],
        cwd=folder,
        env=repo.environment(PYTHONPATH=str(folder)),
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def mypy(folder: Path) -> tuple[int, str]:
    return run(folder, "mypy", "pipeline", "--show-error-codes", f"--cache-dir={folder.parent / 'mypy'}")


def ruff(folder: Path) -> tuple[int, str]:
    return run(folder, "ruff", "check", ".", "--no-cache", "--output-format=concise")


def test_a_clean_module_passes(project: Path) -> None:
    assert mypy(project)[0] == 0, mypy(project)[1]
    assert ruff(project)[0] == 0, ruff(project)[1]


@pytest.mark.parametrize("code", MYPY)
def test_mypy_refuses_a_planted_fault(project: Path, code: str) -> None:
    (project / "pipeline/planted.py").write_text(MYPY[code])
    exit_code, said = mypy(project)
    assert exit_code == 1, said
    assert f"[{code}]" in said


@pytest.mark.parametrize("code", RUFF)
def test_ruff_refuses_a_planted_fault(project: Path, code: str) -> None:
    (project / "pipeline/planted.py").write_text(CLEAN + RUFF[code])
    exit_code, said = ruff(project)
    assert exit_code == 1, said
    assert f": {code} " in said


def test_every_exception_to_ruff_has_its_reason() -> None:
    text = (repo.ROOT / "pyproject.toml").read_text()
    ruff_part = text[text.index("[tool.ruff.lint]\n") : text.index("[tool.importlinter]\n")]
    exceptions = re.findall(r'^ +"([A-Z]+[0-9]*)",(.*)$', ruff_part, re.MULTILINE)
    assert len(exceptions) > 15
    assert not [rule for rule, reason in exceptions if not re.match(r" +# \w", reason)]


def test_make_test_runs_every_check_and_hears_its_answer() -> None:
    done = subprocess.run(
        ["make", "--dry-run", "--always-make", "test"],
        cwd=repo.ROOT,
        env=repo.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    lines = done.stdout.splitlines()
    for command in ("ruff check .", "mypy", "lint-imports --no-logo", "python -m pytest -m alone"):
        assert [line for line in lines if line.endswith(f".venv/bin/{command}")], f"{command} is not run, or muffled"
    (together,) = [line for line in lines if line.endswith('-m "not alone"')]
    assert ".venv/bin/python -m pytest -n auto" in together
