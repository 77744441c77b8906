"""Problems for people: the line they stand in, the exact characters marked, what is known and what to do.

```
specs/tomahawk.yaml:31:24: error[CITE002] number "245 billion" is not in passage iuvinale:value
   31 |       Japan signed for 245 billion yen [@iuvinale:value].
      |                        ^^^^^^^^^^^
   passage says: approximately 254 billion
   help: did you mean "254 billion"?   (brief explain CITE002)
```
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter

from pipeline.cli.characters import cells, shown, visible
from pipeline.cli.screen import Stream
from pipeline.model.problem import Place, Problem, Severity

MOST = 50
"""How many problems of one spec are printed; a person mends from the top."""

TAB = 4
"""Cells between tab stops."""

COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}


def print_problems(stream: Stream, spec: str, problems: Sequence[Problem]) -> None:
    """Print the problems of one spec in the order of their places, at most `MOST` of them, errors first to be kept."""
    # A single one more is printed rather than counted; it may itself say how many more there were.
    most = len(problems) if len(problems) <= MOST + 1 else MOST
    kept = sorted(problems, key=attrgetter("severity"))[:most]  # "error" sorts before "warning"
    for problem in in_order(kept, spec):
        for line in lines(problem, spec, stream):
            stream.line(line)
    if len(problems) > most:
        stream.line(f"and {len(problems) - most} more")


def in_order(problems: Iterable[Problem], spec: str) -> list[Problem]:
    """By place: the spec from top to bottom, then other files, then what stands nowhere."""

    def key(problem: Problem) -> tuple[int, str, int, int]:
        place = problem.place
        return (2, "", 0, 0) if place is None else (place.file != spec, place.file, place.line, place.column)

    return sorted(problems, key=key)


def address(place: Place | None, spec: str) -> str:
    """`file:line:column`, as far as it is known."""
    if place is None:
        return visible(spec)
    numbers = [number for number in (place.line, place.column) if number]
    return ":".join([visible(place.file), *map(str, numbers)])


def headline(problem: Problem, spec: str) -> str:
    """The first line of a problem: where, how bad, which and what."""
    return f"{address(problem.place, spec)}: {problem.severity}[{problem.code}] {visible(problem.message)}"


def counted(severities: Mapping[Severity, int]) -> str:
    """`3 errors, 2 warnings`; empty when there is nothing to say."""
    counts = [(severities.get(severity, 0), severity.value) for severity in Severity]
    return ", ".join(f"{count} {name}{'s' * (count != 1)}" for count, name in counts if count)


def lines(problem: Problem, spec: str, stream: Stream) -> Iterator[str]:
    """All lines of one problem."""
    colour = COLOURS[problem.severity]
    where = stream.paint(f"{address(problem.place, spec)}:", "bold")
    what = stream.paint(f"{problem.severity}[{problem.code}]", colour)
    yield f"{where} {what} {stream.paint(visible(problem.message), 'bold')}"
    if problem.place is not None and problem.place.line and problem.place.text:
        yield from _source(problem.place, colour, stream)
    for note in problem.notes:
        yield from _indented(note)
    explain = f"brief explain {problem.code}"
    *others, last = problem.hints or ("",)
    help_ = stream.paint("help:", "bold cyan")
    for hint in others:
        yield f"   {help_} {visible(hint)}"
    yield f"   {help_} {visible(last)}   ({explain})" if last else f"   {help_} {explain}"


def _indented(note: str) -> Iterator[str]:
    for line in note.splitlines():
        yield f"   {visible(line)}"


def _source(place: Place, colour: str, stream: Stream) -> Iterator[str]:
    gutter = f"   {place.line}"
    text, before, marked = excerpt(place, stream.width - len(gutter) - len(" | "))
    bar = stream.paint(" |", "blue")
    yield f"{stream.paint(gutter, 'blue')}{bar} {text}".rstrip()
    if marked:
        yield f"{' ' * len(gutter)}{bar} {' ' * before}{stream.paint('^' * marked, colour)}"


def excerpt(place: Place, room: int) -> tuple[str, int, int]:
    """The line of a place in at most `room` cells, cut around what is marked; the cells before the mark; the mark's.

    The mark is 0 cells where the place names no column.
    """
    text = place.text.rstrip("\r\n")
    start = min(max(place.column - 1, 0), len(text))
    # A line can be a megabyte long: look no further than could be shown.
    low, high = max(0, start - room), min(len(text), start + room)
    while low < start < len(text) and cells(text[start]) == 0:
        start -= 1  # a mark is seen on the character that it stands on
    end = min(max(place.end_column - 1, start + 1), len(text))
    pieces = _pieces(text[low:high])
    sizes = [sum(map(cells, piece)) for piece in pieces]
    if low == 0 and high == len(text) and sum(sizes) <= room:
        left, right = 0, len(pieces)
    else:
        left, right = _window(sizes, start - low, end - low, room - 2)
    opening = "…" if low + left > 0 else ""
    closing = "…" if low + right < len(text) else ""
    before = len(opening) + sum(sizes[left : start - low])
    marked = sum(sizes[start - low : min(end - low, right)])
    return opening + "".join(pieces[left:right]) + closing, before, max(1, marked) if place.column else 0


def _pieces(text: str) -> list[str]:
    """Each character as it is shown: tabs as spaces to the next stop, what must not be shown as its escape."""
    pieces: list[str] = []
    at = 0
    for character in text:
        piece = " " * (TAB - at % TAB) if character == "\t" else shown(character)
        at += sum(map(cells, piece))
        pieces.append(piece)
    return pieces


def _window(sizes: Sequence[int], start: int, end: int, room: int) -> tuple[int, int]:
    """Which pieces fit in `room` cells: what is marked first, then from both sides in turn."""
    left = right = start
    while right < min(end, len(sizes)) and sizes[right] <= room:
        room -= sizes[right]
        right += 1
    grown = True
    while grown:
        grown = False
        if left > 0 and sizes[left - 1] <= room:
            left -= 1
            room -= sizes[left]
            grown = True
        if right < len(sizes) and sizes[right] <= room:
            room -= sizes[right]
            right += 1
            grown = True
    return left, right
