"""The installer of the real tools, on machines made of stand-ins: what it installs, and when it leaves things alone."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support import repo

SCRIPT = repo.ROOT / "tests/support/install-tools"

LAST = ("softhsm2-util", "strace")
PRINTING = ("ippeveprinter", "cupsd", "lpadmin")
REST = "cups-ipp-utils avahi-daemon dbus cups-daemon cups-client softhsm2 strace zbar-tools"


@dataclass
class Machine:
    """A machine with only the commands put into its `bin`; what they were asked stands in `asked`."""

    folder: Path

    def put(self, name: str, body: str = "exit 0") -> None:
        script = self.folder / "bin" / name
        script.write_text(f'#!/bin/sh\necho "{name} $*" >> "{self.folder}/asked"\n{body}\n')
        script.chmod(0o755)

    def put_jar(self) -> Path:
        jar = self.folder / ".m2/repository/org/verapdf/apps/cli/1.30.2/cli-1.30.2.jar"
        jar.parent.mkdir(parents=True)
        jar.write_bytes(b"jar")
        return jar

    def run(self) -> subprocess.CompletedProcess[str]:
        env = {"PATH": str(self.folder / "bin"), "HOME": str(self.folder)}
        return subprocess.run(["/bin/sh", SCRIPT], env=env, capture_output=True, text=True)

    @property
    def asked(self) -> list[str]:
        path = self.folder / "asked"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "bin").mkdir()
    made = Machine(tmp_path)
    for name in ("rm", "mkdir", "cp"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or name)
    made.put("id", "echo 0")
    made.put("apt-get")
    made.put("sha256sum")
    return made


def test_a_machine_with_everything_is_left_alone(machine: Machine) -> None:
    for name in ("pdftotext", "openssl", "qpdf", "systemd-analyze", "zbarimg", "java", *PRINTING, *LAST):
        machine.put(name)
    machine.put_jar()
    assert machine.run().returncode == 0
    assert machine.asked == []


def test_only_what_is_missing_is_installed(machine: Machine) -> None:
    machine.put("pdftotext")
    machine.put("mvn", 'for a; do case "$a" in -Dmaven.repo.local=*) r="${a#*=}";; esac; done\nmkdir -p "$r"')
    done = machine.run()
    assert done.returncode == 0, done.stderr
    assert machine.asked[1:3] == [
        "apt-get update -qq",
        f"apt-get install -y -qq --no-install-recommends openssl qpdf systemd {REST} default-jre-headless",
    ]
    assert "-Dartifact=org.verapdf.apps:cli:1.30.2" in machine.asked[3]


def test_without_root_it_only_says_how(machine: Machine) -> None:
    machine.put("id", "echo 1000")
    done = machine.run()
    assert done.returncode == 0
    wanted = f"poppler-utils openssl qpdf systemd {REST} default-jre-headless maven"
    assert f"apt-get install --no-install-recommends {wanted}" in done.stderr
    assert "mvn dependency:get" in done.stderr
    assert machine.asked == ["id -u"]


def test_without_network_it_says_how_and_does_not_fail(machine: Machine) -> None:
    machine.put("apt-get", "exit 100")
    done = machine.run()
    assert done.returncode == 0
    assert "poppler-utils" in done.stderr


def test_a_jar_of_another_content_is_removed(machine: Machine) -> None:
    for name in ("pdftotext", "qpdf", "java"):
        machine.put(name)
    machine.put("sha256sum", "exit 1")
    jar = machine.folder / ".m2/repository/org/verapdf/apps/cli/1.30.2/cli-1.30.2.jar"
    machine.put("mvn", f'mkdir -p "{jar.parent}"\necho other > "{jar}"')
    done = machine.run()
    assert done.returncode == 1
    assert not jar.exists()
