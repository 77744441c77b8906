"""Which theme a brief is set in: one of the house, by its name, or a file of one's own; and the themes there are."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline import assets, read
from pipeline.model.problem import Place, Problem, UnusableInput, Where
from pipeline.model.record import record

if TYPE_CHECKING:
    from pipeline.model.theme import Theme
    from pipeline.read import SpecFile, ThemeFile
    from pipeline.world import World

DEFAULT = "desk"
"""What `brief themes` lists first."""


@record
class Chosen:
    """A theme by its text. A file of one's own has been read; one of the house is, when it is asked for."""

    name: str
    data: bytes
    """What the edition's key is made from: with the theme that it extends."""
    own: ThemeFile | None = None

    def read(self) -> ThemeFile:
        """The theme. Raises UnusableInput where its file is wrong."""
        return self.own or read.theme(self.data, f"{self.name}.yaml")


def is_file(theme: str) -> bool:
    """Whether the name of a theme is that of a file."""
    return theme.endswith((".yaml", ".yml"))


def names() -> tuple[str, ...]:
    """The themes of the house, the default one first."""
    found = (name.removesuffix(".yaml") for name in assets.names("themes"))
    return tuple(sorted(found, key=lambda name: (name != DEFAULT, name)))


def text(name: str) -> bytes | None:
    """The text of a theme of the house; None if there is none of that name."""
    path = assets.path(f"themes/{name}.yaml") if name.isprintable() and "/" not in name and "\\" not in name else None
    return path.read_bytes() if path and path.is_file() else None


def listed() -> tuple[ThemeFile, ...]:
    """All themes of the house."""
    return tuple(Chosen(name, text(name) or b"").read() for name in names())


def chosen(world: World, file: SpecFile, folder: Path | None, given: str) -> Chosen:
    """The theme of a spec in `folder` (None: it was read from standard input); `given` on the command line goes first.

    Raises UnusableInput where there is none, or where a file of one's own is wrong.
    """
    wanted = given or file.spec.theme
    if not is_file(wanted):
        data = text(wanted)
        if data is None:
            raise UnusableInput([file.place(_unknown(wanted, Where(("theme",))))])
        return Chosen(wanted, data)
    path = Path(given) if given else _inside(file, folder)
    own = _own(world, path)
    parent = text(own.theme.extends) if own.theme.extends else None
    return Chosen(path.stem, own.places.lines.text.encode() + b"\0" * bool(parent) + (parent or b""), own)


def _own(world: World, path: Path) -> ThemeFile:
    try:
        data = world.files.read(path, 2 * read.LIMIT)
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "look whether it is there, and whether you may read it"
        problem = Problem("READ001", f"the theme can't be read: {reason}", place=Place(str(path)), hints=(hint,))
        raise UnusableInput([problem]) from error
    return read.theme(data, str(path), names, text)


def _inside(file: SpecFile, folder: Path | None) -> Path:
    """Where a spec's own theme lies: in the folder of the spec or below it, so that they can be passed on together."""
    name, where = file.spec.theme, Where(("theme",))
    path = PurePosixPath(name)
    if folder is None:
        message, hint = "a spec from standard input has no folder for a theme of its own", "name it with --theme"
    elif path.is_absolute() or ".." in path.parts:
        message, hint = f'the theme "{name}" lies outside the folder of the spec', "put it there, or use --theme"
    else:
        return folder / path
    raise UnusableInput([file.place(Problem("THEME002", message, where, hints=(hint,)))])


def _unknown(name: str, where: Where) -> Problem:
    return read.unknown_theme(name, names(), where)


def fitting(chosen: ThemeFile, file: SpecFile) -> Theme:
    """The theme on the paper and the sides that the spec asks for. Raises UnusableInput where that leaves no room."""
    theme = chosen.theme.on(file.spec.paper, file.spec.sides)
    if lack := theme.lack():
        key = "paper" if file.spec.paper else "sides"
        notes = (f"the margins are those of the theme {theme.name}",)
        raise UnusableInput([file.place(Problem("THEME004", lack.message, Where((key,)), notes=notes))])
    return theme
