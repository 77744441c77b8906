"""fonts: a theme's font files → `Metrics`: advances, kerning, coverage and hyphenation.

Reads files of installed packages, and nothing else; faces and dictionaries are opened when first asked for, and kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.machinery import PathFinder
from pathlib import Path

from pipeline.fonts.coverage import Uncovered, uncovered
from pipeline.fonts.face import FontFace
from pipeline.fonts.hyphenation import divider
from pipeline.model.metrics import Hyphenator, Metrics
from pipeline.model.problem import Problem, UnusableInput
from pipeline.model.theme import FontFile, Theme

__all__ = ["Uncovered", "load", "uncovered"]


class _Faces(Mapping[str, FontFace]):
    """The faces of a theme; each is opened when first asked for."""

    def __init__(self, paths: dict[str, Path]) -> None:
        self._paths = paths

    def __getitem__(self, name: str) -> FontFace:
        return _face(name, self._paths[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)

    def trim(self) -> None:
        """Let faces that were opened before forget what is too much to keep."""
        for face in _opened:
            face.trim()


class _Fonts:
    """A theme's faces, and the hyphenation of any language."""

    def __init__(self, faces: Mapping[str, FontFace]) -> None:
        self.faces = faces

    def hyphenator(self, lang: str) -> Hyphenator:
        """The hyphenator of a BCP 47 tag; one that never divides where the language has no patterns."""
        return divider(lang)


def load(theme: Theme) -> Metrics:
    """The metrics of a theme's faces.

    Raises UnusableInput with one problem for every font that cannot be found, and for every face that a shape names
    and the theme does not have.
    """
    problems = []
    paths = {}
    for name, file in theme.faces.items():
        path = _path(file.package, file.file)
        if path is None:
            problems.append(_missing(theme, name, file))
        else:
            paths[name] = path
    for role, shape in theme.shapes.items():
        named = {shape.face, shape.strong, shape.em, shape.code} - {"", *theme.faces}
        problems += [
            Problem("FONT003", f"shape {role} of theme {theme.name} names the face {name}, which it does not have")
            for name in sorted(named)
        ]
    if problems:
        raise UnusableInput(problems)
    faces = _Faces(paths)
    faces.trim()
    return _Fonts(faces)


def _missing(theme: Theme, name: str, file: FontFile) -> Problem:
    return Problem(
        "FONT002",
        f"font {name} of theme {theme.name} is missing: {file.file} in the Python package {file.package}",
        hints=(f"pip install {file.package.replace('_', '-')}",),
    )


@cache
def _path(package: str, file: str) -> Path | None:
    spec = PathFinder.find_spec(package) if package.isidentifier() else None
    if spec is None or not spec.submodule_search_locations or ".." in Path(file).parts:
        return None
    path = Path(spec.submodule_search_locations[0], file)
    return path if path.is_file() else None


_opened: list[FontFace] = []


@cache
def _face(name: str, path: Path) -> FontFace:
    face = FontFace(name, path)
    _opened.append(face)
    return face
