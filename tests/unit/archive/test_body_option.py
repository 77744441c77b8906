"""`body: {from: …, to: …}` corrects a wrong guess."""

from __future__ import annotations

import pytest

from pipeline import archive
from pipeline.model.problem import UnusableInput, Where

PROSE = "The board signed the contract for the new cranes on 12 March 2025."
MORE = "Dredging of the channel begins in October, once the herring have left."
STRAY = "The site is run by volunteers who love their town."
CAPTION = "A crane at the quay - Photo Getty"
TEXT = f"Contract signed\n\n{PROSE}\n\n{CAPTION}\n\nWhy “now”\n\n{MORE}\n\nThree cranes\n\n{STRAY}"


def parts(text: str, start: str, end: str) -> str:
    snapshot = archive.snapshot(text.encode(), "a.txt", "en", (start, end))
    return "".join(p.part[0] for p in snapshot.paragraphs)


def test_the_body_is_where_the_author_says() -> None:
    assert "".join(p.part[0] for p in archive.snapshot(TEXT.encode(), "a").paragraphs) == "fbfhbhb"
    assert parts(TEXT, "The board signed", "herring have left.") == "fbfhbff"
    assert parts(TEXT, "Contract", "12 March 2025.") == "bbfffff"  # the ends are body whatever they look like
    assert parts(TEXT, "Three", "Three cranes") == "fffffbf"


@pytest.mark.parametrize(
    ("start", "end"), [('Why "now"', "have left"), ("Why  “now”", "have\u00a0left…"), ("Why", "left.")]
)
def test_quotes_spaces_and_full_stops_fold(start: str, end: str) -> None:
    assert parts(TEXT, start, end) == "fffbbff"


def test_numbers_count_from_the_corrected_start() -> None:
    snapshot = archive.snapshot(TEXT.encode(), "a.txt", "en", ("Dredging", "their town."))
    assert [p.number for p in snapshot.paragraphs] == [0, 0, 0, 0, 1, 0, 2]


def test_captions_and_links_inside_stay_out() -> None:
    page = (
        f"<!doctype html><aside><p>{PROSE}</p><figure><figcaption>It is a crane of the port.</figcaption></figure>"
        f"<p><a href=x>Another story that stands on this site.</a></p><p>{MORE}</p></aside>"
    )
    assert parts(page, "The board", "have left.") == "bffb"


@pytest.mark.parametrize(
    ("start", "end", "field", "message", "hint"),
    [
        (
            "The harbor board",
            "left.",
            "from",
            "no paragraph starts with “The harbor board”",
            "write the words that its first body paragraph starts with",
        ),
        ("", "left.", "from", "7 paragraphs start with “”", "write more of its words"),
        (
            "Dredging",
            "12 March 2025.",
            "to",
            "no paragraph after the body's start ends with “12 March 2025.”",
            "write the words that its last body paragraph ends with",
        ),
        ("The board", "…", "to", "no paragraph after the body's start ends with “…”", None),
    ],
)
def test_ends_that_point_at_no_paragraph(start: str, end: str, field: str, message: str, hint: str | None) -> None:
    with pytest.raises(UnusableInput) as caught:
        archive.snapshot(TEXT.encode(), "a.txt", "en", (start, end), source="gazette")
    (problem,) = caught.value.problems
    assert problem.code == "SRC010"
    assert problem.message == message
    assert hint is None or problem.hints == (hint,)
    assert problem.where == Where(("sources", "gazette", "body", field))


def test_an_end_that_several_paragraphs_have() -> None:
    snapshot = archive.snapshot(f"{PROSE}\n\n{MORE}\n\n{PROSE}".encode(), "a.txt", "en", ("Dredging", "2025."))
    assert "".join(p.part[0] for p in snapshot.paragraphs) == "fbb"  # one before the start is not looked at
    with pytest.raises(UnusableInput) as caught:
        archive.snapshot(f"{MORE}\n\n{PROSE}\n\n{PROSE}".encode(), "a.txt", "en", ("Dredging", "2025."))
    (problem,) = caught.value.problems
    assert problem.message == "2 paragraphs after the body's start end with “2025.”"
    assert problem.hints == ("write more of its words",)
