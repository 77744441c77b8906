"""The one place that finds and runs the real tools the tests judge by.

A test that needs a tool which is not here skips, and says how to get it. Under `CI=true` it fails instead: what CI
calls green must have been judged.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree as ET

import pytest

from tests.support import repo

VERAPDF = "1.30.2"
CLAIMS = ("PDF/A-3a", "PDF/UA-1")
"""What every file of ours claims to be, in veraPDF's words."""

_APT = "apt-get install --no-install-recommends "
_HOW: Mapping[str, str] = {
    "pdffonts": _APT + "poppler-utils",
    "pdfinfo": _APT + "poppler-utils",
    "pdftocairo": _APT + "poppler-utils",
    "pdftoppm": _APT + "poppler-utils",
    "pdftotext": _APT + "poppler-utils",
    "avahi-daemon": _APT + "avahi-daemon",
    "cupsd": _APT + "cups-daemon",
    "dbus-daemon": _APT + "dbus",
    "ippeveprinter": _APT + "cups-ipp-utils",
    "ipptool": _APT + "cups-ipp-utils",
    "lpadmin": _APT + "cups-client",
    "openssl": _APT + "openssl",
    "pdfsig": _APT + "poppler-utils",
    "qpdf": _APT + "qpdf",
    "softhsm2-util": _APT + "softhsm2",
    "strace": _APT + "strace",
    "systemd-analyze": _APT + "systemd",
    "zbarimg": _APT + "zbar-tools",
    "java": _APT + "default-jre-headless",
    "moto_server": "make tools",
    "outloud": "make tools",
    "verapdf": f"mvn dependency:get -Dtransitive=false -Dartifact=org.verapdf.apps:cli:{VERAPDF}",
}
_APART = {"outloud": "outloud", "moto_server": "moto"}
"""Tools in environments of their own."""
_UTF16 = re.compile(rb"\(\xfe\xff((?:..)*?)\)\n", re.DOTALL)
_SECONDS = 300
"""More than any tool takes for any file of ours, on a busy machine."""


def require(name: str) -> str:
    """The path of the tool `name`. Without it the calling test skips, or fails under `CI=true`."""
    how = _HOW[name]
    if name == "verapdf":
        jar = Path.home() / f".m2/repository/org/verapdf/apps/cli/{VERAPDF}/cli-{VERAPDF}.jar"
        found = str(jar) if jar.is_file() else None
    elif name in _APART:
        found = shutil.which(name, path=str(repo.ROOT / f".venv/{_APART[name]}/bin"))
    else:
        found = shutil.which(name)
    return found or _missing(name, how)


