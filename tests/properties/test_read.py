"""Reading YAML: whatever the bytes, problems and nothing else; whatever the style, the right place; round trips."""

from __future__ import annotations

import unicodedata

import yaml
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pipeline import read
from pipeline.model.problem import UnusableInput
from pipeline.read.canonical import _mapping
from pipeline.read.lines import FORBIDDEN, decode
from pipeline.read.nodes import walk
from pipeline.read.spans import Spans
from pipeline.read.tree import compose
from tests.unit.read.samples import BRIEF

CHARS = st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda char: not FORBIDDEN.match(char))
WORDS = st.text(st.one_of(st.sampled_from("ab \n\t:#'\"{}[]@-,*&!|>%\\é…"), CHARS), max_size=60)
TEXTS = WORDS.map(lambda text: unicodedata.normalize("NFC", text)).filter(lambda text: not FORBIDDEN.search(text))


def read_or_told(data):
    """The problems of a file; none, if it is a brief."""
    try:
        read.spec(data, "f")
    except UnusableInput as error:
        return error.problems
    return ()


def tree_of(data):
    lines, problems = decode(data, "f")
    root, more = compose(lines, unclean=bool(problems))
    return lines, root, problems + more


@given(st.binary(max_size=200))
def test_bytes_give_problems_and_nothing_else(data):
    problems = read_or_told(data)
    assert problems
    assert all(problem.place and problem.message for problem in problems)


@settings(max_examples=200)
@given(
    st.integers(0, len(BRIEF)),
    st.integers(0, 12),
    st.text(st.sampled_from(" \n\t:#'\"{}[]@-,*&!|>%\\a1…\u202e"), max_size=6),
)
def test_a_spoilt_brief_gives_problems_that_point_into_the_file(at, gone, new):
    text = BRIEF[:at] + new + BRIEF[at + gone :]
    lines = text.split("\n")
    for problem in read_or_told(text.encode()):
        place = problem.place
        assert place
        if place.line:
            assert place.text == lines[place.line - 1]
            assert 1 <= place.column < place.end_column <= len(place.text) + 2


@given(TEXTS, st.sampled_from(["'", '"', "|", ">", None]), st.integers(2, 6), st.integers(20, 90))
@example("a\n\n  b\nc", ">", 2, 80)
@example(" lead\n\ntrail ", ">", 4, 80)
@example("x" * 50 + " " + "y" * 50, '"', 2, 20)
def test_every_character_is_found_in_every_style(text, style, indent, width):
    """PyYAML writes a text in some style; each character of the value is where the map says it is."""
    written = yaml.dump({"k": [text, "end"]}, default_style=style, indent=indent, width=width, allow_unicode=True)
    assume("!!" not in written)
    lines, root, _ = tree_of(written.encode())
    node = root.values["k"].items[0]
    assert node.value == text
    spans = Spans(lines.text, node)
    if text:
        assert spans.units is not None, written
    last = -1
    for index, char in enumerate(text):
        start, end = spans.file(index, index + 1)
        assert last < end
        last = start
        found = lines.text[start:end]
        assert found in (char, "''") or char in " \n\t" or "\\" in found


@given(
    st.recursive(
        TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=12
    )
)
@example({"a": "b\n\nc\n"})
@example({"k" * 1030: {"q" * 2000: ["x"]}})
def test_the_canonical_writer_is_read_back(data):
    data = {"top": data}
    _, root, problems = tree_of(("\n".join(_mapping(data, "")) + "\n").encode())
    assert problems == []
    assert root.data == data


@given(st.lists(TEXTS.filter(str.strip), min_size=1, max_size=5))
def test_walking_meets_every_scalar_once(texts):
    written = yaml.dump(
        {f"k{index}": [text] for index, text in enumerate(texts)}, default_style='"', allow_unicode=True
    )
    _, root, _ = tree_of(written.encode())
    met = [scalar.value for _, scalar, on_key in walk(root) if not on_key]
    assert met == texts
