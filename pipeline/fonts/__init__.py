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
from pipeline.model.problem import Problem, UnusableInput, Where
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

    Raises UnusableInput with one problem for every font that cannot be found or used.
    """
    problems = []
    paths = {}
    for name, file in theme.faces.items():
        path = _path(file.package, file.file)
        if path is None:
            problems.append(_missing(theme, name, file))
        elif not _is_truetype(path):
            message = f"font {name} of theme {theme.name} is no TrueType font: {file.file} in {file.package}"
            hint = "take a .ttf file; fonts in .otf, .ttc and .woff files are of another kind"
            problems.append(Problem("THEME005", message, Where(("faces", name)), hints=(hint,)))
        else:
            paths[name] = path
    if problems:
        raise UnusableInput(problems)
    faces = _Faces(paths)
    faces.trim()
    return _Fonts(faces)


def _missing(theme: Theme, name: str, file: FontFile) -> Problem:
    return Problem(
        "FONT002",
        f"font {name} of theme {theme.name} is missing: {file.file} in the Python package {file.package}",
        Where(("faces", name)),
        hints=(f"pip install {file.package.replace('_', '-')}",),
    )


@cache
def _path(package: str, file: str) -> Path | None:
    spec = PathFinder.find_spec(package) if package.isidentifier() else None
    if spec is None or not spec.submodule_search_locations or not _inside(file):
        return None
    path = Path(spec.submodule_search_locations[0], file)
    return path if path.is_file() else None


@cache
def _is_truetype(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\0\1\0\0"


def _inside(file: str) -> bool:
    """Whether a path cannot lead out of its package."""
    path = Path(file)
    return not path.is_absolute() and ".." not in path.parts and "\0" not in file


_opened: list[FontFace] = []


@cache
def _face(name: str, path: Path) -> FontFace:
    face = FontFace(name, path)
    _opened.append(face)
    return face
