"""What the commands of `brief schedule` share: the folder, the folder of editions, what is scheduled there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.schedule.loading import Loaded
    from pipeline.schedule.table import Table

Command = TypeVar("Command", bound=Callable[..., Any])


class Folder(click.Path):
    """A path; what makes one of a word is imported when there is a word."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path."""
        from pathlib import Path

        return Path(str(super().convert(value, param, ctx)))


def folder_(command: Command) -> Command:
    """The folder of the specs."""
    return click.argument("folder", metavar="[FOLDER]", default="specs", type=Folder())(command)


def out_(command: Command) -> Command:
    """The folder of the editions, and of the run table."""
    return click.option(
        "-o",
        "--out",
        metavar="DIR",
        type=Folder(),
        default="out",
        show_default=True,
        help="Folder for the editions and the run table.",
    )(command)


def loaded_in(folder: Path, out: Path) -> tuple[Loaded, Table | None]:
    """The schedules of a folder, and the run table if there is one."""
    from pipeline import world
    from pipeline.schedule.loading import load
    from pipeline.schedule.table import looked_at

    table = looked_at(out)
    return load(world.real(), folder, table.memories() if table else {}), table


def refuse_nothing(loaded: Loaded, folder: Path) -> None:
    """Nothing to run: what is wrong with the schedules, or that there are none (SCHED009)."""
    from pipeline.model.problem import Place, Problem, UnusableInput
    from pipeline.schedule.loading import FILE

    if loaded.entries:
        return
    hint = f"write {folder / FILE}, or schedule: into a spec"
    nothing = Problem("SCHED009", "nothing is scheduled here", place=Place(str(folder)), hints=(hint,))
    raise UnusableInput(loaded.problems or [nothing])
