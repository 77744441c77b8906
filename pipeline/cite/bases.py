"""Bases: the declared date that a source's words are reckoned from."""

from __future__ import annotations

from pipeline.model import days
from pipeline.model.edtf import Edtf, parse_edtf
from pipeline.model.problem import Problem, Where
from pipeline.model.record import record
from pipeline.model.spec import Spec, StatedDate

_FIRST, _LAST = days.number(-9998, 1, 1), days.number(9999, 12, 31)


@record
class Base:
    """From when to when a relative date may be reckoned."""

    first: int
    last: int
    text: str


class Unknown(Exception):
    """There is nothing to reckon from."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def base_of(spec: Spec, stated: StatedDate, source: str) -> Base:
    """What a source's words are reckoned from. Raises Unknown."""
    date: Edtf | None = None
    if stated.from_ == "published":
        published = spec.sources[source].published
        date = published.date if published else None
        hint = f"say when {source} was published, as far as it can be known: published: {{date: …}}"
    elif stated.from_:
        date, hint = parse_edtf(stated.from_), "write a date with both ends known"
    else:
        hint = "write from: published, or from: and an EDTF date"
    first, last = (date.first, date.last) if date else (None, None)
    if date is None or first is None or last is None:
        raise Unknown(_problem(stated, f'"{stated.says}" has no date to be reckoned from', hint))
    return Base(first, last, str(date))


def beyond(stated: StatedDate, base: Base) -> Unknown:
    """It is too long, or what is reckoned from it lies where no date can."""
    message = f'{base.text} is too long for "{stated.says}" to be reckoned from'
    return Unknown(_problem(stated, message, "write from: and a narrower date"))


def checked(stated: StatedDate, base: Base, first: int, last: int) -> None:
    """Raises Unknown where days lie beyond the years that dates can have."""
    if first < _FIRST or last > _LAST:
        message = f'"{stated.says}", reckoned from {base.text}, lies beyond the year {9999 if last > _LAST else -9999}'
        raise Unknown(_problem(stated, message, "correct what it is reckoned from"))


def _problem(stated: StatedDate, message: str, hint: str) -> Problem:
    """At `from`, where there is one."""
    path = (*stated.says_path[:-1], "from") if stated.from_ and stated.says_path else stated.says_path
    return Problem("DATE004", message, Where(path or stated.path), hints=(hint,))
