"""The command `brief`: its subcommands, and what becomes of anything that goes wrong."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import click

from pipeline import __version__
from pipeline.cli.screen import Screen

COMMANDS = (
    "check lock build editions deliver verify sign sources schedule diff hold themes schema explain doctor".split()
)
"""Every command, in the order of the help. A new one is a module here with a command of that name, and a word here."""

INTERRUPTED = 130
"""128 + SIGINT, as shells report it."""


class _Late(click.Group):
    """A group that imports a command when it is asked for: a module a command is a cold start's time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return COMMANDS

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"pipeline.cli.{cmd_name}"), cmd_name)
        return found


# Stand-ins, so that click has names to suggest for one that is misspelt.
@click.group(
    cls=_Late, commands=list(map(click.Command, COMMANDS)), context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="brief", message="%(prog)s %(version)s")
def brief() -> None:
    """Make briefs in which every claim can be checked by the person who reads them.

    Exit codes: 0 done; 1 the brief does not hold up; 2 the input cannot be used; 3 the outside failed (disk, system);
    4 undecidable for want of texts or ledger; 130 interrupted.
    """


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and give its exit code. Nothing escapes from here."""
    screen = Screen()
    try:
        code = _invoke(arguments, screen)
    except (KeyboardInterrupt, click.Abort):
        code = INTERRUPTED
    return screen.close(code)


def _invoke(arguments: Sequence[str], screen: Screen) -> int:
    try:
        with brief.make_context("brief", list(arguments), obj=screen) as context:
            return int(brief.invoke(context) or 0)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        raise
    except click.ClickException as error:
        screen.usage(error)
        return 2
    except BrokenPipeError:
        # click prints --help and --version itself. A reader that has read enough is no failure of ours.
        return 0
    except Exception as error:  # noqa: BLE001 (whatever it is, people get a line and an exit code, not a traceback)
        from pipeline.cli.human import print_problems
        from pipeline.cli.runs import failures

        problems, code = failures(error)
        print_problems(screen.err, "brief", problems)
        return int(code)
