"""Displacement: a figure or date that a claim has once too often, in the place of another one of its passage.

"Planned from 2026, so that delivery could begin in 2026" has only years that its passage has; but the passage has 2026
once, and says "begin in 2025". A claim is refused where it has a value more often than its passages, beside the same
word as a value that they have and it has not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.cite.checks.base import Lack
from pipeline.model.atoms import DateAtom, Number
from pipeline.model.record import replace

_Atom = Number | DateAtom
_Value = tuple[object, ...]


class Places:
    """Beside which words the values of a claim stand, and those of its passages."""

    def __init__(self, ours: Sequence[_Atom], there: Sequence[_Atom]) -> None:
        self._here, self._held = _beside(ours), _beside(there)
        self._there: dict[str, dict[_Atom, None]] = {}
        for atom in there:
            if atom.near:
                self._there.setdefault(atom.near, {})[replace(atom, start=0, end=0)] = None

    def displaced(self, atom: _Atom) -> _Atom | None:
        """The atom of the passages whose place this one takes, or None."""
        if not atom.near:
            return None
        here, held = self._here[_value(atom)], self._held.get(_value(atom), Counter())
        if here.total() <= held.total() or here[atom.near] <= held[atom.near]:
            return None
        others = self._there.get(atom.near, {})
        return next((each for each in others if _value(each) not in self._here and _alike(each, atom)), None)


def _beside(atoms: Sequence[_Atom]) -> dict[_Value, Counter[str]]:
    found: dict[_Value, Counter[str]] = {}
    for atom in atoms:
        found.setdefault(_value(atom), Counter())[atom.near] += 1
    return found


def doubled(atom: _Atom, other: _Atom) -> Lack:
    """Says which value the passage has in this place."""
    kind = "number" if isinstance(atom, Number) else "date"
    message = f'{kind} "{atom.text}" stands where the passage has another'
    code = "CITE002" if isinstance(atom, Number) else "CITE003"
    return Lack(
        code, message, atom.start, atom.end, (f"passage says: {other.text}",), (f'did you mean "{other.text}"?',)
    )


def _value(atom: _Atom) -> _Value:
    if isinstance(atom, Number):
        return atom.value, atom.unit, atom.ordinal
    return atom.year, atom.month, atom.day, atom.part, atom.span, atom.weekday


def _alike(one: _Atom, other: _Atom) -> bool:
    """Whether two atoms are of one kind: figures of one unit, dates as fine as each other."""
    if isinstance(one, Number) and isinstance(other, Number):
        return one.unit == other.unit and one.ordinal == other.ordinal
    if isinstance(one, DateAtom) and isinstance(other, DateAtom):
        return [bool(part) for part in _value(one)] == [bool(part) for part in _value(other)]
    return False
