"""Key judgements: what the analyst concludes, how likely it is, and how sure the analyst is of that.

Likelihood and confidence are set apart, and never stand in one sentence (ICD 203, D.6.e.(2)).
"""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from pipeline.model.acceptance import Accepts
from pipeline.model.article import Line
from pipeline.model.composer import Composer
from pipeline.model.content import Part, Wording, headed
from pipeline.model.document import Block, Item, List, Paragraph, Text
from pipeline.model.frozen import Frozen
from pipeline.model.likelihood import BANDS
from pipeline.model.problem import Path
from pipeline.model.prose import Prose
from pipeline.model.spec import Misfit, Role, Spec, Stated
from pipeline.sections.kind import SectionKind


class Judgement(Frozen):
    """One judgement."""

    text: Prose = Field(description="The judgement, with the citations it rests on")
    likelihood: Line | None = Field(
        None, description="How likely it is, in a term of the brief's scale; leave out for a judgement about what is"
    )
    confidence: Literal["low", "moderate", "high"] = Field(description="How sure the analyst is (ICD 203)")
    because: Prose = Field(description="Why this confidence; may cite a source whole")
    changed: Prose | None = Field(
        None, description="Why likelihood or confidence changed since the last edition; printed among the changes"
    )
    accepts: Accepts


class Judgements(SectionKind):
    """The key judgements, numbered."""

    kind: ClassVar[str] = "judgements"
    shorthand: ClassVar[str] = "items"
    once: ClassVar[bool] = True

    title: Prose | None = Field(None, description="Heading; by default the brief's word for it")
    items: tuple[Judgement, ...] = Field(min_length=1, description="The judgements, the weightiest first")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """Every judgement and its reason."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)
        for index, item in enumerate(self.items):
            graded: Path = ("items", index, "likelihood")
            yield Stated(
                ("items", index, "text"),
                item.text,
                weighty=True,
                likelihood=item.likelihood or "",
                likelihood_path=graded,
                confidence=item.confidence,
            )
            yield Stated(("items", index, "because"), item.because, Role.REASON, confidence=item.confidence)
            if item.changed:
                yield Stated(("items", index, "changed"), item.changed, Role.REASON)

    def parts(self) -> Iterator[Part]:
        """The title, and every judgement with its likelihood, its confidence and its reasons."""
        yield from headed(self.title)
        for number, item in enumerate(self.items, 1):
            told: dict[str, Wording] = {"text": item.text, "likelihood": item.likelihood or ""}
            told |= {"confidence": item.confidence, "because": item.because, "changed": item.changed or ""}
            yield Part(("items", number - 1), "judgement", item, told, number=number)

    def misfits(self, spec: Spec) -> Iterator[Misfit]:
        """Likelihoods that are no terms of the brief's scale."""
        terms = BANDS[spec.scale]
        for index, item in enumerate(self.items):
            if item.likelihood and item.likelihood not in terms:
                message = f'"{item.likelihood}" is no likelihood of the scale {spec.scale}'
                yield Misfit(("items", index, "likelihood"), message, "write one of: " + ", ".join(terms))

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading and a numbered list: statement, then likelihood and confidence, then the reason."""
        yield composer.heading(self.title, "judgements")
        yield List(tuple(self._item(composer, item) for item in self.items), numbered=True)

    @staticmethod
    def _item(composer: Composer, item: Judgement) -> Item:
        words, gap = composer.words, composer.words["gap"]
        graded: list[Text] = []
        if item.likelihood:
            low, high = BANDS[composer.spec.scale][item.likelihood]
            band = words["likelihood.band"].format(low=low, high=high)
            term = Text(words[f"likelihood.{item.likelihood}"], "strong")
            graded += [Text(words["likelihood"] + gap), term, Text(gap + band + words["stop"] + gap)]
        sure = Text(words[f"confidence.{item.confidence}"], "strong")
        graded += [Text(words["confidence"] + gap), sure, Text(words["stop"])]
        statement = composer.paragraphs(item.text, "statement")
        reasons = composer.paragraphs(item.because, "item")
        return Item((*statement, Paragraph(tuple(graded), "detail"), *reasons), composer.marked(item))
