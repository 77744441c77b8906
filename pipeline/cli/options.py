"""Options that several commands share, and what `flow` is told of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli.specs import EngineName, Share, named, shared

if TYPE_CHECKING:
    from pipeline.cli.runs import How
    from pipeline.model.options import Options

Command = TypeVar("Command", bound=Callable[..., Any])
_MANY = "pipeline.cli.many."
ENGINES = ("serial", "processes", "dask")
"""Those of `pipeline.engine`, which `--help` need not load."""


def specs(command: Command) -> Command:
    """One or more specs or patterns; `-` is standard input."""
    return click.argument("specs", metavar="SPEC...", nargs=-1, required=True, callback=named)(command)


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


def slot(command: Command) -> Command:
    """The day that a spec may leave open."""
    return click.option(
        "--slot",
        metavar="YYYY-MM-DD",
        default="",
        callback=_day,
        help="The day for a spec with `as_of: slot`.",
    )(command)


def _day(_context: click.Context, _parameter: click.Parameter, value: str) -> str:
    import datetime as dt
    from contextlib import suppress

    with suppress(ValueError):
        if not value or dt.date.fromisoformat(value).isoformat() == value:
            return value
    raise click.BadParameter(f"{value!r} is no day; write YYYY-MM-DD")


def many(command: Command) -> Command:
    """How many specs are done: by whom, how many at once, which of them, how much each may take. See `how`."""
    for name, kind, metavar, told in (
        ("--fail-fast", None, None, "Stop at the first spec that fails."),
        ("--shard", Share(), "I/N", "Do only the Ith of N shares of the specs."),
        ("--memory-limit", click.IntRange(min=1), "MB", "Memory that one spec may take."),
        ("--time-limit", click.FloatRange(min=0, min_open=True), "SECONDS", "Time that one spec may take."),
        ("--jobs", click.IntRange(min=1), "N", "How many specs at a time; one a processor by default."),
        (
            "--engine",
            EngineName(ENGINES),
            f"[{'|'.join(ENGINES)}[=ADDRESS]]",
            "Who does the specs; processes by default for more than one. An address is that of a Dask scheduler.",
        ),
    ):
        kept = click.option(
            name, type=kind, metavar=metavar, help=told, is_flag=kind is None, expose_value=False, callback=_keep
        )
        command = kept(command)
    return command


def _keep(context: click.Context, parameter: click.Parameter, value: object) -> None:
    context.meta[f"{_MANY}{parameter.name}"] = value


def how(specs: tuple[str, ...]) -> How:
    """What the options of `many` ask for. Standard input can't go to a worker, so it is done here."""
    from pipeline.cli.runs import How
    from pipeline.engine import Limits, engine

    told = {name.removeprefix(_MANY): value for name, value in click.get_current_context().meta.items()}
    mine = shared(specs, told["shard"])
    limits = Limits(told["time_limit"] or 0.0, told["memory_limit"] or 0)
    limited = limits != Limits() or told["jobs"]
    name = told["engine"] or ("processes" if "-" not in mine and (limited or len(mine) > 1) else "serial")
    if name == "serial" and limited:
        raise click.UsageError(
            "one after the other, without workers, there is no --jobs, --time-limit or --memory-limit"
        )
    if name != "serial" and "-" in mine:
        raise click.UsageError(f"'-' (standard input) can't be done by --engine {name}")
    need_dask(name)
    return How(mine, engine(name, told["jobs"] or 0, limits), bool(told["fail_fast"]))


def need_dask(engine: str) -> None:
    """Raises click.UsageError where an engine is an extra that is not installed."""
    from importlib.util import find_spec

    if engine.startswith("dask") and find_spec("distributed") is None:
        raise click.UsageError("--engine dask needs an extra: pip install 'briefwright[dask]'")


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
            "--standard",
            metavar="[pdf-1.7|pdf-2.0]",
            type=click.Choice(["pdf-1.7", "pdf-2.0"]),
            help="Standard that the file follows, likewise.",
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


def told(archives: tuple[str, ...], **others: Any) -> Options:
    """The options of a command as `flow` takes them."""
    from pathlib import Path

    from pipeline.model.options import Options

    # An empty entry of BRIEF_ARCHIVE ("a::b") means nothing; as a path it would be the working folder.
    return Options(archives=tuple(Path(archive) for archive in archives if archive), **others)
