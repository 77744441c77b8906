"""The pictures that a spec shows: found as the files of sources are, read through the same door, decoded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.model.problem import Place, Problem, Where
from pipeline.model.record import record

if TYPE_CHECKING:
    from pipeline.model.drawing import Drawing, Raster
    from pipeline.model.spec import Shown, Spec
    from pipeline.world import World


@record
class Pictures:
    """Pictures by the names of their files, what the files hold, and what is wrong."""

    made: Mapping[str, Drawing | Raster]
    data: Mapping[str, bytes]
    problems: tuple[Problem, ...]


def shown(world: World, spec: Spec, folders: Sequence[Path]) -> Pictures:
    """All pictures of a brief. Raises nothing: everything wrong is in the outcome (FIG001 to FIG006)."""
    made: dict[str, Drawing | Raster] = {}
    data: dict[str, bytes] = {}
    problems: list[Problem] = []
    for each in spec.shown():
        if each.file not in data:
            path, found, problem = _read(world, each, folders)
            if problem or path is None:
                problems += [problem] if problem else []
                continue
            data[each.file] = found
            problem = _made(each, path, found, made)
            problems += [problem] if problem else []
        problems += _changed(each, data[each.file])
    return Pictures(made, data, tuple(problems))


def _read(world: World, each: Shown, folders: Sequence[Path]) -> tuple[Path | None, bytes, Problem | None]:
    """The file in the first folder that has it."""
    from pipeline.picture import LIMIT
    from pipeline.world import TooLarge

    where = Where(each.path)
    parts = PurePosixPath(each.file).parts
    if not parts or parts[0] == "/" or ".." in parts or "\0" in each.file:
        message = f"the file {each.file} would lie outside of the brief's folders"
        return None, b"", Problem("FIG001", message, where, hints=("name it from the folder of the spec on",))
    paths = [folder.joinpath(*parts) for folder in folders]
    path = next((path for path in paths if world.files.exists(path)), None)
    notes = tuple(f"looked for {path}" for path in paths)
    if path is None:
        hint = "name it from the folder of the spec on, or its folder with --archive"
        return None, b"", Problem("FIG001", f"there is no file {each.file}", where, notes=notes, hints=(hint,))
    try:
        return path, world.files.read(path, LIMIT), None
    except TooLarge as error:
        message = f"{path} has {error.size:,} bytes; at most {error.limit:,} are read"
        return None, b"", Problem("FIG002", message, where, hints=("export it smaller",))
    except OSError as error:
        message = f"{path} can't be read: {error.strerror or error}"
        return None, b"", Problem("FIG001", message, where, hints=("look whether you may read it",))


def _made(each: Shown, path: Path, data: bytes, made: dict[str, Drawing | Raster]) -> Problem | None:
    """Decode a picture; what is wrong in an SVG is placed in its own file."""
    from pipeline.picture import Fault, picture

    try:
        made[each.file] = picture(data)
    except Fault as fault:
        place = None
        notes: tuple[str, ...] = ()
        if fault.line:
            lines = data.decode("utf-8", "replace").splitlines()
            text = lines[fault.line - 1] if fault.line <= len(lines) else ""
            place = Place(str(path), fault.line, fault.column, fault.column + 1, text[:400])
        else:
            notes = (f"in {path}",)
        hints = (fault.hint,) if fault.hint else ()
        return Problem(fault.code, fault.message, Where(each.path), place, notes, hints)
    return None


def _changed(each: Shown, data: bytes) -> list[Problem]:
    found = sha256(data).hexdigest()
    if not each.sha256 or each.sha256 == found:
        return []
    message = f"the picture {each.file} has changed: it has sha256 {found[:12]}…, the spec {each.sha256[:12]}…"
    hint = "look at it; if it is what you mean, write its SHA-256 in the spec"
    return [Problem("FIG006", message, Where((*each.path[:-1], "sha256")), hints=(hint,))]
