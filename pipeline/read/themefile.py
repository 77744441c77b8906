"""A theme that was read: alone, or on top of the one that it extends; and what is wrong with it beyond its form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from pipeline.model.problem import Path, Problem, Where
from pipeline.model.record import record
from pipeline.read.describe import describe, faults
from pipeline.read.nodes import Data, Mapping, Scalar
from pipeline.read.specfile import Places
from pipeline.read.wording import clip, did_you_mean

if TYPE_CHECKING:
    from pipeline.model.contrast import Faint
    from pipeline.model.theme import Theme

FACES = ("face", "strong", "em", "code")
"""What of a shape names a face."""


@record
class ThemeFile:
    """A valid theme with the file it came from."""

    theme: Theme
    file: str
    places: Places

    def place(self, problem: Problem) -> Problem:
        """The problem with its place in the file."""
        return self.places.place(problem)


def read(
    places: Places, file: str, known: Callable[[], Iterable[str]], parent_of: Callable[[str], Mapping | None]
) -> tuple[ThemeFile | None, list[Problem]]:
    """The theme in a tree, and everything that is wrong with it. There is a theme where its form is right.

    It may extend one of those `known`, whose trees `parent_of` gives.
    """
    from pydantic import ValidationError

    from pipeline.model.theme import Theme

    data: dict[str, Data] = dict(places.root.data)
    below = places.root.values.get("extends")
    if isinstance(below, Scalar) and below.value:  # else Pydantic says what it is
        parent = parent_of(below.value)
        if parent is None:  # whatever else is missing may be the parent's
            return None, [unknown_theme(below.value, known(), Where(("extends",)))]
        data = _laid({**parent.data, "name": ""}, data)
    data["name"] = data.get("name") or PurePath(file).stem
    problems = list(_nameless(data, places))
    try:
        theme = Theme.model_validate(data)
    except ValidationError as error:
        problems += describe(faults(Theme, error.errors(include_url=False, include_input=False)), places)
        return None, problems
    return ThemeFile(theme, file, places), problems + list(_checked(theme, places))


def _laid(under: dict[str, Data], over: dict[str, Data]) -> dict[str, Data]:
    """One mapping over another, and so on inside."""
    out = dict(under)
    for key, value in over.items():
        beneath = out.get(key)
        out[key] = _laid(beneath, value) if isinstance(value, dict) and isinstance(beneath, dict) else value
    return out


def _nameless(data: dict[str, Data], places: Places) -> Iterator[Problem]:
    """Every face that a shape names and the theme does not have, whatever else is wrong with it."""
    faces, shapes = data.get("faces"), data.get("shapes")
    if not isinstance(faces, dict) or not isinstance(shapes, dict):
        return
    for role, shape in shapes.items():
        named = [(field, shape.get(field)) for field in FACES] if isinstance(shape, dict) else []
        for field, name in named:
            if not isinstance(name, str) or not name or name in faces:
                continue
            hints = tuple(filter(None, (did_you_mean(name, faces),)))
            notes = (f"faces: {', '.join(faces)}",)
            message = f"shape {clip(role)} names the face {clip(name)}, which the theme does not have"
            yield Problem("FONT003", message, _nearest(places, ("shapes", role, field)), notes=notes, hints=hints)


def _checked(theme: Theme, places: Places) -> Iterator[Problem]:
    from pipeline.model.contrast import faint
    from pipeline.model.theme import NEEDED

    missing = [role for role in NEEDED if role not in theme.shapes]
    for role in missing:
        hint = "write it, or start from a theme that has it: extends: desk"
        yield Problem("SPEC002", f'the key "{role}" is missing', Where(("shapes",), on_key=True), hints=(hint,))
    if missing:
        return
    if lack := theme.lack():
        yield Problem("THEME004", lack.message, Where(("sheet",)), hints=(lack.hint,))
    for found in faint(theme):
        yield _faint(found, places)


def _faint(found: Faint, places: Places) -> Problem:
    from pipeline.model.contrast import readable

    message = f"{found.what}: {found.ink} on {found.ground} has a contrast of {_ratio(found.ratio)}:1"
    notes = (f"{found.least:g}:1 is the least that can be read (WCAG 2.2, {found.rule})",)
    better = readable(found.ink, found.ground, found.least)
    hints = (f"{better} could be read there",) if better else ("take another colour behind it",)
    return Problem("THEME003", message, _nearest(places, *found.paths), notes=notes, hints=hints)


def _ratio(ratio: float) -> str:
    """Rounded down: 4.499 is not told as 4.5."""
    return f"{int(ratio * 100) / 100:.2f}"


def _nearest(places: Places, *paths: Path) -> Where:
    """The first of these places that the file itself has; what it takes from a parent is shown where it could stand."""
    return next((Where(path) for path in paths if places.resolve(path)[2]), Where(paths[0]))


def unknown_theme(name: str, known: Iterable[str], where: Where) -> Problem:
    """A theme that there is not."""
    names = tuple(known)
    hints = (did_you_mean(name, names), f"themes: {', '.join(names)}", "a theme of your own is a file: ./mine.yaml")
    return Problem("THEME001", f'there is no theme "{clip(name)}"', where, hints=tuple(filter(None, hints)))
