"""The harbour's two sources, as a person reads them: which paragraphs are the articles', and which the pages'."""

from __future__ import annotations

import pytest

from pipeline import archive
from pipeline.model.source import Part, Snapshot
from tests.support import repo

EXPECTED = {
    "gazette.txt": (
        "text/1",
        (
            "Tarrowick Harbour Board has",
            "The cranes will be",
            "Under the contract, the",
            "Dredging is to begin",
            "The plan goes back",
            "Of the price, 31",
            "The board says the",
        ),
        ["Why the channel comes first", "What it costs the town"],
    ),
    "quayside.html": (
        "html/1",
        (
            "Tarrowick, the small container",
            "The agreement was signed",
            "The first crane is",
            "Each crane lifts 65",
            "The dredging contract covers",
            "the channel from 11.2",
            "the basin to 13.5",
            "2.4 million cubic metres",
            "Work is planned to",
            "Finance is settled, according",
            "The port handled 138,000",
        ),
        ["Delivery slips to the autumn", "A channel for bigger ships"],
    ),
}


def texts(snapshot: Snapshot, part: Part) -> list[str]:
    return [snapshot.text[p.start : p.end] for p in snapshot.paragraphs if p.part is part]


@pytest.mark.parametrize("name", EXPECTED)
def test_body_and_furniture_are_told_apart(name: str) -> None:
    extractor, body, headings = EXPECTED[name]
    data = (repo.ROOT / "specs/harbour" / name).read_bytes()
    snapshot = archive.snapshot(data, name)
    assert (snapshot.extractor, snapshot.normaliser) == (extractor, "nfc/2")
    assert [" ".join(text.split()[:4]) for text in texts(snapshot, Part.BODY)] == list(body)
    assert texts(snapshot, Part.HEADING) == headings
    assert len(texts(snapshot, Part.FURNITURE)) >= 12
    assert [p.number for p in snapshot.paragraphs if p.part is Part.BODY] == list(range(1, len(body) + 1))


@pytest.mark.parametrize("name", EXPECTED)
def test_offsets_lead_back_to_the_file(name: str) -> None:
    data = (repo.ROOT / "specs/harbour" / name).read_bytes()
    snapshot = archive.snapshot(data, name)
    assert len(snapshot.raw_offsets) == len(snapshot.paragraphs) > 10
    for paragraph, offset in zip(snapshot.paragraphs, snapshot.raw_offsets, strict=True):
        word = snapshot.text[paragraph.start : paragraph.end].split()[0].encode()
        start = data[offset : offset + 200]
        assert (start.startswith(b"<") and b">" in start) if name.endswith("html") else start.startswith(word)


def test_what_nobody_is_shown_is_not_read() -> None:
    data = (repo.ROOT / "specs/harbour/quayside.html").read_bytes()
    text = archive.snapshot(data, "quayside.html").text
    assert b"not shown to any reader" in data
    for hidden in ("not shown", "metrics", "max-width"):
        assert hidden not in text
    assert "drawings promised.¹" in text  # a footnote's mark is no figure
    assert "€44.5 million" in text
