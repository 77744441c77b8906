"""`brief themes`: what a page can look like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from pipeline.cli.screen import Screen, Stream

if TYPE_CHECKING:
    from pipeline.model.theme import Theme

VERSION = 1
"""Grows when a reader of the JSON would have to change; new keys alone do not."""


@click.command()
@click.argument("name", default="")
@click.option(
    "--format", "form", type=click.Choice(["human", "json"]), default="human", show_default=True, help="How to list."
)
@click.pass_obj
def themes(screen: Screen, name: str, form: str) -> int:
    """List the themes, or print the theme NAME as YAML, to start one of your own from.

    A theme of your own is a file: theme: ./mine.yaml in a spec, or brief build --theme mine.yaml.
    """
    from pipeline.themes import listed, names, text

    if name:
        data = text(name)
        if data is None:
            raise click.UsageError(f"there is no theme {name!r}; `brief themes` lists: {', '.join(names())}")
        for line in data.decode().splitlines():
            screen.out.line(line)
        return 0
    found = [file.theme for file in listed()]
    if form == "json":
        import json

        screen.out.line(json.dumps({"version": VERSION, "themes": [_told(theme) for theme in found]}, indent=2))
        return 0
    for number, theme in enumerate(found):
        _print(screen.out, theme, last=number == len(found) - 1)
    return 0


def _print(stream: Stream, theme: Theme, *, last: bool) -> None:
    from textwrap import wrap

    told = _told(theme)
    faces, sheet, body = ", ".join(told["faces"]), told["sheet"], told["body"]
    sides = "two sides" if sheet["sides"] == "two" else "one side"
    stream.line(stream.paint(theme.name, "bold"))
    for line in wrap(theme.description, min(stream.width, 100) - 4):
        stream.line(f"    {line}")
    stream.line(f"    {sheet['paper']}, {sides}; body {body['size']:g} on {body['leading']:g} pt; {faces}")
    if not last:
        stream.line()


def _told(theme: Theme) -> dict[str, Any]:
    sheet, body = theme.sheet, theme.shapes["body"]
    return {
        "name": theme.name,
        "description": theme.description,
        "sheet": {"paper": sheet.paper, "width_mm": sheet.width, "height_mm": sheet.height, "sides": sheet.sides},
        "faces": _families(theme),
        "body": {"size": body.size, "leading": body.leading, "face": body.face},
    }


def _families(theme: Theme) -> list[str]:
    """The families of the faces, those of extras aside: `SourceSerifPro-Regular.ttf` is of Source Serif Pro."""
    import re

    files = [file.file for file in theme.faces.values() if not file.extra]
    stems = (re.split(r"[/]", file)[-1].partition("-")[0].partition(".")[0] for file in files)
    return list(dict.fromkeys(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", stem) for stem in stems))
