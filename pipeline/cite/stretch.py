"""Stretches: the days that a date of a passage can mean, and what its passage says of them.

A date beside an event is held against these, in days: so a month is finer than its year whatever the words are.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import days
from pipeline.model.atoms import Bound, DateAtom, Link
from pipeline.model.points import Point, Precision
from pipeline.model.record import record, replace


@record
class Stretch:
    """The days from `first` to `last` (`pipeline.model.days`); `head` and `tail` are its ends in EDTF.

    One that is `ranged`, such as a week or a fiscal year, has no form of its own in EDTF: both its ends are written.
    """

    first: int
    last: int
    head: str
    tail: str
    text: str
    bound: Bound = Bound.NONE
    about: bool = False
    denied: bool = False
    ranged: bool = False
    beside: Stretch | None = None
    """Where its passage leaves it out, what is told of instead: 2026 for `before 2027`."""

    @property
    def plain(self) -> str:
        """In EDTF, whatever its passage says of it."""
        return f"{self.head}/{self.tail}" if self.ranged else self.head

    @property
    def written(self) -> str:
        """In EDTF, open or approximate as its passage has it."""
        if self.beside:
            return self.beside.written
        doubt = "~" if self.about else ""
        if self.bound.opens_before:
            return f"../{self.tail}{doubt}"
        if self.bound.opens_after:
            return f"{self.head}{doubt}/.."
        return f"{self.head}{doubt}/{self.tail}{doubt}" if self.ranged else self.head + doubt


@record
class Group:
    """A date, or several that their passage joins: 2024 or 2025, from March to May."""

    members: tuple[Stretch, ...]
    link: Link = Link.NONE

    @property
    def text(self) -> str:
        """As its passage has it, as far as it is known."""
        told = list(dict.fromkeys(member.text for member in self.members))
        word = "and" if self.link is Link.BETWEEN else self.link.value
        return f" {word} ".join(told)

    @property
    def written(self) -> str:
        """In EDTF, as the passage has it."""
        first, last = self.members[0], self.members[-1]
        if self.link is Link.OR:
            return f"[{','.join(member.plain for member in self.members)}]"
        if self.link is Link.BETWEEN:
            return f"[{first.head}..{last.tail}]"
        if self.link is Link.TO:
            return f"{first.head}/{last.tail}"
        return ", ".join(member.written for member in self.members)


def stretch_of(atom: DateAtom) -> Stretch | None:
    """The days of a date with a year; None if it has none, or names a day that there is not."""
    found = _bare(atom)
    if found and atom.bound in _LEFT_OUT:
        return replace(found, beside=_bare(_moved(atom, _LEFT_OUT[atom.bound])))
    return found


def _bare(atom: DateAtom) -> Stretch | None:
    if not (atom.year or atom.span) or (atom.day and not atom.month):
        return None
    if atom.day > (days.length(atom.year, atom.month) if atom.month else 0):
        return None
    precision = {10: Precision.DECADE, 100: Precision.CENTURY}.get(atom.span, Precision.YEAR)
    point = Point(atom.year, atom.month, atom.day, atom.part, precision)
    plain = _plain(atom)
    return Stretch(point.first, point.last, plain, plain, atom.text, atom.bound, atom.about, atom.denied)


_LEFT_OUT = {Bound.BEFORE: -1, Bound.AFTER: 1}
_PARTS = {**dict.fromkeys(range(21, 25), (21, 4)), **dict.fromkeys(range(33, 37), (33, 4)), 40: (40, 2), 41: (40, 2)}
"""Each part of a year: the first of its kind, and how many there are."""


def _moved(atom: DateAtom, step: int) -> DateAtom:
    """The day, month, part, year or decade before or after."""
    if atom.day:
        year, month, day = days.parts(days.number(atom.year, atom.month, atom.day) + step)
        return replace(atom, year=year, month=month, day=day)
    if atom.month:
        index = atom.year * 12 + atom.month - 1 + step
        return replace(atom, year=index // 12, month=index % 12 + 1)
    if atom.part:
        first, many = _PARTS[atom.part]
        index = atom.year * many + atom.part - first + step
        return replace(atom, year=index // many, part=index % many + first)
    return replace(atom, year=atom.year + step * (atom.span or 1))


def _plain(atom: DateAtom) -> str:
    year = days.year_written(atom.year)
    if atom.span:
        return year[:-1] + "X" if atom.span == 10 else year[:-2] + "XX"
    part = atom.month or atom.part
    return year + (f"-{part:02}" if part else "") + (f"-{atom.day:02}" if atom.day else "")


def ranged(first: int, last: int, atom: DateAtom) -> Stretch:
    """A stretch of any days, its ends written by the month or year where whole ones are meant."""
    head, tail = days.written(first), days.written(last)
    start, end = days.parts(first), days.parts(last)
    if start[2] == 1 and end[2] == days.length(end[0], end[1]):
        cut = 2 if (start[1], end[1]) == (1, 12) else 1
        head, tail = head.rsplit("-", cut)[0], tail.rsplit("-", cut)[0]
    beside = None
    if atom.bound in _LEFT_OUT:
        day = first - 1 if atom.bound is Bound.BEFORE else last + 1
        text = days.written(day)
        text = text.rpartition("-")[0] if head.count("-") == 1 else text
        beside = Stretch(day, day, text, text, atom.text, atom.bound, atom.about, atom.denied, ranged=True)
    return Stretch(
        first, last, head, tail, atom.text, atom.bound, atom.about, atom.denied, ranged=head != tail, beside=beside
    )


def grouped(atoms: Sequence[DateAtom]) -> list[tuple[DateAtom, ...]]:
    """Dates that are joined stand together."""
    found: list[tuple[DateAtom, ...]] = []
    for atom in atoms:
        if atom.link and found:
            found[-1] = (*found[-1], atom)
        else:
            found.append((atom,))
    return found


def group(atoms: Sequence[DateAtom], stretches: Sequence[Stretch]) -> Group:
    """A group of stretches, joined as their atoms are; what is said of the first counts for the others."""
    if len(atoms) < 2:
        return Group(tuple(stretches))
    link = atoms[-1].link
    bound = Bound.NONE if link in {Link.TO, Link.BETWEEN} else stretches[0].bound
    return Group(tuple(replace(each, bound=bound, beside=None) for each in stretches), link)
