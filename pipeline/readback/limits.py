"""How much reading a file may take. A brief of 500 pages takes 20 seconds of CPU and a quarter of the memory."""

from __future__ import annotations

from pipeline.model.record import record

LIMIT = 2**26
"""Bytes of the largest file that is read."""


@record
class Limits:
    """Seconds of CPU and of wall time, bytes of memory, bytes of what the child may answer."""

    cpu: int = 60
    wall: int = 120
    memory: int = 2**30
    answer: int = 2**28
