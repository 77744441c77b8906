"""fonts: a theme's font files → `Metrics`: advances, kerning, coverage and hyphenation.

Reads files of installed packages, and nothing else; faces and dictionaries are opened when first asked for, and kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.machinery import PathFinder
from pathlib import Path

from pipeline.fonts.coverage import Uncovered, uncovered
from pipeline.fonts.face import FontFace
from pipeline.fonts.hyphenation import divider
from pipeline.model.metrics import Hyphenator, Metrics
from pipeline.model.problem import Problem, UnusableInput, Where
from pipeline.model.theme import FontFile, Theme

__all__ = ["Uncovered", "hashes", "lacking", "load", "path_of", "uncovered", "versions"]


_COMPOUNDING = frozenset(("de",))
"""Languages whose ligatures stop where a word may be divided."""


class _Faces(Mapping[str, FontFace]):
    """The faces of a theme; each is opened when first asked for. Those of an extra may not be there."""

    def __init__(self, files: Mapping[str, FontFile], lang: str) -> None:
        self._files, self._compounds = files, lang if lang.partition("-")[0] in _COMPOUNDING else ""

    def __getitem__(self, name: str) -> FontFace:
        file = self._files[name]
        path = path_of(file)
        if path is None:
            raise KeyError(name)
        return _face(name, path, file.weight, tuple(self._fallbacks(file)), self._compounds)

    def _fallbacks(self, file: FontFile) -> Iterator[tuple[str, Path, int]]:
        for name in file.fallback:
            path = path_of(self._files[name])
            if path:
                yield name, path, self._files[name].weight

    def __iter__(self) -> Iterator[str]:
        return (name for name, file in self._files.items() if path_of(file))

    def __len__(self) -> int:
        return sum(1 for _ in self)

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


def load(theme: Theme, lang: str = "") -> Metrics:
    """The metrics of a theme's faces, for a document of this language.

    Raises UnusableInput with one problem for every font that cannot be found or used, and for every face that another
    one falls back on and the theme does not have.
    """
    problems = []
    for name, file in theme.faces.items():
        path = path_of(file)
        if path is None and not file.extra:
            problems.append(_missing(theme, name, file))
        elif path and not _is_truetype(path):
            message = f"font {name} of theme {theme.name} is no TrueType font: {file.file} in {file.package}"
            hint = "take a .ttf file; fonts in .otf, .ttc and .woff files are of another kind"
            problems.append(Problem("THEME005", message, Where(("faces", name)), hints=(hint,)))
        problems += [
            Problem(
                "FONT003",
                f"face {name} of theme {theme.name} falls back on {other}, which it does not have",
                Where(("faces", name)),
            )
            for other in file.fallback
            if other not in theme.faces
        ]
    if problems:
        raise UnusableInput(problems)
    faces = _Faces(theme.faces, lang)
    faces.trim()
    return _Fonts(faces)


def hashes(theme: Theme, *, extras: bool) -> dict[str, str]:
    """The SHA-256 of each font file of a theme, by package and file; those of extras only where `extras` asks."""
    found = {}
    for file in theme.faces.values():
        path = path_of(file)
        if path and (extras or not file.extra):
            found[f"{file.package}/{file.file}"] = _hash(path)
    return found


def versions() -> dict[str, str]:
    """Of what measures and divides words."""
    import uharfbuzz

    return {"pyphen": _installed("pyphen"), "uharfbuzz": uharfbuzz.__version__}


def _installed(package: str) -> str:
    """The version of an installed package, from the name of its metadata: importing it would cost 15 ms."""
    spec = PathFinder.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return ""
    beside = os.listdir(Path(spec.submodule_search_locations[0]).parent)  # noqa: PTH208 (names are enough)
    found = [name for name in beside if name.startswith(f"{package}-") and name.endswith(".dist-info")]
    return found[0].removeprefix(f"{package}-").removesuffix(".dist-info") if len(found) == 1 else ""


@cache
def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _missing(theme: Theme, name: str, file: FontFile) -> Problem:
    return Problem(
        "FONT002",
        f"font {name} of theme {theme.name} is missing: {file.file} in the Python package {file.package}",
        Where(("faces", name)),
        hints=(f"pip install {file.package.replace('_', '-')}",),
    )


def path_of(file: FontFile) -> Path | None:
    """Where a font lies; None if its package is not installed or does not have it."""
    return _path(file.package, file.file)


def lacking(theme: Theme) -> tuple[str, ...]:
    """The extras that bring fonts of the theme and are not installed."""
    return tuple(sorted({file.extra for file in theme.faces.values() if file.extra and path_of(file) is None}))


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
def _face(
    name: str, path: Path, weight: int = 0, fallbacks: tuple[tuple[str, Path, int], ...] = (), compounds: str = ""
) -> FontFace:
    def others() -> tuple[FontFace, ...]:
        return tuple(_face(*fallback, (), "") for fallback in fallbacks)

    face = FontFace(name, path, weight, others, divider(compounds) if compounds else None)
    _opened.append(face)
    return face
