"""Whether a date follows from stretches of its passages: no finer, open where they are open, about where they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pipeline.cite.checks.base import listed
from pipeline.cite.checks.dates import BOUNDS
from pipeline.cite.stretch import Group, Stretch
from pipeline.model.atoms import Bound, Link
from pipeline.model.edtf import Edtf, Span
from pipeline.model.points import Point
from pipeline.model.problem import Problem, Where
from pipeline.model.record import record
from pipeline.model.spec import StatedDate

Missing = Callable[[bool], Problem]
"""What is wrong with a date that no stretch has; it is told whether one has it less finely."""


@record
class _End:
    """A point of a date, and what it is there: the whole of it, an end, or the end beside an open one."""

    point: Point
    span: Span

    @property
    def alone(self) -> bool:
        """It is all that is said."""
        return self.span[0] is self.span[1]

    @property
    def starts(self) -> bool:
        """It is where something starts."""
        return not self.alone and self.span[0] is self.point

    @property
    def open(self) -> bool:
        """The other end is open or unknown."""
        return None in self.span


@record
class _Found:
    """A stretch that has a point, and the group it stands in."""

    stretch: Stretch
    group: Group


def follows(stated: StatedDate, groups: Sequence[Group], missing: Missing) -> Iterator[Problem]:
    """The first thing that is wrong with a date."""
    date, kept = stated.date, []
    for end in (_End(point, span) for span in date.spans for point in dict.fromkeys(span) if point):
        found = [each for group in groups for each in _having(end, group)]
        if not found:
            yield missing(any(_is_within(end.point, member) for group in groups for member in group.members))
            return
        for step in (_affirmed, _whole, _opened, _doubted):
            left, problem = step(stated, end, found)
            if not left:
                yield problem
                return
            found = left
        kept.append(found)
    if date.kind == "interval" and len(kept) == 2 and all(_leaves_gap(a, b) for a in kept[0] for b in kept[1]):
        group = kept[0][0].group
        hint = f"write an event for each: {group.written}"
        yield _problem("DATE001", f'{date} fills what lies between "{group.text}"', stated, hint)


def _having(end: _End, group: Group) -> Iterator[_Found]:
    for member in group.members:
        for stretch in (member, member.beside):
            if stretch and _has(end, stretch):
                yield _Found(stretch, group)


def _has(end: _End, stretch: Stretch) -> bool:
    """Whether a point is in a stretch's place: no finer; at the very end of one that EDTF has no form for."""
    if stretch.ranged and not end.alone:
        return end.point.first == stretch.first if end.starts else end.point.last == stretch.last
    return end.point.first <= stretch.first and stretch.last <= end.point.last


def _is_within(point: Point, stretch: Stretch) -> bool:
    return stretch.first <= point.first and point.last <= stretch.last


_Step = tuple[list[_Found], Problem]


def _affirmed(stated: StatedDate, _end: _End, found: list[_Found]) -> _Step:
    """It is not denied, or the event is."""
    left = [each for each in found if stated.denies or not each.stretch.denied]
    message = f'the passage denies "{found[0].stretch.text}"'
    return left, _problem("DATE001", message, stated, "say what did not happen then, or write the date that it affirms")


def _whole(stated: StatedDate, _end: _End, found: list[_Found]) -> _Step:
    """Neither one of several that may be meant, nor one end of a range alone."""
    left = [each for each in found if _has_all(stated.date, each.group)]
    group = found[0].group
    message = f"{stated.date} is finer than its passage"
    return left, _problem("DATE002", message, stated, f"write {group.written}", f'passage says: "{group.text}"')


def _has_all(date: Edtf, group: Group) -> bool:
    if group.link not in {Link.OR, Link.TO, Link.BETWEEN}:
        return True
    closed = [(start.first, end.last) for start, end in date.spans if start and end]
    if group.link is Link.OR:
        if any(None in span for span in date.spans):
            return True  # whether it may be open is asked next
        one_of = date.kind == "set" or date.spans[0][0] is date.spans[0][1]
        return one_of and all(any(a <= each.first and each.last <= b for a, b in closed) for each in group.members)
    first, last = min(each.first for each in group.members), max(each.last for each in group.members)
    return any(a <= first and last <= b for a, b in closed) or _spans(date, group)


def _spans(date: Edtf, group: Group) -> bool:
    """Whether an interval has both ends of a range, each as coarse as it likes."""
    start, end = date.spans[0]
    if start is None or end is None or start is end:
        return False
    return _has(_End(start, (start, end)), group.members[0]) and _has(_End(end, (start, end)), group.members[-1])


def _opened(stated: StatedDate, end: _End, found: list[_Found]) -> _Step:
    """`By 2027` is `../2027`, `as early as 2026` is `2026/..`; neither is the other, and no other date is open."""
    several = len(stated.date.spans) > 1
    left = [each for each in found if _may_be(end, each.stretch.bound, several=several)]
    stretch = next((each.stretch for each in found if each.stretch.bound), found[0].stretch)
    if not stretch.bound or (end.open and stretch.bound.opens_after is end.starts):
        message = f"nothing in the passage opens {stated.date}"
        return left, _problem("DATE006", message, stated, f"write {stretch.plain}", f"passage says: {stretch.text}")
    message = f'the passage says "{BOUNDS[stretch.bound]} {stretch.text}"'
    return left, _problem("DATE006", message, stated, f"write {stretch.written}")


def _may_be(end: _End, bound: Bound, *, several: bool) -> bool:
    if end.open:
        return bound.opens_after if end.starts else bound.opens_before
    if end.alone:
        return several or bound.may_be_closed
    return not bound.opens_before if end.starts else bound.may_be_closed or bound.opens_before


def _doubted(stated: StatedDate, end: _End, found: list[_Found]) -> _Step:
    """About 1850 is `1850~`, or coarser."""
    doubtful = end.point.approximate or end.point.uncertain
    left = [each for each in found if doubtful or not each.stretch.about or not _is_within(end.point, each.stretch)]
    stretch = found[0].stretch
    message = f"{stated.date} is finer than its passage"
    return left, _problem(
        "DATE002", message, stated, f"write {stretch.written}", f'passage says: "about {stretch.text}"'
    )


def _leaves_gap(one: _Found, other: _Found) -> bool:
    """Whether two ends are members of one list, and something lies between them: 2025 and 2027, for 2025 to 2027."""
    if one.group is not other.group or one.group.link is not Link.AND or one.stretch == other.stretch:
        return False
    return any(after.first > before.last + 1 for before, after in pairwise(one.group.members))


def _problem(code: str, message: str, stated: StatedDate, hint: str, *notes: str) -> Problem:
    return Problem(code, message, Where(stated.path), notes=notes, hints=(hint,))


def told(groups: Sequence[Group]) -> str:
    """Groups in EDTF, as the passage has them."""
    return listed([group.written for group in groups])
