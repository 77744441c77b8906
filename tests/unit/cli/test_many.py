"""Many specs in one run: which they are, who does them, and what is told on the way."""

from __future__ import annotations

import hashlib
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline import engine, flow
from pipeline.cli import options
from pipeline.cli.app import run
from pipeline.cli.progress import bar
from tests.support import repo

HARBOUR = (repo.ROOT / "specs" / "harbour.yaml").read_text(encoding="utf-8")


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with five specs, the third of which does not hold, and a theme beside them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BRIEF_ARCHIVE", str(repo.ROOT / "specs" / "harbour"))
    (tmp_path / "specs" / "deep").mkdir(parents=True)
    for number in range(5):
        text = HARBOUR.replace("id: harbour\n", f"id: harbour-{number}\n")
        assert f"id: harbour-{number}\n" in text
        if number == 2:
            assert "12 March 2025" in text
            text = text.replace("12 March 2025", "13 March 2025")
        folder = "specs" if number < 4 else "specs/deep"
        (tmp_path / folder / f"{number}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "specs" / "theme.yaml").write_text("extends: desk\nname: ours\n", encoding="utf-8")
    return tmp_path


def test_the_engines_of_the_help_are_those_there_are():
    assert options.ENGINES == engine.ENGINES


def test_a_pattern_is_every_spec_that_it_matches_and_nothing_else(specs, capsys):
    assert run(["check", "specs/**/*.yaml"]) == 1
    out, err = capsys.readouterr()
    assert [line.partition(":")[0] for line in out.splitlines()] == [
        "specs/0.yaml",
        "specs/1.yaml",
        "specs/2.yaml",
        "specs/3.yaml",
        "specs/deep/4.yaml",
    ]
    assert "theme.yaml" not in err
    assert "4 of 5 specs done, 1 failed\n" in err


def test_a_spec_that_was_named_is_not_done_again_by_a_pattern(specs, capsys):
    assert run(["check", "./specs/3.yaml", "specs/[0-3].yaml"]) == 1
    told = [line.partition(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert told == ["specs/3.yaml", "specs/0.yaml", "specs/1.yaml", "specs/2.yaml"]


def test_a_pattern_that_matches_no_spec_is_told(specs, capsys):
    assert run(["check", "specs/*.yml"]) == 2
    assert "no spec matches 'specs/*.yml'" in capsys.readouterr().err
    assert run(["check", "specs/th*.yaml"]) == 2
    assert "no spec matches" in capsys.readouterr().err


def test_shares_leave_nothing_out_and_do_nothing_twice(specs, capsys):
    done = []
    for share in ("1/3", "2/3", "3/3"):
        run(["check", "--shard", share, "specs/**/*.yaml"])
        done.append([line.partition(":")[0] for line in capsys.readouterr().out.splitlines()])
    assert [len(share) for share in done] == [2, 2, 1]
    assert len({spec for share in done for spec in share}) == 5


@pytest.mark.parametrize("share", ["0/3", "4/3", "1", "1/0", "a/b", "1/2/3", "x/2", "1/9999999"])
def test_a_share_that_is_none_is_told(specs, capsys, share):
    assert run(["check", f"--shard={share}", "specs/0.yaml"]) == 2
    assert "is no share; write 1/4 for the first of four" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["serial", "processes"])
def test_the_first_failure_ends_the_run_where_asked(specs, capsys, name):
    assert run(["build", "--fail-fast", "--engine", name, "specs/**/*.yaml"]) == 1
    out, err = capsys.readouterr()
    assert [line.partition(":")[0] for line in out.splitlines()] == [
        "out/harbour-0/1/harbour-0.pdf",
        "out/harbour-1/1/harbour-1.pdf",
    ]
    assert "2 of 5 specs done, 1 failed, 2 not tried\n" in err


def test_every_engine_makes_the_same_bytes_and_tells_the_same(specs, capsys):
    told, hashes = [], []
    for name in engine.ENGINES[:2]:
        run(["build", "--engine", name, "-o", name, "specs/**/*.yaml"])
        out, err = capsys.readouterr()
        told.append((out.replace(f"{name}/", ""), err))
        files = sorted(path for path in Path(name).rglob("*") if path.is_file() and path.name != ".lock")
        hashes.append({str(path.relative_to(name)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files})
    assert len(hashes[0]) >= 4 * 4
    assert all(each == hashes[0] for each in hashes)
    assert all(each == told[0] for each in told)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--engine", "serial", "--jobs", "2"], "there is no --jobs"),
        (["--engine", "serial", "--time-limit", "2"], "there is no --jobs, --time-limit"),
        (["--engine", "abacus"], "'abacus' is not one of 'serial', 'processes', 'dask'"),
        (["--engine", "dask=here"], "'dask=here' has no address of a scheduler"),
        (["--engine", "serial=tcp://a:1"], "has no address"),
        (["--jobs", "0"], "0 is not in the range"),
        (["--time-limit", "0"], "0.0 is not in the range"),
        (["--engine", "processes", "-"], "can't be done by --engine processes"),
    ],
)
def test_what_does_not_fit_is_told(specs, capsys, words, told):
    assert run(["check", "specs/0.yaml", *words]) == 2
    assert told in capsys.readouterr().err


def test_a_spec_that_takes_too_long_is_told(specs, capsys):
    assert run(["check", "--time-limit", "0.0001", "specs/0.yaml"]) == 3
    assert "error[ENGINE001] the brief was given up: it took longer than 0.0001 seconds" in capsys.readouterr().err


def test_a_spec_that_takes_too_much_is_told(specs, capsys, monkeypatch):
    monkeypatch.setattr(flow, "check", lambda *_: bytearray(2**30))
    assert run(["check", "--memory-limit", "100", "specs/0.yaml"]) == 3
    assert "error[SYSTEM001] there is not enough memory" in capsys.readouterr().err


def test_a_bar_tells_how_far_it_is():
    assert bar(412, 1000, 8.0, 100) == (
        "[################------------------------] 412 of 1,000, 51.5 a second, 11 s left"
    )
    assert bar(1, 10_000, 1.0, 100).endswith("] 1 of 10,000, 1.0 a second, 2 h 46 min left")
    assert bar(5, 10, 600.0, 100).endswith("] 5 of 10, 0.0 a second, 10 min 0 s left")
    assert all(len(bar(3, 10, 2.0, width)) < width for width in range(2, 130))


def test_a_terminal_sees_a_bar_that_leaves_no_trace_and_a_file_sees_none(specs):
    parent, child = pty.openpty()
    words = [sys.executable, "-m", "pipeline.cli", "build", *(f"specs/{number}.yaml" for number in (0, 1, 2, 3))]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=child, env=os.environ | {"PYTHONPATH": str(repo.ROOT)})
    os.close(child)
    seen = b""
    while True:
        try:
            more = os.read(parent, 2**16)
        except OSError:
            break
        if not more:
            break
        seen += more
    os.close(parent)
    assert done.returncode == 1
    assert b"of 4, " in seen
    assert b" a second, " in seen
    assert all(b" a second, " not in line.rpartition(b"\x1b[2K")[2] for line in seen.split(b"\n"))
    quiet = subprocess.run(words, capture_output=True, env=os.environ | {"PYTHONPATH": str(repo.ROOT)})
    assert b" a second" not in quiet.stderr


def test_ctrl_c_ends_a_run_with_all_its_workers(specs):
    for number in range(40):
        (specs / "specs" / f"more-{number}.yaml").write_text(HARBOUR.replace("id: harbour\n", f"id: more-{number}\n"))
    words = [sys.executable, "-m", "pipeline.cli", "build", "specs/*.yaml"]
    env = os.environ | {"PYTHONPATH": str(repo.ROOT)}
    running = subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, start_new_session=True
    )
    assert running.stdout.readline().startswith("out/")
    os.killpg(running.pid, signal.SIGINT)
    started = time.monotonic()
    _, err = running.communicate(timeout=30)  # ends when the last worker has closed the streams
    assert time.monotonic() - started < 10
    assert running.returncode == 130
    assert "Traceback" not in err
    assert run(["build", "--quiet", "specs/more-*.yaml"]) == 0  # the next run finds nothing broken
    assert len(list(Path("out").glob("more-*/1/*.pdf"))) == 40
