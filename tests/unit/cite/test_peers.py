"""Altered sentences of the kind that checkers by likeness call supported."""

import pytest

from pipeline.cite.loose import hold_loose, holds

RESULT = "On 19 March 2023 the fund said that it had paid 12 million kroner to the families in the north."
RESIGNED = "The chairman did not resign after the vote, and the board gave no reason for it."
VOTED = "The member for Kvitvik voted for the bill in all three readings."


@pytest.mark.parametrize(
    ("passage", "altered", "codes"),
    [
        (RESULT, RESULT.replace("19 March", "29 March").replace("12 million", "92 million"), {"CITE002", "CITE003"}),
        (RESIGNED, RESIGNED.replace("did not resign", "did resign"), {"CITE006"}),
        (VOTED, VOTED.replace("voted", "never voted"), {"CITE006"}),
        (RESULT, RESULT.replace("12 million", "900 million").replace("2023", "2021"), {"CITE002", "CITE003"}),
    ],
)
def test_an_altered_sentence_is_refused(passage, altered, codes):
    assert holds(passage, passage)
    assert not holds(altered, passage)
    assert {lack.code for lack in hold_loose(altered, passage)} == codes


def test_places_count_characters_of_the_claim():
    claim = "The fund paid 92 million kroner."
    (lack,) = hold_loose(claim, RESULT)
    assert claim[lack.start : lack.end] == "92 million kroner"
    assert lack.hints == ('did you mean "12 million kroner"?',)
