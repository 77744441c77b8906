"""The bytes of a YAML file, decoded and guarded; and the way from a character of the text to its line and column.

The text is brought to NFC before it is read, silently: composed and decomposed letters look the same, and the sources'
texts are NFC too. Places count characters of the line as it stands in the file.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.model.characters import MOST_MARKS, stacked
from pipeline.model.problem import Place, Problem, UnusableInput
from pipeline.model.record import fresh, node


class Kind(NamedTuple):
    """What kind of file is read, for messages: what it is called, and where one learns what it can hold."""

    name: str
    hint: str


SPEC = Kind("spec", "`brief schema` tells what a spec can hold")
THEME = Kind("theme", "`brief themes desk` prints one to start from")
SCHEDULE = Kind("schedule", "`brief schema schedule` tells what a file of schedules can hold")
DISTRIBUTION = Kind("distribution list", "`brief schema distribution` tells what it can hold")

LIMIT = 1 << 20
"""A spec of 1 MiB is a brief of several thousand pages."""

FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 but tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls: what is seen is not what is read
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # line and paragraph separators, a byte order mark inside, annotations
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates, noncharacters
    "\U000e0000-\U000e007f"  # tag characters: text that nobody sees
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
"""Characters that no text of a brief may hold (Unicode TR 36, TR 9; W3C Unicode in XML)."""

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


def named(char: str) -> str:
    """A character that may not be printable, for a message: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


@node
class Lines:
    """A file's text. `text` is NFC with line feeds only; `raw` is the same before NFC."""

    file: str
    text: str
    raw: str
    _starts: list[int] = fresh(list)
    _shown: dict[int, str] = fresh(dict)

    def position(self, index: int) -> tuple[int, int]:
        """Line and column, from 0, of a character of `text`."""
        if not self._starts:
            self._starts.append(0)
            self._starts.extend(found.end() for found in re.finditer("\n", self.text))
        line = bisect_right(self._starts, index) - 1
        return line, index - self._starts[line]

    def line(self, number: int) -> str:
        """A line of `text` by its number from 0, without its line feed. Problems of one line share one string."""
        if number not in self._shown:
            start = self._starts[number]
            end = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else len(self.text)
            self._shown[number] = self.text[start:end]
        return self._shown[number]

    def place(self, start: int, end: int) -> Place:
        """The characters `start` to `end` of `text`; of a stretch over several lines, the part on the first."""
        number, column = self.position(start)
        line = self.line(number)
        stop = min(column + max(end - start, 1), max(len(line.rstrip()), column + 1))
        if self.raw is not self.text:
            raw = self.raw.split("\n")[number]
            if raw != line:
                column, stop, line = _decomposed(raw, column), _decomposed(raw, stop), raw
        return Place(self.file, number + 1, column + 1, stop + 1, line)

    def whole(self) -> Place:
        """The file as a whole."""
        return Place(self.file)


def _decomposed(raw: str, column: int) -> int:
    """The column in a line as it is in the file, of a column in its normalised form."""
    prefixes = range(len(raw) + 1)
    return bisect_right(prefixes, column, key=lambda end: len(unicodedata.normalize("NFC", raw[:end]))) - 1


def decode(data: bytes, file: str, kind: Kind = SPEC) -> tuple[Lines, list[Problem]]:
    """The text of a file and what it may not hold. Raises UnusableInput where there is no text to go on with."""
    if len(data) > LIMIT:
        size = f"{len(data) / LIMIT:.1f} MiB" if len(data) >= LIMIT * 1.05 else f"{len(data)} bytes"
        hint = "split the brief, or move what is not text out of it"
        raise _unusable(file, "READ002", f"the file has {size}; 1 MiB is the limit", hint)
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            raise _unusable(file, "READ003", f"the file is encoded in {encoding}", "save it as UTF-8")
    try:
        raw = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnusableInput([_not_utf8(data, file, error.start)]) from error
    if (at := stacked(raw)) >= 0:
        raise UnusableInput([too_many_marks(Lines(file, raw, raw).place(at, at + 1))])
    text = raw if raw.isascii() or unicodedata.is_normalized("NFC", raw) else unicodedata.normalize("NFC", raw)
    lines = Lines(file, text, raw)
    if not text.strip():
        raise _unusable(file, "READ001", "the file is empty", kind.hint)
    return lines, list(_forbidden(lines))


def _unusable(file: str, code: str, message: str, hint: str) -> UnusableInput:
    return UnusableInput([Problem(code, message, place=Place(file), hints=(hint,))])


def _not_utf8(data: bytes, file: str, at: int) -> Problem:
    start = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", at)
    before = data[start:at].decode("utf-8", "replace").removeprefix("\ufeff")
    line = before + data[at : end if end >= 0 else len(data)].decode("utf-8", "replace").rstrip("\r")
    place = Place(file, data.count(b"\n", 0, at) + 1, len(before) + 1, len(before) + 2, line)
    hint = "save the file as UTF-8; it may be in Windows-1252 or Latin-1"
    return Problem("READ003", f"byte 0x{data[at]:02X} is not UTF-8", place=place, hints=(hint,))


def _forbidden(lines: Lines) -> Iterator[Problem]:
    """One problem for each character that may not stand in a brief, at its first place."""
    if not FORBIDDEN.search("".join(set(lines.text))):
        return  # a class of so many ranges is slow on a long text, quick on its some hundred distinct characters
    seen: dict[str, list[int]] = {}
    for found in FORBIDDEN.finditer(lines.text):
        seen.setdefault(found.group(), []).append(found.start())
    for char, places in seen.items():
        yield forbidden(char, lines.place(places[0], places[0] + 1), len(places))


def too_many_marks(place: Place) -> Problem:
    """The problem of a character that bears so many marks that normalising it would take quadratic time."""
    message = f"more than {MOST_MARKS} marks may not stand on one character"
    return Problem("READ004", message, place=place, hints=("delete them",))


def forbidden(char: str, place: Place, times: int = 1) -> Problem:
    """The problem of a character that may not stand in a brief."""
    notes = (f"it stands in {times} places; this is the first",) if times > 1 else ()
    message = f"{named(char)} may not stand in a brief"
    return Problem("READ004", message, place=place, notes=notes, hints=("delete it",))
