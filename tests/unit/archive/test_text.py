from __future__ import annotations

import pytest

from pipeline import archive
from pipeline.model.source import Part

PROSE = "The board signed the contract for the new cranes on 12 March 2025."
MORE = "Dredging of the channel begins in October, once the herring have left."


def body(data: bytes | str, language: str = "en") -> list[str]:
    snapshot = archive.snapshot(data if isinstance(data, bytes) else data.encode(), "a.txt", language)
    return [snapshot.text[p.start : p.end] for p in snapshot.paragraphs if p.part is Part.BODY]


def parts(*paragraphs: str, language: str = "en") -> str:
    snapshot = archive.snapshot("\n\n".join(paragraphs).encode(), "a.txt", language)
    assert len(snapshot.paragraphs) == len(paragraphs)
    return "".join(p.part[0] for p in snapshot.paragraphs)


def test_hard_wrapped_lines_are_joined() -> None:
    assert body("The board signed the con-\ntract for the ship-to-\nshore cranes\nin March 2025.\n") == [
        "The board signed the con-tract for the ship-to-shore cranes in March 2025."
    ]


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    long = " ".join([PROSE] * 4)
    assert body(f"{long}\n{MORE}\n{long}") == [long, MORE, long]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x85", "\u2028"])
def test_every_kind_of_line_end(newline: str) -> None:
    data = f"{PROSE}{newline}{newline}{MORE}".encode()
    assert body(data) == [PROSE, MORE]
    snapshot = archive.snapshot(data, "a.txt")
    assert [data[offset:].decode().split()[0] for offset in snapshot.raw_offsets] == ["The", "Dredging"]


def test_items_of_a_list_are_paragraphs_of_their_own() -> None:
    assert body(
        f"{PROSE}\n\nThe contract covers three works:\n\n- two cranes\n- the channel,\n  dredged\n- a wall\n\n{MORE}"
    ) == [
        PROSE,
        "The contract covers three works:",
        "two cranes",
        "the channel, dredged",
        "a wall",
        MORE,
    ]
    assert body(f"{PROSE}\n\n• two cranes\n\n• a wall\n\n{MORE}") == [PROSE, "two cranes", "a wall", MORE]


def test_white_space_and_what_takes_no_room() -> None:
    raw = (
        "The\u00a0board  signed\tthe con\u00adtract\u200b for\u2009400\u202f000 euros\ufeff,"
        " in Cafe\u0301 \u2066Nord\u2069 of the port\ufe0f."
    )
    assert body(raw) == ["The board signed the contract for 400 000 euros, in Café Nord of the port."]


def test_quotation_marks_and_dashes_stay_as_written() -> None:
    said = "“We’ve been turning ships away – since the storm,” she said of the port."
    assert body(said) == [said]


