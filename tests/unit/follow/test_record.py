"""The record of versions: what is written is read, and what was damaged is told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.follow import Record, Version, read, written
from pipeline.model.problem import UnusableInput

HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
ASCII = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)
FILES = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20).map("a".__add__)
VERSIONS = st.builds(Version, HEX, FILES, st.dates().map(str), ASCII, ASCII)
FIRST = Version("a" * 64, "first.txt", "2031-01-01")
SECOND = Version("b" * 64, "second.txt", "2031-02-01", '"x"', "Sat, 01 Feb 2031 00:00:00 GMT")


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.lists(VERSIONS, max_size=4).map(tuple)))
def test_what_is_written_is_read(sources):
    assert read(written(Record(sources)), "x.follow") == Record(sources)


def test_a_newer_version_stands_last_and_once():
    record = Record({}).taking({"log": FIRST})
    assert record.current("log") == FIRST
    assert record.current("post") is None
    record = record.taking({"log": SECOND})
    assert record.sources["log"] == (FIRST, SECOND)
    assert record.taking({"log": SECOND}) == record
    assert record.taking({"log": FIRST}).sources["log"] == (SECOND, FIRST)


GOOD = json.loads(written(Record({"log": (FIRST,)})))


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (b"", "can't be read"),
        (b"{", "can't be read"),
        (b"[" * 100_000, "not in its form"),
        (b"\xff", "can't be read"),
        (json.dumps({**GOOD, "format": 2}).encode(), "its format is 2"),
        (json.dumps({"format": 1}).encode(), "not in its form"),
        (json.dumps({**GOOD, "sources": {"log": [{"sha256": "A" * 64}]}}).encode(), "is no sha256"),
        (json.dumps({**GOOD, "sources": {"log": [{"sha256": "a" * 64}]}}).encode(), "not in its form"),
        (json.dumps({**GOOD, "sources": {"log": [{"colour": "red"}]}}).encode(), "not in its form"),
        (json.dumps({**GOOD, "sources": {"log": [3]}}).encode(), "not in its form"),
    ],
)
def test_a_damaged_record_is_told(damage, told):
    with pytest.raises(UnusableInput) as error:
        read(damage, "specs/x.follow")
    (problem,) = error.value.problems
    assert problem.code == "SRC014"
    assert told in problem.message
    assert problem.place.file == "specs/x.follow"
