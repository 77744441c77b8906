"""`brief deliver`: an edition handed out, to printers, mailboxes, folders and stores; and who got what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pipeline.cli.scheduled import Folder
from pipeline.cli.screen import Screen

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.world import World

Command = TypeVar("Command", bound=Callable[..., Any])

_DEFAULT = "edition"


class _Deliver(click.Group):
    """A group whose first command need not be named: `brief deliver harbour@3`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in {*self.commands, "-h", "--help"}:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)


_list = click.option(
    "--list",
    "given",
    metavar="FILE",
    type=Folder(),
    default="distribution.yaml",
    show_default=True,
    help="The distribution list.",
)
_out = click.option(
    "-o", "--out", metavar="DIR", type=Folder(), default="out", show_default=True, help="Folder of the editions."
)
_form = click.option(
    "--format",
    "form",
    type=click.Choice(["human", "json"]),
    default="human",
    show_default=True,
    help="For people or for programs.",
)


@click.group(cls=_Deliver, subcommand_metavar="EDITION | COMMAND [ARGS]...")
def deliver() -> None:
    """Hand an edition out, and keep account of who got what.

    brief deliver harbour@3 is short for brief deliver edition harbour@3.
    """


@deliver.command(_DEFAULT)
@click.argument("name", metavar="EDITION")
@click.option("--to", multiple=True, metavar="NAME", help="Only to this recipient of the list; may be repeated.")
@_list
@_out
@click.option("--dry-run", is_flag=True, help="Show exactly what would go out; issue and send nothing.")
@_form
@click.pass_obj
def edition(screen: Screen, *, name: str, to: tuple[str, ...], given: Path, out: Path, dry_run: bool, form: str) -> int:
    """Hand EDITION out to the recipients of a distribution list.

    EDITION is harbour@3, harbour@latest, harbour, the folder of an edition, or its PDF there. Numbered copies are
    issued first; a recipient who has one gets the same again, and nothing that was sent is sent twice.

    Exit codes: 0 all was sent; 1 a recipient may not see the brief; 2 the list or the edition cannot be used; 3 not all
    was sent.
    """
    from pipeline import delivering
    from pipeline.cli import delivered

    if dry_run:
        return delivered.tried(screen, name, form, lambda: delivering.preview(_world(), name, out, given, to), "shown")
    return delivered.tried(
        screen, name, form, lambda: delivering.deliver_edition(_world(), name, out, given, to), "account"
    )


@deliver.command()
@_out
@_form
@click.pass_obj
def again(screen: Screen, *, out: Path, form: str) -> int:
    """Send what is owed and due, of all editions.

    A scheduler does it by itself.
    """
    from pipeline import delivering
    from pipeline.cli import delivered

    return delivered.tried(screen, str(out), form, lambda: delivering.again(_world(), out), "account")


@deliver.command()
@click.argument("name", metavar="[EDITION]", default="")
@_out
@_form
@click.pass_obj
def status(screen: Screen, *, name: str, out: Path, form: str) -> int:
    """Say who got what, and when: of EDITION, of a brief by its name, or of all."""
    from pipeline import delivering
    from pipeline.cli import delivered

    return delivered.tried(screen, name or str(out), form, lambda: delivering.status(_world(), out, name), "status")


@deliver.command()
@_list
@_form
@click.pass_obj
def probe(screen: Screen, *, given: Path, form: str) -> int:
    """Ask every printer, server, folder and store of the list how it stands; nothing is sent."""
    from pipeline import delivering
    from pipeline.cli import delivered

    return delivered.tried(screen, str(given), form, lambda: list(delivering.probe(_world(), given)), "probed")


@deliver.command()
@click.argument("code", metavar="CODE")
@click.option("--sent", "sent", flag_value="sent", help="It arrived.")
@click.option("--again", "sent", flag_value="again", help="It did not: send it again.")
@_out
@click.pass_obj
def settle(screen: Screen, *, code: str, sent: str | None, out: Path) -> int:
    """Say of a copy that may have arrived whether it did; or have one that was refused sent again.

    CODE is the copy's code, which `brief deliver status` lists.
    """
    from pipeline import delivering
    from pipeline.cli import delivered

    if sent is None:
        raise click.UsageError("say --sent, or --again")
    job = lambda: delivering.settle(_world(), out, code, sent=sent == "sent")  # noqa: E731
    return delivered.tried(screen, code, "human", job, sent)


def _world() -> World:
    """The world with the web, which printers are reached by."""
    from pipeline import world

    def opened() -> Any:
        from pipeline.web import Client

        return Client()

    return world.real(opened)
