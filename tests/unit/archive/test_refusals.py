"""What can't be a source, each with the whole text of its error; and pages made to keep a program busy."""

from __future__ import annotations

import time

import pytest

from pipeline import archive
from pipeline.model.problem import Exit, UnusableInput, Where

PROSE = "The board signed the contract for the new cranes on 12 March 2025."
P = f"<p>{PROSE}</p>"
HTML = b"<!doctype html><body>"
SAVE = "save the article again, as UTF-8, and use that file's SHA-256"
CONVERT = "convert it, as with `iconv -f WINDOWS-1252 -t UTF-8`, and use the new file's SHA-256"
TEXT = "save its text in UTF-8, and use that file's SHA-256"
ALONE = "save the article's text alone, and use that file's SHA-256"
ITSELF = "save the article's text itself, and use that file's SHA-256"
COPY = "copy the article's text into a plain file, and use that file's SHA-256"
WHERE = "if it has one, say where with `body: {from: …, to: …}`; else save the article's text itself"

REFUSED: dict[str, tuple[bytes, str, str, str]] = {
    "too large": (b"a" * (50 * 2**20), "SRC004", "the source has 50.0 MiB; at most 16.0 MiB are read", ALONE),
    "latin-1": (b"One line.\nCaf\xe9 Nord.", "SRC005", "the source is not UTF-8: E9 20 at byte 13, in line 2", CONVERT),
    "cut UTF-8": (
        PROSE.encode() + b"\xe2\x82",
        "SRC005",
        "the source is not UTF-8: E2 82 at byte 66, in line 1",
        CONVERT,
    ),
    "odd UTF-16": (b"\xff\xfea\x00b", "SRC005", "the source is not UTF-16-LE: 62 at byte 4, in line 1", CONVERT),
    "wrong charset": (
        b'<html><meta charset="windows-1253"><p>\xd2\xe9</p>',
        "SRC005",
        "the source is not CP1253: D2 E9 at byte 38, in line 1",
        CONVERT,
    ),
    "mojibake": (
        "The boardâ€™s crane has come to the quay at last.".encode(),
        "SRC006",
        "the source was once read in a wrong encoding: The boardâ€™s crane has",
        SAVE,
    ),
    "mojibake of letters": (
        "The CafÃ© Nord stands at the quay of the port.".encode(),
        "SRC006",
        "the source was once read in a wrong encoding: The CafÃ© Nord stands",
        SAVE,
    ),
    "C1 controls": (
        "The board\x92s crane has come to the quay at last.".encode(),
        "SRC006",
        "the source was once read in a wrong encoding: The board\\u0092s crane has c",
        SAVE,
    ),
    "lost letters": (
        "The Caf\ufffd Nord stands at the quay of the port.".encode(),
        "SRC006",
        "characters of the source were lost when it was saved: The Caf� Nord stands",
        SAVE,
    ),
    "PDF": (b"%PDF-1.7\n", "SRC007", "the source is a PDF; plain text and HTML are read", TEXT),
    "Word": (
        b"PK\x03\x04abc",
        "SRC007",
        "the source is a ZIP archive, such as a Word or OpenDocument file; plain text and HTML are read",
        TEXT,
    ),
    "web archive": (
        b"MIME-Version: 1.0\r\n",
        "SRC007",
        "the source is a web archive (MHTML); plain text and HTML are read",
        TEXT,
    ),
    "binary": (
        b"a\nb\0c",
        "SRC007",
        "the source holds a NUL in line 2: it is no text, or UTF-16 without a byte order mark",
        "save it as UTF-8",
    ),
    "empty": (b"", "SRC008", "the source is empty", ITSELF),
    "blank": (b"\xef\xbb\xbf \n\t\n", "SRC008", "the source is empty", ITSELF),
    "menu": (b"Home\n\nNews\n\nSport", "SRC008", "the source has no paragraph of prose", WHERE),
    "script": (
        HTML + b"<script>render('all of the article')</script>",
        "SRC008",
        "the source has no paragraph of prose",
        WHERE,
    ),
    "marks": (
        ("One line.\na" + "\u0300" * 31).encode(),
        "SRC009",
        "the source stacks more than 30 marks on one character, in line 2",
        COPY,
    ),
    "marks apart": (
        ("a" + "\u0300\u034f" * 31).encode(),
        "SRC009",
        "the source stacks more than 30 marks on one character, in line 1",
        COPY,
    ),
    "marks in references": (
        HTML + f"<p>{PROSE}".encode() + b"&#x316;&#x301;" * 16,
        "SRC009",
        "the source stacks more than 30 marks on one character",
        COPY,
    ),
    "lines": (b"a\n" * 500_001, "SRC009", "the source has more than 500,000 lines", COPY),
    "paragraphs": (b"a\n\n" * 50_001, "SRC009", "the source has more than 50,000 paragraphs", COPY),
    "tags": (HTML + b"<b>" * 200_001, "SRC009", "the page has more than 200,000 tags", COPY),
    "attributes": (
        HTML + b"\n<p " + b"a=1 " * 50_000 + b">",
        "SRC009",
        "a tag in line 2 has more than 1,000 attributes",
        COPY,
    ),
    "references": (HTML + b"&a" * 500_001, "SRC009", "the page has more than 500,000 character references", COPY),
    "open quote": (
        HTML + b'\n<a href="quay.html>The board</a>\n',
        "SRC009",
        'a tag that starts in line 2 never ends: <a href="quay.html>The board</',
        COPY,
    ),
    "open tag": (HTML + b"<p", "SRC009", "a tag that starts in line 1 never ends: <p", COPY),
    "override": (
        "The board paid \u202e452\u202c million euros for it.".encode(),
        "SRC011",
        "the source holds the control character U+202E, which changes how its text reads",
        "save the article without it, and use that file's SHA-256",
    ),
    "escape": (
        b"The board paid \x1b[8m254 million euros for it.",
        "SRC011",
        "the source holds the control character U+001B, which changes how its text reads",
        "save the article without it, and use that file's SHA-256",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_with_its_reason(case: str) -> None:
    data, code, message, hint = REFUSED[case]
    with pytest.raises(UnusableInput) as caught:
        archive.snapshot(data, "quay.txt", source="gazette")
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == (code, message)
    assert problem.hints == (hint,)
    assert problem.notes == ("file: quay.txt",)
    assert problem.where == Where(("sources", "gazette", "sha256"))
    assert caught.value.exit_code == Exit.UNUSABLE_INPUT


def test_without_a_source_a_problem_has_no_place() -> None:
    with pytest.raises(UnusableInput) as caught:
        archive.snapshot(b"", "quay.txt")
    assert caught.value.problems[0].where is None


def test_damage_in_furniture_stops_nothing() -> None:
    text = f"{PROSE}\n\n{PROSE}\n\nLeave a comment\n\nI donâ€™t believe a word of what it says \ufffd\u202e.\n"
    assert len(archive.snapshot(text.encode(), "a").paragraphs) == 4


@pytest.mark.parametrize("text", ["LE CAFÉ» dit-on", "„MENÜ“ steht da", "GRÂCE À ELLE", "NÃO É", "â Â Ã alone"])
def test_letters_that_only_look_damaged(text: str) -> None:
    assert archive.snapshot(f"{text} and so it stands in the text.".encode(), "a").paragraphs


MANY = 2**22
BOMBS: dict[str, bytes] = {
    "one line": (PROSE + " ").encode() * (MANY // 67),
    "one word": b"a" * MANY,
    "dots": b"One two three four five six " + b"." * MANY + b"a",
    "spaces": b"a" + b" " * MANY + b"b",
    "blank lines": b"a" + b"\n" * 400_000 + b"b",
    "hyphens": b"a-\n" * 400_000,
    "bullets": b"- a\n" * 400_000,
    "marks": ("a" + "\u0316\u0300" * 15).encode() * (MANY // 70),
    "marks in references": HTML + f"<p>{PROSE}".encode() + b"&#x316;&#x301;" * 240_000,
    "joiners": "\u200d".encode() * (MANY // 3),
    "counters": b"9 a" * 40 + b"!!\n\n",
    "nested": HTML + b"<div>" * 190_000 + P.encode(),
    "never closed": HTML + (b"<b>" * 99_000 + b"</i>" * 99_000) + P.encode(),
    "cells in tables": HTML + b"<td><table>" + b"<b>" * 90_000 + b"<td>" * 90_000,
    "items": HTML + b"<ul><li>" * 90_000 + P.encode(),
    "less-than": HTML + b"<" * MANY,
    "comments": b"<!--" * (MANY // 4) + HTML,
    "dashes in a comment": b"<!--" + b"-" * MANY + HTML,
    "scripts": HTML + b"<script>" * (MANY // 8),
    "short scripts": HTML + b"<script></script>" * 90_000,
    "quotes": HTML + b'<a b="' * (MANY // 6),
    "spaces in a tag": HTML + b"<a b" + b" " * MANY + b">",
    "equals in a tag": HTML + b"<a b" + b"=" * MANY + b">",
    "class names": HTML + b'<p class="' + b"has-a " * (MANY // 6) + b'">',
    "style": HTML + b'<p style="display' + b" " * MANY + b'">',
    "ampersands": HTML + b"&#" * 240_000,
    "articles": HTML + (b"<article>" + P.encode()) * 49_000,
}


def _code(data: bytes) -> str:
    """The code of the problem with a source; empty if it is read."""
    try:
        archive.snapshot(data, "a")
    except UnusableInput as error:
        return error.problems[0].code
    return ""


@pytest.mark.parametrize("name", BOMBS)
def test_nothing_hangs(name: str) -> None:
    start = time.process_time()
    assert _code(BOMBS[name]) in {"", "SRC008", "SRC009"}
    assert time.process_time() - start < 8  # each takes under 2 s alone; quadratic ones took minutes


def test_twice_the_source_takes_twice_the_time() -> None:
    def seconds(count: int) -> float:
        data = "\n\n".join([PROSE * 3] * count).encode()
        start = time.process_time()
        assert len(archive.snapshot(data, "a").paragraphs) == count
        return time.process_time() - start

    seconds(500)
    small, large = min(seconds(2_000) for _ in range(3)), min(seconds(16_000) for _ in range(2))
    assert large < 8 * small * 2.5