def test_joiners_stay_where_they_mean_something() -> None:
    persian = "بندر جدید می\u200cخواهد سه جرثقیل تازه برای اسکله بخرد."
    assert body(persian) == [persian]
    assert body("The boa\u200drd signed the con\u200ctract for the cranes.") == [
        "The board signed the contract for the cranes."
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_with_and_without_marks(encoding: str) -> None:
    text = f"{PROSE}\n\nIt costs €44.5 million, says “Quayside”, and is signed.\n\n{MORE}"
    bom = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    data = (bom + text).encode(encoding)
    assert body(data) == text.split("\n\n")
    snapshot = archive.snapshot(data, "a.txt")
    wide = "utf-16-be" if encoding == "utf-16-be" else "utf-16-le" if "16" in encoding else "utf-8"
    for paragraph, offset in zip(snapshot.paragraphs, snapshot.raw_offsets, strict=True):
        first = snapshot.text[paragraph.start : paragraph.end][:9]
        assert data[offset:].decode(wide).startswith(first)


def test_the_same_text_reads_alike_under_any_name() -> None:
    data = f"<html><p>{PROSE}</p><p>{MORE}</p>".encode()
    assert archive.snapshot(data, "a.txt") == archive.snapshot(data, "b.html")
    assert archive.snapshot(data, "a.txt").extractor == "html/1"
    assert archive.snapshot(f"{PROSE} Is 3 < 5 in <em>all</em> cases?".encode(), "a.html").extractor == "text/1"


def test_short_sentences_between_prose_are_body() -> None:
    assert parts("A title", "By A. Writer", PROSE, "It was late.", "“No.”", MORE, "Nobody knows why.") == "ffbbbbb"


def test_headings_stand_over_body() -> None:
    assert parts("Title", PROSE, "Why now", MORE, "The price", PROSE, "Afterwards") == "fbhbhbf"
    assert parts("Title", PROSE, "Why now?", MORE) == "fbhb"
    assert parts("Same line", PROSE, "Same line", MORE) == "fbfb"  # the title repeated


@pytest.mark.parametrize(
    "line",
    [
        "A crane at the quay - Photo GettyImages",
        "A crane at the quay. Photo: Harbour Board.",
        "Image: Quayside Review.",
        "The quay in May (Photo: A. Writer)",
        "Figure 3. The channel from above.",
        "4 visualizzazioni0 commenti",
        "2,318 views 12 comments",
        "Read more: The port that lost its ships.",
        "Related articles",
        "Advertisement",
        "Share this article",
        "Sign up for our newsletter and never miss a ship again.",
        "We use cookies to make this page work for you.",
        "© The Gazette. All rights reserved.",
        "Published 3 March 2025",
        "By Ada Writer",
        "5 min read",
    ],
)
def test_furniture_between_paragraphs_is_no_body(line: str) -> None:
    assert parts(PROSE, line, MORE) == "bfb"


@pytest.mark.parametrize(
    "line",
    [
        "TARROWICK (Reuters) - The harbour board has signed for three cranes.",
        "By March 2026, all three cranes are to stand on the quay.",
        "Related costs rose by five per cent in the same year.",
        "Next year the port will have to close its oldest basin.",
        "Share prices fell after the board had told its lenders.",
        "The photo-electric sensors of the crane were made in 1986.",
        "The board is bound by a terms-of-trade clause, she said of it.",
        "Published in 2019, the plan warned of empty quays within ten years.",
        "The contract covers three cranes and the channel.[3]",
        "“That ends next year,” she said to the people on the quay.”",
        "It costs the town 31 million euros, or so it says:",
    ],
)
def test_prose_that_looks_like_furniture_is_body(line: str) -> None:
    assert parts(PROSE, line, MORE) == "bbb"


def test_readers_comments_are_no_body() -> None:
    comment = "I remember when the old cranes came in by barge, long ago."
    assert parts("Title", PROSE, MORE, "Leave a comment", comment, PROSE) == "fbbfff"
    assert parts("Title", PROSE, MORE, "12 comments", comment) == "fbbff"
    assert parts("Titel", PROSE, MORE, "Kommentare (3)", comment, language="de-AT") == "fbbff"
    assert parts("Title", "0 comments", PROSE, MORE) == "ffbb"  # a counter at the top ends nothing


def test_prose_far_from_the_article_is_no_body() -> None:
    article = [PROSE, MORE] * 4
    stray = "The site is run by volunteers who love their town."
    assert parts(*article, "Contact", "Imprint", "Archive", stray) == "b" * 8 + "ffff"
    assert parts(stray, "Home", "News", "Sport", *article) == "ffff" + "b" * 8


def test_a_script_without_spaces() -> None:
    one, two = "港湾委員会は三月十二日に新しいクレーン三基の契約に署名した。", "航路の浚渫は十月に始まる見通しである。"
    assert body(f"{one}\n\n{two}", "ja") == [one, two]


def test_a_paragraph_whose_full_stop_was_lost_is_body() -> None:
    lost = f"{PROSE} {MORE} {PROSE.rstrip('.')}"
    assert parts("Title", PROSE, lost, MORE) == "fbbb"


def test_the_snapshot_hashes_what_it_says() -> None:
    import hashlib

    data = f"{PROSE}\r\n\r\n{MORE}".encode()
    snapshot = archive.snapshot(data, "a.txt")
    assert snapshot.text == f"{PROSE}\n\n{MORE}"
    assert snapshot.sha256 == hashlib.sha256(data).hexdigest()
    assert snapshot.normalised_sha256 == hashlib.sha256(snapshot.text.encode()).hexdigest()
