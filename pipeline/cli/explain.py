"""`brief explain`: what a problem means."""

from __future__ import annotations

import click

from pipeline.cli.screen import Screen, Stream


@click.command()
@click.argument("code", default="")
@click.pass_obj
def explain(screen: Screen, code: str) -> int:
    """Print what the problem CODE means and how to mend it.

    Without CODE: all codes with their titles.
    """
    from pipeline.model.codes import CODES

    if not code:
        for row in CODES.values():
            screen.out.line(f"{row.code:<10} {row.severity:<8} {row.title}")
        return 0
    wanted = code.strip().strip("[]").upper()
    if wanted not in CODES:
        raise click.UsageError(f"there is no problem {code!r}{_alike(wanted, list(CODES))}")
    from pipeline.assets import read_text

    _print_page(screen.out, read_text(f"problems/{wanted}.md"))
    return 0


def _alike(wanted: str, codes: list[str]) -> str:
    from difflib import get_close_matches

    alike = get_close_matches(wanted, codes, n=3, cutoff=0.6)
    return f"; did you mean {' or '.join(alike)}?" if alike else "; `brief explain` lists all"


def _print_page(stream: Stream, page: str) -> None:
    for line in page.rstrip().splitlines():
        stream.line(stream.paint(line.lstrip("# "), "bold") if stream.colour and line.startswith("#") else line)
