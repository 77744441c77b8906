"""A rich document that exercises every node of the model, for the tests of layout and render.

It is invented from end to end: a harbour, its cranes, two newspapers that do not exist.
"""

from __future__ import annotations

import datetime as dt

from pipeline.model.document import (
    Block,
    Cell,
    Column,
    Contents,
    Document,
    Furniture,
    Heading,
    Inline,
    Item,
    Link,
    List,
    Note,
    PageOf,
    PageRefs,
    Paragraph,
    Row,
    Table,
    Text,
)

PROSE = (
    "The harbour authority announced that two of four ship-to-shore cranes will be replaced before the end of 2027. ",
    """Dredging of the northern basin, long described as imminent, has been deferred until the environmental \
reassessment is complete; the contractor's equipment remains on the quay. """,
    """Throughput fell from 410,000 containers in March 2024 to 389,000 in the following quarter, a decrease which \
the authority attributes to unfavourable weather and to the unfinished reconstruction of the western breakwater. """,
    "Negotiations with the pilots' association continue — neither side has characterised them as successful. ",
)
"""Sentences with long words, numbers with units, a dash and an apostrophe."""

SOURCES = (
    ("courier", "A", "Cranes first, dredging later", "https://courier.example.org/2024/cranes-first-dredging-later"),
    ("gazette", "B", "The quay that waits", "https://gazette.example.net/archive/the-quay-that-waits?page=2"),
    ("minutes", "C", "Minutes of the harbour board", "https://harbour.example.com/board/minutes/2024-06"),
)


def _source(number: int) -> Link:
    name, letter, title, _ = SOURCES[number % len(SOURCES)]
    return Link(letter, f"#source-{name}", f"Source {letter}: {title}")


class _Notes:
    """Numbers the notes of one document."""

    def __init__(self) -> None:
        self.last = 0

    def __call__(self, source: int, tail: str) -> Note:
        self.last += 1
        title = SOURCES[source % len(SOURCES)][2]
        return Note(
            str(self.last),
            (_source(source), Text(" "), Text(title, "em"), Text(f", {tail}")),
        )


def _front() -> list[Block]:
    return [
        Paragraph((Text("TLP:CLEAR"),), "marking"),
        Heading(1, "Cranes, dredging and the western breakwater", "title"),
        Paragraph((Text("Information cut-off 30 June 2024"),), "meta"),
        Paragraph((Text("Edition 3 · prepared by the harbour desk"),), "meta"),
        Paragraph((Text("What is not known: p.\u00a0"), PageOf("#gaps", "What is not known"), Text(".")), "evidence"),
    ]


def _lead(note: _Notes) -> list[Block]:
    return [
        Paragraph(
            (
                Text(
                    "The authority will replace two cranes at a cost of about 24 million euros; dredging is deferred."
                ),
                note(0, "¶ 3: “two of the four … before the end”."),
                Text(" Completion before 2028 is "),
                Text("unlikely", "strong"),
                Text("."),
                note(1, "¶ 7: “has been deferred … on the quay”."),
            ),
            "lead",
        ),
        Paragraph((Text("Nothing reported since May changes this assessment."), note(2, "p. 4.")), "lead"),
        Heading(2, "Contents", "contents"),
        Contents(),
    ]


def _judgements(note: _Notes) -> list[Block]:
    items = tuple(
        Item(
            (
                Paragraph((Text(PROSE[i % len(PROSE)].strip()), note(i, f"¶ {i + 2}.")), "statement"),
                Paragraph((Text("Likely · moderate confidence: one source, corroborated in part"),), "detail"),
                Paragraph((Text("The dates come from one commentary; the board's minutes are silent."),), "item"),
            ),
            f"judgement-{i + 1}",
        )
        for i in range(4)
    )
    gaps = tuple(
        Item((Paragraph((Text(f"Neither report says who pays for the {what}."),), "item"),))
        for what in ("second crane", "pilots' launch", "breakwater's foundations")
    )
    return [
        Heading(2, "Key judgements", "judgements"),
        List(items, numbered=True),
        Heading(2, "What is not known", "gaps"),
        List(gaps),
    ]


