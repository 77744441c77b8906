"""Locking: a source's entry in the lock, made from its text and from what was asked of it."""

from __future__ import annotations

import hashlib
from typing import Any

from pipeline.cite.atoms import reader
from pipeline.cite.fold import fold
from pipeline.cite.ground import Ground
from pipeline.cite.material import Material, ends_key, settings_key, written_key, written_passages
from pipeline.cite.passages import is_several_sentences
from pipeline.model.atoms import Atoms, Cue, DateAtom, Name, Number, Quotation
from pipeline.model.lock import LockedPassage, LockedSource
from pipeline.model.source import Paragraph, Part, Snapshot
from pipeline.model.spec import Spec

_AROUND = 32
"""Characters on either side of a passage, in its paragraph, that are hashed with it."""


def locked_source(spec: Spec, material: Material, name: str, snapshot: Snapshot) -> LockedSource:
    """The entry of a source whose text is at hand; made once, after all claims were held."""
    if name not in material.locked:
        for subject, others in spec.names.items():
            for each in (subject, *others):
                material.grounds[name, ""].shows("name", each)
        material.locked[name] = _made(spec, material, name, snapshot)
    return material.locked[name]


def _made(spec: Spec, material: Material, name: str, snapshot: Snapshot) -> LockedSource:
    entry = spec.sources[name]
    read = reader(entry.language)
    paragraphs = {paragraph.number: paragraph for paragraph in snapshot.paragraphs if paragraph.part is Part.BODY}
    passages: dict[str, LockedPassage] = {}
    for written in written_passages(spec):
        ground = material.grounds.get(written.key)
        if written.source == name and ground and ground.passage:
            around = paragraphs[ground.passage.paragraph]
            passages[written.lock_key] = _passage(snapshot, ground, written.words, around)
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


def _passage(snapshot: Snapshot, ground: Ground, words: str, around: Paragraph) -> LockedPassage:
    at = ground.passage
    if at is None:
        raise ValueError(f"{ground.label} is no passage")
    text = snapshot.text
    within = fold(text[at.start : at.end]).text
    return LockedPassage(
        written_key(words),
        at.start,
        at.end - at.start,
        at.paragraph,
        hashlib.sha256(within.encode()).hexdigest(),
        ends_key(at.first, at.last),
        _hash(text[max(at.start - _AROUND, around.start) : at.start]),
        _hash(text[at.end : min(at.end + _AROUND, around.end)]),
        is_several_sentences(within),
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
        tuple(DateAtom(0, 0, *_rest(date)) for date in atoms.relatives),
    )


def _rest(atom: Any) -> list[Any]:
    values = [getattr(atom, name) for name in atom.__match_args__[2:]]
    return [" ".join(values[0].split()), *values[1:]]


def _once(atoms: Atoms) -> Atoms:
    """Figures, dates and names of a body, each once; what turns a sentence means nothing for a whole body."""
    bare = _bare(atoms)
    return Atoms(
        tuple(dict.fromkeys(bare.numbers)),
        tuple(dict.fromkeys(bare.dates)),
        tuple(dict.fromkeys(bare.names)),
        tuple(dict.fromkeys(bare.quotations)),
        relatives=tuple(dict.fromkeys(bare.relatives)),
    )
