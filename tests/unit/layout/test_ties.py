"""Where no line ends."""

from __future__ import annotations

import pytest

from pipeline.layout.ties import tied

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
