"""Material: the grounds of a spec's sources, from their texts where these are at hand, else from the lock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from pipeline.cite.atoms import reader
from pipeline.cite.atoms.english import folded_words
from pipeline.cite.fold import fold
from pipeline.cite.ground import Ground, LockGround, TextGround
from pipeline.cite.passages import Body, ends_of, several_sentences
from pipeline.cite.suggest import Suggestions
from pipeline.model.article import Source
from pipeline.model.evidence import Basis, PassageKey
from pipeline.model.lock import Lock, LockedSource
from pipeline.model.problem import Problem, Severity, UnusableInput, Where, shortened
from pipeline.model.prose import Citation
from pipeline.model.record import record
from pipeline.model.source import EXTRACTORS, NORMALISER, Passage, Snapshot
from pipeline.model.spec import Spec


class Material:
    """All grounds by source and passage (`""`: the whole body), and what went wrong in finding them."""

    def __init__(self, basis: Basis) -> None:
        self.basis = basis
        self.grounds: dict[PassageKey, Ground] = {}
        self.passages: dict[PassageKey, Passage] = {}
        self.problems: list[Problem] = []
        self.used: set[PassageKey] = set()
        """What was cited."""
        self.locked: dict[str, LockedSource] = {}
        """What a lock would say of the sources whose texts are at hand, once it was asked for."""

    def of(self, citation: Citation) -> Ground | None:
        """The ground of a citation; None if its source or passage is unknown or was not found."""
        key = (citation.source, citation.passage or citation.quote)
        self.used.add(key)
        return self.grounds.get(key)

    def body(self, source: str) -> Ground | None:
        """The whole body of a source."""
        return self.grounds.get((source, ""))


@record
class Written:
    """A passage as the spec writes it. One that stands in a citation is named by its words."""

    source: str
    name: str
    words: str
    where: Where
    inline: bool = False

    @property
    def key(self) -> PassageKey:
        """Source and name."""
        return self.source, self.name

    @property
    def label(self) -> str:
        """What messages call it."""
        return f'{self.source} "{shortened(self.words)}"' if self.inline else f"{self.source}:{self.name}"

    @property
    def lock_key(self) -> str:
        """Its name in the lock, which keeps no more of an article's words than the spec's names."""
        return "@" + written_key(self.words) if self.inline else self.name


def written_passages(spec: Spec) -> Iterator[Written]:
    """Every passage that the spec writes, each once."""
    for source, entry in spec.sources.items():
        for name, words in entry.passages.items():
            yield Written(source, name, words, Where(("sources", source, "passages", name)))
    seen: set[PassageKey] = set()
    for stated in spec.stated():
        inline = [(citation, Where(stated.path, citation.start, citation.end)) for citation in stated.prose.citations()]
        beside = [(citation, Where((*stated.cite_path, index))) for index, citation in enumerate(stated.cite)]
        for citation, where in inline + beside:
            key = (citation.source, citation.quote)
            if citation.quote and citation.source in spec.sources and key not in seen:
                seen.add(key)
                yield Written(citation.source, citation.quote, citation.quote, where, inline=True)


def gather(spec: Spec, snapshots: Mapping[str, Snapshot], lock: Lock | None) -> Material:
    """The grounds of all sources. Raises UnusableInput where neither text nor lock holds a source."""
    wanting = [name for name in spec.sources if name not in snapshots and (lock is None or name not in lock.sources)]
    if wanting:
        raise UnusableInput(_wanting(name, lock) for name in wanting)
    material = Material(Basis.TEXT if all(name in snapshots for name in spec.sources) else Basis.LOCK)
    if lock and lock.brief != spec.id:
        material.problems.append(_foreign(spec, lock, material.basis))
    suggestions = Suggestions()
    bodies = {name: Body(snapshots[name], suggestions) for name in spec.sources if name in snapshots}
    for name, entry in spec.sources.items():
        if name in snapshots:
            _whole_text(material, name, entry, bodies[name])
        elif lock:
            _whole_lock(material, name, entry, lock.sources[name])
    for written in written_passages(spec):
        if written.source in snapshots:
            _from_text(material, spec.sources[written.source], bodies[written.source], written)
        elif lock:
            _from_lock(material, spec.sources[written.source], lock.sources[written.source], written)
    return material


def _wanting(name: str, lock: Lock | None) -> Problem:
    message = f"there is no text of source {name}, and " + (
        "the lock does not know it" if lock else "no lock stands in for it"
    )
    hints = ("give the folder that holds the articles: --archive FOLDER",)
    return Problem("LOCK001", message, Where(("sources", name), on_key=True), hints=hints)


def _foreign(spec: Spec, lock: Lock, basis: Basis) -> Problem:
    """A lock of another brief: an error where it stands in for a text; beside the texts it is only out of date."""
    severity = Severity.WARNING if basis is Basis.TEXT else Severity.ERROR
    message = f"the lock was written for brief {shortened(lock.brief)}, and this is {spec.id}"
    hints = ("renew the lock from the texts: brief lock",)
    return Problem("LOCK010", message, Where(("id",)), hints=hints, severity=severity)


def _whole_text(material: Material, name: str, entry: Source, body: Body) -> None:
    """The ground of a whole body, which is read only if something asks for its atoms."""
    material.grounds[name, ""] = TextGround(name, "", body.whole, reader(entry.language), slips=_slips(entry))
    if entry.published and entry.published.hint and not body.shows(entry.published.hint):
        where = Where(("sources", name, "published", "hint"))
        hint = "write them as they stand in the article"
        material.problems.append(Problem("DATE008", f"these words are not in {name}", where, hints=(hint,)))


def _from_text(material: Material, entry: Source, body: Body, written: Written) -> None:
    passage, problems = body.find(written.source, written.name, written.words, written.where)
    material.problems += problems
    if passage is None:
        return
    text = body.snapshot.text[passage.start : passage.end]
    material.passages[written.key] = passage
    material.grounds[written.key] = TextGround(
        *written.key, text, reader(entry.language), passage=passage, slips=_slips(entry)
    )


def _whole_lock(material: Material, name: str, entry: Source, locked: LockedSource) -> None:
    read = reader(entry.language)
    where = Where(("sources", name), on_key=True)
    renew = ("renew the lock from the texts: brief lock",)
    if locked.sha256 != entry.sha256:
        material.problems.append(
            Problem("LOCK003", f"the lock was written from another file of source {name}", where, hints=renew)
        )
    version = read.version if read else ""
    if locked.reader != version or locked.extractor not in EXTRACTORS or locked.normaliser != NORMALISER:
        material.problems.append(
            Problem("LOCK004", f"the lock of source {name} was written by another version of brief", where, hints=renew)
        )
    if locked.settings != settings_key(entry):
        material.problems.append(
            Problem("LOCK002", f"body or publication hint of source {name} changed since the lock", where, hints=renew)
        )
    ground = LockGround(name, "", locked.body, locked.answers, None, _slips(entry))
    ground.readable = read is not None
    material.grounds[name, ""] = ground


def _from_lock(material: Material, entry: Source, locked: LockedSource, written: Written) -> None:
    held = locked.passages.get(written.lock_key)
    first, last = ends_of(written.words)
    named = (written_key(written.words), ends_key(first, last))
    if held is None or (held.written_sha256, held.ends_sha256) != named:
        what = "is not in the lock" if held is None else "has changed since the lock was written"
        hint = "renew the lock from the texts: brief lock"
        material.problems.append(Problem("LOCK002", f"passage {written.label} {what}", written.where, hints=(hint,)))
        return
    if held.sentences:
        material.problems.append(several_sentences(written.source, written.where))
    passage = Passage(*written.key, first, last, held.paragraph, held.start, held.start + held.length)
    material.passages[written.key] = passage
    ground = LockGround(*written.key, held.atoms, held.answers, passage, _slips(entry))
    ground.readable = reader(entry.language) is not None
    material.grounds[written.key] = ground


def _slips(entry: Source) -> dict[str, str]:
    """Slips of a source, folded: what is written, and what is meant."""
    return {" ".join(folded_words(written)): " ".join(folded_words(meant)) for written, meant in entry.slips.items()}


def written_key(words: str) -> str:
    """SHA-256 of a passage as the spec writes it."""
    return hashlib.sha256(" ".join(words.split()).encode()).hexdigest()[:16]


def ends_key(first: str, last: str) -> str:
    """SHA-256 of a passage's first and last words, folded."""
    return hashlib.sha256(fold(f"{first}…{last}").text.encode()).hexdigest()


def settings_key(entry: Source) -> str:
    """A hash of what of a source's entry, besides its passages, decides what the lock holds."""
    body = f"{entry.body.from_}\n{entry.body.to}" if entry.body else ""
    hint = entry.published.hint if entry.published else ""
    return hashlib.sha256(f"{body}\n\n{hint}".encode()).hexdigest()[:16]
