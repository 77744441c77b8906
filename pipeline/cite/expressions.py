"""Expressions of dates in a source's words: found in its passage again, with what the passage says around them."""

from __future__ import annotations

from pipeline.cite.stretch import grouped
from pipeline.model.atoms import Atoms, DateAtom

Expression = tuple[DateAtom, ...]
"""A date, or several that are joined: March or April this year."""
_STATED = ("year", "month", "day", "part", "span", "weekday", "fiscal", "unit", "shift")


def expressions(atoms: Atoms) -> list[Expression]:
    """All expressions of a text: relative ones, and the dates that are no part of these."""
    dates = [date for date in atoms.dates if not any(_is_part(date, other) for other in atoms.relatives)]
    return grouped(atoms.relatives) + grouped(dates)


def where_it_stands(said: Expression, atoms: Atoms) -> list[Expression]:
    """The expressions of a passage that an author's words are, or are cut out of; these words if there are none.

    Those that are the same come before those that say more, and an opening word is wanted where the author has it.
    """
    there = expressions(atoms)
    for alike in (_is_same, _is_part):
        found = [each for each in there if any(alike(one, other) for one in said for other in each)]
        bound = next((one.bound for one in said if one.bound), None)
        if found:
            return [each for each in found if bound in {None, each[0].bound}] or found
    return [said]


def _is_same(one: DateAtom, other: DateAtom) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _STATED)


def _is_part(one: DateAtom, other: DateAtom) -> bool:
    """Whether one says nothing that another does not say too."""
    return all(getattr(one, name) == getattr(other, name) for name in _STATED if getattr(one, name))
