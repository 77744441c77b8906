"""`brief verify`: is a file a genuine edition, and what does the ledger know of a key on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from pipeline.cli import options
from pipeline.cli.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.verifying import Signatures


@click.command()
@click.argument("file", metavar="[FILE.pdf]", default="")
@click.option("--key", metavar="KEY", default="", help="Instead of a file: the key in the footer of a printed page.")
@click.option("--brief", metavar="ID", default="", help="With --key: only editions of this brief.")
@click.option("--edition", metavar="N", type=click.IntRange(min=1), help="With --key: only the edition of this number.")
@click.option(
    "--ledger",
    metavar="FILE|DIR",
    type=click.Path(),
    default="",
    help="The ledger, or a folder with it; by default the one beside the file, and out with --key.",
)
@options.archives
@click.option(
    "--trust", metavar="CERT", type=click.Path(), default="", help="The certificate that signatures go back to."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="How to report: for people, or for programs.",
)
@click.pass_obj
def verify(  # noqa: PLR0913 (as many as the command has options)
    screen: Screen,
    *,
    file: str,
    key: str,
    brief: str,
    edition: int | None,
    ledger: str,
    archives: tuple[str, ...],
    trust: str,
    format_: str,
) -> int:
    """Verify that FILE.pdf is a genuine edition, or look up the KEY of a printed page.

    Says of every check whether it passed, failed, or could not be made, and why. FILE - is standard input.

    Exit codes: 0 genuine; 1 not genuine, or the ledger has no such edition; 2 the file or the ledger cannot be read;
    4 undecidable: nothing failed, but no ledger vouches for it.
    """
    from pathlib import Path

    if bool(file) == bool(key):
        raise click.UsageError("name a file, or a key with --key")
    if file and (brief or edition):
        raise click.UsageError("--brief and --edition go with --key")
    if key:
        return _look_up(screen, key, Path(ledger or "out"), (brief, edition or 0), format_)
    return _verify(screen, file, (ledger, trust), tuple(map(Path, archives)), format_)


def _verify(screen: Screen, file: str, named: tuple[str, str], archives: tuple[Path, ...], format_: str) -> int:
    from pathlib import Path

    from pipeline import verifying, world
    from pipeline.cli import verified

    ledger, trust = (Path(name) if name else None for name in named)
    sought = verifying.Sought(ledger, archives, trust)
    checked = _signatures() if trust else None
    found = verified.tried(
        screen, file, lambda: verifying.verify_file(world.real(), Path(file), sought, checked), format_
    )
    if isinstance(found, int):
        return found
    for line in verified.as_json(found) if format_ == "json" else verified.as_text(found, screen.out):
        screen.out.line(line)
    return int(found.verdict.exit)


def _signatures() -> Signatures | None:
    """What checks signatures, if the extra that it needs is installed."""
    from importlib.util import find_spec

    if find_spec("pyhanko") is None:
        return None
    from pipeline.sign import signatures

    return signatures


def _look_up(screen: Screen, key: str, ledger: Path, which: tuple[str, int], format_: str) -> int:
    from pipeline import verifying, world
    from pipeline.cli import verified

    found = verified.tried(screen, key, lambda: verifying.look_up(world.real(), key, ledger, *which), format_)
    if isinstance(found, int):
        return found
    for line in (
        verified.keys_as_json(found, screen.out) if format_ == "json" else verified.keys_as_text(found, screen.out)
    ):
        screen.out.line(line)
    return 0
