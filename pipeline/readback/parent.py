"""The side that is safe: starts the child, waits for it, and takes nothing from it but JSON of a known form."""

from __future__ import annotations

import base64
import json
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from typing import IO, Any

from pipeline.model.problem import Place, Problem, UnusableInput
from pipeline.model.readback import Attached, PageText, ReadFile, Revision, Tagged
from pipeline.readback.limits import Limits

_BOOT = "import sys; sys.path[:] = sys.argv[2:]; from pipeline.readback.child import main; main(sys.argv[1])"
_TOO_MUCH: dict[int, str] = {signal.SIGXCPU: "it takes more than {cpu} seconds of CPU", signal.SIGKILL: "it was killed"}


def read(data: bytes, name: str, limits: Limits) -> ReadFile:
    """See `pipeline.readback.read_back`."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        given.write(data)
        given.seek(0)
        code = _run(given, answer, name, limits)
        answer.seek(0)
        told = answer.read()
    try:
        heard: Any = json.loads(told)
        if "unreadable" in heard:
            raise _unreadable(name, str(heard["unreadable"]))
        if "too_much" in heard:
            raise _too_much(name, str(heard["too_much"]))
        return _file(heard)
    except (ValueError, KeyError, TypeError, RecursionError):
        reason = _TOO_MUCH.get(-code, "its reader crashed") if code < 0 else "its reader gave up"
        raise _too_much(name, reason.format(cpu=limits.cpu)) from None


def _run(given: IO[bytes], answer: IO[bytes], name: str, limits: Limits) -> int:
    """Run the child over the file; returns its exit code, negative if a signal ended it."""
    paths = [path for path in sys.path if path.startswith("/")]
    told = f"{limits.cpu},{limits.memory},{limits.answer}"
    child = subprocess.Popen(  # noqa: S603 (our own interpreter, with our own words)
        [sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOT, told, *paths],
        stdin=given,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        start_new_session=True,  # Ctrl-C is for the parent, which ends the child
    )
    try:
        return child.wait(limits.wall)
    except subprocess.TimeoutExpired:
        raise _too_much(name, f"it takes more than {limits.wall} seconds") from None
    finally:
        child.kill()
        child.wait()


def _unreadable(name: str, why: str) -> UnusableInput:
    hints = ("fetch it again: it may have been cut short on its way",)
    return UnusableInput(
        [Problem("VERIFY001", f"this is no PDF that can be read: {why}", place=Place(name), hints=hints)]
    )


def _too_much(name: str, why: str) -> UnusableInput:
    notes = ("no brief is like that; it was read in a process of its own, and did no harm",)
    return UnusableInput(
        [Problem("VERIFY002", f"this file can't be read within limits: {why}", place=Place(name), notes=notes)]
    )


# ── from JSON to records; whatever is not of this form raises ────────────────────────────────────────────────────────


def _file(told: Mapping[str, Any]) -> ReadFile:
    return ReadFile(
        size=int(told["size"]),
        revisions=tuple(map(_revision, told["revisions"])),
        trailing=int(told["trailing"]),
        leading=int(told["leading"]),
        catalog=_texts(told["catalog"]),
        active=_texts(told["active"]),
        attachments=tuple(map(_attached, told["attachments"])),
        pages=tuple(map(_page, told["pages"])),
        tags=tuple(map(_tagged, told["tags"])),
        outline=tuple((int(level), str(title)) for level, title in told["outline"]),
        info={str(key): str(value) for key, value in told["info"].items()},
        xmp=str(told["xmp"]),
        lang=str(told["lang"]),
        marked=told["marked"] is True,
        ids=_texts(told["ids"]),
        faults={str(area): str(why) for area, why in told["faults"].items()},
    )


def _texts(told: Any) -> tuple[str, ...]:
    return tuple(map(str, told))


def _numbered(told: Mapping[str, Any]) -> dict[int, Any]:
    return {int(number): value for number, value in told.items()}


def _revision(told: Mapping[str, Any]) -> Revision:
    return Revision(
        end=int(told["end"]),
        added=_numbered(told["added"]),
        changed=_numbered(told["changed"]),
        removed=tuple(map(int, told["removed"])),
        before=_numbered(told["before"]),
        trailer=dict(told["trailer"]),
        trailer_before=dict(told["trailer_before"]),
        pages=tuple(map(int, told["pages"])),
        slots=tuple(map(int, told["slots"])),
        stray=told["stray"] is not False,
    )


def _attached(told: Mapping[str, Any]) -> Attached:
    data = base64.b64decode(told["data"])
    texts = [str(told[key]) for key in ("name", "mime", "relation", "about")]
    return Attached(texts[0], texts[1], texts[2], texts[3], data, told["sound"] is True, told["associated"] is True)


def _page(told: Mapping[str, Any]) -> PageText:
    marked = tuple((int(mcid), str(text)) for mcid, text in told["marked"])
    texts = [str(told[key]) for key in ("artifacts", "loose", "unseen")]
    return PageText(
        str(told["label"]), marked, texts[0], texts[1], texts[2], _texts(told["links"]), _texts(told["others"])
    )


def _tagged(told: Mapping[str, Any]) -> Tagged:
    content = tuple((int(page), int(mcid)) for page, mcid in told["content"])
    said = [str(told[key]) for key in ("alt", "instead", "expansion")]
    return Tagged(str(told["role"]), int(told["depth"]), content, said[0], said[1], said[2])
