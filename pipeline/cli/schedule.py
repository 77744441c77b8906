"""`brief schedule`: briefs that are built with nobody watching."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.installing import install
from pipeline.cli.scheduled import folder_, loaded_in, out_, refuse_nothing
from pipeline.cli.screen import Screen
from pipeline.cli.specs import EngineName

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.schedule.loading import Loaded


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
    """Build briefs by the clock, or when a source changes.

    FOLDER (specs, if it is left out) has a file schedule.yaml, or specs with a schedule: of their own.
    """


@schedule.command("list")
@folder_
@out_
@click.option(
    "-n", "--next", "count", type=click.IntRange(1, 1000), metavar="N", default=3, show_default=True, help="How many."
)
@_form
@click.pass_obj
def list_(screen: Screen, *, folder: Path, out: Path, count: int, form: str) -> int:
    """List the schedules with their next runs.

    Times are those of each schedule's zone.
    """
    from pipeline import world
    from pipeline.cli.human import print_problems
    from pipeline.cli.schedules import listed, listed_json

    loaded, table = loaded_in(folder, out)
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
@folder_
@options.archives
@out_
@click.option("--once", is_flag=True, help="Run what is due, and exit.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="How many at a time; one a processor by default.")
@click.option(
    "--engine",
    type=EngineName(options.ENGINES),
    default="processes",
    metavar=f"[{'|'.join(options.ENGINES)}=ADDRESS]",
    help="Who builds: serial, one after the other; processes (the default); or the workers of a Dask scheduler.",
)
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
    engine: str,
    form: str,
    quiet: bool,
) -> int:
    """Run the schedules until told to stop.

    It stays in the foreground until SIGTERM or Ctrl-C; runs that it leaves are taken up by the next one.
    Of several schedulers with one folder of editions, the first works; the others say who it is. Log lines go to
    stdout. With --once, the exit code is that of the worst run.
    """
    import gc

    from pipeline import world
    from pipeline.cli.runs import worst
    from pipeline.cli.schedulelog import logger
    from pipeline.cli.unattended import Due, Round, Worker
    from pipeline.engine.processes import cores
    from pipeline.model.problem import Exit
    from pipeline.schedule import daemon
    from pipeline.schedule.changes import print_of
    from pipeline.schedule.loading import load
    from pipeline.schedule.rounds import Errand
    from pipeline.schedule.scheduler import Desk

    if engine == "serial" and jobs:
        raise click.UsageError("one after the other, there is no --jobs")
    if engine == "dask":
        raise click.UsageError("a schedule needs a Dask scheduler that stays: write --engine dask=tcp://host:8786")
    options.need_dask(engine)
    jobs = 1 if engine == "serial" else jobs or cores()
    gc.enable()
    real = world.real()
    told = options.told(archives, out=out)
    loaded, table = loaded_in(folder, out)
    if table:
        table.close()
    refuse_nothing(loaded, folder)
    worker = Worker(folder, told, engine if engine.startswith("dask") else "")
    log = logger(screen, real.now, form, quiet=quiet)

    desk = Desk(
        real,
        out,
        lambda memories: load(real, folder, memories),
        lambda entry: print_of(real, folder / entry.spec, worker.with_archives(entry)),
        log,
        Errand(Due(out), Round(out)),
    )
    if once:
        exits = daemon.once(desk, worker, jobs)
        return int(worst([*exits, Exit.UNUSABLE_INPUT] if loaded.problems else exits))
    daemon.forever(desk, worker, jobs, _watched(folder, told.archives, loaded))
    return 0


def _watched(folder: Path, archives: tuple[Path, ...], loaded: Loaded) -> set[Path]:
    """The folders whose changes matter: all where sources and specs are."""
    from pathlib import Path

    entries = loaded.entries
    return {folder, *archives, *(Path(path) for entry in entries for path in entry.archives)}


@schedule.command()
@folder_
@out_
@_form
@click.pass_obj
def status(screen: Screen, *, folder: Path, out: Path, form: str) -> int:
    """Say how the last runs went, and who is at work.

    Exit codes: 0 all is well; 1 the last run of a brief failed; 2 a schedule can't be used; 3 a slot has passed and no
    scheduler has seen it, or the run table can't be read.
    """
    from pipeline import world
    from pipeline.cli.human import print_problems
    from pipeline.cli.schedules import Standing, stood, stood_json
    from pipeline.schedule import lock

    loaded, table = loaded_in(folder, out)
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


schedule.add_command(install)
