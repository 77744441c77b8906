"""What holds for every source."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from pipeline import archive
from pipeline.model.problem import UnusableInput
from pipeline.model.source import Part, Snapshot

PROSE = "The board signed the contract for the new cranes on 12 March 2025."

PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class='",
        "'",
        '"',
        ">",
        "<",
        "</",
        "<!--",
        "-->",
        "<br>",
        "<td>",
        "<table>",
        "</table>",
        "<li>",
        "<sup>",
        "</sup>",
        "<script>",
        "</script>",
        "<article>",
        "</article>",
        "<h2>",
        "<a href=",
        "</a>",
        "&amp;",
        "&#",
        ";",
        "12",
        " ",
        "\n",
        "é",
        "\xa0",
        "\u200d",
        "́",
        "<svg>",
        "<title>",
        "<b",
        "hidden",
        "=",
        "/",
        PROSE,
        "<head>",
    ]
)
PAGES = st.lists(PIECES, max_size=60).map(lambda pieces: f"<!doctype html><p>{PROSE}</p>" + "".join(pieces))


def whole(snapshot: Snapshot, data: bytes) -> None:
    """A snapshot's own promises."""
    assert snapshot.paragraphs
    assert len(snapshot.raw_offsets) == len(snapshot.paragraphs)
    at = number = 0
    for paragraph, offset in zip(snapshot.paragraphs, snapshot.raw_offsets, strict=True):
        text = snapshot.text[paragraph.start : paragraph.end]
        assert paragraph.start == at
        assert text == " ".join(text.split())
        assert text
        assert unicodedata.is_normalized("NFC", text)
        if paragraph.part is Part.BODY:
            number += 1
        assert paragraph.number == (number if paragraph.part is Part.BODY else 0)
        assert -1 <= offset < len(data)
        at = paragraph.end + 2
    assert at == len(snapshot.text) + 2
    assert number


def code(data: bytes) -> str:
    """The code of the problem with a source; empty if it is read, and then it is whole."""
    try:
        whole(archive.snapshot(data, "a"), data)
    except UnusableInput as error:
        return error.problems[0].code
    return ""


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for around in (data, PROSE.encode() + b"\n\n" + data, b"<html><p>" + PROSE.encode() + data):
        assert code(around)[:4] in {"", "SRC0"}


@given(PAGES)
def test_any_page_is_read_or_refused(page: str) -> None:
    assert code(page.encode()) in {"", "SRC008", "SRC009"}


@given(st.lists(st.text(max_size=40), max_size=12))
def test_any_text_is_read_or_refused(paragraphs: list[str]) -> None:
    assert code("\n\n".join([PROSE, *paragraphs]).encode()) in {"", "SRC006", "SRC007", "SRC011"}


WORDS = st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=7, max_size=40)


@given(st.lists(WORDS, min_size=1, max_size=8), st.integers(20, 100))
def test_wrapping_changes_nothing(paragraphs: list[list[str]], width: int) -> None:
    import textwrap

    texts = [" ".join(words).capitalize() + "." for words in paragraphs]
    flat = archive.snapshot("\n\n".join(texts).encode(), "a")
    wrapped = archive.snapshot("\n \n".join("\n".join(textwrap.wrap(text, width)) for text in texts).encode(), "a")
    assert wrapped.text == flat.text == "\n\n".join(texts)
    assert wrapped.paragraphs == flat.paragraphs


@given(st.lists(WORDS, min_size=1, max_size=8))
def test_a_page_reads_like_its_text(paragraphs: list[list[str]]) -> None:
    texts = [" ".join(words).capitalize() + "." for words in paragraphs]
    plain = archive.snapshot("\n\n".join(texts).encode(), "a")
    page = archive.snapshot(("<html>" + "".join(f"<p>{text}</p>" for text in texts)).encode(), "a")
    assert (page.text, page.paragraphs) == (plain.text, plain.paragraphs)


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6))
def test_what_was_normalised_stays_as_it_is(paragraphs: list[str]) -> None:
    data = "\n\n".join([PROSE, *paragraphs]).encode()
    try:
        once = archive.snapshot(data, "a")
    except UnusableInput:
        return
    twice = archive.snapshot(once.text.encode(), "a")
    assert twice.text.startswith(PROSE)
    assert twice.normaliser == once.normaliser
