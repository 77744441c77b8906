"""A timeline: dated events with their precision, status and sources, in the order of their dates."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, Literal

from pydantic import Field

from pipeline.model.acceptance import Accepts
from pipeline.model.base import Base
from pipeline.model.composer import Composer
from pipeline.model.document import Block, Cell, Column, Inline, Paragraph, Row, Table, Text
from pipeline.model.edtf import Edtf
from pipeline.model.frozen import Frozen
from pipeline.model.prose import Prose
from pipeline.model.spec import Role, Stated, StatedDate
from pipeline.sections.citing import Cite
from pipeline.sections.kind import SectionKind


class Event(Frozen):
    """One dated event."""

    date: Edtf = Field(description="EDTF (ISO 8601-2), no finer than the source: 2013, 2017-03, 2024-03/.., 2025/2027")
    says: str = Field("", description="The source's own words for the date, where they are relative")
    from_: Base = Field("", alias="from", description="What `says` is reckoned from: `published`, or an EDTF date")
    because: str = Field("", description="Why this date, where `says` allows more than one; printed beside it")
    status: Literal["done", "planned"] = Field("done", description="Whether the source tells it as done or as planned")
    text: Prose = Field(description="The event")
    cite: tuple[Cite, ...] = Field((), description="Citations that hold for the date and the whole text")
    accepts: Accepts


def in_order(events: Iterable[Event]) -> list[tuple[Event, bool]]:
    """Events by their dates, then in the author's order; and whether each may have begun before one above it.

    A doubt is told only where the dates printed do not show it by themselves: an unknown date says that its place is
    not known, and of two that begin in one and the same span ("2025 to 2027", "from 2025") neither seems the first.
    """
    ordered = sorted(events, key=lambda event: event.date.sort_key)
    latest: list[tuple[int, int]] = []
    """Of the rows above, the beginning that ends last, and of those that begin otherwise, the one that ends last."""
    told = []
    for event in ordered:
        beginning = event.date.beginning
        others = [above for above in latest if above != beginning]
        told.append((event, event.date.kind != "unknown" and any(beginning[0] < last for _, last in others)))
        latest = sorted({*latest, beginning}, key=lambda each: each[1])[-2:]
    return told


class Timeline(SectionKind):
    """A table of events."""

    kind: ClassVar[str] = "timeline"

    title: Prose | None = Field(None, description="Heading; by default the brief's word for it")
    events: tuple[Event, ...] = Field(min_length=1, description="Events in any order; the brief sorts them")
    accepts: Accepts

    def stated(self) -> Iterator[Stated]:
        """Every event with its date."""
        if self.title:
            yield Stated(("title",), self.title, Role.TITLE)
        for index, event in enumerate(self.events):
            here = ("events", index)
            done = event.status == "done"
            date = StatedDate(
                (*here, "date"), event.date, event.says, (*here, "says"), event.from_, event.because, done
            )
            yield Stated((*here, "text"), event.text, cite=event.cite, cite_path=(*here, "cite"), date=date)

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading and a table, in the order of the dates."""
        words = composer.words
        yield composer.heading(self.title, "timeline")
        heads = ("timeline.date", "timeline.event", "timeline.status", "timeline.sources")
        ordered = in_order(self.events)
        rows = [self._row(composer, event, doubtful=doubtful) for event, doubtful in ordered]
        doubt = any(doubtful for _, doubtful in ordered)
        yield Table(
            columns=(Column(34), Column(80), Column(17), Column(19)),
            header=Row(tuple(Cell((Text(words[head]),)) for head in heads)),
            rows=tuple(rows),
            # Above the table: below it, the sign's meaning could end up overleaf.
            caption=Paragraph((Text(words["timeline.doubtful"]),), "caption") if doubt else None,
            summary=words["timeline.summary"],
        )

    @staticmethod
    def _row(composer: Composer, event: Event, *, doubtful: bool) -> Row:
        words = composer.words
        date: list[Inline] = [Text(composer.date(event.date))]
        if doubtful:
            date.append(Text("\u00a0" + words["timeline.mark"]))
        if event.says:
            base = event.from_ if event.date.kind != "unknown" else ""
            sources = [citation.source for citation in (*event.cite, *event.text.citations())]
            date.append(Text(words["gap"] + composer.reckoned(event.says, base, sources), "em"))
        text = list(composer.inline(event.text, cite=False))
        if event.because:
            # Beside the date, where there is room: the column of dates is narrow.
            because = words["timeline.because"].format(because=composer.line(event.because))
            text.append(Text(words["gap"] + because, "em"))
        cited = composer.short((*event.cite, *composer.cited(event.text)))
        status = Text(words[f"status.{event.status}"])
        return Row(
            (
                Cell(tuple(date), header=True),
                Cell(tuple(text)),
                Cell((status,)),
                Cell(cited),
            )
        )