def _narrative(note: _Notes, paragraphs: int) -> list[Block]:
    blocks: list[Block] = [Heading(2, "Background", "background"), Heading(3, "How the quay came to wait", "quay")]
    for n in range(paragraphs):
        tail = "¶ 5: “remains on the quay”."
        if n == 2:
            tail += " The passage is long and so is what must be said of it." * 14
        kids: tuple[Inline, ...] = (
            Text(PROSE[n % 4]),
            Text("Trägheit und Größe", lang="de"),
            Text(", as the engineer put it. "),
            Text(PROSE[(n + 1) % 4].strip()),
            note(n, tail),
            Text(" The board's "),
            Text("own", "em"),
            Text(" figures are kept under "),
            Text("BRD-2024/17", "code"),
            Text("; see "),
            Link("the timeline", "#timeline", "The timeline"),
            Text(". "),
            Text(PROSE[(n + 2) % 4]),
        )
        blocks.append(Paragraph(kids, anchor=f"para-{n}"))
    return blocks


def _timeline(rows: int) -> list[Block]:
    header = Row(tuple(Cell((Text(t),)) for t in ("Date", "Event", "Containers", "Sources")))
    body = []
    for n in range(rows):
        event = PROSE[n % 4] * (1 + 9 * (n == rows // 2))
        body.append(
            Row(
                (
                    Cell((Text(f"{n % 28 + 1} March {1990 + n}"),), header=True),
                    Cell((Text(event.strip()),)),
                    Cell((Text(f"{410_000 - 350 * n:,}"),)),
                    Cell((_source(n), Text(f" ¶ {n % 9 + 1}"))),
                ),
                f"row-{n}",
            )
        )
    columns = (Column(20), Column(60), Column(18, "right"), Column(14))
    caption = Paragraph((Text("Table 1. ", "strong"), Text("Events at the harbour, as reported.")), "caption")
    summary = "Dated events, the containers handled, and the sources that report each."
    return [Heading(2, "Timeline", "timeline"), Table(columns, header, tuple(body), caption, summary)]


def _sources() -> list[Block]:
    blocks: list[Block] = [Heading(2, "Sources", "sources")]
    for name, letter, title, address in SOURCES:
        kids = (
            Text(f"{letter}  ", "strong"),
            Text(title, "em"),
            Text(". Harbour press, 2024. "),
            Link(address, address, title),
        )
        blocks.append(Paragraph(kids, "source", f"source-{name}"))
        cited = PageRefs(f"#source-{name}", "not cited", f"Source {letter} is cited on page {{page}}")
        digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        detail = (Text("SHA-256 "), Text(digest, "code"), Text(". Cited on pages "), cited, Text("."))
        blocks.append(Paragraph(detail, "sourcedetail"))
    evidence = "41 claims: 33 held, 8 without anything to hold, for the reader to judge."
    return [*blocks, Paragraph((Text(evidence),), "evidence")]


def sample(paragraphs: int = 9, rows: int = 24) -> Document:
    """A brief of about five pages with everything in it; more `paragraphs` and `rows` make it longer."""
    note = _Notes()
    blocks = [
        *_front(),
        *_lead(note),
        *_judgements(note),
        *_narrative(note, paragraphs),
        *_timeline(rows),
        *_sources(),
    ]
    title = "Cranes, dredging and the western breakwater"
    furniture = Furniture(
        header_left=title,
        header_right="TLP:CLEAR",
        footer_left="Edition 3 · 30 June 2024",
        footer_centre="{page} / {pages}",
        footer_right="TLP:CLEAR",
    )
    return Document(title, "en-GB", dt.date(2024, 6, 30), "TLP:CLEAR", tuple(blocks), furniture, subject="The harbour")
