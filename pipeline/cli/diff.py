"""`brief diff`: what changed between two briefs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.screen import Screen, Stream

if TYPE_CHECKING:
    from pipeline import flow

    Telling = Callable[[flow.Compared, Stream], Iterable[str]]
    """What changed, as lines for a stream."""


def _text() -> Telling:
    from pipeline.cli.diff_text import text

    return text


def _json() -> Telling:
    from pipeline.cli.diff_json import json

    return json


def _html() -> Telling:
    from pipeline.cli.diff_html import html

    return html


FORMATS: dict[str, Callable[[], Telling]] = {"text": _text, "json": _json, "html": _html}
"""Each loads its module when asked."""


def _one_stdin(_context: click.Context, _parameter: click.Parameter, briefs: tuple[str, str]) -> tuple[str, str]:
    if briefs.count("-") > 1:
        raise click.BadParameter("'-' (standard input) can be read only once")
    return briefs


@click.command()
@click.argument("briefs", metavar="A B", nargs=2, callback=_one_stdin)
@click.option(
    "-o",
    "--out",
    metavar="DIR",
    type=click.Path(),
    default="out",
    show_default=True,
    help="Folder of the editions that NAME@3 and NAME@latest mean.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="How to tell: for people, for programs, or as a page to pass on.",
)
@options.slot
@click.option("--exit-code", is_flag=True, help="Exit with 1 if anything changed.")
@click.pass_obj
def diff(screen: Screen, briefs: tuple[str, str], out: str, slot: str, format_: str, *, exit_code: bool) -> int:
    """Tell what changed from A to B, claim by claim and word by word.

    A and B are each a spec, a PDF that brief made, the folder of an edition (out/harbour/2), or an edition by name and
    number (harbour@2, harbour@latest); - is a spec on standard input. No text of a source is needed.
    """
    from pathlib import Path

    from pipeline import flow, world
    from pipeline.cli.runs import attempt

    name = " ".join(("<stdin>" if brief == "-" else brief) for brief in briefs)
    told = flow.Options(out=Path(out), slot=slot)
    done = attempt(name, lambda _: flow.diff(world.real(), *briefs, told))
    if done.result is None:
        from pipeline.cli.human import print_problems

        print_problems(screen.err, name, done.problems)
        return int(done.exit)
    for line in FORMATS[format_]()(done.result, screen.out):
        screen.out.line(line)
    return int(exit_code and bool(done.result.changes.changes))
