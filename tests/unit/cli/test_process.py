"""The command as a process: its streams, a terminal, signals, and what it imports."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.support import repo

BRIEF = [sys.executable, "-m", "pipeline.cli"]

# `brief` with an answer from `flow` that shows everything: `FAKED` takes the command line behind it.
FAKED = [
    sys.executable,
    "-c",
    """
import sys
from pipeline import flow
from pipeline.cli import main
from tests.unit.cli import fakes
flow.check = lambda world, spec, options: fakes.checked(*fakes.ALL)
sys.argv[0] = "brief"
main()
""",
]
SLEEPS = [
    sys.executable,
    "-c",
    """
import sys, time
from pipeline import flow
from pipeline.cli import main
def check(world, spec, options):
    print("ready", flush=True)
    time.sleep(60)
flow.check = check
main()
""",
]


def environment(**more: str) -> dict[str, str]:
    env = repo.environment(PYTHONPATH=str(repo.ROOT), **more)
    return {name: value for name, value in env.items() if value}


def run(command: list[str], **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=repo.ROOT, env=environment(**more), capture_output=True, text=True, timeout=60, check=False
    )


def shell(line: str) -> subprocess.CompletedProcess[str]:
    return run(["bash", "-c", f'brief() {{ {" ".join(BRIEF)} "$@"; }}; {line}'])


def on_terminal(command: list[str], columns: int = 120, **more: str) -> tuple[str, int]:
    """What a terminal of so many columns is sent, and the exit code."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    child = subprocess.Popen(
        command, cwd=repo.ROOT, env=environment(**more), stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    sent = b""
    try:
        while part := os.read(ours, 65536):
            sent += part
    except OSError:  # Linux says EIO when the last writer is gone
        pass
    os.close(ours)
    return sent.decode().replace("\r\n", "\n"), child.wait(timeout=60)


def test_version() -> None:
    from pipeline import __version__

    done = run([*BRIEF, "--version"])
    assert (done.stdout, done.stderr, done.returncode) == (f"brief {__version__}\n", "", 0)


def test_the_console_script_is_the_same_command() -> None:
    script = Path(sys.executable).with_name("brief")
    if not script.exists():
        pytest.skip("the project is not installed here: make test installs it")
    assert run([str(script), "explain"]).stdout == run([*BRIEF, "explain"]).stdout


@pytest.mark.parametrize("line", ["brief explain", "brief --help", "brief schema", "brief explain BUG001"])
def test_a_reader_that_went_away_is_no_failure(line: str) -> None:
    done = shell(f"{line} | true; echo ${{PIPESTATUS[0]}}")
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
@pytest.mark.parametrize("line", ["brief explain", "brief --help", "brief schema"])
def test_results_that_cannot_be_written_are_a_failure(line: str) -> None:
    done = shell(f"{line} > /dev/full")
    assert done.returncode == 3
    assert "No space left on device" in done.stderr
    assert len(done.stderr.splitlines()) <= 2


def test_closed_streams() -> None:
    done = shell("brief explain >&-")
    assert done.returncode == 3
    assert "cannot write to standard output" in done.stderr
    assert shell("brief explain nonsense 2>&-").returncode == 2
    assert shell("brief explain nonsense >&- 2>&-").returncode == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full on this system")
def test_a_full_stderr_changes_no_exit_code() -> None:
    assert shell("brief explain nonsense 2> /dev/full").returncode == 2


