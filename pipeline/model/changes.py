"""What changed between two editions of a brief."""

from __future__ import annotations

from typing import Literal

from pipeline.model.content import Content, Unit
from pipeline.model.record import record

What = Literal["added", "removed", "altered", "moved"]
GRADED = ("likelihood", "confidence")
"""Fields of a judgement whose change is called out, and asks for a reason (ICD 203, D.6.e.(7))."""


@record
class Piece:
    """A stretch of a text that both have, or that one of them has alone."""

    what: Literal["same", "removed", "added"]
    text: str


@record
class Difference:
    """One field that differs. A side that lacks it has the empty text; `pieces` are its words, in reading order."""

    field: str
    before: str
    after: str
    pieces: tuple[Piece, ...]


@record
class Change:
    """One unit that differs: `before` is None where it was added, `after` where it was removed.

    `moved` is a unit that stands under another heading and is otherwise as it was.
    """

    what: What
    before: Unit | None
    after: Unit | None
    differences: tuple[Difference, ...] = ()

    @property
    def unit(self) -> Unit:
        """As it is now; as it was, where it was removed."""
        unit = self.after or self.before
        if unit is None:
            raise ValueError("a change has a unit before or after it")
        return unit

    @property
    def graded(self) -> tuple[Difference, ...]:
        """What changed in likelihood and confidence, of a judgement that was there before."""
        if self.what != "altered" or self.unit.kind != "judgement":
            return ()
        return tuple(each for each in self.differences if each.field in GRADED)


@record
class Changes:
    """All changes: judgements with another likelihood or confidence first, then in the order of the newer brief."""

    before: Content
    after: Content
    changes: tuple[Change, ...]
