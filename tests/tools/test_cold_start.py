"""A cold `brief build` against Typst behind a YAML and Pydantic front: CPU of whole processes, in turn, in one run."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from tests.support import repo

pytestmark = pytest.mark.alone

GOAL = 1.5
"""CPU of a cold build over CPU of the yardstick. Every run prints what it measured."""
GUARD = 1.9
"""Above this the test fails: more than the noise of a shared machine (measured: 1.37 to 1.66 for the same commit)."""
RUNS = 5


@pytest.fixture
def yardstick(tmp_path) -> list[str]:
    """A command that sets a four-page brief with Typst, from YAML, validated by Pydantic."""
    pytest.importorskip("typst")
    rivals = tmp_path / "rivals"
    shutil.copytree(repo.shared("bench/rivals"), rivals)
    import font_source_serif_pro

    files = Path(font_source_serif_pro.__file__).parent / "files"
    (tmp_path / "fonts").mkdir()
    for name, file in (("Regular", "Regular"), ("Bold", "Bold"), ("Italic", "It")):
        shutil.copy(files / f"SourceSerifPro-{file}.ttf", tmp_path / f"fonts/LiberationSerif-{name}.ttf")
    data = tmp_path / "small.yaml"
    make = "import gen, yaml, sys; yaml.safe_dump(gen.brief(1, 5, 3, 12, 2), open(sys.argv[1], 'w'))"
    subprocess.run([sys.executable, "-c", make, str(data)], cwd=rivals, check=True, timeout=60)
    return [sys.executable, str(rivals / "ty_yp.py"), str(data), str(tmp_path / "typst.pdf")]


def cpu(command: list[str], folder: Path) -> float:
    """CPU seconds of one whole process, user and system."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env["PYTHONPATH"] = str(repo.ROOT)
    with (folder / "said").open("wb") as said:
        child = subprocess.Popen(command, env=env, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, (folder / "said").read_text()
    return usage.ru_utime + usage.ru_stime


@pytest.mark.slow
def test_a_cold_build_takes_about_half_again_as_long_as_typst(yardstick, tmp_path, note):
    start = "import sys; from pipeline.cli import main; sys.exit(main())"  # what the console script does
    ours = [sys.executable, "-c", start, "build", str(repo.ROOT / "specs/tomahawk.yaml"), "-o"]
    fresh = (
        str(tmp_path / f"out-{number}") for number in count()
    )  # Typst has no edition before to compare with either
    ratios: list[float] = []
    for attempt in range(6):  # the least disturbed counts
        pairs = [(cpu([*ours, next(fresh)], tmp_path), cpu(yardstick, tmp_path)) for _ in range(RUNS + (attempt == 0))]
        pairs = pairs[1:] if attempt == 0 else pairs  # the first writes byte code
        ratios.append(statistics.median(a / b for a, b in pairs))
        if ratios[-1] <= GOAL:
            break
    note(f"cold build over Typst behind YAML and Pydantic, CPU: {min(ratios):.2f} (goal {GOAL}, guard {GUARD})")
    assert (tmp_path / "typst.pdf").stat().st_size > 10_000
    assert min(ratios) <= GUARD, f"CPU ratios {ratios}"
