"""Which specs a command line names: files, patterns such as 'specs/**/*.yaml', and a share of them."""

from __future__ import annotations

import click

_BEGINS = rb"""(?m)^(?:brief|[{\s]*["']brief["'])[ \t]*:"""
"""The key that makes a YAML file a spec, or a JSON one, which YAML contains."""
_LOOKED_AT = 2**16


def named(_context: click.Context, _parameter: click.Parameter, words: tuple[str, ...]) -> tuple[str, ...]:
    """The specs of a command line in its order; of a pattern those that were not named before, sorted.

    A pattern stands for the specs among the files it matches: a theme or a schedule beside them is passed by.
    """
    if words.count("-") > 1:
        raise click.BadParameter("'-' (standard input) can be read only once")
    from glob import has_magic
    from pathlib import Path

    specs: list[str] = []
    for word in words:
        if word == "-" or not has_magic(word) or Path(word).exists():
            specs.append(str(Path(word)))  # "./a.yaml" is a.yaml, as in the places of problems
        else:
            before = set(specs)
            specs += [path for path in _matches(word) if path not in before]
    return tuple(specs)


def _matches(word: str) -> list[str]:
    from glob import glob
    from pathlib import Path

    paths = sorted(glob(word, recursive=True))  # noqa: PTH207 (a pattern of any form)
    found = [str(Path(path)) for path in paths if _is_spec(path)]
    if not found:
        raise click.BadParameter(f"no spec matches {word!r}")
    return found


def _is_spec(path: str) -> bool:
    """Whether a file has the key `brief`; what can't be read is left for the command to say so."""
    import re
    from pathlib import Path

    try:
        with Path(path).open("rb") as file:
            return bool(re.search(_BEGINS, file.read(_LOOKED_AT)))
    except IsADirectoryError:
        return False
    except OSError:
        return True


class Share(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.3 on only
    """`2/5`: of five shares the second."""

    name = "share"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Read the two numbers."""
        import re

        read = re.fullmatch(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})", str(value))
        share, of = map(int, read.groups()) if read else (1, 0)
        if share > of:
            self.fail(f"{value!r} is no share; write 1/4 for the first of four", param, ctx)
        return share, of


def shared(specs: tuple[str, ...], share: tuple[int, int] | None) -> tuple[str, ...]:
    """Every `of`th of the specs, so that the shares are alike in size and leave nothing out."""
    if not share:
        return specs
    number, of = share
    return specs[number - 1 :: of]


class EngineName(click.ParamType):  # type: ignore[type-arg]
    """`serial`, `processes`, `dask` or `dask=tcp://host:8786`."""

    name = "engine"

    def __init__(self, known: tuple[str, ...]) -> None:
        self._known = known

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the name; only Dask has an address."""
        name, equals, address = str(value).partition("=")
        if name not in self._known:
            self.fail(f"{name!r} is not one of {', '.join(map(repr, self._known))}", param, ctx)
        if equals and (name != "dask" or "://" not in address):
            self.fail(f"{value!r} has no address of a scheduler; write dask=tcp://host:8786", param, ctx)
        return str(value)
