"""Answers what sections ask while they are composed: prose with notes, short citations, facts and dates in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import TYPE_CHECKING

from pipeline.compose import dates, facts
from pipeline.compose.places import Places
from pipeline.compose.sourcing import Sourcing
from pipeline.compose.typography import folded, nested, typeset
from pipeline.compose.unheld import Unheld
from pipeline.compose.words import Words
from pipeline.model.document import Heading, Inline, Link, Note, Paragraph, Text
from pipeline.model.drawing import Drawing, Raster
from pipeline.model.edition import EditionContext
from pipeline.model.edtf import Edtf
from pipeline.model.evidence import Evidence
from pipeline.model.fact import Reported
from pipeline.model.metrics import NBSP
from pipeline.model.problem import Path
from pipeline.model.prose import Citation, Claim, FactRef, Piece, Prose
from pipeline.model.prose import Words as Stretch
from pipeline.model.record import replace
from pipeline.model.source import Passage
from pipeline.model.spec import Spec

if TYPE_CHECKING:
    from pipeline.model.changes import Changes

Run = Text | Link | tuple[Citation, ...]
"""Words, the sign of a claim without anything to hold, or all that a claim cites."""


class BriefComposer(Sourcing):
    """The composer of one brief (`pipeline.model.composer.Composer`). Numbers notes in the order they are asked for."""

    def __init__(
        self,
        spec: Spec,
        evidence: Evidence,
        context: EditionContext,
        words: Words,
        pictures: Mapping[str, Drawing | Raster] | None = None,
        changes: Changes | None = None,
    ) -> None:
        super().__init__(spec, evidence, words)
        self.places = Places(spec, changes)
        self.context, self._pictures = context, pictures or {}
        self._unheld = Unheld(spec, evidence)
        self._notes, self._headings = count(1), count(1)

    def heading(self, title: Prose | str | None, default: str) -> Heading:
        """A heading of level 2 with an anchor of its own."""
        text = self.plain(title) if isinstance(title, Prose) else title or self.words[default]
        return Heading(2, text, self.marked(title, f"section-{next(self._headings)}"))

    def marked(self, part: object, anchor: str = "", paragraph: int = 0) -> str:
        """The anchor of what a part of the spec becomes, by which the page knows that it is new or altered."""
        return self.places.mark(part, anchor, paragraph)

    def paragraphs(self, prose: Prose, role: str = "body", cite: Iterable[Citation] = ()) -> tuple[Paragraph, ...]:
        """Each claim's words, then one mark for the run of its citations."""
        beside = tuple(cite)
        told = enumerate(self._unheld.claims(prose))
        return tuple(
            Paragraph(self._proved(self._runs(pieces, claims, beside)), role, self.marked(prose, paragraph=number))
            for number, (pieces, claims) in told
        )

    def _proved(self, runs: Iterable[Run]) -> tuple[Inline, ...]:
        """Texts and, for each run of citations, what proves them: a note, or `(A, B)` for sources cited as a whole."""
        kids: list[Inline] = []
        for run in runs:
            if isinstance(run, Text):
                kids.append(run)
            elif isinstance(run, Link):
                # A little apart from the mark: "2°" would be degrees.
                after_note = bool(kids) and isinstance(kids[-1], Note)
                kids.append(Link("\u00a0" + run.text, run.to, run.about) if after_note else run)
            elif any(citation.passage or citation.quote for citation in run):
                kids.append(self.note(run))
            else:
                kids += self._bracketed(run, kids)
        return tuple(kids)

    def _bracketed(self, run: tuple[Citation, ...], before: list[Inline]) -> tuple[Inline, ...]:
        """`(A, B)` before the full stop that ends the sentence, which `before` loses."""
        last = before[-1] if before else None
        stop, words = "", self.words
        if isinstance(last, Text) and last.text.endswith(words["stop"]):
            before[-1], stop = Text(last.text[:-1], last.tone, last.lang), words["stop"]
        between = words["comma"].replace(" ", NBSP)
        return (Text(words["open"]), *self.short(run, between), Text(words["close"] + stop))

    def _runs(
        self, pieces: tuple[Piece, ...], claims: list[tuple[Claim, bool]], beside: tuple[Citation, ...]
    ) -> Iterator[Run]:
        """The paragraph's texts, and for each claim all that it cites, where its last citation stands; and then a sign,
        if it had nothing to hold. The last claim may cite nothing itself: what its facts bring stands at its end.
        """
        left = iter(claims)
        waiting: Claim | None = None
        unheld = False
        for text in self._stretches(pieces):
            if isinstance(text, Text):
                yield text
                continue
            if waiting is None or text not in waiting.citations:
                waiting, unheld = next(each for each in left if text in each[0].citations)
            if text is waiting.citations[-1]:
                yield self._cited(waiting, beside)
                if unheld:
                    yield self._sign()
        last, unheld = claims[-1] if claims else (Claim((), ()), False)
        if last.citations:
            return
        if cited := self._cited(last, beside):
            yield cited
        if unheld:
            yield self._sign()

    def _sign(self) -> Link:
        """What marks a claim without anything to hold; it leads to where the page explains it."""
        return Link(self.words["evidence.sign"], "#evidence", self.words["evidence.unheld"])

    def _stretches(self, pieces: tuple[Piece, ...]) -> Iterator[Text | Citation]:
        """Texts with white space folded, none before a citation's mark; citations as they are."""
        folded: list[Text | Citation] = []
        for piece in pieces:
            if isinstance(piece, Citation):
                folded.append(piece)
            else:
                folded.append(self._text(piece))
        for at, item in enumerate(folded):
            following = folded[at + 1] if at + 1 < len(folded) else None
            if isinstance(item, Text):
                text = item.text.lstrip() if at == 0 else item.text
                if following is None or isinstance(following, Citation):
                    text = text.rstrip()
                if text:
                    yield Text(text, item.tone, item.lang)
            else:
                yield item

    def _text(self, piece: Stretch | FactRef) -> Text:
        if isinstance(piece, FactRef):
            return Text(facts.in_words(self.spec, piece, self.evidence.quantities, self.words))
        return Text(typeset(folded(piece.text), self.words), "em" if piece.emphasis else "", piece.lang)

    def _cited(self, claim: Claim, beside: tuple[Citation, ...]) -> tuple[Citation, ...]:
        """All that a claim cites, what its facts cite included, each passage once."""
        cited = [*claim.citations, *beside]
        for piece in claim.pieces:
            if isinstance(piece, FactRef):
                cited += facts.citations(self.spec, piece)
        unique = {(c.source, c.passage, c.quote): c for c in reversed(cited)}
        return tuple(c for c in cited if unique.pop((c.source, c.passage, c.quote), None))

    def cited(self, prose: Prose) -> tuple[Citation, ...]:
        """Every citation of the prose, and at each fact those that it brings, in reading order."""
        found: list[Citation] = []
        for pieces in prose.paragraphs:
            for piece in pieces:
                if isinstance(piece, Citation):
                    found.append(piece)
                elif isinstance(piece, FactRef):
                    found += facts.citations(self.spec, piece)
        return tuple(found)

    def passage(self, citation: Citation) -> Passage | None:
        """The passage a citation names, its ends as they are printed between quotation marks."""
        found = super().passage(citation)
        return found and replace(found, first=nested(found.first, self.words), last=nested(found.last, self.words))

    def line(self, text: str) -> str:
        """A short text of the spec that is no prose, as printed."""
        return typeset(text, self.words)

    def note(self, citations: Iterable[Citation]) -> Note:
        """The note that proves a claim: source, paragraph, first and last words of the passage, grade."""
        kids: list[Text | Link] = []
        for citation in citations:
            if kids:
                kids.append(Text(self.words["semicolon"]))
            kids += self.proof(citation)
        return Note(str(next(self._notes)), (*kids, Text(self.words["stop"])))

    def inline(self, prose: Prose, *, cite: bool = True) -> tuple[Inline, ...]:
        """The prose as one run; its citations in the short form, or left out."""
        kids: list[Inline] = []
        for pieces, claims in self._unheld.claims(prose):
            if kids:
                kids.append(Text(self.words["gap"]))
            for run in self._runs(pieces, claims, ()):
                if isinstance(run, Text | Link):
                    kids.append(run)
                elif cite:
                    kids += self._in_brackets(self.short(run))
        return tuple(kids)

    def plain(self, prose: Prose) -> str:
        """The words alone."""
        told = ("".join(each.text for each in self._stretches(p) if isinstance(each, Text)) for p in prose.paragraphs)
        return self.words["gap"].join(filter(None, told))

    def place(self, path: Path) -> str:
        """`Key judgements, 2`, `source A`, or the label of a fact."""
        kind, name, *rest = path
        if kind == "sources":
            return self.words["place.source"].format(letter=self.letter(str(name)))
        if kind == "facts":
            return self.spec.facts[str(name)].label or str(name)
        section = self.spec.sections[int(name)]
        title = getattr(section, "title", None)
        told = self.plain(title) if isinstance(title, Prose) else self.words[section.kind]
        number = rest[2] if len(rest) > 2 else None
        return told if number is None else self.words["place.item"].format(title=told, number=int(number) + 1)

    def date(self, date: Edtf) -> str:
        """A date as printed."""
        return dates.printed(date, self.words)

    def month(self, number: int) -> str:
        """The name of a month."""
        return self.words.lists["months"][number - 1]

    def reckoned(self, says: str, base: str, sources: Iterable[str] = ()) -> str:
        """How a date follows from the sources' own words, and which fiscal years they have."""
        return dates.reckoned(says, base, self.words, facts.calendars(self.spec, sources))

    def picture(self, file: str) -> Drawing | Raster:
        """The picture in a file."""
        return self._pictures[file]

    def fact(self, name: str, source: str) -> tuple[Inline, ...]:
        """All that a source reports for a fact, then its citations in short form."""
        reports = self.spec.facts[name].reports[source]
        told: list[Text] = []
        for report in reports:
            told.append(Text((self.words["comma"] if told else "") + self.reported(report, source)))
            if report.because:
                told.append(Text(" " + self.words["timeline.because"].format(because=self.line(report.because)), "em"))
        cited = self.short(facts.citations(self.spec, FactRef(name, source)))
        return (*told, *(self._in_brackets(cited) if cited else ()))

    def _in_brackets(self, kids: Iterable[Inline]) -> tuple[Inline, ...]:
        return (Text(self.words["open"]), *kids, Text(self.words["close"]))

    def reported(self, reported: Reported, source: str) -> str:
        """One value that a source reports, in words."""
        calendars = facts.calendars(self.spec, [source])
        return facts.reported_in_words(reported, self.evidence.quantities, self.words, calendars)
