"""The side that may come to harm: reads the bytes on standard input and answers in JSON on standard output."""

from __future__ import annotations

import json
import resource
import sys
from typing import Any


def main(limits: str) -> None:
    """Read within limits: seconds of CPU, bytes of memory, bytes of the answer."""
    cpu, memory, answer = map(int, limits.split(","))
    data = sys.stdin.buffer.read()
    told: dict[str, Any]
    try:
        _limit(cpu, memory, answer)
        told = _read(data)
    except MemoryError:
        told = {"too_much": "it takes more memory than a brief does"}
    except RecursionError:
        told = {"too_much": "it is nested too deeply"}
    except Exception as error:  # noqa: BLE001 (whatever a hostile file makes a library raise)
        told = {"unreadable": _reason(error)}
    try:
        json.dump(told, sys.stdout)
        sys.stdout.flush()
    except (OSError, MemoryError):
        sys.exit(1)


def _limit(cpu: int, memory: int, answer: int) -> None:
    """What the kernel enforces from here on. The answer goes to a file, so that its size is limited too."""
    for what, most in (
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, answer),
        (resource.RLIMIT_NOFILE, 32),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        value = most if hard == resource.RLIM_INFINITY else min(most, hard)
        spare = what == resource.RLIMIT_CPU and value != hard  # a second in which the signal says which limit it was
        resource.setrlimit(what, (value, value + spare))


def _read(data: bytes) -> dict[str, Any]:
    from pipeline.readback.file import told

    return told(data)


def _reason(error: Exception) -> str:
    said = " ".join(str(error).split())[:200]
    return said or type(error).__name__
