"""`brief schedule install`: what keeps the schedules running, printed or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.scheduled import folder_, loaded_in, out_, refuse_nothing
from pipeline.cli.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@folder_
@options.archives
@out_
@click.option("--systemd", "way", flag_value="systemd", help="A service that stays: `brief schedule run`.")
@click.option("--cron", "way", flag_value="cron", help="A line for every minute: `brief schedule run --once`.")
@click.option("--apply", is_flag=True, help="Write it where it belongs, instead of printing it.")
@click.pass_obj
def install(screen: Screen, *, folder: Path, archives: tuple[str, ...], out: Path, way: str | None, apply: bool) -> int:
    """Print or write what keeps the schedules running.

    As root the unit is the system's, else the user's own. A service sees changes at once; a cron line within a minute.
    """
    if way is None:
        raise click.UsageError("say which: --systemd or --cron")
    import os
    from pathlib import Path

    from pipeline import world
    from pipeline.cli.characters import visible
    from pipeline.schedule import install as by

    loaded, table = loaded_in(folder, out)
    if table:
        table.close()
    refuse_nothing(loaded, folder)
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
    from pathlib import Path

    path = Path(sys.argv[0])
    if path.name == "brief" and path.exists():
        return [str(path.absolute())]
    return [sys.executable, "-m", "pipeline.cli"]
