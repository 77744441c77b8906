"""Prose: every character lies in one piece or separator; citations, facts, claims; errors point at their stretch."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from pipeline.model.prose import Citation, FactRef, Prose, ProseError, Words, parse

TOKENS = ["[@a:b]", '[@a "x … y" 3]', "[@a]", "{f}", "{f@s}", "{{", "}}", "[[", "]",
          "*", "\\*", "\\", " ", "\n", "\n\n",
          " \n \n ", "word", "é", ".", ",", "“", "$", "[@", "{", "}", "[", "12", "\t"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(TOKENS) | st.text(max_size=3), max_size=25).map("".join)
ESCAPES = {"{{": "{", "}}": "}", "[[": "[", "\\*": "*"}


def parsed(text):
    """The prose, or what is wrong with it."""
    try:
        return parse(text)
    except ProseError as error:
        return error


def pieces(text):
    return parse(text).paragraphs


@given(TEXTS)
@example("a\n\n*b*\n\n")
@example("*a*{f}[@a]*b*")
@example("{{{f}}}")
@example("\\\\*")
def test_every_character_lies_in_one_piece_or_separator(text):
    prose = parsed(text)
    if isinstance(prose, ProseError):
        assert 0 <= prose.start <= prose.end <= len(text)
        assert prose.message
        return
    assert prose.text == text
    at = 0
    for number, paragraph in enumerate(prose.paragraphs):
        assert paragraph
        for index, piece in enumerate(paragraph):
            gap = text[at : piece.start]
            assert piece.start >= at
            assert piece.end > piece.start
            if index or not number:
                assert gap.replace("*", "").strip() == "", gap
            else:
                assert gap.replace("*", "").strip() == ""
                assert gap.count("\n") >= 2
            written = text[piece.start : piece.end]
            if isinstance(piece, Words):
                assert piece.text == ESCAPES.get(written, written)
            else:
                assert written[0] in "[{"
                assert written[-1] in "]}"
            at = piece.end
    assert text[at:].replace("*", "").strip() == ""


@given(TEXTS)
def test_claims_hold_every_word_and_every_citation_once(text):
    prose = parsed(text)
    if isinstance(prose, ProseError):
        return
    claims = list(prose.claims())
    cited = [citation for _, claim in claims for citation in claim.citations]
    assert cited == list(prose.citations())
    words = [piece for _, claim in claims for piece in claim.pieces]
    wanted = [
        piece
        for paragraph in prose.paragraphs
        for piece in paragraph
        if isinstance(piece, FactRef) or (isinstance(piece, Words) and any(map(str.isalnum, piece.text)))
    ]
    held = [piece for piece in words if isinstance(piece, FactRef) or any(map(str.isalnum, piece.text))]
    assert [piece.end for piece in held] == [piece.end for piece in wanted]
    for piece, whole in zip(held, wanted, strict=True):
        if isinstance(piece, Words):
            assert whole.text.endswith(piece.text)
            assert not any(map(str.isalnum, whole.text[: len(whole.text) - len(piece.text)]))
    for _, claim in claims:
        assert claim.start <= claim.end
        for citation in claim.citations:
            assert not claim.pieces or claim.end <= citation.start


def test_a_citation_of_each_form():
    text = '[@a:b.c] [@a-1 "x …\n  y" 3] [@a 6] [@a "x ... y"]'
    found = list(parse("w " + text).citations())
    assert [citation.text for citation in found] == ["a:b.c", 'a-1 "x … y" 3', "a 6", 'a "x … y"']
    assert found[0] == Citation("a", "b.c", "", None, 2, 10)


def test_facts_escapes_and_emphasis():
    (paragraph,) = pieces(r"A *slow {sum@bank}* rise, {{x}} [[1] \* {n}")
    assert [(type(p).__name__, getattr(p, "text", ""), getattr(p, "emphasis", False)) for p in paragraph] == [
        ("Words", "A ", False), ("Words", "slow ", True), ("FactRef", "", False), ("Words", " rise, ", False),
        ("Words", "{", False),
        ("Words", "x", False), ("Words", "}", False), ("Words", " ", False), ("Words", "[", False),
        ("Words", "1] ", False), ("Words", "*", False), ("Words", " ", False), ("FactRef", "", False),
    ]  # fmt: skip


def test_words_of_another_language():
    text = 'The *[Jieitai]{lang=ja-Latn}* and the [Bundes wehr]{ lang="de" } [sic] [x]{sum} [@a]'
    (paragraph,) = pieces(text)
    assert [(p.text, p.emphasis, p.lang) for p in paragraph if hasattr(p, "lang")] == [
        ("The ", False, ""),
        ("Jieitai", True, "ja-Latn"),
        (" and the ", False, ""),
        ("Bundes wehr", False, "de"),
        (" [sic] [x]", False, ""),
        (" ", False, ""),
    ]
    assert all(text[p.start : p.end] == p.text for p in paragraph if hasattr(p, "lang"))
    assert claims("Its [Küste]{lang=de}. [@a]") == [("Its [Küste]{lang=de}.", ["a"])]


def test_paragraphs_are_parted_by_blank_lines():
    assert [paragraph[0].text for paragraph in pieces("\n one\ntwo\n \t\n\n three \n")] == ["one\ntwo", "three"]


def claims(text):
    return [(text[c.start : c.end], [citation.text for citation in c.citations]) for _, c in parse(text).claims()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. [@a] Two [@b], [@c]. Three", [("One.", ["a"]), ("Two", ["b", "c"]), ("Three", [])]),
        ("One [@a].\n\nTwo [@b]", [("One", ["a"]), ("Two", ["b"])]),
        ("[@a] One", [("", ["a"]), ("One", [])]),
        ("It cost ${sum}. [@a] “{term}” [@b]", [("It cost ${sum}.", ["a"]), ("“{term}”", ["b"])]),
        ("${sum} [@a]. ({term}) [@b]", [("${sum}", ["a"]), ("({term})", ["b"])]),
        ("[@a] … [@b]", [("", ["a", "b"])]),
    ],
)
def test_a_claim_reaches_to_its_citations(text, expected):
    assert claims(text) == expected


@pytest.mark.parametrize(
    ("text", "stretch", "message"),
    [
        ("", "", "there are no words here"),
        (" \n ", " \n ", "there are no words here"),
        ("a [@a b] c", "[@a b]", "this is no citation: [@a b]"),
        ("a [@a:b; @c:d] c", "[@a:b; @c:d]", "this is no citation: [@a:b; @c:d]"),
        ("a [@a:b", "[@a:b", "this is no citation: [@a:b"),
        ("a [@a:b\nc]", "[@a:b", "this is no citation: [@a:b"),
        ("a {b c} d", "{b c}", "this is no fact: {b c}"),
        ("a {", "{", "this is no fact: {"),
        ("a } b", "}", "this } closes nothing"),
        ("a *b\n\nc* d", "*", "this * opens an emphasis that nothing closes in its paragraph"),
        ("a **b** c", "**", "** holds no words; there is one emphasis only"),
        ("a [b]{lang=jp} c", "lang=jp", '"jp" is no language'),
        ("a [b]{lang=} c", "lang=", '"" is no language tag'),
        ("a [b]{language=ja} c", "language=ja", "a phrase has lang=…, not language=ja"),
        ("a [b]{.x lang=ja} c", ".x lang=ja", "a phrase has lang=…, not .x lang=ja"),
        ("a [*b*]{lang=ja} c", "[*b*]", "a phrase of another language holds words only"),
        ("a [{b}]{lang=ja} c", "[{b}]", "a phrase of another language holds words only"),
        ("a [12]{lang=ja} c", "[12]", "a phrase of another language holds words only"),
        ("a [b\n\nc]{lang=ja} d", "[b\n\nc]", "a phrase of another language holds words only"),
        ("a [b]{lang=ja", "[", "this phrase does not end"),
        ("a " + "b" * 1001, "b" * 1001, "this word has 1,001 characters; 1,000 is the limit"),
    ],
)
def test_an_error_points_at_its_stretch(text, stretch, message):
    with pytest.raises(ProseError) as caught:
        parse(text)
    error = caught.value
    assert (text[error.start : error.end], error.message) == (stretch, message)
    assert error.hint or message.startswith("there are no words")


def test_pydantic_carries_stretch_and_hint():
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Prose).validate_python("a {b c} d")
    (error,) = caught.value.errors()
    assert error["type"] == "prose"
    assert error["msg"] == "this is no fact: {b c}"
    assert (error["ctx"]["start"], error["ctx"]["end"]) == (2, 7)
    assert TypeAdapter(Prose).dump_python(parse("a {b}")) == "a {b}"


@pytest.mark.parametrize(
    "junk", ["[@a " * 50_000, "{" * 100_000, "*" * 99_999, "\n\n" * 200_000 + "a", "a " * 300_000, "{{" * 100_000]
)
def test_long_junk_takes_no_time(junk):
    found = parsed(junk)
    assert len(found.message) < 200 if isinstance(found, ProseError) else found.paragraphs
