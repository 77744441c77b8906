"""The default theme keeps what the page promises: nothing under 8 pt, every text readable on what stands behind it."""

from __future__ import annotations

import pytest

from pipeline.layout.looks import colour
from tests.support.setting import desk

ROLES = [
    *("marking", "title", "subtitle", "meta", "h2", "h3", "body", "lead", "runin", "item", "statement", "detail"),
    *("caption", "head", "cell", "note", "source", "sourcedetail", "evidence", "contents", "furniture"),
]


def luminance(code: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour(code)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_of_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") < 4.5


@pytest.mark.parametrize("role", ROLES)
def test_a_role_has_its_shape_and_can_be_read(role):
    shape = desk().shapes[role]
    assert shape.size >= 8
    assert shape.leading >= shape.size * 1.15
    ground = shape.tint or (desk().band if role == "head" else "") or "#ffffff"
    assert contrast(shape.colour, ground) >= 4.5
    if role != "marking":
        assert contrast(desk().link, ground) >= 4.5


def test_markings_follow_tlp_2():
    assert desk().shapes["marking"].size >= 12
    assert desk().shapes["marking"].tint == "#000000"
    assert len(desk().markings) == 5
    assert all(contrast(code, "#000000") >= 4.5 for code in desk().markings.values())
