"""The largest texts that are tried. `python -m tests.support.limits KIND FILE` sets one, and tells what it took."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path

from pipeline import render
from pipeline.layout import layout
from pipeline.model.document import Block, Cell, Column, Note, Paragraph, Row, Table, Text
from tests.support.sample_document import PROSE
from tests.support.setting import desk, document, metrics

_WORDS = " ".join(PROSE).split()
_ROWS, _NOTES = 10_000, 300


def _paragraph() -> str:
    """A hundred thousand words."""
    return " ".join(islice(cycle(_WORDS), 100_000))


def _word() -> str:
    """A hundred thousand characters without a space."""
    return "harbour9" * 12_500


def _row(number: int) -> str:
    return PROSE[number % len(PROSE)].strip()


def _table() -> str:
    """Ten thousand rows, as they are read: header, then row by row."""
    return "\n".join(f"{number} {_row(number)}" for number in range(_ROWS))


def _notes() -> str:
    """Notes as long as half a page, one a paragraph."""
    return "\n".join(f"It is so.{n} {n} {_note(n)}" for n in range(1, _NOTES + 1))


def _note(number: int) -> str:
    return " ".join([_row(number)] * 12)


KINDS: dict[str, Callable[[], str]] = {"paragraph": _paragraph, "word": _word, "table": _table, "notes": _notes}
"""By name, the text of each as it is read."""


def _blocks(kind: str) -> Iterator[Block]:
    match kind:
        case "table":
            head = Row((Cell((Text("No"),)), Cell((Text("Event"),))))
            rows = (Row((Cell((Text(f"{n}"),)), Cell((Text(_row(n)),)))) for n in range(_ROWS))
            yield Table((Column(1), Column(4)), head, tuple(rows))
        case "notes":
            for n in range(1, _NOTES + 1):
                yield Paragraph((Text("It is so."), Note(str(n), (Text(_note(n)),))))
        case _:
            yield Paragraph((Text(KINDS[kind]()),))


def main(kind: str, to: str) -> None:
    """Set one kind of text into the file `to`; print CPU seconds, peak of memory and pages as JSON."""
    brief, faces = document(*_blocks(kind)), metrics()
    start = time.process_time()
    pages = layout(brief, desk(), faces)
    count = len(pages.sheets)
    Path(to).write_bytes(render.render(pages, faces))
    seconds = time.process_time() - start
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": _peak() / 1e6, "pages": count}))


def _peak() -> float:
    """The most memory this process held, in bytes. Linux hands its caller's peak down to `getrusage`."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="utf-8").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
