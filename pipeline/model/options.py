"""What a command line says besides the spec."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.record import record

STDIN = Path("-")
"""A spec that is read from standard input; it has no folder, and so no lock and no texts beside it."""


@record
class Options:
    """`archives` are searched in order, after the spec's own folder."""

    archives: tuple[Path, ...] = ()
    out: Path = Path("out")
    theme: str = ""
    sets: tuple[str, ...] = ()
    again: bool = False
    dry_run: bool = False
    accept: bool = False
    slot: str = ""
    """The day of the slot, YYYY-MM-DD, for a spec with `as_of: slot`."""
    run: str = ""
    """The scheduled run that builds: it makes one edition, however often it is begun."""
