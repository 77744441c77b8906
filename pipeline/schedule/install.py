"""Who starts the scheduler: a systemd service that stays, or a cron line that comes every minute."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from pipeline.model.problem import OutsideFailed, Problem
from pipeline.world import World

UNIT = "briefwright.service"
_MARK = "# Written by `brief schedule install --systemd`."
_BEGIN, _END = "# briefwright: begin ({})", "# briefwright: end ({})"
_SECONDS = 30


def unit(command: Sequence[str], folder: Path, *, system: bool) -> str:
    """The service: it stays in the foreground, comes back after a crash, and may write where its user may.

    Of the hardening options of systemd.exec(5), those that a user's own manager can keep to as well.
    """
    wanted = "multi-user.target" if system else "default.target"
    return f"""{_MARK}
[Unit]
Description=Briefwright: scheduled briefs
Documentation=man:systemd.service(5)
After=network.target

[Service]
Type=exec
WorkingDirectory={_path(folder)}
ExecStart={" ".join([_word(command[0]), *(_word(word.replace("$", "$$")) for word in command[1:])])}
Restart=on-failure
RestartSec=30
KillMode=mixed
TimeoutStopSec=30
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
UMask=0022

[Install]
WantedBy={wanted}
"""


def _word(word: str) -> str:
    """A word of ExecStart (systemd.service(5), "Command lines"): quoted, `%` doubled; `$` is one in the first word."""
    text = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    plain = text and all(char.isalnum() or char in "/._-+:=,@%$" for char in text)
    return text if plain else f'"{text}"'


def _path(path: Path) -> str:
    """A path: not split at blanks, but `%` is a specifier."""
    return str(path).replace("%", "%%")


def cron_line(command: Sequence[str], folder: Path) -> str:
    """A line for crontab(5), every minute; `%` would end the command there."""
    import shlex

    return f"* * * * * cd {shlex.quote(str(folder))} && {shlex.join(command)}".replace("%", r"\%")


def unit_path(*, system: bool) -> Path:
    """Where the unit belongs: the system's folder for root, else the user's (systemd.unit(5))."""
    if system:
        return Path("/etc/systemd/system") / UNIT
    home = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(home) / "systemd" / "user" / UNIT


def write_unit(world: World, path: Path, text: str) -> None:
    """Write the unit; one that somebody else wrote is left alone. Raises OutsideFailed (SCHED008)."""
    try:
        if world.files.exists(path) and not world.files.read(path, 2**16).startswith(_MARK.encode()):
            hint = "move it away if it is not needed"
            raise _failed(f"{path} was written by somebody else", hint)
        world.files.make_folder(path.parent)
        world.files.write_whole(path, text.encode())
    except OSError as error:
        raise _failed(f"{path} can't be written: {error.strerror or error}", "run it as who may write there") from error


def write_crontab(line: str, folder: Path) -> None:
    """Put the line into the user's crontab, in place of the one of this folder. Raises OutsideFailed (SCHED008)."""
    tool = shutil.which("crontab")
    if not tool:
        raise _failed("there is no crontab here", "install cron, or use --systemd")
    before = _ask([tool, "-l"])
    lines = before.stdout.decode("utf-8", "surrogateescape").splitlines() if before.returncode == 0 else []
    if before.returncode and b"no crontab" not in before.stderr.lower():
        raise _failed(f"the crontab can't be read: {_said(before)}", "look at `crontab -l`")
    begin, end = _BEGIN.format(folder), _END.format(folder)
    if begin in lines and end in lines[lines.index(begin) :]:
        first = lines.index(begin)
        del lines[first : lines.index(end, first) + 1]
    text = "\n".join([*lines, begin, line, end]) + "\n"
    done = _ask([tool, "-"], text.encode("utf-8", "surrogateescape"))
    if done.returncode:
        raise _failed(f"the crontab was refused: {_said(done)}", "look at `crontab -l`")


def _ask(command: list[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(command, input=given, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise _failed(f"crontab took longer than {_SECONDS} seconds", "look at `crontab -l`") from error
    except OSError as error:
        raise _failed(f"crontab can't be run: {error.strerror or os.strerror(error.errno or errno.EIO)}", "") from error


def _said(done: subprocess.CompletedProcess[bytes]) -> str:
    return " ".join(done.stderr.decode("utf-8", "replace").split()) or f"exit code {done.returncode}"


def _failed(message: str, hint: str) -> OutsideFailed:
    return OutsideFailed([Problem("SCHED008", message, hints=(hint,) if hint else ())])
