"""Readback: PDF bytes → what the file says. The only room that reads a PDF, and it does so in a child process.

A file to be verified is foreign and may be hostile, so the child has limits of CPU, memory, files and time, no
environment and nothing but the bytes. A child that is killed, crashes or gives up makes the file unreadable, never
more than that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.readback.limits import LIMIT, Limits

if TYPE_CHECKING:
    from pipeline.model.readback import ReadFile

__all__ = ["LIMIT", "Limits", "read_back"]


def read_back(data: bytes, name: str, limits: Limits = Limits()) -> ReadFile:  # noqa: B008 (a frozen record)
    """What the file says. `name` is what people call it.

    Raises UnusableInput: VERIFY001 if it is no PDF that can be read, VERIFY002 if reading it takes more than `limits`.
    """
    from pipeline.readback.parent import read

    return read(data, name, limits)
