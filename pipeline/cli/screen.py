"""stdout and stderr of one run: what they can show, and what becomes of a reader that went away."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    import click

STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}
"""Words of a style and their parameters in SGR (ECMA-48, 8.3.117)."""

WIDTH = 120
"""Columns where there is no terminal to ask."""


class Stream:
    """A stream of lines. It never raises: what cannot be written is kept in `failure`."""

    def __init__(self, file: TextIO | None) -> None:
        self.file = file
        self.failure: OSError | None = None
        self.terminal = file is not None and _is_terminal(file)
        self.colour = self.terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        reconfigure = getattr(file, "reconfigure", None)
        if reconfigure is not None:
            # A stream that is not in UTF-8 shows what it cannot encode as an escape.
            reconfigure(errors="backslashreplace")

    @property
    def width(self) -> int:
        """How many columns a line may take."""
        if not self.terminal:
            return WIDTH
        import shutil

        return max(40, shutil.get_terminal_size((WIDTH, 24)).columns)

    def paint(self, text: str, style: str) -> str:
        """`text` in a style such as `bold red`, where this stream shows colour."""
        if not self.colour or not text:
            return text
        return f"\x1b[{';'.join(STYLES[word] for word in style.split())}m{text}\x1b[0m"

    def line(self, text: str = "") -> None:
        """Write `text` and a line end, and pass it on at once, so that both streams keep their order in one file."""
        self.write(f"{text}\n")

    def write(self, text: str) -> None:
        """Write `text` as it is, and pass it on at once."""
        if self.failure is not None:
            return
        if self.file is None:
            import errno

            self.failure = OSError(errno.EBADF, "it is closed")
            return
        try:
            self.file.write(text)
            self.file.flush()
        except OSError as error:
            self._give_up(self.file, error)

    def close(self) -> None:
        """Pass on what is still held back, here rather than in the interpreter's last moments."""
        if self.file is None or self.failure is not None:
            return
        try:
            self.file.flush()
        except OSError as error:
            self._give_up(self.file, error)

    def _give_up(self, file: TextIO, error: OSError) -> None:
        """Point the stream at nothing: what its buffer still holds would fail again when the interpreter ends."""
        self.failure = error
        nothing = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, file.fileno())
        except (OSError, ValueError):  # a stream without a descriptor, as in tests
            pass
        finally:
            os.close(nothing)


class Screen:
    """Both streams of one run."""

    def __init__(self) -> None:
        self.out = Stream(sys.stdout)
        self.err = Stream(sys.stderr)

    def usage(self, error: click.ClickException) -> None:
        """Say what is wrong with a command line."""
        from click.exceptions import NoArgsIsHelpError

        from pipeline.cli.characters import visible

        if isinstance(error, NoArgsIsHelpError):
            self.err.line(error.format_message())  # the help itself
            return
        context = getattr(error, "ctx", None)
        if context is not None:
            self.err.line(context.get_usage())
        self.err.line(f"{self.err.paint('brief: error:', 'bold red')} {visible(error.format_message())}")
        if context is not None:
            self.err.line(f"   help: {context.command_path} --help")

    def close(self, code: int) -> int:
        """End the run: the exit code, which is 3 where stdout could not take a result.

        A reader that went away (`brief check … | head`) has read enough: the work is done, and its code stands.
        """
        self.out.close()
        failed = self.out.failure
        if failed is not None and not isinstance(failed, BrokenPipeError):
            self.err.line(f"brief: error: cannot write to standard output: {failed.strerror}")
            code = 3
        self.err.close()
        return code


def _is_terminal(file: TextIO) -> bool:
    try:
        return file.isatty()
    except ValueError:  # closed
        return False
