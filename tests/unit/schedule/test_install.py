"""What keeps the scheduler running: a unit that systemd takes, a line that cron would run."""

from __future__ import annotations

import os
import shlex
import stat
import subprocess
from pathlib import Path

import pytest

from pipeline import world
from pipeline.model.problem import OutsideFailed
from pipeline.schedule import install
from pipeline.schedule.cron import cron
from tests.support import tools

AWKWARD = "a folder of 100 % “briefs” $HOME"
CRONTAB = """#!/bin/sh
# Stands in for crontab(1), so that no test touches the tables of this machine; it keeps one file.
case "$1" in
-l) [ -f "$TABLE" ] && exec cat "$TABLE"; echo "no crontab for tester" >&2; exit 1 ;;
-) cat > "$TABLE.new"; grep -q refuse "$TABLE.new" && { echo "bad minute" >&2; exit 1; }; mv "$TABLE.new" "$TABLE" ;;
esac
"""


@pytest.fixture
def command(tmp_path):
    """A programme that tells where it was started and with which words."""
    folder = tmp_path / AWKWARD
    folder.mkdir()
    tool = folder / "brief"
    tool.write_text('#!/bin/sh\npwd; for word; do echo "<$word>"; done\n')
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    return [str(tool), "schedule", "run", "my specs", "--out", "50%"]


@pytest.mark.parametrize("system", [True, False])
@pytest.mark.parametrize("where", ["plain", AWKWARD])
def test_systemd_takes_the_unit(tmp_path, command, system, where, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    folder = tmp_path / where
    folder.mkdir(exist_ok=True)
    unit = tmp_path / install.UNIT
    unit.write_text(install.unit(command, folder, system=system))
    tools.run("systemd-analyze", *(() if system else ("--user",)), "verify", unit)
    assert f"WantedBy={'multi-user' if system else 'default'}.target" in unit.read_text()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("Restart=on-failure", "Restart=sometimes", "Restart"), ("/brief", "/no-such-brief", "not executable")],
)
def test_the_judge_of_units_sees_a_planted_fault(tmp_path, command, old, new, says):
    text = install.unit(["/bin/brief" if "brief" in old else "/bin/sh"], tmp_path, system=True).replace(old, new)
    unit = tmp_path / install.UNIT
    unit.write_text(text)
    done = subprocess.run([tools.require("systemd-analyze"), "verify", str(unit)], capture_output=True, text=True)
    assert says.casefold() in (done.stdout + done.stderr).casefold()


def test_a_unit_of_somebody_else_is_left_alone(tmp_path):
    path = tmp_path / "systemd" / "user" / install.UNIT
    text = install.unit(["/bin/true"], tmp_path, system=False)
    install.write_unit(world.real(), path, text)
    install.write_unit(world.real(), path, text)
    assert path.read_text() == text
    path.write_text("[Service]\nExecStart=/bin/mine\n")
    with pytest.raises(OutsideFailed) as error:
        install.write_unit(world.real(), path, text)
    assert error.value.problems[0].code == "SCHED008"
    assert path.read_text() == "[Service]\nExecStart=/bin/mine\n"


def test_the_line_runs_every_minute_and_its_command_reaches_brief_as_it_is(tmp_path, command):
    folder = Path(command[0]).parent
    line = install.cron_line(command, folder)
    fields, rest = " ".join(line.split()[:5]), line.split(maxsplit=5)[5]
    assert cron(fields, "UTC").line == "* * * * *"
    assert "%" not in rest.replace(r"\%", "")  # crontab(5): an unescaped % ends the command
    done = subprocess.run(["/bin/sh", "-c", rest.replace(r"\%", "%")], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(folder), "<schedule>", "<run>", "<my specs>", "<--out>", "<50%>"]


@pytest.fixture
def crontab(tmp_path, monkeypatch):
    tool = tmp_path / "bin" / "crontab"
    tool.parent.mkdir()
    tool.write_text(CRONTAB)
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TABLE", str(tmp_path / "table"))
    return tmp_path / "table"


def test_the_crontab_keeps_its_other_lines_and_has_one_line_a_folder(crontab):
    install.write_crontab("* * * * * one", Path("/a"))
    assert crontab.read_text().splitlines()[1] == "* * * * * one"
    crontab.write_text("MAILTO=me\n0 5 * * * mine\n" + crontab.read_text() + "1 1 * * * last")
    install.write_crontab("* * * * * two", Path("/a"))
    install.write_crontab("* * * * * other", Path("/b"))
    kept = [line for line in crontab.read_text().splitlines() if not line.startswith("#")]
    assert kept == ["MAILTO=me", "0 5 * * * mine", "1 1 * * * last", "* * * * * two", "* * * * * other"]


def test_a_crontab_that_cannot_be_had_or_refuses_is_told_and_the_old_one_stays(crontab, monkeypatch, tmp_path):
    install.write_crontab("* * * * * one", Path("/a"))
    before = crontab.read_text()
    with pytest.raises(OutsideFailed) as error:
        install.write_crontab("* * * * * refuse", Path("/a"))
    assert "bad minute" in error.value.problems[0].message
    assert crontab.read_text() == before
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(OutsideFailed) as error:
        install.write_crontab("* * * * * one", Path("/a"))
    assert (error.value.problems[0].code, error.value.problems[0].hints) == (
        "SCHED008",
        ("install cron, or use --systemd",),
    )
    assert shlex.split(before.splitlines()[1])[-1] == "one"
