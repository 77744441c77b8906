"""A timeline: dated events with their precision, status and sources, in the order of their dates."""

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from pipeline.model.acceptance import Accepts
from pipeline.model.article import Line
from pipeline.model.base import Base
from pipeline.model.composer import Composer
from pipeline.model.content import Part, Wording, headed
from pipeline.model.document import Block, Cell, Column, Figure, Inline, Paragraph, Row, Table, Text
from pipeline.model.edtf import Edtf
from pipeline.model.frozen import Frozen
from pipeline.model.prose import Citation, Prose
from pipeline.model.spec import Role, Stated, StatedDate
from pipeline.sections.citing import Cite
from pipeline.sections.kind import SectionKind
from pipeline.sections.marks import mark
from pipeline.sections.timechart import Told, figures


class Event(Frozen):
    """One dated event."""

    date: Edtf = Field(description="EDTF (ISO 8601-2), no finer than the source: 2013, 2017-03, 2024-03/.., 2025/2027")
    says: str = Field("", description="The source's own words for the date, where they are relative")
    from_: Base = Field("", alias="from", description="What `says` is reckoned from: `published`, or an EDTF date")
    because: str = Field("", description="Why this date, where `says` allows more than one; printed beside it")
    status: Literal["done", "planned"] = Field("done", description="Whether the source tells it as done or as planned")
    text: Prose = Field(description="The event")
    label: Prose | None = Field(None, description="A few words for the chart, held as its text is")
    lane: Annotated[Line, Field(max_length=60)] | None = Field(
        None, description="The lane of the chart that it stands in: a theme, a party"
    )
    cite: tuple[Cite, ...] = Field((), description="Citations that hold for the date and the whole text")
    accepts: Accepts

    @property
    def cited(self) -> tuple[Citation, ...]:
        """All that it cites."""
        return (*self.cite, *self.text.citations())


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
    chart: Literal["auto", "none"] = Field("auto", description="auto: drawn from three dated events on")
    lanes: Literal["event", "source"] = Field("event", description="Lanes of the chart: each event's own, or by source")
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
            if event.label:
                yield Stated((*here, "label"), event.label, cite=event.cited, cite_path=(*here, "cite"), heading=True)

    def parts(self) -> Iterator[Part]:
        """The title, and every event with its date, in the order and with the numbers that are printed."""
        yield from headed(self.title)
        indexes = {id(event): index for index, event in enumerate(self.events)}
        for number, (event, _) in enumerate(in_order(self.events), 1):
            told: dict[str, Wording] = {"text": event.text, "date": event.date, "says": event.says}
            told |= {"status": event.status, "because": event.because}
            yield Part(("events", indexes[id(event)]), "event", event, told, event.cite, number)

    def compose(self, composer: Composer) -> Iterator[Block]:
        """A heading and a table, in the order of the dates."""
        words = composer.words
        heading = composer.heading(self.title, "timeline")
        yield heading
        heads: tuple[str, ...] = ("timeline.date", "timeline.event", "timeline.status", "timeline.sources")
        ordered = in_order(self.events)
        rows = [self._row(composer, event, doubtful=doubtful) for event, doubtful in ordered]
        columns: tuple[Column, ...] = (Column(34), Column(80), Column(17), Column(19))
        charts = self._charts(composer, [event for event, _ in ordered], heading.anchor)
        if charts:
            yield from charts
            # Numbered, so that people can say which is meant, and the chart can.
            columns, heads = (Column(9), *columns), ("timeline.number", *heads)
            numbers = [Cell((Text(str(number)),)) for number in range(1, len(rows) + 1)]
            rows = [Row((number, *row.cells)) for number, row in zip(numbers, rows, strict=True)]
        anchors = [f"{heading.anchor}-{number}" if charts else "" for number in range(1, len(rows) + 1)]
        rows = [
            Row(row.cells, composer.marked(event, anchor))
            for row, anchor, (event, _) in zip(rows, anchors, ordered, strict=True)
        ]
        doubt = any(doubtful for _, doubtful in ordered)
        yield Table(
            columns=columns,
            header=Row(tuple(Cell((Text(words[head]),)) for head in heads)),
            rows=tuple(rows),
            # Above the table: below it, the sign's meaning could end up overleaf.
            caption=Paragraph((Text(words["timeline.doubtful"]),), "caption") if doubt else None,
            summary=words["timeline.summary"],
        )

    def _charts(self, composer: Composer, events: list[Event], anchor: str) -> list[Figure]:
        """The events, drawn."""
        if self.chart == "none":
            return []
        told = [
            Told(
                number,
                composer.date(event.date),
                composer.plain(event.text),
                composer.plain(event.label or event.text).rstrip("." + composer.words["stop"]),
                event.status == "planned",
                mark(event.date),
                self._lane(composer, event),
                f"{anchor}-{number}",
            )
            for number, event in enumerate(events, 1)
        ]
        return list(figures(composer, told))

    def _lane(self, composer: Composer, event: Event) -> str:
        if self.lanes == "event":
            return event.lane or ""
        letters = sorted({composer.letter(citation.source) for citation in event.cited})
        return composer.words["place.source"].format(letter=composer.words["comma"].join(letters)) if letters else ""

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
