"""Nothing of the machine gets into the file: settings files, modules, variables, hash order."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.repo import ROOT

DRAW = """
import hashlib, sys
from pipeline.model.attachment import Attachment
from pipeline.render import render
from tests.support.sample_document import sample
from tests.unit.render.typewriter import metrics, typed
data = render(typed(sample(2, 6)), metrics(), (Attachment("a.txt", "text/plain", "Data", "A", b"x"),), identity="i")
print(hashlib.sha256(data).hexdigest(), *sorted(m for m in sys.modules if m.startswith(("PIL", "reportlab.platypus"))))
"""
HOSTILE = """
open({trace!r}, "a").write("ran")
useA85, invariant, pageCompression, pdfComments, documentLang = 1, 0, 0, 1, "tlh"
canvas_basefontname, canvas_baseColor, ttfAsciiReadable = "Courier", (1, 0, 0), 0
"""


def draw(home: Path, **variables: str) -> list[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith(("RL_", "PYTHON"))}
    env |= {"HOME": str(home), "PYTHONPATH": os.pathsep.join([str(home), str(ROOT)]), **variables}
    done = subprocess.run([sys.executable, "-c", DRAW], env=env, cwd=home, capture_output=True, text=True, check=True)
    return done.stdout.split()


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return draw(tmp_path_factory.mktemp("home"), PYTHONHASHSEED="1")


def test_hash_order_and_process_do_not_matter(tmp_path: Path, plain: list[str]) -> None:
    assert draw(tmp_path, PYTHONHASHSEED="2") == plain


def test_settings_of_the_machine_do_not_matter_and_are_not_run(tmp_path: Path, plain: list[str]) -> None:
    trace = tmp_path / "trace"
    for name in (".reportlab_settings", ".reportlab_mods", "reportlab_settings.py", "reportlab_mods.py"):
        (tmp_path / name).write_text(HOSTILE.format(trace=str(trace)))
    variables = {
        "RL_useA85": "1",
        "RL_invariant": "0",
        "RL_pageCompression": "banana",
        "RL_canvas_basefontname": "Courier",
    }
    assert draw(tmp_path, **variables) == plain
    assert not trace.exists()


def test_the_settings_would_have_been_run_without_the_door(tmp_path: Path) -> None:
    """The test above looks at something: ReportLab alone does run the file."""
    trace = tmp_path / "trace"
    (tmp_path / ".reportlab_settings").write_text(HOSTILE.format(trace=str(trace)))
    env = os.environ | {"HOME": str(tmp_path)}
    subprocess.run([sys.executable, "-c", "import reportlab.rl_config"], env=env, cwd=tmp_path, check=True)
    assert trace.exists()


def test_neither_pillow_s_engine_nor_platypus_is_loaded(plain: list[str]) -> None:
    assert len(plain[0]) == hashlib.sha256().digest_size * 2
    assert not [
        name for name in plain[1:] if name.startswith("reportlab.platypus") or name in {"PIL.Image", "PIL._imaging"}
    ]


def test_pillow_comes_when_it_is_asked_for() -> None:
    script = (
        "import os\nos.environ['RL_x'] = '1'\nimport pipeline.render.reportlab_door, sys\n"
        "assert 'PIL.Image' not in sys.modules and 'reportlab_settings' not in sys.modules\n"
        "assert os.environ['RL_x'] == '1'\n"
        "from reportlab.lib.utils import Image\nimport PIL.Image\nassert Image.open is PIL.Image.open\n"
    )
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", script], env=env, check=True)
