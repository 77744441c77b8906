"""Whatever a theme says that it may say: the harbour brief is set in it whole, and nothing runs over an edge."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from pipeline import cite, compose, fonts, read, world
from pipeline.layout import layout
from pipeline.material import Options, gather, words_of
from pipeline.model.document import Document, Note, Paragraph
from pipeline.model.edition import EditionContext
from pipeline.model.pages import Page, Pages
from pipeline.model.problem import UnusableInput
from pipeline.model.theme import NEEDED, ROLES, Theme
from tests.properties.test_layout_text import (
    check_divisions,
    check_edges,
    check_notes,
    check_overlaps,
    check_words,
    with_notes,
)
from tests.support import repo
from tests.support.sample_document import sample
from tests.support.setting import HOUSE, printed, theme

FACES = {
    "one": {"package": "font_source_serif_pro", "file": "files/SourceSerifPro-Regular.ttf"},
    "two": {"package": "font_source_sans_pro", "file": "files/SourceSansPro-Semibold.ttf"},
}
DARK, LIGHT = st.sampled_from(["#000000", "#14263f", "#5c1414"]), st.sampled_from(["", "#ffffff", "#f5efee", "#e8f0e8"])
FACE = st.sampled_from(list(FACES))
YES = st.booleans().map(lambda value: str(value).lower())


def between(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda value: round(value, 1))


@st.composite
def shapes(draw: st.DrawFn) -> dict[str, Any]:
    size = draw(between(8, 28))
    return {
        **{field: draw(FACE) for field in ("face", "strong", "em", "code")},
        "size": size,
        "leading": round(size * draw(st.floats(1.01, 1.8)) + 0.1, 1),
        **{field: draw(between(0, 60)) for field in ("before", "after", "indent")},
        **{field: draw(YES) for field in ("justify", "keep", "hug")},
        "pad": draw(between(0, 15)),
        "colour": draw(DARK),
        "bar": draw(DARK | st.just("")),
        "tint": draw(LIGHT),
    }


@st.composite
def themes(draw: st.DrawFn) -> bytes:
    roles = [*NEEDED, *draw(st.lists(st.sampled_from(ROLES[len(NEEDED) :]), unique=True))]
    sheet = {
        "width": draw(between(120, 420)),
        "height": draw(between(180, 420)),
        **{side: draw(between(0, 45)) for side in ("left", "right")},
        **{side: draw(between(15, 60)) for side in ("top", "bottom")},
        "gutter": draw(between(0, 10)),
        "sides": draw(st.sampled_from(["one", "two"])),
    }
    made = {
        "sheet": sheet,
        "faces": FACES,
        "shapes": {role: draw(shapes()) for role in roles},
        "hyphenate": draw(YES),
        "link": draw(DARK),
        "band": draw(LIGHT),
        "padding_x": draw(between(0, 20)),
        "padding_y": draw(between(0, 20)),
        "note_gap": draw(between(4, 40)),
    }
    return json.dumps(made).encode()  # JSON is YAML


@cache
def harbour(*, cover: bool) -> Document:
    given_ = gather(world.real(), repo.ROOT / "specs/harbour.yaml", Options(sets=(f"cover={str(cover).lower()}",)))
    evidence = cite.hold(given_.spec, given_.snapshots, given_.lock)
    return compose.compose(given_.spec, evidence, EditionContext(1, "0" * 64), words_of(given_.spec))


def check(document: Document, style: Theme) -> None:
    laid = layout(document, style, fonts.load(style))
    assert check_words(laid) == sum(1 for _ in with_notes(document.blocks)) > 80
    check_edges(laid, style)
    check_notes(laid)


def valid(data: bytes) -> Theme | None:
    """The theme, or None where its margins leave no room: all else is right."""
    try:
        return read.theme(data, "any.yaml").theme
    except UnusableInput as error:
        codes = {problem.code for problem in error.problems}
    if codes != {"THEME004"}:
        pytest.fail(str(codes))
    return None


@given(themes(), st.booleans())
@settings(max_examples=60, deadline=None, phases=[Phase.explicit, Phase.generate])  # a theme shrinks for minutes
def test_any_theme_sets_the_harbour_brief_whole(data: bytes, cover: bool) -> None:
    style = valid(data)
    assume(style is not None)
    assert style is not None
    check(harbour(cover=cover), style)
    laid = layout(sample(2, 6), style, fonts.load(style))
    check_edges(laid, style)
    check_notes(laid)


def check_lines_apart(laid: Pages) -> int:
    """No widows and no orphans: a paragraph of four lines or more has two at least on each of its pages."""
    whose: dict[int, int] = {}
    for holder, kids in with_notes(laid.document.blocks):
        if isinstance(holder, Paragraph | Note):
            whose |= dict.fromkeys([id(holder), *(id(kid) for kid in kids if not isinstance(kid, Note))], id(holder))
    lines: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for page in laid.sheets:
        for line in page.lines:
            holders = {whose[id(part.owner)] for part in line.parts if id(part.owner) in whose}
            for holder_id in holders:
                lines[holder_id][page.number] += 1
    divided = [counts for counts in lines.values() if len(counts) > 1 and sum(counts.values()) >= 4]
    assert all(count >= 2 for counts in divided for count in counts.values()), divided
    return len(divided)


@pytest.mark.parametrize("sides", ["one", "two"])
@pytest.mark.parametrize("name", HOUSE)
def test_the_themes_of_the_house_keep_all_rules(name: str, sides: Any) -> None:
    style = printed(name, sides)
    figures = [each for page in layout(harbour(cover=False), style, fonts.load(style)).sheets for each in page.figures]
    assert len(figures) == 3  # timeline, bars, QR code
    for each in figures:
        check_overlaps(Page(1, each.lines))
    check(harbour(cover=sides == "two"), style)
    laid = layout(sample(9, 24), style, fonts.load(style))
    assert len(laid.sheets) > 3
    check_edges(laid, style)
    check_notes(laid)
    check_divisions(laid)
    laid = layout(sample(40, 3), style, fonts.load(style))
    assert check_lines_apart(laid) > 0


def test_there_are_themes() -> None:
    assert {"desk", "plain", "large-print", "ink-saver"} <= set(HOUSE)
    assert all(theme(name).shapes for name in HOUSE)
