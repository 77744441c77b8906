"""Options that several commands share, and what `flow` is told of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pipeline import flow

Command = TypeVar("Command", bound=Callable[..., Any])


def _once(_context: click.Context, _parameter: click.Parameter, specs: tuple[str, ...]) -> tuple[str, ...]:
    if specs.count("-") > 1:
        raise click.BadParameter("'-' (standard input) can be read only once")
    from pathlib import Path

    return tuple(str(Path(spec)) for spec in specs)  # "./a.yaml" is a.yaml, as in the places of problems


def specs(command: Command) -> Command:
    """One or more specs; `-` is standard input."""
    return click.argument("specs", metavar="SPEC...", nargs=-1, required=True, callback=_once)(command)


def archives(command: Command) -> Command:
    """Where the texts of the sources are."""
    return click.option(
        "--archive",
        "archives",
        metavar="DIR",
        multiple=True,
        type=click.Path(),  # its environment variable is a list of paths, like PATH
        envvar="BRIEF_ARCHIVE",
        show_envvar=True,
        help="Folder with the texts of the sources; may be repeated. Without any, claims are held against the lock.",
    )(command)


def quiet(command: Command) -> Command:
    """For a desk where nobody watches."""
    return click.option("-q", "--quiet", is_flag=True, help="Print errors only.")(command)


def told(archives: tuple[str, ...], **others: Any) -> flow.Options:
    """The options of a command as `flow` takes them."""
    from pathlib import Path

    from pipeline.flow import Options

    # An empty entry of BRIEF_ARCHIVE ("a::b") means nothing; as a path it would be the working folder.
    return Options(archives=tuple(Path(archive) for archive in archives if archive), **others)
