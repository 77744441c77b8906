"""Where no line ends."""

from __future__ import annotations

import pytest

from pipeline.layout.looks import Run
from pipeline.layout.setting import Setter
from pipeline.layout.ties import tied
from pipeline.model.document import Paragraph, Text
from pipeline.model.pages import Style
from tests.support.setting import metrics

TIE = "\u00a0"


@pytest.mark.parametrize(
    "text",
    [
        "worth 254~billion~yen in all",
        "US$1.7~billion~dollars",
        "400~missiles",
        "a range of 1600~km, or 1,600~km",
        "on 5~March 2017",
        "am 5.~März 2017",
        "¶~3 and §~12",
        "see p.~4, pp.~4-6, No.~7",
        "Block~V and Block~IV",
        "the Type~12 missile",
        "30~% of it",
        "about 24~million~euros",
        "the 410,000~containers",
    ],
)
def test_tied(text):
    assert tied(text.replace("~", " ")) == text.replace("~", TIE)


@pytest.mark.parametrize(
    "text",
    [
        "in 2017 the ministry",
        "no number at all",
        "Block the road",
        "the year 2024. The next",
        "version I am",
        "in part I think",
    ],
)
def test_not_tied(text):
    assert tied(text) == text


@pytest.mark.parametrize("justify", [True, False])
def test_no_line_ends_between_a_number_and_what_it_counts_however_wide_it_is(justify):
    text = "It costs 254 billion yen for 400 missiles that fly 1600 km from 5 March, see p. 4 and ¶ 12 of Block V."
    setter, style, owner = Setter(metrics(), "en-GB"), Style("serif", 10.4), Paragraph((Text(text),))
    cut = {"254", "254 billion", "400", "1600", "5", "p.", "¶", "Block"}
    counts = set()
    for width in range(90, 520):
        lines = setter.set([Run(owner, style, text)], width, justify=justify)
        told = [" ".join(" ".join(part.words) for part in line.parts) for line in lines]
        counts.add(len(lines))
        assert not [end for end in told for last in cut if end == last or end.endswith(f" {last}")]
    assert len(counts) > 3
