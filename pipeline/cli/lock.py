"""`brief lock`: write down what the sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.screen import Screen

if TYPE_CHECKING:
    from pipeline import flow


@click.command()
@options.specs
@options.archives
@options.slot
@click.option("--accept", is_flag=True, help="Accept sources and passages that changed since the last lock.")
@options.quiet
@click.pass_obj
def lock(
    screen: Screen, *, specs: tuple[str, ...], archives: tuple[str, ...], slot: str, accept: bool, quiet: bool
) -> int:
    """Write the lock of each SPEC from the texts of its sources.

    The lock lies beside the spec, NAME.lock beside NAME.yaml, and holds hashes and atoms of sources and passages but no
    text of theirs. With it, a brief can be held and built where the texts are not.
    """
    if "-" in specs:
        raise click.BadParameter("the lock lies beside its spec, and '-' (standard input) lies nowhere")
    from pathlib import Path

    from pipeline import flow, world
    from pipeline.cli.runs import How, run_each

    told = options.told(archives, slot=slot, accept=accept)
    real = world.real()
    return run_each(
        How(specs),
        lambda spec: flow.lock(real, Path(spec), told),
        lambda _, locked: _shown(locked),
        screen,
        quiet=quiet,
    )


def _shown(locked: flow.Locked) -> tuple[str, ...]:
    from pipeline.cli.characters import visible

    def counted(number: int, name: str) -> str:
        return f"{number} {name}{'s' * (number != 1)}"

    held = f"{counted(locked.passages, 'passage')} of {counted(locked.sources, 'source')}"
    changes = tuple(f"  {visible(change)}" for change in locked.changed) or ("nothing has changed",)
    return f"{visible(str(locked.path))}: {held}", *changes
