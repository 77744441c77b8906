"""A brief's content in its own words: what two editions are compared by. The same words come to the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from pipeline.compose.composer import BriefComposer
from pipeline.compose.dates import day
from pipeline.model.content import BY, Cited, Content, Part, Unit, Wording
from pipeline.model.edition import EditionContext
from pipeline.model.edtf import Edtf
from pipeline.model.evidence import Basis, Evidence
from pipeline.model.prose import Citation, FactRef, Prose, claims_of

if TYPE_CHECKING:
    from pipeline.compose.words import Words
    from pipeline.model.quantity import Quantity
    from pipeline.model.spec import Spec


def content(spec: Spec, quantities: Mapping[str, Quantity], words: Words, edition: int = 0) -> Content:
    """What a brief says. It follows from the spec alone; `quantities` are its values as they were read."""
    unheld = Evidence(Basis.TEXT, {}, (), (), quantities=quantities)
    reader = _Reader(BriefComposer(spec, unheld, EditionContext(edition, ""), words))
    return Content(spec.id, spec.title, spec.as_of, spec.language, tuple(reader.units()), edition)


class _Reader:
    """Reads the parts of one spec."""

    def __init__(self, composer: BriefComposer) -> None:
        self._composer, self._spec = composer, composer.spec

    def units(self) -> Iterator[Unit]:
        """All units, in reading order: the brief as a whole, its sections, its facts and sources."""
        yield Unit("brief", (), tuple(_filled(self._brief())), name="brief")
        for index, section in enumerate(self._spec.sections):
            prefix = ("sections", index, section.kind)
            heading = self._composer.place(prefix)
            for part in section.parts():
                yield from self._units(part.under(prefix), heading)
        for name in self._spec.facts:
            yield self._fact(name)
        for name in self._spec.sources:
            fields = tuple(_filled(self._source(name)))
            yield Unit("source", ("sources", name), fields, name=name)
        for accepted in self._spec.acceptances():
            heading = self._composer.place(accepted.path)
            told: Mapping[str, Wording] = {"because": accepted.because}
            yield from self._units(Part(accepted.place, "accepted", accepted.because, told), heading)

    def _units(self, part: Part, section: str) -> Iterator[Unit]:
        """A part as one unit; a prose of claims as one a claim."""
        if part.kind == "claim" and isinstance(part.of, Prose):
            yield from self._claims(part, part.of, section)
            return
        fields = tuple(_filled({name: self._told(name, told) for name, told in part.told.items()}))
        rests = [told for name, told in part.told.items() if name != "changed"]  # that tells of the edition before
        cited = [*part.cite, *(each for told in rests for each in _citations(told))]
        if fields:
            yield Unit(part.kind, part.path, fields, self._cites(cited), section=section, number=part.number)

    def _claims(self, part: Part, prose: Prose, section: str) -> Iterator[Unit]:
        for number, pieces in enumerate(prose.paragraphs):
            for claim in claims_of(pieces):
                text = self._composer.plain(Prose("", (claim.pieces,)))
                cites = self._cites([*claim.citations, *part.cite])
                if text:
                    yield Unit(
                        "claim", part.path, (("text", text),), cites, section=section, number=part.number,
                        paragraph=number,
                    )  # fmt: skip

    def _told(self, name: str, told: Wording) -> str:
        if isinstance(told, str):
            word = self._composer.words.get(f"{name}.{told}")  # `likelihood.likely`, `status.done`
            return word or self._composer.line(told)
        if isinstance(told, Edtf):
            return self._composer.date(told)
        if isinstance(told, Prose):
            return self._composer.plain(told)
        facts = [self._label(each) for each in told if isinstance(each, FactRef)]
        cells = [self._composer.plain(each) for each in told if isinstance(each, Prose)]
        return ", ".join(facts) or " | ".join(cells)

    def _label(self, fact: FactRef) -> str:
        return self._composer.line(self._spec.facts[fact.name].label or fact.name)

    def _cites(self, citations: list[Citation]) -> tuple[Cited, ...]:
        found: dict[Cited, None] = {}
        for citation in citations:
            source = self._spec.sources[citation.source]
            words = source.passages.get(citation.passage, "") if citation.passage else citation.quote
            found[citation.source, f"{words} {citation.credibility or ''}".strip()] = None
        return tuple(found)

    # ── what stands beside the sections ─────────────────────────────────────────────────────────────────────────────

    def _brief(self) -> Mapping[str, str]:
        spec = self._spec
        return {
            "title": spec.title, "subtitle": spec.subtitle, "author": spec.author,
            "as_of": day(spec.as_of, self._composer.words), "language": spec.language, "marking": spec.marking,
            "scale": spec.scale, "tools": spec.tools or "",
        }  # fmt: skip

    def _fact(self, name: str) -> Unit:
        fact, composer = self._spec.facts[name], self._composer
        told = {"label": composer.line(fact.label or name)}
        for source in fact.reports:
            told[BY + source] = composer.plain(Prose("", ((FactRef(name, source),),)))
        if fact.differs:
            told["differs"] = composer.words[f"differs.{fact.differs.as_}"]
            told["because"] = composer.plain(fact.differs.because)
        cited = [
            Citation(source, report.passage)
            for source, reports in fact.reports.items()
            for report in reports
            if report.passage
        ]
        return Unit("fact", ("facts", name), tuple(_filled(told)), self._cites(cited), name)

    def _source(self, name: str) -> Mapping[str, str]:
        source, composer = self._spec.sources[name], self._composer
        slips = composer.words["semicolon"].join(f"{written} [sic] {meant}" for written, meant in source.slips.items())
        return {
            "title": source.title, "author": source.author, "publisher": source.publisher, "url": source.url,
            "kind": composer.words[f"name.{source.kind}"], "published": composer.published(name),
            "language": source.language, "grade": composer.grade(name), "descriptor": composer.line(source.descriptor),
            "origin": source.origin, "slips": slips, "sha256": source.sha256,
        }  # fmt: skip


def _filled(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, text in fields.items() if text)


def _citations(told: Wording) -> Iterator[Citation]:
    if isinstance(told, Prose):
        yield from told.citations()
    elif isinstance(told, tuple):
        for each in told:
            if isinstance(each, Prose):
                yield from each.citations()
