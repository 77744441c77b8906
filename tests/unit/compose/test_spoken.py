"""Abbreviations and foreign phrases: found as whole words, and nothing of the text is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.spoken import Spoken
from pipeline.model.document import Text

KNOWN = Spoken(
    {"MSDF": "Maritime Self-Defense Force", "C3": "command"}, {"Jieitai": "ja-Latn", "ad hoc": "la", "C3": "fr"}
)


def pieces(text: str, tone: str = "") -> list[tuple[str, str, str]]:
    return [(each.text, each.lang, each.expansion) for each in KNOWN(Text(text, tone))]


def test_whole_words_are_found_as_they_are_written():
    assert pieces("The MSDF, or Jieitai, decides ad hoc.") == [
        ("The ", "", ""),
        ("MSDF", "", "Maritime Self-Defense Force"),
        (", or ", "", ""),
        ("Jieitai", "ja-Latn", ""),
        (", decides ", "", ""),
        ("ad hoc", "la", ""),
        (".", "", ""),
    ]
    assert pieces("JMSDF msdf MSDFs jieitai") == [("JMSDF msdf MSDFs jieitai", "", "")]
    assert pieces("MSDF") == [("MSDF", "", "Maritime Self-Defense Force")]
    assert pieces("C3") == [("C3", "fr", "command")]
    assert [each.tone for each in KNOWN(Text("the MSDF", "em"))] == ["em", "em"]


def test_a_spec_that_explains_nothing_leaves_its_texts_alone():
    text = Text("The MSDF")
    assert list(Spoken({}, {})(text)) == [text]


@given(st.lists(st.sampled_from(["MSDF", "Jieitai", "ad hoc", "C3", " ", ".", "x", "(", "é", "\u00a0"]), max_size=20))
def test_nothing_is_lost(parts):
    text = "".join(parts)
    assert "".join(each.text for each in KNOWN(Text(text))) == text
