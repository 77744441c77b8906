"""`brief check`: hold the claims of a brief."""

from __future__ import annotations

import click

from pipeline.cli import options
from pipeline.cli.formats import FORMATS
from pipeline.cli.screen import Screen


@click.command()
@options.specs
@options.archives
@options.slot
@click.option(
    "--format",
    "format_",
    type=click.Choice(["human", *FORMATS]),
    default="human",
    show_default=True,
    help="How to report: for people, one line a problem, or for programs.",
)
@options.many
@options.quiet
@click.pass_obj
def check(
    screen: Screen, *, specs: tuple[str, ...], archives: tuple[str, ...], slot: str, format_: str, quiet: bool
) -> int:
    """Hold the claims of each SPEC against the passages it cites.

    The evidence goes to stdout and problems to stderr; with another --format than human, the report is all there is,
    and goes to stdout. SPEC - is standard input, and a pattern in quotes, 'specs/**/*.yaml', all specs that it matches.
    """
    from pathlib import Path

    from pipeline import flow, world
    from pipeline.cli.characters import visible
    from pipeline.cli.runs import Afar, attempts, run_each, worst

    told, how = options.told(archives, slot=slot), options.how(specs)
    real = world.real()

    def job(spec: str) -> flow.Checked:
        return flow.check(real, Path(spec), told)

    def afar() -> Afar[flow.Checked]:
        from pipeline import remote

        parcel, checker = remote.parcel_to_check, remote.Checker(remote.common(real, how.specs, told), told)
        return Afar(lambda spec: parcel(real, spec), checker, lambda _, checked: checked)

    def show(spec: str, checked: flow.Checked) -> tuple[str, ...]:
        return (f"{visible(spec)}: {visible(checked.line)}",)

    if format_ == "human":
        return run_each(how, job, show, screen, quiet=quiet, afar=afar)
    tried = list(attempts(how, job, afar))
    for line in FORMATS[format_]()(tried):
        screen.out.line(line)
    return int(worst(done.exit for done in tried))
