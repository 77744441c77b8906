"""A lock read back from its file. What is damaged is refused, at its line and column where JSON ends."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from pipeline.cite.lockfile import FORMAT
from pipeline.cite.lockvalues import Damage, answers, atoms, count, digest, flag, object_, string
from pipeline.model.lock import Lock, LockedDifference, LockedPassage, LockedSource
from pipeline.model.problem import Place, Problem, UnusableInput

_SHOWN = 10_000
"""Characters of a line up to which it is shown."""
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
"""An escape that may stand for half a character (a surrogate)."""

Read = TypeVar("Read")


def read_lock(data: bytes, file: str) -> Lock:
    """Read a lock. Raises UnusableInput with LOCK005 if it is damaged or of another format."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        at = len(data[: error.start].decode())
        raise _damaged(_at(file, data.decode("utf-8", "replace"), at), "it is not UTF-8") from error
    try:
        told = json.loads(text, object_pairs_hook=_unique)
        if _HALF.search(text):
            json.dumps(told, ensure_ascii=False).encode()
        return _lock(told)
    except json.JSONDecodeError as error:
        raise _damaged(_at(file, text, error.pos), "it is not JSON") from error
    except Damage as error:
        raise _damaged(Place(file), str(error)) from error
    except RecursionError as error:
        raise _damaged(Place(file), "it is nested too deeply") from error
    except UnicodeEncodeError as error:
        raise _damaged(Place(file), "half a character stands in it") from error
    except ValueError as error:  # the one that `json` raises besides
        raise _damaged(Place(file), "a number has too many digits") from error


def _at(file: str, text: str, at: int) -> Place:
    """A character of the file."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:].partition("\n")[0]
    column = at - start + 1
    return Place(file, text.count("\n", 0, at) + 1, column, column + 1, line if len(line) <= _SHOWN else "")


def _damaged(place: Place, why: str) -> UnusableInput:
    hints = ("restore it, or write it anew from the texts: brief lock --accept",)
    return UnusableInput([Problem("LOCK005", f"the lock is damaged: {why}"[:300], place=place, hints=hints)])


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Damage("a key stands twice")
    return found


def _lock(told: Any) -> Lock:
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise Damage("it is not a lock of this version")
    sources = _each(told, "sources", "source", _source)
    return Lock(string(told, "brief"), sources, _each(told, "differences", "difference", _difference))


def _each(told: Mapping[str, Any], key: str, kind: str, read: Callable[[Mapping[str, Any]], Read]) -> dict[str, Read]:
    """Every entry of an object that holds objects; damage says in which."""
    found = {}
    for name, entry in object_(told, key).items():
        if not isinstance(entry, dict):
            raise Damage(f"{kind} {name} is no object")
        try:
            found[name] = read(entry)
        except Damage as damage:
            raise Damage(f"{kind} {name}: {damage}") from damage
    return found


def _difference(told: Mapping[str, Any]) -> LockedDifference:
    reports = object_(told, "reports")
    if not all(isinstance(report, str) for report in reports.values()):
        raise Damage("a report is no text")
    return LockedDifference(string(told, "kind"), reports, digest(told, "because_sha256", 16))


def _source(told: Mapping[str, Any]) -> LockedSource:
    source = LockedSource(
        digest(told, "sha256"),
        digest(told, "normalised_sha256"),
        count(told, "length"),
        string(told, "extractor"),
        string(told, "normaliser"),
        string(told, "reader"),
        digest(told, "settings", 16),
        atoms(object_(told, "body")),
        _each(told, "passages", "passage", _passage),
        answers(told),
    )
    for label, passage in source.passages.items():
        if not (passage.paragraph and passage.length) or passage.start + passage.length > source.length:
            raise Damage(f"passage {label} stands outside its text")
    return source


def _passage(told: Mapping[str, Any]) -> LockedPassage:
    return LockedPassage(
        digest(told, "written_sha256", 16),
        count(told, "start"),
        count(told, "length"),
        count(told, "paragraph"),
        digest(told, "sha256"),
        digest(told, "ends_sha256"),
        digest(told, "before_sha256"),
        digest(told, "after_sha256"),
        flag(told, "sentences"),
        atoms(object_(told, "atoms")),
        answers(told),
    )
