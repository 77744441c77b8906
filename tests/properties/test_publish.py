"""What holds for every series of editions."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import publish
from tests.support.publishing import check, make


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["one ", "two "]), st.booleans()), max_size=8))
def test_a_new_key_or_an_order_makes_an_edition_and_nothing_else_does(wishes: list[tuple[str, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        expected: list[str] = []
        for inputs, again in wishes:
            made = make(Path(folder), inputs, again=again)
            if again or expected[-1:] != [inputs]:
                expected.append(inputs)
            assert made.number == len(expected)
            assert check(Path(folder)) == expected


@given(
    st.dictionaries(st.text(max_size=5), st.binary(max_size=5), max_size=4),
    st.dictionaries(st.text(max_size=5), st.binary(max_size=5), max_size=4),
)
def test_keys_are_equal_exactly_for_equal_parts(one: dict[str, bytes], two: dict[str, bytes]) -> None:
    assert (publish.key(one) == publish.key(two)) == (one == two)
