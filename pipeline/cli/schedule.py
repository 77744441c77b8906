"""`brief schedule`: briefs that are built with nobody watching."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli import options
from pipeline.cli.screen import Screen

if TYPE_CHECKING:
    from pipeline.schedule.loading import Loaded
    from pipeline.schedule.table import Table

Command = TypeVar("Command", bound=Callable[..., Any])


def _folder(command: Command) -> Command:
    """The folder of the specs."""
    told = "FOLDER"
    return click.argument("folder", metavar=f"[{told}]", default="specs", type=click.Path(path_type=Path))(command)


def _out(command: Command) -> Command:
    """The folder of the editions, and of the run table."""
    return click.option(
        "-o",
        "--out",
        metavar="DIR",
        type=click.Path(path_type=Path),
        default="out",
        show_default=True,
        help="Folder for the editions and the run table.",
    )(command)


_form = click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="For people or for programs.",
)


@click.group()
def schedule() -> None:
    """Build briefs with nobody watching, by the clock or when a source changes.

    FOLDER (specs, if it is left out) has a file schedule.yaml, or specs with a schedule: of their own.
    """


@schedule.command("list")
@_folder
@_out
@click.option("-n", "--next", "count", type=click.IntRange(1, 1000), default=3, show_default=True, help="How many.")
@_form
@click.pass_obj
def list_(screen: Screen, *, folder: Path, out: Path, count: int, form: str) -> int:
    """List the schedules with their next runs, in the time of their zones."""
    from pipeline import world
    from pipeline.cli.human import print_problems
    from pipeline.cli.schedules import listed, listed_json

    loaded, table = _loaded(folder, out)
    if table:
        table.close()
    now = world.real().now()
    if form == "json":
        screen.out.line(listed_json(loaded, now, count))
    else:
        for line in listed(loaded, now, count, screen.out):
            screen.out.line(line)
        print_problems(screen.err, str(folder), loaded.problems)
    return 2 if loaded.problems else 0


@schedule.command()
@_folder
@options.archives
@_out
@click.option("--once", is_flag=True, help="Run what is due, and exit.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many at a time; one a processor by default.")
@click.option(
    "--log", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="Form of log lines."
)
@options.quiet
@click.pass_obj
def run(  # noqa: PLR0913 (one parameter an option)
    screen: Screen,
    *,
    folder: Path,
    archives: tuple[str, ...],
    out: Path,
    once: bool,
    jobs: int | None,
    form: str,
    quiet: bool,
) -> int:
    """Run the schedules, in the foreground, until it is told to stop (SIGTERM, Ctrl-C).

    Of several schedulers with one folder of editions, the first works; the others say who it is. Log lines go to
    stdout. With --once, the exit code is that of the worst run.
    """
    import gc

    from pipeline import world
    from pipeline.cli.runs import worst
    from pipeline.cli.schedulelog import logger
    from pipeline.cli.unattended import Worker
    from pipeline.engine.processes import cores
    from pipeline.model.problem import Exit
    from pipeline.schedule import daemon
    from pipeline.schedule.changes import print_of
    from pipeline.schedule.loading import load
    from pipeline.schedule.scheduler import Desk

    gc.enable()
    real = world.real()
    told = options.told(archives, out=out)
    loaded, table = _loaded(folder, out)
    if table:
        table.close()
    _refuse_nothing(loaded, folder)
    worker = Worker(folder, told)
    log = logger(screen, real.now, form, quiet=quiet)

    desk = Desk(
        real,
        out,
        lambda memories: load(real, folder, memories),
        lambda entry: print_of(real, folder / entry.spec, worker.with_archives(entry)),
        log,
    )
    if once:
        exits = daemon.once(desk, worker, jobs or cores())
        return int(worst([*exits, Exit.UNUSABLE_INPUT] if loaded.problems else exits))
    daemon.forever(desk, worker, jobs or cores(), _watched(folder, told.archives, loaded))
    return 0


def _watched(folder: Path, archives: tuple[Path, ...], loaded: Loaded) -> set[Path]:
    """The folders whose changes matter: all where sources and specs are."""
    entries = loaded.entries
    return {folder, *archives, *(Path(path) for entry in entries for path in entry.archives)}


@schedule.command()
@_folder
@_out
@_form
@click.pass_obj
def status(screen: Screen, *, folder: Path, out: Path, form: str) -> int:
    """Say how the last runs went, and whether a scheduler is at work.

    Exit codes: 0 all is well; 1 the last run of a brief failed; 2 a schedule can't be used; 3 a slot has passed and no
    scheduler has seen it, or the run table can't be read.
    """
    from pipeline import world
    from pipeline.cli.human import print_problems
    from pipeline.cli.schedules import Standing, stood, stood_json
    from pipeline.schedule import lock

    loaded, table = _loaded(folder, out)
    try:
        standing = Standing(loaded, table, lock.holder(out), world.real().now())
    finally:
        if table:
            table.close()
    if form == "json":
        screen.out.line(stood_json(standing))
    else:
        for line in stood(standing, screen.out):
            screen.out.line(line)
        print_problems(screen.err, str(folder), loaded.problems)
    return standing.exit


@schedule.command()
@_folder
@options.archives
@_out
@click.option("--systemd", "way", flag_value="systemd", help="A service that stays: `brief schedule run`.")
@click.option("--cron", "way", flag_value="cron", help="A line for every minute: `brief schedule run --once`.")
@click.option("--apply", is_flag=True, help="Write it where it belongs, instead of printing it.")
@click.pass_obj
def install(screen: Screen, *, folder: Path, archives: tuple[str, ...], out: Path, way: str | None, apply: bool) -> int:
    """Print the systemd unit or the cron line that keeps the schedules running, or write it.

    As root the unit is the system's, else the user's own. A service sees changes at once; a cron line within a minute.
    """
    if way is None:
        raise click.UsageError("say which: --systemd or --cron")
    import os

    from pipeline import world
    from pipeline.cli.characters import visible
    from pipeline.schedule import install as by

    loaded, table = _loaded(folder, out)
    if table:
        table.close()
    _refuse_nothing(loaded, folder)
    here, real = Path.cwd(), world.real()
    words = [*_brief(), "schedule", "run", str(folder), "--out", str(out)]
    words += [word for archive in archives if archive for word in ("--archive", archive)]
    if way == "cron":
        line = by.cron_line([*words, "--once", "--quiet"], here)
        if not apply:
            screen.out.line(line)
            return 0
        by.write_crontab(line, here / folder)
        screen.out.line("written into the crontab; `crontab -l` shows it")
        return 0
    system = os.geteuid() == 0
    text = by.unit([*words, "--log", "json"], here, system=system)
    if not apply:
        screen.out.write(text)
        return 0
    path = by.unit_path(system=system)
    by.write_unit(real, path, text)
    mine = "" if system else " --user"
    screen.out.line(visible(str(path)))
    screen.out.line(f"start it with: systemctl{mine} daemon-reload && systemctl{mine} enable --now {by.UNIT}")
    return 0


def _brief() -> list[str]:
    """This very command, by its absolute path."""
    import sys

    path = Path(sys.argv[0])
    if path.name == "brief" and path.exists():
        return [str(path.absolute())]
    return [sys.executable, "-m", "pipeline.cli"]


def _loaded(folder: Path, out: Path) -> tuple[Loaded, Table | None]:
    """The schedules of a folder, and the run table if there is one."""
    from pipeline import world
    from pipeline.schedule.loading import load
    from pipeline.schedule.table import looked_at

    table = looked_at(out)
    return load(world.real(), folder, table.memories() if table else {}), table


def _refuse_nothing(loaded: Loaded, folder: Path) -> None:
    """Nothing to run: what is wrong with the schedules, or that there are none (SCHED009)."""
    from pipeline.model.problem import Place, Problem, UnusableInput
    from pipeline.schedule.loading import FILE

    if loaded.entries:
        return
    hint = f"write {folder / FILE}, or schedule: into a spec"
    nothing = Problem("SCHED009", "nothing is scheduled here", place=Place(str(folder)), hints=(hint,))
    raise UnusableInput(loaded.problems or [nothing])
