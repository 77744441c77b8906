"""Likelihood and confidence: apart, in one row of terms, and one of each."""

import pytest

from pipeline.model.problem import Severity
from tests.unit.cite.samples import CLAIMS, hold, told

GAPS = "  - gaps:\n      - The wire names no banks. [@wire]"
JUDGED = """\
  - judgements:
      - text: |
          {text} [@wire:contract] [@daily:order]
        likelihood: {likelihood}
        confidence: moderate
        because: Both say so. [@wire] [@daily]
"""


def judged(*pairs, scale="icd203"):
    items = "".join(
        JUDGED.format(text=text, likelihood=likelihood).removeprefix("  - judgements:\n" if index else "")
        for index, (text, likelihood) in enumerate(pairs)
    )
    evidence = hold(CLAIMS, (GAPS, items + GAPS), ("as_of: 2024-05-31", f"as_of: 2024-05-31\nscale: {scale}"))
    return [problem for problem in evidence.problems if problem.code.startswith("JUDGE")]


@pytest.mark.parametrize(
    "text",
    [
        "With high confidence the ferries are likely to come.",
        "The ferries are likely to come; we say so with moderate confidence.",
        "We are confident that the ferries are likely to come.",
    ],
)
def test_likelihood_and_confidence_in_one_sentence(text):
    (found,) = judged((text, "likely"))
    assert found.code == "JUDGE001"
    assert found.severity is Severity.WARNING


def test_the_message_names_both():
    (found,) = judged(("It is very likely, with high confidence, that the ferries come.", "very likely"))
    assert told(found) == (
        'warning[JUDGE001] "very likely" and "high confidence" stand in one sentence\n'
        "help: say how likely it is in one sentence, and how sure you are in another"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The ferries are likely to come. Our confidence is moderate.",
        'The wire calls it "likely" with high confidence.',
        "The yard works with confidence.",
    ],
)
def test_what_stands_apart_or_is_quoted_is_no_mixture(text):
    assert not judged((text, "likely"))


def test_terms_of_both_rows():
    (found,) = judged(
        ("The ferries come.", "likely"), ("The yard stays.", "very likely"), ("Nobody pays.", "improbable")
    )
    assert told(found) == (
        'warning[JUDGE002] "improbable" is of another row of ICD 203 than "likely", which this brief uses as well\n'
        "help: write unlikely"
    )


def test_phia_has_one_row():
    assert not judged(("The ferries come.", "likely"), ("The yard stays.", "probable"), scale="phia")


def test_a_text_with_another_likelihood_than_beside_it():
    (found,) = judged(("The ferries are unlikely to come.", "likely"))
    assert told(found) == (
        'warning[JUDGE003] the text says "unlikely", and the likelihood beside it is "likely"\n'
        "help: give a judgement one likelihood"
    )


def test_a_text_with_the_same_likelihood_is_fine():
    assert not judged(("The ferries are likely to come.", "likely"))


def test_a_judgement_on_no_source_is_an_error():
    change = (
        GAPS,
        "  - judgements:\n      - text: The ferries come.\n        confidence: low\n        because: So. [@wire]\n"
        + GAPS,
    )
    found = [problem for problem in hold(CLAIMS, change).problems if problem.code == "CITE001"]
    assert [problem.severity for problem in found] == [Severity.ERROR]
