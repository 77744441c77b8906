"""The lock: made from the texts, written as JSON with one passage a block, and read back with every field checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from fractions import Fraction
from typing import Any

from pipeline.cite.atoms import reader
from pipeline.cite.fold import fold
from pipeline.cite.ground import Ground
from pipeline.cite.hold import hold_material
from pipeline.cite.material import Material, gather, passage_key, settings_key, written_key, written_passages
from pipeline.model.atoms import Atoms, Bound, Cue, DateAtom, Name, Number, Quotation, Sense
from pipeline.model.lock import Lock, LockedPassage, LockedSource
from pipeline.model.problem import DoesNotHold, Place, Problem, UnusableInput
from pipeline.model.source import Snapshot
from pipeline.model.spec import Spec

FORMAT = "briefwright-lock/1"
LOCK_LIMIT = 8 * 2**20
"""Bytes of the largest lock that is read."""
_AROUND = 32
_NAME = {Number: "numbers", DateAtom: "dates", Name: "names", Quotation: "quotations", Cue: "cues"}


def make_lock(spec: Spec, snapshots: Mapping[str, Snapshot]) -> Lock:
    """The lock of a spec, from the texts of all its sources. What the spec asks of its passages is asked and kept."""
    material = gather(spec, snapshots, None)
    hold_material(spec, material)
    return Lock(spec.id, {name: _source(spec, material, name, snapshots[name]) for name in spec.sources})


def _source(spec: Spec, material: Material, name: str, snapshot: Snapshot) -> LockedSource:
    entry = spec.sources[name]
    read = reader(entry.language)
    passages: dict[str, LockedPassage] = {}
    for source, label, words, _ in written_passages(spec):
        ground = material.grounds.get((source, label))
        if source == name and ground and ground.passage:
            passages[label if label in entry.passages else passage_key(words)] = _passage(snapshot, ground, words)
    body = material.grounds[name, ""]
    return LockedSource(
        snapshot.sha256,
        snapshot.normalised_sha256,
        len(snapshot.text),
        snapshot.extractor,
        snapshot.normaliser,
        read.version if read else "",
        settings_key(entry),
        _once(body.atoms),
        passages,
        dict(sorted(body.answers.items())),
    )


def _passage(snapshot: Snapshot, ground: Ground, words: str) -> LockedPassage:
    at = ground.passage
    if at is None:
        raise ValueError(f"{ground.label} is no passage")
    text = snapshot.text
    return LockedPassage(
        written_key(words),
        at.start,
        at.end - at.start,
        at.paragraph,
        _hash(text[at.start : at.end]),
        _hash(f"{at.first}…{at.last}"),
        _hash(text[max(at.start - _AROUND, 0) : at.start]),
        _hash(text[at.end : at.end + _AROUND]),
        _bare(ground.atoms),
        dict(sorted(ground.answers.items())),
    )


def _hash(text: str) -> str:
    return hashlib.sha256(fold(text).text.encode()).hexdigest()


def _bare(atoms: Atoms) -> Atoms:
    """Atoms without places, quotations and cues without words of the text beyond the cue."""
    return Atoms(
        tuple(Number(0, 0, *_rest(number)) for number in atoms.numbers),
        tuple(DateAtom(0, 0, *_rest(date)) for date in atoms.dates),
        tuple(Name(0, 0, *_rest(name)) for name in atoms.names),
        tuple(Quotation(0, 0, "", quotation.key) for quotation in atoms.quotations),
        tuple(Cue(0, 0, *_rest(cue)) for cue in atoms.cues),
    )


def _rest(atom: Any) -> list[Any]:
    values = [getattr(atom, each.name) for each in fields(atom)[2:]]
    return [" ".join(values[0].split()), *values[1:]]


def _once(atoms: Atoms) -> Atoms:
    """Figures, dates and names of a body, each once; what turns a sentence means nothing for a whole body."""
    bare = _bare(atoms)
    return Atoms(tuple(dict.fromkeys(bare.numbers)), tuple(dict.fromkeys(bare.dates)), tuple(dict.fromkeys(bare.names)), tuple(dict.fromkeys(bare.quotations)))


def write_lock(lock: Lock) -> bytes:
    """JSON in UTF-8, keys in order, an atom a line: two locks of one spec differ in the lines that changed."""
    told = {"format": FORMAT, "brief": lock.brief, "sources": {name: _plain(source) for name, source in lock.sources.items()}}
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
        out.append("[\n" + ",\n".join(f"{indent} {json.dumps(each, ensure_ascii=False)}" for each in value) + f"\n{indent}]")
    else:
        out.append(json.dumps(value, ensure_ascii=False))


def _plain(value: Any) -> Any:
    """A noun of the lock as JSON: fields that hold their default are left out."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, (Bound, Sense)):
        return value.value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return " ".join(value) if value and isinstance(value[0], str) else [_plain(each) for each in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    told = {}
    for each in fields(value):
        item = getattr(value, each.name)
        default = item == each.default or (not item and not isinstance(item, Fraction))
        if not (default or each.name in {"start", "end"} and type(value) in _NAME):
            told[each.name] = _plain(item)
    return told


class _Damage(Exception):  # noqa: N818  (it becomes a problem at once)
    """Where a lock is not as it was written."""


def read_lock(data: bytes, file: str) -> Lock:
    """Read a lock. Raises UnusableInput with LOCK005 if it is damaged or of another format."""
    try:
        told = json.loads(data.decode("utf-8"), object_pairs_hook=_unique)
        if not isinstance(told, dict) or told.get("format") != FORMAT:
            raise _Damage("it is not a lock of this version")
        sources = {name: _read_source(entry, name) for name, entry in _object(told, "sources").items()}
        return Lock(_string(told, "brief"), sources)
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise _damaged(file, "it is not JSON") from error
    except (_Damage, ValueError, TypeError, ZeroDivisionError) as error:
        raise _damaged(file, str(error)) from error


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
        *(_digest(told, key) for key in ("sha256", "ends_sha256", "before_sha256", "after_sha256")),
        _read_atoms(_object(told, "atoms")),
        _answers(told),
    )


