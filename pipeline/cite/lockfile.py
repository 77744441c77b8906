"""The lock as a file: JSON, an atom a line."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pipeline.cite.lockvalues import KINDS
from pipeline.model.atoms import Bound, Link, Sense
from pipeline.model.lock import Lock

FORMAT = "briefwright-lock/1"
LOCK_LIMIT = 8 * 2**20
"""Bytes of the largest lock that is read."""
_ATOMS = tuple(KINDS.values())


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
