"""The newest version of a followed source: what lies at its address, or the last file of a pattern."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path, PurePosixPath

from pipeline.follow.record import Version
from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.record import record
from pipeline.world import Reply, World

_MOST_ENTRIES = 20_000
_SECONDS = 60.0
_KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "text/markdown": ".md"}
_GONE = {404: "there is nothing at this address (404)", 410: "it was removed for good (410)"}


@record
class Followed:
    """A source that is followed: its name in the spec, and what it follows: an address or a pattern of file names."""

    name: str
    follow: str
    limit: int
    """Bytes of the largest file that is read as a source."""


@record
class News:
    """What was found. Without `version` there is nothing newer; `data` is empty for a file of the archive."""

    version: Version | None = None
    data: bytes = b""
    problems: tuple[Problem, ...] = ()


def newest(world: World, source: Followed, current: Version | None, folders: Sequence[Path]) -> News:
    """Look for a version newer than the current one. Raises nothing: what went wrong is in the outcome (SRC015)."""
    if re.match("https?://", source.follow):
        return _from_web(world, source, current)
    return _from_files(world, source, current, folders)


def _from_web(world: World, source: Followed, current: Version | None) -> News:
    etag, modified = (current.etag, current.modified) if current else ("", "")
    try:
        reply = world.web.get(source.follow, etag=etag, modified=modified, limit=source.limit, seconds=_SECONDS)
    except OSError as error:
        return News(problems=(_failed(source, error.strerror or str(error)),))
    moved = (_moved(source, reply.moved),) if reply.moved else ()
    if reply.status == 304:  # not modified
        return News(problems=moved)
    if reply.status != 200:
        reason = _GONE.get(reply.status, f"the server answered {reply.status}")
        return News(problems=(*moved, _failed(source, reason)))
    found = sha256(reply.body).hexdigest()
    file = f"{source.name}-{found[:12]}{_ending(reply)}"
    version = Version(found, file, world.today().isoformat(), reply.etag, reply.modified)
    if current and current.sha256 == found:
        return News(problems=moved)
    return News(version, reply.body, moved)


def _ending(reply: Reply) -> str:
    """The end of a file's name, from what the server calls it; its content decides how it is read."""
    kind = reply.kind.partition(";")[0].strip().lower()
    return _KINDS.get(kind) or (PurePosixPath(reply.url.partition("?")[0]).suffix[:8] or ".txt")


def _from_files(world: World, source: Followed, current: Version | None, folders: Sequence[Path]) -> News:
    """The last of the matching files, by name: `minutes-2031-05.txt` comes after `minutes-2031-04.txt`."""
    found: list[tuple[str, Path]] = []
    problems: list[Problem] = []
    for folder in folders:
        try:
            for path in world.files.walk(folder, _MOST_ENTRIES):
                name = path.relative_to(folder).as_posix()
                if fnmatchcase(name, source.follow):
                    found.append((name, path))
        except OSError as error:
            problems.append(_failed(source, f"{folder} can't be searched: {error.strerror or error}"))
    if not found:
        looked = ", ".join(map(str, folders)) or "no folder"
        return News(problems=(*problems, _failed(source, f"no file matches {source.follow!r} (looked in {looked})")))
    name, path = max(found)
    try:
        hashed = sha256(world.files.read(path, source.limit)).hexdigest()
    except OSError as error:
        return News(problems=(*problems, _failed(source, f"{path} can't be read: {error.strerror or error}")))
    if current and current.sha256 == hashed:
        return News(problems=tuple(problems))
    return News(Version(hashed, name, world.today().isoformat()), problems=tuple(problems))


def _failed(source: Followed, reason: str) -> Problem:
    return Problem(
        "SRC015",
        f"no newer version of source {source.name} could be looked for: {reason}",
        Where(("sources", source.name, "follow")),
        hints=("the brief stays on the version that was taken in before; try again later, or correct the address",),
    )


def _moved(source: Followed, to: str) -> Problem:
    return Problem(
        "SRC016",
        f"source {source.name} has moved for good to {to}",
        Where(("sources", source.name, "follow")),
        hints=("write the new address in the spec; redirections end one day",),
        severity=Severity.WARNING,
    )
