"""Words to lines: where they end, and how far their spaces give."""

from __future__ import annotations

import pytest

from pipeline.layout.breaks import STRETCH
from pipeline.layout.setting import LOOSE, TIGHT
from pipeline.model.document import Paragraph, Text
from pipeline.model.metrics import SHY
from pipeline.model.pages import Line
from tests.support.setting import desk, metrics, pages

LONG = ("representatives", "incomprehensible", "differentiation", "internationally")
UNDIVIDED = "tlh"
"""A language without patterns: no word of it is divided."""


def set_in_lines(text: str, lang: str) -> list[Line]:
    return pages(Paragraph((Text(text),)), lang=lang).sheets[0].lines


def looseness(line: Line) -> float:
    shape = desk().shape("body")
    return line.space / (STRETCH * metrics().faces[shape.face].space * shape.size)


@pytest.mark.parametrize("long", LONG)
def test_of_two_lines_the_first_is_not_divided_where_it_can_be_set_loose(long):
    between = divided = 0
    for first in range(10, 20):
        for pad in ("", "i", "in", "ion", "word", "words", "and more"):
            text = f"{'word ' * first}{pad} {long} that a few words follow."
            plain, ours = set_in_lines(text, UNDIVIDED), set_in_lines(text, "en-GB")
            if len(plain) != 2:
                continue
            loose, hyphen = looseness(plain[0]), ours[0].parts[-1].words[-1].endswith(SHY)
            between += TIGHT < loose <= LOOSE
            divided += hyphen
            assert not (hyphen and loose <= LOOSE - 1e-6), text
    assert between > 0
    assert divided > 0
