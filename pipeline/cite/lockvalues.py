"""Values of a lock's file, each checked for its kind and its bounds; what is wrong is told in our own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pipeline.model.atoms import Atoms, Bound, Cue, DateAtom, Link, Name, Number, Quotation, Sense

KINDS = {
    "numbers": Number,
    "dates": DateAtom,
    "names": Name,
    "quotations": Quotation,
    "cues": Cue,
    "relatives": DateAtom,
}
"""Kinds of atoms, as a lock calls them."""

_NEEDED = {"numbers": "value", "names": "words", "quotations": "key", "cues": "sense"}
"""What an atom is nothing without."""
_WANTED = {"str": str, "int": int, "bool": bool}
_MOST = {"year": 9999, "month": 12, "day": 31, "part": 41, "span": 1000, "weekday": 7, "phase": 3, "shift": 10**4}
_MOST_COUNTED = 10**9
_SIGNED = frozenset(("year", "shift"))
_CHOICES: dict[str, Any] = {"Bound": Bound, "Link": Link, "Sense": Sense}
_FIGURE = re.compile(r"-?[0-9]{1,100}(?:/[0-9]{1,100})?")
"""What is written of a figure: no exponent, whose power would take all memory. A figure of 60 digits in its text, the
most that is read, has up to 80 in base units."""
_HEXADECIMAL = frozenset("0123456789abcdef")


class Damage(Exception):
    """Where a lock is not as it was written."""


def object_(told: Mapping[str, Any], key: str) -> dict[str, Any]:
    """An object; empty if the key is not there."""
    value = told.get(key, {})
    if not isinstance(value, dict):
        raise Damage(f"{key} is no object")
    return value


def string(told: Mapping[str, Any], key: str) -> str:
    """A text; "" if the key is not there."""
    value = told.get(key, "")
    if not isinstance(value, str):
        raise Damage(f"{key} is no text")
    return value


def flag(told: Mapping[str, Any], key: str) -> bool:
    """True or false; false if the key is not there."""
    value = told.get(key, False)
    if not isinstance(value, bool):
        raise Damage(f"{key} is neither true nor false")
    return value


def count(told: Mapping[str, Any], key: str) -> int:
    """A whole number from 0; 0 if the key is not there."""
    value = told.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST_COUNTED:
        raise Damage(f"{key} is no count")
    return value


def digest(told: Mapping[str, Any], key: str, length: int = 64) -> str:
    """A hash in hexadecimal."""
    value = string(told, key)
    if len(value) != length or not set(value) <= _HEXADECIMAL:
        raise Damage(f"{key} is no hash")
    return value


def answers(told: Mapping[str, Any]) -> dict[str, bool]:
    """Questions and their answers."""
    found = object_(told, "answers")
    if not all(isinstance(value, bool) for value in found.values()):
        raise Damage("an answer is neither true nor false")
    return found


def atoms(told: Mapping[str, Any]) -> Atoms:
    """Atoms of every kind."""
    found = {}
    for key in KINDS:
        entries = told.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise Damage(f"{key} is no list of atoms")
        found[key] = tuple(_atom(key, entry) for entry in entries)
    if unknown := set(told) - set(found):
        raise Damage(f"unknown kind of atom {min(unknown)}")
    return Atoms(**found)


def _atom(key: str, told: Mapping[str, Any]) -> Any:
    """One atom; every field of its type, none unknown and none wanting."""
    kind: Any = KINDS[key]
    known = kind.__annotations__
    values: dict[str, Any] = {"start": 0, "end": 0, "text": ""}
    for name, value in told.items():
        if name not in known or name in {"start", "end"}:
            raise Damage(f"an atom has no {name}")
        wanted = _WANTED.get(known[name], str)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise Damage(f"{name} of an atom is of the wrong type")
        values[name] = _typed(name, known[name], value)
    if _NEEDED.get(key, "text") not in values:
        raise Damage(f"an atom of {key} lacks its {_NEEDED[key]}")
    return kind(**values)


def _typed(name: str, declared: str, value: Any) -> Any:
    match declared:
        case "int":
            most = _MOST.get(name, _MOST_COUNTED)
            least = -most if name in _SIGNED else 0
            if not least <= value <= most:
                raise Damage(f"{name} of an atom is not between {least} and {most}")
        case "Fraction":
            return _figure(value)
        case "Bound" | "Link" | "Sense":
            known: dict[str, Any] = {each.value: each for each in _CHOICES[declared]}
            if value not in known:
                raise Damage(f"{name} of an atom is none that there is")
            return known[value]
        case "tuple[str, ...]":
            words = tuple(value.split())
            if not words:
                raise Damage(f"{name} of an atom are none")
            return words
    return value


def _figure(value: str) -> Fraction:
    if not _FIGURE.fullmatch(value):
        raise Damage("a figure is not written as one")
    above, _, below = value.partition("/")
    if below and not int(below):
        raise Damage("a figure is divided by nothing")
    return Fraction(int(above), int(below or 1))