def _read_atoms(told: Mapping[str, Any]) -> Atoms:
    found = {}
    for kind, key in _NAME.items():
        entries = told.get(key, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise _Damage(f"{key} is no list of atoms")
        found[key] = tuple(_read_atom(kind, entry) for entry in entries)
    if unknown := set(told) - set(found):
        raise _Damage(f"unknown kind of atom {sorted(unknown)[0]}")
    return Atoms(**found)


_WANTED = {"str": str, "int": int, "bool": bool}


def _read_atom(kind: Any, told: Mapping[str, Any]) -> Any:
    """One atom; every field of its type, none unknown."""
    known = {each.name: each for each in fields(kind)}
    values: dict[str, Any] = {"start": 0, "end": 0, "text": ""}
    for key, value in told.items():
        if key not in known or key in {"start", "end"}:
            raise _Damage(f"an atom has no {key}")
        declared = str(known[key].type)
        wanted = _WANTED.get(declared, str)
        if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
            raise _Damage(f"{key} of an atom is of the wrong type")
        values[key] = _typed(declared, value)
    return kind(**values)


def _typed(declared: str, value: Any) -> Any:
    match declared:
        case "Fraction":
            if len(value) > 200:
                raise _Damage("a figure is too long")
            return Fraction(value)
        case "Bound":
            return Bound(value)
        case "Sense":
            return Sense(value)
        case "tuple[str, ...]":
            return tuple(value.split())
    return value


def changes(old: Lock | None, new: Lock, *, accept: bool = False) -> tuple[str, ...]:
    """What a new lock changes, one line a change. Raises DoesNotHold if a passage moved and that was not accepted."""
    if old is None:
        return ("the lock is new",)
    told: list[str] = []
    moved: list[Problem] = []
    for name, source in new.sources.items():
        before = old.sources.get(name)
        if before is None:
            told.append(f"source {name} added")
            continue
        if before.sha256 != source.sha256:
            told.append(f"source {name} is another file")
        if (before.extractor, before.normaliser, before.reader) != (source.extractor, source.normaliser, source.reader):
            told.append(f"source {name} is read by another version")
        told += _passages(name, before, source, moved)
    told += [f"source {name} removed" for name in old.sources if name not in new.sources]
    if moved and not accept:
        raise DoesNotHold(moved)
    if not told and old != new:
        told.append("what the brief asks of its passages")
    return tuple(told)


def _passages(name: str, before: LockedSource, source: LockedSource, moved: list[Problem]) -> list[str]:
    told = []
    for label, passage in source.passages.items():
        known = before.passages.get(label)
        if known is None:
            told.append(f"passage {name}:{label} added")
        elif known.written_sha256 != passage.written_sha256:
            told.append(f"passage {name}:{label} names other words")
        elif known.sha256 != passage.sha256:
            told.append(f"passage {name}:{label} says something else")
            hint = "look whether it still supports its claims, then accept it: brief lock --accept"
            moved.append(Problem("LOCK006", f"passage {name}:{label} has other words than when it was locked", hints=(hint,)))
        elif (known.start, known.paragraph) != (passage.start, passage.paragraph):
            told.append(f"passage {name}:{label} moved")
    return told + [f"passage {name}:{label} removed" for label in before.passages if label not in source.passages]
