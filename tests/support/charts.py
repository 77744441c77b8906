"""Timelines and pictures without the rooms before them, for the tests of what is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pipeline import assets
from pipeline.compose import read_words
from pipeline.compose.composer import BriefComposer
from pipeline.layout.board import Board
from pipeline.layout.looks import Looks
from pipeline.layout.setting import Setter
from pipeline.layout.timechart import TimeChart
from pipeline.model.document import Block, Figure
from pipeline.model.drawing import TimelineChart
from pipeline.model.edition import EditionContext
from pipeline.model.evidence import Basis, Evidence
from pipeline.model.spec import Spec
from pipeline.sections.kind import SectionKind
from pipeline.sections.timeline import Timeline
from tests.support.setting import desk, metrics

PAGE = 640.0
"""Height of a page's text, in points."""


@cache
def composer(as_of: dt.date = dt.date(2025, 4, 30)) -> BriefComposer:
    """A composer of a brief that has two sources."""
    source = {"title": "A title", "sha256": "0" * 64, "descriptor": "Seen by the harbour office."}
    spec = Spec.model_validate(
        {
            "brief": "1",
            "id": "quay",
            "title": "The quay",
            "as_of": as_of,
            "sources": {"log": source, "post": source},
            "sections": [Timeline.model_validate({"events": [{"date": "2024", "text": "x"}]})],
        }
    )
    words = read_words(assets.read_text("labels/en.json"), "en-GB")
    return BriefComposer(spec, Evidence(Basis.TEXT, {}, (), ()), EditionContext(1, "0" * 64), words)


def composed(section: SectionKind) -> list[Block]:
    """The blocks of a section."""
    return list(section.compose(composer()))


def timeline(events: Sequence[Mapping[str, Any]], **more: Any) -> list[Block]:
    """The blocks of a timeline."""
    return composed(Timeline.model_validate({"events": events, **more}))


def figures(blocks: Sequence[Block]) -> list[Figure]:
    """The figures among some blocks."""
    return [block for block in blocks if isinstance(block, Figure)]


def drawn(figure: Figure, most: float = PAGE) -> Board:
    """A timeline on its board."""
    board = Board(figure, desk(), Looks(desk()), Setter(metrics(), "en-GB"), 430.0)
    assert isinstance(figure.picture, TimelineChart)
    TimeChart(figure.picture, board).draw(most)
    return board


def overlapping(board: Board) -> list[tuple[int, int]]:
    """Pairs of words that lie over each other."""
    boxes = sorted(board.boxes, key=lambda box: box[1])
    found = []
    for i, one in enumerate(boxes):
        for j in range(i + 1, len(boxes)):
            other = boxes[j]
            if other[1] >= one[3] - 0.01:
                break
            if one[0] < other[2] - 0.01 and other[0] < one[2] - 0.01:
                found.append((i, j))
    return found
