"""Material: the grounds of a spec's sources, from their texts where these are at hand, else from the lock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.cite.atoms import Reader, reader
from pipeline.cite.atoms.english import folded_words
from pipeline.cite.ground import Ground
from pipeline.cite.passages import Body
from pipeline.model.atoms import Atoms
from pipeline.model.evidence import Basis, PassageKey
from pipeline.model.lock import Lock, LockedSource
from pipeline.model.problem import Problem, UnusableInput, Where
from pipeline.model.prose import Citation
from pipeline.model.source import Part, Passage, Snapshot
from pipeline.model.spec import Source, Spec


@dataclass
class Material:
    """All grounds by source and passage (`""`: the whole body), and what went wrong in finding them."""

    basis: Basis
    grounds: dict[PassageKey, Ground] = field(default_factory=dict)
    passages: dict[PassageKey, Passage] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    used: set[PassageKey] = field(default_factory=set)

    def of(self, citation: Citation) -> Ground | None:
        """The ground of a citation; None if its source or passage is unknown or was not found."""
        key = (citation.source, citation.passage or citation.quote)
        self.used.add(key)
        return self.grounds.get(key)

    def body(self, source: str) -> Ground | None:
        """The whole body of a source."""
        return self.grounds.get((source, ""))


def written_passages(spec: Spec) -> Iterator[tuple[str, str, str, Where]]:
    """Every passage that the spec writes: source, name, words, place; those in citations are named by their words."""
    for source, entry in spec.sources.items():
        for name, words in entry.passages.items():
            yield source, name, words, Where(("sources", source, "passages", name))
    seen: set[PassageKey] = set()
    for stated in spec.stated():
        inline = [(citation, Where(stated.path, citation.start, citation.end)) for citation in stated.prose.citations()]
        beside = [(citation, Where((*stated.cite_path, index))) for index, citation in enumerate(stated.cite)]
        for citation, where in inline + beside:
            key = (citation.source, citation.quote)
            if citation.quote and citation.source in spec.sources and key not in seen:
                seen.add(key)
                yield citation.source, citation.quote, citation.quote, where


def gather(spec: Spec, snapshots: Mapping[str, Snapshot], lock: Lock | None) -> Material:
    """The grounds of all sources. Raises UnusableInput where neither text nor lock holds a source."""
    wanting = [name for name in spec.sources if name not in snapshots and (lock is None or name not in lock.sources)]
    if wanting:
        raise UnusableInput(_wanting(name, lock) for name in wanting)
    material = Material(Basis.TEXT if all(name in snapshots for name in spec.sources) else Basis.LOCK)
    bodies = {name: Body(snapshots[name]) for name in spec.sources if name in snapshots}
    for name, entry in spec.sources.items():
        if name in snapshots:
            _whole_text(material, name, entry, snapshots[name], bodies[name])
        elif lock:
            _whole_lock(material, name, entry, lock.sources[name])
    for source, name, words, where in written_passages(spec):
        if source in snapshots:
            _from_text(material, spec.sources[source], bodies[source], (source, name, words, where))
        elif lock:
            _from_lock(material, spec.sources[source], lock.sources[source], (source, name, words, where))
    return material


def _wanting(name: str, lock: Lock | None) -> Problem:
    message = f"there is no text of source {name}, and " + (
        "the lock does not know it" if lock else "no lock stands in for it"
    )
    hints = ("give the folder that holds the articles: --archive FOLDER",)
    return Problem("LOCK001", message, Where(("sources", name), on_key=True), hints=hints)


def _whole_text(material: Material, name: str, entry: Source, snapshot: Snapshot, body: Body) -> None:
    """The ground of a whole body. It is read when it is first asked for: most briefs ask it for names only."""
    read = reader(entry.language)
    text = "\n".join(snapshot.text[p.start : p.end] for p in snapshot.paragraphs if p.part is Part.BODY)
    ground = Ground(
        name,
        "",
        _read(read, text),
        answer=Answers(text, read),
        slips=_slips(entry),
        readable=read is not None,
        short=False,
    )
    material.grounds[name, ""] = ground
    if entry.published and entry.published.hint and not body.shows(entry.published.hint):
        where = Where(("sources", name, "published", "hint"))
        material.problems.append(
            Problem(
                "DATE008", f"these words are not in {name}", where, hints=("write them as they stand in the article",)
            )
        )


def _from_text(material: Material, entry: Source, body: Body, written: tuple[str, str, str, Where]) -> None:
    source, name, words, where = written
    passage, problems = body.find(source, name, words, where)
    material.problems += problems
    if passage is None:
        return
    read = reader(entry.language)
    text = body.snapshot.text[passage.start : passage.end]
    material.passages[source, name] = passage
    material.grounds[source, name] = Ground(
        source,
        name,
        _read(read, text),
        passage=passage,
        answer=Answers(text, read),
        slips=_slips(entry),
        readable=read is not None,
    )


def _whole_lock(material: Material, name: str, entry: Source, locked: LockedSource) -> None:
    read = reader(entry.language)
    where = Where(("sources", name), on_key=True)
    renew = ("renew it from the texts: brief lock",)
    if locked.sha256 != entry.sha256:
        material.problems.append(
            Problem("LOCK003", f"the lock was written from another file of source {name}", where, hints=renew)
        )
    if locked.reader != (read.version if read else ""):
        material.problems.append(
            Problem("LOCK004", f"the lock of source {name} was written by another version of brief", where, hints=renew)
        )
    if locked.settings != settings_key(entry):
        material.problems.append(
            Problem("LOCK002", f"body or publication hint of source {name} changed since the lock", where, hints=renew)
        )
    material.grounds[name, ""] = Ground(
        name, "", locked.body, answers=locked.answers, slips=_slips(entry), readable=read is not None, short=False
    )


def _from_lock(material: Material, entry: Source, locked: LockedSource, written: tuple[str, str, str, Where]) -> None:
    source, name, words, where = written
    held = locked.passages.get(name if name in entry.passages else passage_key(words))
    if held is None or held.written_sha256 != written_key(words):
        what = "is not in the lock" if held is None else "has changed since the lock was written"
        label = f"{source}:{name}" if name in entry.passages else f'{source} "{words}"'
        hint = "renew the lock from the texts: brief lock"
        material.problems.append(Problem("LOCK002", f"passage {label} {what}", where, hints=(hint,)))
        return
    first, last = _ends(words)
    passage = Passage(source, name, first, last, held.paragraph, held.start, held.start + held.length)
    material.passages[source, name] = passage
    material.grounds[source, name] = Ground(
        source,
        name,
        held.atoms,
        passage=passage,
        answers=held.answers,
        slips=_slips(entry),
        readable=reader(entry.language) is not None,
    )


def _ends(words: str) -> tuple[str, str]:
    from pipeline.cite.passages import ends_of

    return ends_of(words)


def _read(read: Reader | None, text: str) -> Atoms:
    return read.read(text) if read else Atoms()


def _slips(entry: Source) -> dict[str, str]:
    """Slips of a source, folded: what is written, and what is meant."""
    return {" ".join(folded_words(written)): " ".join(folded_words(meant)) for written, meant in entry.slips.items()}


class Answers:
    """Answers questions about a text: which words it shows in a row, and forms of which word."""

    def __init__(self, text: str, read: Reader | None) -> None:
        self._text, self._reader = text, read
        self._line, self._stems = "", frozenset[str]()

    def __call__(self, kind: str, wanted: str) -> bool:
        """Whether the words `wanted` stand there in a row, or (`stem`) any form of a word."""
        if not self._line:
            words = folded_words(self._text)
            self._line = f" {' '.join(words)} "
            self._stems = frozenset(self._reader.stem(word) for word in words) if self._reader else frozenset()
        return wanted in self._stems if kind == "stem" else f" {wanted} " in self._line


def written_key(words: str) -> str:
    """SHA-256 of a passage as the spec writes it."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]


def passage_key(words: str) -> str:
    """The name in the lock of a passage that is written in a citation."""
    return "@" + written_key(words)


def settings_key(entry: Source) -> str:
    """A hash of what of a source's entry, besides its passages, decides what the lock holds."""
    body = f"{entry.body.from_}\n{entry.body.to}" if entry.body else ""
    hint = entry.published.hint if entry.published else ""
    return hashlib.sha256(f"{body}\n\n{hint}".encode()).hexdigest()[:16]
