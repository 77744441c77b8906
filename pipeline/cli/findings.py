"""What `brief doctor` looks for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

if TYPE_CHECKING:
    from pipeline.model.theme import Theme

State = Literal["ok", "optional", "missing"]

LANGUAGES = ("en-GB", "en-US", "de", "es", "fr", "it")
"""Those whose words are divided at the ends of lines; Japanese has no need of it."""


class Finding(NamedTuple):
    """One thing that was looked for. `optional`: it is not there, and only some briefs need it."""

    state: State
    what: str
    told: str
    mend: str = ""


def findings(theme: str, archives: tuple[str, ...]) -> list[Finding]:
    """Everything, in the order in which it is told."""
    return [*python(), *faces(theme), *hyphenation(), *folders(archives), *poppler()]


def python() -> Iterator[Finding]:
    """Which versions these are."""
    import sys

    from pipeline import __version__

    yield Finding("ok", "briefwright", __version__)
    yield Finding("ok", "python", ".".join(map(str, sys.version_info[:3])))  # an older one would not have come so far


def faces(name: str) -> Iterator[Finding]:
    """The theme's faces, and the extras that bring more."""
    from pipeline import fonts
    from pipeline.model.problem import BriefError

    theme = _theme(name)
    extras: dict[str, bool] = {}
    for face, file in theme.faces.items():
        path = fonts.path_of(file)
        if file.extra:
            extras[file.extra] = path is not None
        elif path:
            yield Finding("ok", f"font {face}", path.name)
        else:
            how = f"pip install {file.package.replace('_', '-')}"
            yield Finding("missing", f"font {face}", f"{file.file} in the Python package {file.package}", how)
    for extra, there in extras.items():
        if there:
            yield Finding("ok", f"extra {extra}", "its fonts are there")
        else:
            told = "not installed: characters that only its fonts have are refused"
            yield Finding("optional", f"extra {extra}", told, f"pip install 'briefwright[{extra}]'")
    try:
        fonts.load(theme)
    except BriefError as error:
        for problem in error.problems:
            if problem.code == "FONT003":
                yield Finding("missing", f"theme {name}", problem.message)


def _theme(name: str) -> Theme:
    from pipeline.themes import listed

    known = {file.theme.name: file.theme for file in listed()}
    if name not in known:
        raise click.UsageError(f"there is no theme {name!r}; themes: {', '.join(known)}")
    return known[name]


def hyphenation() -> Iterator[Finding]:
    """The patterns of every language."""
    from pipeline.fonts.patterns import dictionary

    lacking = [language for language in LANGUAGES if dictionary(language) is None]
    if lacking:
        yield Finding("missing", "hyphenation", f"no patterns for {', '.join(lacking)}", "pip install pyphen")
    else:
        yield Finding("ok", "hyphenation", ", ".join(LANGUAGES))


def folders(named: tuple[str, ...]) -> Iterator[Finding]:
    """The folders of articles."""
    from pathlib import Path

    from pipeline import world

    named = tuple(folder for folder in named if folder)
    if not named:
        told = "no folder of articles is named: they are looked for beside the spec"
        yield Finding("optional", "archive", told, "name one with --archive or BRIEF_ARCHIVE")
    for folder in named:
        try:
            count = sum(1 for _ in world.real().files.walk(Path(folder), 100_000))
        except OSError as error:
            reason = error.strerror or str(error)
            yield Finding("missing", f"archive {folder}", reason, "name a folder that can be read")
        else:
            yield Finding("ok", f"archive {folder}", f"{count:,} files")


def poppler() -> Iterator[Finding]:
    """The tools to look at a page with."""
    from shutil import which

    path = which("pdftotext")
    if path:
        yield Finding("ok", "poppler", path)
    else:
        told = "not installed: only to look at pages on a terminal, and for the tests"
        yield Finding("optional", "poppler", told, "apt-get install poppler-utils")
