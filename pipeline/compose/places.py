"""Where on the page stands what is new or altered: parts of the spec, and the anchors of what they become."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.model.prose import Prose

if TYPE_CHECKING:
    from pipeline.model.changes import Change, Changes
    from pipeline.model.content import Part, Unit
    from pipeline.model.problem import Path
    from pipeline.model.spec import Spec

_Known = tuple[int, int]
"""A part of the spec by identity, and the number of a paragraph of it: two parts may have the same words."""


class Places:
    """Gives anchors to what changed, and knows the first of each change."""

    def __init__(self, spec: Spec, changes: Changes | None = None) -> None:
        self._asked: dict[_Known, list[int]] = {}
        self._anchors: dict[int, str] = {}
        self._numbers: dict[int, int] = {}
        self.marked: set[str] = set()
        """Every anchor of what is new or altered."""
        self.parts: dict[Path, Part] = {}
        """The parts of the sections by their paths in the spec."""
        if changes:
            self.parts = {part.path: part for part in _parts(spec)}
            for number, change in enumerate(changes.changes, 1):
                self._numbers[id(change)] = number
                if change.after and change.what != "moved":
                    for known in _known(change.after, self.parts, spec):
                        self._asked.setdefault(known, []).append(number)

    def mark(self, part: object, anchor: str = "", paragraph: int = 0) -> str:
        """The anchor of a part: the one given, or else one of its own if it is new or altered, or else none."""
        numbers = self._asked.get((id(part), paragraph))
        if not numbers:
            return anchor
        if not anchor:
            anchor = f"change-{numbers[0]}"
            while anchor in self.marked:  # the same fact in a second table
                anchor += "-again"
        self.marked.add(anchor)
        for number in numbers:
            self._anchors.setdefault(number, anchor)
        return anchor

    def anchor(self, change: Change) -> str:
        """Where a change stands; empty if nowhere on the page."""
        return self._anchors.get(self._numbers[id(change)], "")


def _parts(spec: Spec) -> Iterator[Part]:
    for index, section in enumerate(spec.sections):
        for part in section.parts():
            yield part.under(("sections", index, section.kind))


def _known(unit: Unit, parts: dict[Path, Part], spec: Spec) -> Iterator[_Known]:
    """What is composed for a unit."""
    of: object
    match unit.path:
        case ("facts", name):
            of = spec.facts[str(name)]
        case ("sources", name):
            of = spec.sources[str(name)]
        case (*_, "accepts", _):
            of = next(each.because for each in spec.acceptances() if each.place == unit.path)
        case _:
            of = parts[unit.path].of if unit.path in parts else None
    if isinstance(of, Prose):
        whole = range(len(of.paragraphs)) if unit.kind != "claim" else (unit.paragraph,)
        yield from ((id(of), number) for number in whole)
    elif of is not None:
        yield id(of), 0
