"""`brief editions`: what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli.screen import Screen, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.listing import Listed


@click.command()
@click.argument("brief_", metavar="SPEC|NAME|DIR")
@click.option(
    "-o", "--out", metavar="DIR", type=click.Path(), default="out", show_default=True, help="Folder of the editions."
)
@click.option("--verify", is_flag=True, help="Hold every file of every edition against the ledger.")
@click.option("--last", metavar="N", type=click.IntRange(min=1), help="List the newest N only.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="How to list: for people, or for programs.",
)
@click.pass_obj
def editions(screen: Screen, *, brief_: str, out: str, verify: bool, last: int | None, format_: str) -> int:
    """List the editions of a brief: by its spec, its name, or its folder.

    The ledger is held line by line first; with --verify, so is every file that was published.
    """
    from pathlib import Path

    from pipeline import listing, world
    from pipeline.cli.runs import attempt

    done = attempt(brief_, lambda name: listing.listed(world.real(), name, Path(out), last=last, verify=verify))
    if done.result is not None:
        lines = _as_json(done.result) if format_ == "json" else _as_table(done.result, screen.out)
        for line in lines:
            screen.out.line(line)
    if done.problems:
        from pipeline.cli.human import print_problems

        print_problems(screen.err, done.spec, done.problems)
    return int(done.exit)


def _as_json(listed: Listed) -> Iterator[str]:
    import json

    told = [
        {
            "edition": each.edition.number,
            "key": each.edition.key,
            "as_of": each.edition.as_of,
            "pages": each.edition.pages,
            "evidence": each.edition.evidence,
            "pdf": str(each.pdf),
            "files": dict(each.edition.files),
            "state": each.state,
        }
        for each in listed.rows
    ]
    yield json.dumps({"version": 1, "brief": listed.brief, "ledger": str(listed.ledger), "editions": told}, indent=2)


def _as_table(listed: Listed, stream: Stream) -> Iterator[str]:
    from pipeline.cli.characters import visible

    if not listed.rows:
        yield f"{visible(listed.brief or str(listed.ledger))}: no edition yet"
        return
    width = max(len("edition"), len(str(listed.rows[-1].edition.number)))
    yield stream.paint(f"{'edition':>{width}}  {'as of':10}  {'pages':>5}  {'key':8}  evidence", "bold")
    for each in listed.rows:
        told = each.edition
        numbers = f"{told.number:>{width}}  {told.as_of}  {told.pages:>5}  {told.key[:8]}"
        yield visible(f"{numbers}  {_clipped(told.evidence, stream, width)}") + (
            f"  {stream.paint(each.state, 'bold red')}" if each.state not in {"", "whole"} else ""
        )
    if listed.verified:
        whole = sum(each.state == "whole" for each in listed.rows)
        yield f"{whole} of {len(listed.rows)} whole"


def _clipped(text: str, stream: Stream, width: int) -> str:
    """As much of the evidence line as fits beside the numbers on a terminal."""
    room = stream.width - width - 31
    return text if not stream.terminal or len(text) <= room else f"{text[: max(room - 1, 10)]}…"
