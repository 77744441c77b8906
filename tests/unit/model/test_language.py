"""Language tags: BCP 47, and what is commonly written in place of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.language import fault_of

GOOD = """en en-GB de-CH-1996 ja-Latn zh-Hant-TW sr-Latn-RS es-419 sl-rozaj-biske ca-valencia ja-Latn-hepburn
zh-cmn-Hans-CN nds haw grc en-a-myext-b-another de-x-goethe fr-CA-x-joual EN-gb hy-arevela""".split()
BAD = [
    *"english jp- -ja ja_Latn en-GB-GB e de--CH x-klingon i-enochian ja-latin1-x en-a de-x de-x-longerthan9".split(),
    *("日本", "12", "en-GB.UTF-8", "", " ", "en GB", "en\n"),
]


@pytest.mark.parametrize("tag", GOOD)
def test_a_tag(tag):
    assert fault_of(tag) == ("", "")


@pytest.mark.parametrize("tag", BAD)
def test_no_tag(tag):
    message, hint = fault_of(tag)
    assert message == f'"{tag}" is no language tag'
    assert hint


@pytest.mark.parametrize(
    ("tag", "hint"), [("jp", "did you mean ja?"), ("CZ", "did you mean cs?"), ("xx-DE", "see ISO 639 for its code")]
)
def test_a_state_is_no_language(tag, hint):
    assert fault_of(tag) == (f'"{tag[:2].lower()}" is no language', hint)


@given(st.text(max_size=30))
def test_any_text_is_judged(text):
    message, hint = fault_of(text)
    assert bool(message) == bool(hint)
    if not message:
        assert text.isascii()
        assert text.replace("-", "").isalnum()
