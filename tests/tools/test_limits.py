"""The largest texts, from document to file, each in a process of its own: in seconds, in little memory, and whole."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import limits, repo, tools

pytestmark = pytest.mark.alone

SECONDS, MEGABYTES = 30, 400
"""CPU and peak of memory. Generous: measured are under 2 s and 125 MB; what grows with the square is far beyond."""


@pytest.mark.slow
@pytest.mark.parametrize("kind", limits.KINDS)
def test_the_largest_texts_are_set_in_seconds_and_whole(kind: str, tmp_path: Path, note) -> None:
    pdf = tmp_path / "large.pdf"
    command = [sys.executable, "-m", "tests.support.limits", kind, str(pdf)]
    env = repo.environment(PYTHONPATH=str(repo.ROOT))
    done = subprocess.run(command, cwd=repo.ROOT, env=env, check=True, capture_output=True, timeout=600)
    told = json.loads(done.stdout)
    note(
        f"{kind}: {told['seconds']:.1f} s of CPU, peak {told['megabytes']:.0f} MB, {told['pages']} pages, "
        f"{pdf.stat().st_size / 1e6:.1f} MB"
    )
    assert told["pages"] > 10
    assert told["seconds"] < SECONDS
    assert told["megabytes"] < MEGABYTES
    assert "No syntax or stream encoding errors found" in tools.qpdf_check(pdf)
    read = tools.pdftotext(pdf, "-raw").replace("\u00ad\n", "").replace("\u00ad", "").replace("\f", "\n")
    body = re.sub(r"\nNo Event(?=\n)", "", re.sub(r"^No Event(?=\n)", "", read), flags=re.MULTILINE)
    assert "".join(body.split()) == "".join(limits.KINDS[kind]().split())