def _missing(name: str, how: str) -> NoReturn:
    message = f"{name} is not here. To get it: {how} (as root, `make tools` does it)"
    if os.environ.get("CI") == "true":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def run(name: str, *args: str | Path, ok: tuple[int, ...] = (0,)) -> str:
    """What the tool `name` prints on stdout, in UTF-8 whatever the locale here.

    Raises AssertionError, with what it said, when its exit code is not one of `ok`.
    """
    command = [require(name), *map(str, args)]
    env = os.environ | {"LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, env=env, timeout=_SECONDS, stdin=subprocess.DEVNULL)
    said = done.stderr.decode("utf-8", "replace")
    assert done.returncode in ok, f"{name} exited {done.returncode}: {said}"
    # poppler prints some strings of a file as they stand there, in UTF-16.
    return _UTF16.sub(lambda found: b"(%s)\n" % found[1].decode("utf-16-be").encode(), done.stdout).decode("utf-8")


def pdftotext(pdf: Path, *options: str) -> str:
    """The text of `pdf` in the order it is painted, pages ended by form feeds."""
    return run("pdftotext", "-enc", "UTF-8", *(options or ("-raw",)), pdf, "-")


def pdfinfo(pdf: Path, *options: str) -> str:
    """What poppler says of `pdf`; `-struct-text` gives the tag tree with its text."""
    return run("pdfinfo", "-enc", "UTF-8", *options, pdf)


def pages(pdf: Path) -> int:
    """How many pages poppler counts in `pdf`."""
    return int(next(line for line in pdfinfo(pdf).splitlines() if line.startswith("Pages:")).split()[1])


def pictures(pdf: Path, to: Path, dpi: int = 80) -> list[Path]:
    """Each page of `pdf` as a PNG in the folder `to`, in order."""
    run("pdftoppm", "-png", "-r", str(dpi), pdf, to / "page")
    return sorted(to.glob("page-*.png"))


def qpdf_check(pdf: Path) -> str:
    """What `qpdf --check` says of `pdf`. Raises AssertionError on errors and on warnings alike."""
    return run("qpdf", "--check", pdf)


def outloud(pdf: Path, *options: str) -> list[str]:
    """Its findings in a file, warnings and errors, as `severity rule message: evidence`; with its command's options."""
    return outloud_all([pdf], *options)[pdf]


def outloud_all(files: Sequence[Path], *options: str) -> dict[Path, list[str]]:
    """The same for each of some files, all in one start."""
    report = json.loads(run("outloud", "--json", "-", "--fail-on", "never", *options, *files))
    found = {
        Path(document["path"]): sorted(
            f"{finding['severity']} {finding['rule']} {finding['message']}: {finding.get('evidence')}"
            for finding in document["findings"]
            if finding["severity"] != "info"
        )
        for document in report["results"]
    }
    assert found.keys() == set(files)
    return found


# ── veraPDF ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, order=True)
class Failure:
    """A rule that a file breaks, such as clause 7.2, test 10; `said` is veraPDF's first message on it."""

    profile: str
    clause: str
    test: int
    checks: int = field(compare=False)
    said: str = field(compare=False)

    def __str__(self) -> str:
        return f"{self.profile} {self.clause}-{self.test} ({self.checks}x): {self.said}"


@dataclass(frozen=True, slots=True)
class Result:
    """veraPDF's word on one file: the profiles it was held against, and every rule it breaks."""

    profiles: tuple[str, ...]
    failures: tuple[Failure, ...]
    unread: str = ""
    """Why the file could not be read as PDF at all; empty otherwise."""

    @property
    def passes(self) -> bool:
        """The file was held against both claims and breaks no rule of either."""
        return not (self.unread or self.failures) and set(CLAIMS) <= set(self.profiles)

    @property
    def rules(self) -> set[str]:
        """The broken rules as `profile clause-test`, such as `PDF/UA-1 7.2-10`."""
        return {f"{f.profile} {f.clause}-{f.test}" for f in self.failures}

    def __str__(self) -> str:
        head = self.unread or f"held against {', '.join(self.profiles) or 'nothing'}"
        return "\n  ".join([head, *map(str, self.failures)])


_known: dict[tuple[str, bool], Result] = {}


def verapdf(files: Iterable[Path], *, claimed: bool = True) -> dict[Path, Result]:
    """What veraPDF finds in each of `files`, all in one JVM (2 s to start, 0.3 s a file).

    `-f 0` holds a file against what it claims to be, and against PDF/A-1b when it claims nothing, so a file that lost
    its claim could pass: unless `claimed` is false (for planted faults) it is an AssertionError if one of `CLAIMS` was
    not tested. Equal bytes are judged once a session.
    """
    by_path = {path: (hashlib.sha256(path.read_bytes()).hexdigest(), claimed) for path in files}
    assert by_path, "no files to validate"
    fresh = {key: path for path, key in by_path.items() if key not in _known}
    if fresh:
        _known.update(zip(fresh, _validate(list(fresh.values())), strict=True))
    results = {path: _known[key] for path, key in by_path.items()}
    if claimed:
        for path, result in results.items():
            lost = [claim for claim in CLAIMS if claim not in result.profiles]
            assert not lost, f"{path.name} was not held against {', '.join(lost)}: {result}"
    return results


def verapdf_as(flavour: str, file: Path) -> Result:
    """What veraPDF finds when it holds a file against a standard that it does not claim, such as `ua2`."""
    (result,) = _validate([file], flavour)
    return result


def _validate(files: list[Path], flavour: str = "0") -> list[Result]:
    jvm = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", require("verapdf")]
    report = run("java", *jvm, "-f", flavour, "--format", "mrr", *(f.resolve() for f in files), ok=(0, 1, 7))
    jobs = {job.findtext("item/name"): job for job in ET.fromstring(report).iter("job")}
    return [_result(jobs[str(f.resolve())]) for f in files]


def _result(job: ET.Element) -> Result:
    reports = job.findall("validationReport")
    names = tuple(r.get("profileName", "").removesuffix(" validation profile") for r in reports)
    failures = [
        Failure(
            profile,
            rule.get("clause", ""),
            int(rule.get("testNumber", "0")),
            int(rule.get("failedChecks", "0")),
            rule.findtext("check/errorMessage") or rule.findtext("description") or "",
        )
        for profile, report in zip(names, reports, strict=True)
        for rule in report.iterfind("details/rule")
    ]
    compliant = all(r.get("isCompliant") == "true" for r in reports)
    assert compliant or failures, f"veraPDF refuses {job.findtext('item/name')} but names no rule"
    return Result(names, tuple(sorted(failures)), job.findtext("taskException/exceptionMessage") or "")
