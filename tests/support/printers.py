"""A real IPP printer and a real CUPS queue on loopback, each with private daemons, files and ports."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.support import tools

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow user="*"/><allow own="*"/><allow send_type="method_call"/>
<allow send_type="signal"/><allow send_type="method_return"/><allow send_type="error"/>
<allow receive_type="method_call"/><allow receive_type="method_return"/><allow receive_type="error"/>
<allow receive_type="signal"/></policy></busconfig>
"""

_AVAHI = "[server]\nallow-interfaces=lo\nuse-ipv4=yes\nuse-ipv6=no\nenable-dbus=yes\n"

_ABLE = """ATTR mimeMediaType document-format-supported application/pdf,application/octet-stream
ATTR mimeMediaType document-format-default application/pdf
ATTR rangeOfInteger copies-supported 1-9
ATTR integer copies-default 1
ATTR keyword sides-supported one-sided,two-sided-long-edge,two-sided-short-edge
ATTR keyword sides-default one-sided
ATTR keyword print-color-mode-supported monochrome,auto
ATTR keyword print-color-mode-default auto
ATTR keyword media-supported iso_a4_210x297mm
ATTR keyword media-default iso_a4_210x297mm
ATTR keyword media-ready iso_a4_210x297mm
ATTR enum finishings-supported 3,20
ATTR enum finishings-default 3
ATTR boolean page-ranges-supported true
ATTR boolean job-account-id-supported true
ATTR name job-account-id-default none
ATTR text printer-make-and-model "Quay Printer"
"""

# Keeps each job as it came; as long as a file `empty` lies there, the paper is out.
_PRINT = """#!/bin/sh
mkdir -p "{folder}/jobs/$IPP_JOB_ID"
env | grep ^IPP_ > "{folder}/jobs/$IPP_JOB_ID/env"
cp "$1" "{folder}/jobs/$IPP_JOB_ID/document"
[ -f "{folder}/empty" ] && echo "STATE: +media-empty-error" >&2
while [ -f "{folder}/empty" ]; do sleep 0.1; done
echo "STATE: -media-empty-error" >&2
"""


class Press:
    """A running printer: its address, and what it has printed."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.uri = f"ipp://localhost:{port}/ipp/print"

    @property
    def jobs(self) -> list[Path]:
        """The folders of all jobs, in their order."""
        return sorted((self.folder / "jobs").glob("*"), key=lambda path: int(path.name))

    def env(self, job: Path) -> dict[str, str]:
        """The attributes that a job came with, as IPP_NAME."""
        return dict(line.split("=", 1) for line in (job / "env").read_text().splitlines())


def free() -> int:
    """A port that nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def until(ready: Callable[[], object], what: str, seconds: float = 15.0) -> None:
    """Wait for it; an AssertionError if it does not come."""
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, f"{what} did not come up"
        time.sleep(0.05)


def answers(port: int) -> bool:
    """Whether somebody takes connections there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def _running(*words: object, env: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("wb") as out:
        child = subprocess.Popen([*map(str, words)], env=os.environ | env, stdout=out, stderr=out)
        try:
            yield
        finally:
            child.terminate()
            try:
                child.wait(5)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


@contextmanager
def press(folder: Path) -> Iterator[Press]:
    """A printer while the block lasts: `ippeveprinter`, which needs Avahi, which needs D-Bus."""
    names = ("ippeveprinter", "avahi-daemon", "dbus-daemon")
    printer, avahi, dbus = (tools.require(name) for name in names)
    made, port = Press(folder, free()), 0
    port = made.port
    (folder / "bus.conf").write_text(_BUS.format(folder=folder))
    (folder / "avahi.conf").write_text(_AVAHI)
    (folder / "able.conf").write_text(_ABLE)
    command = folder / "print"
    command.write_text(_PRINT.format(folder=folder))
    command.chmod(0o755)
    for name in ("jobs", "spool", "keys"):
        (folder / name).mkdir()
    env = {"DBUS_SYSTEM_BUS_ADDRESS": f"unix:path={folder}/bus"}
    with ExitStack() as stack:
        run = stack.enter_context
        run(
            _running(
                dbus, f"--config-file={folder}/bus.conf", "--nofork", "--nopidfile", env=env, log=folder / "bus.log"
            )
        )
        until((folder / "bus").exists, "dbus-daemon")
        alone = ("--no-drop-root", "--no-chroot", "--no-rlimits")
        run(_running(avahi, "-f", folder / "avahi.conf", *alone, env=env, log=folder / "avahi.log"))
        until(lambda: b"startup complete" in (folder / "avahi.log").read_bytes(), "avahi-daemon")
        words = ("-n", "localhost", "-p", port, "-a", folder / "able.conf", "-c", command, "-d", folder / "spool")
        run(_running(printer, *words, "-K", folder / "keys", "-vv", "Quay", env=env, log=folder / "printer.log"))
        until(lambda: answers(port), "ippeveprinter")
        yield made


@contextmanager
def queue(behind: Press) -> Iterator[str]:
    """A CUPS queue before a printer; gives its IPP address. Its helpers run as another user, and read its files."""
    cupsd, port = tools.require("cupsd"), free()
    folder = Path(tempfile.mkdtemp(prefix="cups-"))
    folder.chmod(0o755)
    for name in ("spool", "cache", "state", "root", "tmp"):
        (folder / name).mkdir(parents=True)
        (folder / name).chmod(0o777)
    (folder / "cupsd.conf").write_text(
        f"Listen 127.0.0.1:{port}\nBrowsing Off\nDefaultAuthType None\nLogLevel info\nMaxLogSize 0\nWebInterface No\n"
        "<Location />\nOrder allow,deny\nAllow localhost\n</Location>\n"
        "<Policy default>\n<Limit All>\nOrder allow,deny\nAllow all\n</Limit>\n</Policy>\n"
    )
    (folder / "cups-files.conf").write_text(
        f"ServerRoot {folder}/root\nRequestRoot {folder}/spool\nCacheDir {folder}/cache\nStateDir {folder}/state\n"
        f"TempDir {folder}/tmp\nErrorLog {folder}/error.log\nAccessLog {folder}/access.log\nPageLog {folder}/page.log\n"
        "User lp\nGroup lp\nSystemGroup root\nFileDevice Yes\n"
    )
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        words = (cupsd, "-f", "-c", folder / "cupsd.conf", "-s", folder / "cups-files.conf")
        stack.enter_context(_running(*words, env={}, log=folder / "cupsd.log"))
        until(lambda: answers(port), "cupsd")
        tools.run("lpadmin", "-h", f"127.0.0.1:{port}", "-p", "quay", "-E", "-v", behind.uri, "-m", "raw")
        yield f"ipp://127.0.0.1:{port}/printers/quay"
