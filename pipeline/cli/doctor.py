"""`brief doctor`: what is installed and what is missing. It looks and changes nothing."""

from __future__ import annotations

import click

from pipeline.cli.options import archives
from pipeline.cli.screen import Screen


@click.command()
@click.option("--theme", metavar="NAME", default="desk", show_default=True, help="Whose fonts are looked for.")
@archives
@click.pass_obj
def doctor(screen: Screen, theme: str, archives: tuple[str, ...]) -> int:
    """Say what brief finds here: Python, fonts, extras, hyphenation, folders of articles, poppler.

    Exit codes: 0 whatever every brief needs is there; 3 something of it is missing.
    """
    from pipeline.cli.findings import findings

    found = findings(theme, archives)
    wide = max(len(finding.what) for finding in found)
    colours = {"ok": "green", "optional": "yellow", "missing": "red"}
    for finding in found:
        label = f"{finding.state:<8}"
        label = screen.out.paint(label, colours[finding.state]) if screen.out.colour else label
        screen.out.line(f"{label} {finding.what:<{wide}}  {finding.told}")
        if finding.mend:
            screen.out.line(f"{'':<8} {'':<{wide}}  {finding.mend}")
    missing = sum(finding.state == "missing" for finding in found)
    told = f"{missing} of what every brief needs is missing" if missing else "whatever every brief needs is here"
    screen.out.line(told)
    return 3 if missing else 0
