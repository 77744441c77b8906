"""The two articles of the default brief, which belong to others and lie outside the repository."""

from __future__ import annotations

from pipeline import archive
from pipeline.model.source import Part
from tests.support import repo

EXPECTED = {
    "000_0793aaaa04131e03.txt": "fffbfbbbhbbhbhbff",
    "003_2d27a2288227dd6d.txt": "fbbbbbbffffff",
}
"""Each paragraph in order: body, heading or furniture."""


def test_exactly_the_paragraphs_of_the_articles_are_body() -> None:
    folder = repo.shared("sources")
    assert EXPECTED
    for name, parts in EXPECTED.items():
        snapshot = archive.snapshot((folder / name).read_bytes(), name)
        assert "".join(p.part[0] for p in snapshot.paragraphs) == parts


def test_wrapped_as_a_page_they_have_the_same_body() -> None:
    folder = repo.shared("sources")
    for name in EXPECTED:
        data = (folder / name).read_bytes()
        plain = archive.snapshot(data, name)
        blocks = [block.strip() for block in data.decode().split("\n\n") if block.strip()]
        page = "<!doctype html><body>" + "".join(f"<p>{block}</p>\n" for block in blocks)
        wrapped = archive.snapshot(page.encode(), "page.html")
        assert wrapped.text == plain.text
        assert [p.part for p in wrapped.paragraphs] == [p.part for p in plain.paragraphs]
        assert Part.BODY in {p.part for p in wrapped.paragraphs}
