"""The lock as a file: JSON, an atom a line; read back with every field checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pipeline.model.atoms import Atoms, Bound, Cue, DateAtom, Link, Name, Number, Quotation, Sense
from pipeline.model.lock import Lock, LockedDifference, LockedPassage, LockedSource
from pipeline.model.problem import Place, Problem, UnusableInput

FORMAT = "briefwright-lock/1"
LOCK_LIMIT = 8 * 2**20
"""Bytes of the largest lock that is read."""
_KINDS = {
    "numbers": Number,
    "dates": DateAtom,
    "names": Name,
    "quotations": Quotation,
    "cues": Cue,
    "relatives": DateAtom,
}
_ATOMS = tuple(_KINDS.values())
_WANTED = {"str": str, "int": int, "bool": bool}


def write_lock(lock: Lock) -> bytes:
    """JSON in UTF-8, keys in order, an atom a line: two locks of one spec differ in the lines that changed."""
    told = {
        "format": FORMAT,
        "brief": lock.brief,
        "sources": {name: _plain(source) for name, source in lock.sources.items()},
    }
    if lock.differences:
        told["differences"] = {name: _plain(difference) for name, difference in lock.differences.items()}
    lines: list[str] = []
    _lines(told, "", lines)
    return ("".join(lines) + "\n").encode()


def _lines(value: Any, indent: str, out: list[str]) -> None:
    """Objects and lists of objects one entry a line; what holds no object stays on its line."""
    if isinstance(value, dict) and any(isinstance(each, (dict, list)) and each for each in value.values()):
        out.append("{\n")
        for index, (key, each) in enumerate(value.items()):
            out.append(f"{',' + chr(10) if index else ''}{indent} {json.dumps(key, ensure_ascii=False)}: ")
            _lines(each, indent + " ", out)
        out.append(f"\n{indent}}}")
    elif isinstance(value, list) and any(isinstance(each, (dict, list)) for each in value):
        out.append(
            "[\n" + ",\n".join(f"{indent} {json.dumps(each, ensure_ascii=False)}" for each in value) + f"\n{indent}]"
        )
    else:
        out.append(json.dumps(value, ensure_ascii=False))


def _plain(value: Any) -> Any:
    """A noun of the lock as JSON: fields that hold their default are left out."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, (Bound, Link, Sense)):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return " ".join(value) if value and isinstance(value[0], str) else [_plain(each) for each in value]
    if isinstance(value, (str, int, type(None))):
        return value
    told = {}
    for name in value.__match_args__:
        item = getattr(value, name)
        placed = name in {"start", "end"} and isinstance(value, _ATOMS)
        if not placed and (item or isinstance(item, Fraction)):
            told[name] = _plain(item)
    return told


class _Damage(Exception):
    """Where a lock is not as it was written."""


def read_lock(data: bytes, file: str) -> Lock:
    """Read a lock. Raises UnusableInput with LOCK005 if it is damaged or of another format."""
    try:
        told = json.loads(data.decode("utf-8"), object_pairs_hook=_unique)
        return _read_lock(told)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _damaged(file, "it is not JSON") from error
    except (_Damage, ValueError, TypeError, ZeroDivisionError) as error:
        raise _damaged(file, str(error)) from error


def _read_lock(told: Any) -> Lock:
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise _Damage("it is not a lock of this version")
    sources = {name: _read_source(entry, name) for name, entry in _object(told, "sources").items()}
    differences = {name: _read_difference(entry, name) for name, entry in _object(told, "differences").items()}
    return Lock(_string(told, "brief"), sources, differences)


def _read_difference(told: Any, name: str) -> LockedDifference:
    if not isinstance(told, dict):
        raise _Damage(f"difference {name} is no object")
    reports = _object(told, "reports")
    if not all(isinstance(report, str) for report in reports.values()):
        raise _Damage(f"a report of {name} is no text")
    return LockedDifference(_string(told, "kind"), reports, _digest(told, "because_sha256", 16))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Damage("a key stands twice")
    return found


def _damaged(file: str, why: str) -> UnusableInput:
    hints = ("restore it, or write it anew from the texts: brief lock",)
    return UnusableInput([Problem("LOCK005", f"the lock is damaged: {why}"[:300], place=Place(file), hints=hints)])


def _object(told: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = told.get(key, {})
    if not isinstance(value, dict):
        raise _Damage(f"{key} is no object")
    return value


def _string(told: Mapping[str, Any], key: str) -> str:
    value = told.get(key, "")
    if not isinstance(value, str):
        raise _Damage(f"{key} is no text")
    return value


def _count(told: Mapping[str, Any], key: str) -> int:
    value = told.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise _Damage(f"{key} is no count")
    return value


def _digest(told: Mapping[str, Any], key: str, length: int = 64) -> str:
    value = _string(told, key)
    if len(value) != length or not set(value) <= set("0123456789abcdef"):
        raise _Damage(f"{key} is no hash")
    return value


def _answers(told: Mapping[str, Any]) -> dict[str, bool]:
    answers = _object(told, "answers")
    if not all(isinstance(value, bool) for value in answers.values()):
        raise _Damage("an answer is neither true nor false")
    return answers


def _read_source(told: Any, name: str) -> LockedSource:
    if not isinstance(told, dict):
        raise _Damage(f"source {name} is no object")
    passages = _object(told, "passages")
    return LockedSource(
        _digest(told, "sha256"),
        _digest(told, "normalised_sha256"),
        _count(told, "length"),
        _string(told, "extractor"),
        _string(told, "normaliser"),
        _string(told, "reader"),
        _digest(told, "settings", 16),
        _read_atoms(_object(told, "body")),
        {label: _read_passage(entry, label) for label, entry in passages.items()},
        _answers(told),
    )


def _read_passage(told: Any, label: str) -> LockedPassage:
    if not isinstance(told, dict):
        raise _Damage(f"passage {label} is no object")
    return LockedPassage(
        _digest(told, "written_sha256", 16),
        _count(told, "start"),
        _count(told, "length"),
        _count(told, "paragraph"),
        _digest(told, "sha256"),
        _digest(told, "ends_sha256"),
        _digest(told, "before_sha256"),
        _digest(told, "after_sha256"),
        _read_atoms(_object(told, "atoms")),
        _answers(told),
    )


def _read_atoms(told: Mapping[str, Any]) -> Atoms:
    found = {}
    for key, kind in _KINDS.items():
        entries = told.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise _Damage(f"{key} is no list of atoms")
        found[key] = tuple(_read_atom(kind, entry) for entry in entries)
    if unknown := set(told) - set(found):
        raise _Damage(f"unknown kind of atom {min(unknown)}")
    return Atoms(**found)


def _read_atom(kind: Any, told: Mapping[str, Any]) -> Any:
    """One atom; every field of its type, none unknown."""
    known = kind.__annotations__
    values: dict[str, Any] = {"start": 0, "end": 0, "text": ""}
    for key, value in told.items():
        if key not in known or key in {"start", "end"}:
            raise _Damage(f"an atom has no {key}")
        wanted = _WANTED.get(known[key], str)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise _Damage(f"{key} of an atom is of the wrong type")
        values[key] = _typed(known[key], value)
    return kind(**values)


def _typed(declared: str, value: Any) -> Any:
    match declared:
        case "Fraction":
            if len(value) > 200:
                raise _Damage("a figure is too long")
            return Fraction(value)
        case "Bound":
            return Bound(value)
        case "Link":
            return Link(value)
        case "Sense":
            return Sense(value)
        case "tuple[str, ...]":
            return tuple(value.split())
    return value
