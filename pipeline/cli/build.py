"""`brief build`: make an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.cli.runs import Afar
    from pipeline.model.edition import Built
    from pipeline.model.options import Options
    from pipeline.world import World


def _assignments(_context: click.Context, _parameter: click.Parameter, sets: tuple[str, ...]) -> tuple[str, ...]:
    for one in sets:
        if not one.partition("=")[0].strip(" .") or "=" not in one:
            raise click.BadParameter(f"{one!r} sets nothing; write a.b=c, such as title=Draft")
    return sets


@click.command()
@options.specs
@options.archives
@options.slot
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(),
    default="out",
    show_default=True,
    help="Folder for the editions; each brief has a folder in it.",
)
@options.page
@click.option(
    "--set",
    "sets",
    metavar="A.B=C",
    multiple=True,
    callback=_assignments,
    help="Set a value of the spec for this build; may be repeated.",
)
@click.option("--again", is_flag=True, help="Make a new edition even if nothing has changed.")
@click.option("--dry-run", is_flag=True, help="Do everything but publish.")
@options.many
@options.quiet
@click.pass_obj
def build(  # noqa: PLR0913 (one parameter an option)
    screen: Screen,
    *,
    specs: tuple[str, ...],
    archives: tuple[str, ...],
    slot: str,
    out: str,
    theme: str,
    paper: str | None,
    sides: str | None,
    standard: str | None,
    cover: bool | None,
    sets: tuple[str, ...],
    again: bool,
    dry_run: bool,
    quiet: bool,
) -> int:
    """Make an edition of each SPEC: a PDF that carries its evidence.

    Prints where the PDF is, its number, pages and key, and what its claims were held against. A brief that does not
    hold up makes no edition, and neither does one in which nothing has changed. SPEC - is standard input, and a pattern
    in quotes, 'specs/**/*.yaml', all specs that it matches.
    """
    from pathlib import Path

    from pipeline import world
    from pipeline.cli.runs import run_each

    sets += options.chosen(paper=paper, sides=sides, standard=standard, cover=cover)
    told = options.told(archives, slot=slot, out=Path(out), theme=theme, sets=sets, again=again, dry_run=dry_run)
    real, how = world.real(), options.how(specs)
    one = len(how.specs) == 1
    return run_each(
        how,
        lambda spec: _built(real, Path(spec), told),
        lambda _, built: _shown(built, dry_run=dry_run) if one else _in_short(built, dry_run=dry_run),
        screen,
        quiet=quiet,
        afar=lambda: _afar(real, how.specs, told),
    )


def _afar(real: World, specs: tuple[str, ...], told: Options) -> Afar[Built]:
    """The same where the workers may be on other machines; what that takes is imported then."""
    from pipeline.cli.afar import afar

    return afar(real, specs, told)


def _built(real: World, spec: Path, told: Options) -> Built:
    """The edition. One from which nothing has changed is found without importing what would make it."""
    from pipeline import recall

    if unchanged := recall.recalled(real, spec, told):
        return unchanged
    from pipeline import flow

    return flow.build(real, spec, told)


def _shown(built: Built, *, dry_run: bool) -> tuple[str, ...]:
    from pipeline.cli.characters import visible

    edition = built.edition
    news: tuple[str, ...] = ()
    if not built.new:
        news = (f"nothing has changed since edition {edition.number}",)
    elif dry_run:
        news = ("dry run: nothing was written",)
    return (visible(str(edition.pdf)), _numbers(built), visible(edition.evidence), *news)


def _in_short(built: Built, *, dry_run: bool) -> tuple[str, ...]:
    """One line a brief, where there are many."""
    from pipeline.cli.characters import visible

    news = ", nothing has changed" if not built.new else ", dry run" if dry_run else ""
    return (f"{visible(str(built.edition.pdf))}: {_numbers(built)}{news}",)


def _numbers(built: Built) -> str:
    edition = built.edition
    return f"edition {edition.number}, {edition.pages} page{'s' * (edition.pages != 1)}, key {edition.key[:8]}"
