"""Contrast as WCAG reckons it, held in every theme; a planted faint text turns red."""

from __future__ import annotations

import pytest

from pipeline.model.contrast import contrast, faint, luminance, readable
from pipeline.model.theme import ROLES, Contrast
from tests.support.setting import HOUSE, theme


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        # From the WebAIM and W3C tables, rounded there.
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#000000", 5.25),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert contrast(one, other) == contrast(other, one)


def test_luminance_at_the_bend_of_the_curve() -> None:
    # 0x0a is just below 0.04045 of 255, 0x0b above: both formulas meet there.
    assert luminance("#0a0a0a") == pytest.approx(10 / 255 / 12.92)
    assert luminance("#0b0b0b") == pytest.approx(((11 / 255 + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("name", HOUSE)
def test_every_text_of_every_theme_can_be_read(name: str) -> None:
    assert not list(faint(theme(name)))
    least = 7.0 if name == "large-print" else 4.5
    assert theme(name).contrast.text == least
    assert {role for role in ROLES if not role.startswith("cover-")} <= set(theme(name).shapes)


@pytest.mark.parametrize("role", ["body", "head", "marking", "lead", "furniture"])
def test_a_planted_faint_text_is_found(role: str) -> None:
    desk = theme("desk")
    ground = {"head": desk.band, "marking": "#000000", "lead": "#eef1f5"}.get(role, "#ffffff")
    ink = "#444444" if role == "marking" else "#8a8a8a"
    shape = desk.shapes[role].model_copy(update={"colour": ink})  # type: ignore[index]
    (found,) = faint(desk.model_copy(update={"shapes": {**desk.shapes, role: shape}}))
    assert (found.what, found.ink, found.ground, found.least) == (f"shape {role}", ink, ground, 4.5)
    assert found.ratio == contrast(ink, ground) < 4.5


def test_links_bands_and_markings_are_held_too() -> None:
    desk = theme("desk")
    links = list(faint(desk.model_copy(update={"link": "#7f9fc0"})))
    assert {"a link in shape body", "a link in shape note", "a link in shape lead"} <= {each.what for each in links}
    assert [each.what for each in faint(desk.model_copy(update={"band": "#14263f"}))] == [
        "shape head",
        "a link in shape head",
    ]
    dark = desk.model_copy(update={"markings": {**desk.markings, "TLP:RED": "#801010"}})
    assert [each.what for each in faint(dark)] == ["marking TLP:RED"]


def test_words_and_marks_of_figures_are_held() -> None:
    desk = theme("desk")
    faded = desk.drawn.model_copy(update={"quiet": "#a0a0a0"})
    (found,) = faint(desk.model_copy(update={"drawn": faded}))
    assert (found.what, found.least, found.rule) == ("drawn quiet", 3.0, "1.4.11")
    dark = desk.drawn.model_copy(update={"paper": "#808080"})
    assert {"shape figure", "shape figureaxis", "drawn ink"} <= {
        each.what for each in faint(desk.model_copy(update={"drawn": dark}))
    }


def test_large_text_may_be_fainter_only_where_the_theme_says_so() -> None:
    desk = theme("desk")
    title = desk.shapes["title"].model_copy(update={"colour": "#8a8a8a"})
    faded = desk.model_copy(update={"shapes": {**desk.shapes, "title": title}})
    assert [each.least for each in faint(faded)] == [4.5]
    assert not list(faint(faded.model_copy(update={"contrast": Contrast(large=3)})))


@pytest.mark.parametrize(("ink", "ground"), [("#9a9a9a", "#ffffff"), ("#444444", "#000000"), ("#ff8080", "#eef1f5")])
def test_the_shade_that_is_suggested_can_be_read(ink: str, ground: str) -> None:
    assert contrast(ink, ground) < 4.5 <= contrast(readable(ink, ground, 4.5), ground) < 4.7
