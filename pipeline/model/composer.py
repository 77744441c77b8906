"""What a section may ask while it is composed. The compose room answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from pipeline.model.document import Heading, Inline, Paragraph
from pipeline.model.drawing import Drawing, Raster
from pipeline.model.edition import EditionContext
from pipeline.model.edtf import Edtf
from pipeline.model.evidence import Evidence
from pipeline.model.fact import Reported
from pipeline.model.problem import Path
from pipeline.model.prose import Citation, Prose
from pipeline.model.spec import Spec


class Composer(Protocol):
    """Turns the spec's words into the document's nodes, in the brief's language."""

    @property
    def spec(self) -> Spec:
        """The whole brief."""

    @property
    def evidence(self) -> Evidence:
        """What was held."""

    @property
    def context(self) -> EditionContext:
        """The edition being made."""

    @property
    def words(self) -> Mapping[str, str]:
        """Labels in the brief's language, e.g. `timeline.date`."""

    def heading(self, title: Prose | str | None, default: str) -> Heading:
        """The section's heading, with an anchor of its own; `default` is a key of `words`."""

    def marked(self, part: object, anchor: str = "", paragraph: int = 0) -> str:
        """The anchor of what a part of the spec becomes: the one given, else its own if it is new or altered, else "".

        By it the page knows what to set a bar beside. `part` is the model or the prose itself, not one like it.
        """

    def paragraphs(self, prose: Prose, role: str = "body", cite: Iterable[Citation] = ()) -> tuple[Paragraph, ...]:
        """Paragraphs whose citations are marks with notes at the foot of the page; `cite` is added at the end."""

    def inline(self, prose: Prose, *, cite: bool = True) -> tuple[Inline, ...]:
        """One run of text, as in a table cell; its citations short, `A ¶3`, or left out."""

    def short(self, citations: Iterable[Citation]) -> tuple[Inline, ...]:
        """Citations in the short form, each a link to its source: `A ¶3`."""

    def cited(self, prose: Prose) -> tuple[Citation, ...]:
        """All that the prose cites, with what its facts bring."""

    def plain(self, prose: Prose) -> str:
        """Its words with facts filled in and no citations, for headings."""

    def line(self, text: str) -> str:
        """A short text that is no prose, with quotation marks and apostrophes as printed."""

    def date(self, date: Edtf) -> str:
        """A date as printed, no finer than it is known."""

    def month(self, number: int) -> str:
        """The name of a month alone, as on an axis."""

    def reckoned(self, says: str, base: str, sources: Iterable[str] = ()) -> str:
        """How a date follows from the sources' own words and `base`, what they are counted from."""

    def picture(self, file: str) -> Drawing | Raster:
        """The picture in a file that a section shows."""

    def fact(self, name: str, source: str) -> tuple[Inline, ...]:
        """What a source reports for a fact, with citations in the short form."""

    def reported(self, reported: Reported, source: str) -> str:
        """One value that a source reports, in words: `about 254 billion yen`."""

    def letter(self, source: str) -> str:
        """The letter that stands for a source: A, B, … in the spec's order."""

    def called(self, source: str) -> str:
        """What a source is called in the head of a column: `A · Author`."""

    def foreign(self, source: str) -> str:
        """The language of a source, where it is not the brief's; else nothing."""

    def grade(self, source: str, credibility: int | None = None) -> str:
        """Admiralty grade, `C3`."""

    def grade_in_words(self, source: str) -> str:
        """What the grade means: `fairly reliable; possibly true`."""

    def published(self, source: str) -> str:
        """When the source was published and how that is known, as a sentence."""

    def place(self, path: Path) -> str:
        """What a part of the spec is called in print: a section's heading, an item's number, a source, a fact."""

    def source_summary(self) -> str:
        """What the brief rests on, computed from the sources (ICD 206, source summary statement)."""