def test_a_stream_in_ascii_shows_escapes() -> None:
    done = run([*FAKED, "check", "x"], PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "\\u65e5\\u672c" in done.stderr
    assert "Error" not in done.stderr


def test_colour_on_a_terminal_only() -> None:
    sent, code = on_terminal([*FAKED, "check", "x"], NO_COLOR="", TERM="xterm")
    assert code == 1
    assert "\x1b[1;31merror[CITE002]\x1b[0m" in sent
    plain = re.sub(r"\x1b\[[\d;]*m", "", sent)
    assert "\x1b" not in plain
    done = run([*FAKED, "check", "x"], NO_COLOR="", TERM="xterm")
    assert plain == done.stdout + done.stderr


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1", "TERM": "xterm"}, {"NO_COLOR": "", "TERM": "dumb"}])
def test_no_colour_where_it_is_not_wanted(variables: dict[str, str]) -> None:
    sent, _ = on_terminal([*FAKED, "check", "x"], **variables)
    assert "error[CITE002]" in sent
    assert "\x1b" not in sent


def test_headings_of_a_page_are_bold_on_a_terminal() -> None:
    sent, code = on_terminal([*BRIEF, "explain", "BUG001"], NO_COLOR="", TERM="xterm")
    assert code == 0
    assert "\x1b[1mMend\x1b[0m\n" in sent


def test_a_line_is_cut_to_the_terminal() -> None:
    sent, _ = on_terminal([*FAKED, "check", "x"], columns=50, TERM="xterm")
    (line,) = [line for line in sent.splitlines() if line.startswith("   31 |")]
    assert len(line) == 50
    assert line.endswith("…")
    assert "245 billion" in line


def test_an_interrupt_is_130_without_a_word() -> None:
    child = subprocess.Popen(
        [*SLEEPS, "check", "x"],
        cwd=repo.ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=30)
    assert (child.returncode, out, err) == (130, "", "")


@pytest.mark.parametrize("early", ["gc.disable", "_keep_plugins_out"])
def test_an_interrupt_before_anything_is_imported_is_130_without_a_word(early: str) -> None:
    code = f"""
import gc
import pipeline.cli
def interrupted(*_):
    raise KeyboardInterrupt
if {early!r} == "gc.disable":
    gc.disable = interrupted
else:
    pipeline.cli._keep_plugins_out = interrupted
pipeline.cli.main()
"""
    done = run([sys.executable, "-c", code])
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["build", "--help"]])
def test_help_and_version_import_click_at_the_most(arguments: list[str]) -> None:
    code = "import sys; from pipeline.cli.app import run; run(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    bare = run([sys.executable, "-c", "import click, sys; print(*sys.modules, file=sys.stderr)"])
    ours = run([sys.executable, "-c", code, *arguments])
    more = set(ours.stderr.split()) - set(bare.stderr.split())
    assert ("pipeline.cli.build" in more) == (arguments != ["--version"])
    foreign = {name for name in more if not name.startswith(("pipeline", "click", "encodings"))}
    # What click itself loads to translate and to draw its help.
    drawing = {"shutil", "textwrap", "fnmatch", "zlib", "bz2", "_bz2", "lzma", "_lzma", "_compression"}
    assert foreign <= {"gc", "locale", "_locale"} | (set() if arguments == ["--version"] else drawing)
    assert {name for name in more if name.startswith("pipeline")} <= {
        "pipeline",
        "pipeline.cli",
        *(f"pipeline.cli.{name}" for name in ["app", "options", "specs", "formats", "screen", "characters"]),
        *(
            f"pipeline.cli.{name}"
            for name in (
                "build check deliver diff doctor editions explain hold lock schedule schema sign sources themes verify"
            ).split()
        ),
        *(f"pipeline.cli.{name}" for name in ["schedule", "scheduled", "installing"]),
    }


def test_a_run_looks_for_no_plugins(tmp_path):
    """Foreign plugins must not take part in validation, and looking for them is a twentieth of a cold start."""
    program = (
        "import os, sys\n"
        "os._exit = lambda code: print(code, 'importlib.metadata' in sys.modules, 'pydantic' in sys.modules)\n"
        "sys.argv = ['brief', 'check', 'tests/cases/narrative/spec.yaml', '--quiet']\n"
        "import pipeline.cli; pipeline.cli.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=repo.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "False", "True"]
