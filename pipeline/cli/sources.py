"""`brief sources`: the articles that a brief rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.screen import Screen

if TYPE_CHECKING:
    from pipeline.renewal import Renewed


@click.group()
def sources() -> None:
    """Take in newer versions of the articles that a brief follows."""


@sources.command()
@options.specs
@options.archives
@options.slot
@options.quiet
@click.pass_obj
def update(screen: Screen, *, specs: tuple[str, ...], archives: tuple[str, ...], slot: str, quiet: bool) -> int:
    """Look for newer versions of the sources that each SPEC follows, and take them in.

    All claims are held against a newer version first. If one no longer holds, the brief stays on the version before,
    and what no longer stands is told; the newer version is kept in the archive, for its author to read.
    """
    if "-" in specs:
        raise click.BadParameter("the record of versions lies beside its spec, and '-' (standard input) lies nowhere")
    from pathlib import Path

    from pipeline import renewal, web, world
    from pipeline.cli.runs import How, run_each

    real = world.real(web.Client)
    told = options.told(archives, slot=slot or real.today().isoformat())
    return run_each(
        How(specs),
        lambda spec: renewal.update(real, Path(spec), told),
        _shown,
        screen,
        quiet=quiet,
    )


def _shown(spec: str, renewed: Renewed) -> tuple[str, ...]:
    from pipeline.cli.characters import visible

    name = visible(spec)
    if not renewed.followed:
        return (f"{name}: it follows no source",)
    if not renewed.taken:
        return (f"{name}: nothing newer was taken in",)
    lines = []
    for taken in renewed.taken:
        lines.append(f"{name}: {visible(taken.source)} is now {visible(taken.version.file)}")
        lines += [f"  {visible(change)}" for change in taken.changes]
    return tuple(lines)
