"""Where the house's own files lie: themes, labels, the JSON Schema, the catalogue of problems.

An installed wheel carries them inside the package, as `pipeline/_assets`. A checkout, and so an editable install, has
them at its root, in `assets/` and `docs/problems/`, where people edit them. `importlib.resources` would do the same
for 15 ms of every cold start.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

_PACKAGE = Path(__file__).resolve().parent
_PACKED = _PACKAGE / "_assets"
_IS_PACKED = _PACKED.is_dir()


def path(name: str) -> Path:
    """Where the file or folder `name` lies, such as `themes/desk.yaml` or `problems/CITE002.md`; it need not exist.

    Raises ValueError for a name that leads out of the assets: names may come from a spec or a command line.
    """
    parts = PurePosixPath(name).parts
    if not parts or parts[0] == "/" or ".." in parts or "\0" in name or "\\" in name:
        raise ValueError(f"not the name of an asset: {name!r}")
    if _IS_PACKED:
        return _PACKED.joinpath(*parts)
    if parts[0] == "problems":
        return _PACKAGE.parent.joinpath("docs", *parts)
    return _PACKAGE.parent.joinpath("assets", *parts)


def read_text(name: str) -> str:
    """The text of the asset `name`. Raises FileNotFoundError when there is none, ValueError as `path` does."""
    return path(name).read_text(encoding="utf-8")


def names(folder: str) -> tuple[str, ...]:
    """The names of the files in a folder of assets, sorted."""
    return tuple(sorted(entry.name for entry in path(folder).iterdir() if entry.is_file()))
