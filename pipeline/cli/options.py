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


def page(command: Command) -> Command:
    """What a page looks like, in place of what the spec says."""
    for option in (
        click.option("--cover/--no-cover", default=None, help="With a cover or without, in place of the spec's."),
        click.option("--sides", type=click.Choice(["one", "two"]), help="Print on one side or on two, likewise."),
        click.option(
            "--paper",
            metavar="[A4|Letter]",
            type=click.Choice(["A4", "Letter"], case_sensitive=False),
            help="Paper, likewise.",
        ),
        click.option(
            "--theme",
            metavar="NAME|FILE",
            default="",
            help="Theme of the page, or a file with one, in place of the spec's.",
        ),
    ):
        command = option(command)
    return command


def chosen(**values: str | bool | None) -> tuple[str, ...]:
    """Options that set a value of the spec each, as `--set` does."""
    texts = {name: str(value).lower() if isinstance(value, bool) else value for name, value in values.items()}
    return tuple(f"{name}={value}" for name, value in texts.items() if value is not None)


def told(archives: tuple[str, ...], **others: Any) -> flow.Options:
    """The options of a command as `flow` takes them."""
    from pathlib import Path

    from pipeline.flow import Options

    # An empty entry of BRIEF_ARCHIVE ("a::b") means nothing; as a path it would be the working folder.
    return Options(archives=tuple(Path(archive) for archive in archives if archive), **others)
