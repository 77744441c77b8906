"""Likelihood and confidence: apart, in one row of terms, and one of each."""

import pytest

from pipeline.cite.estimates import read
from pipeline.model.problem import Severity
from pipeline.model.prose import parse
from tests.unit.cite.samples import CLAIMS, hold, told

GAPS = "  - gaps:\n      - The wire names no banks. [@wire]"
JUDGED = """\
  - judgements:
      - text: |
          {text} [@wire:contract] [@daily:order]
        likelihood: {likelihood}
        confidence: {confidence}
        because: |
          {because}
"""


def judged(*pairs, scale="icd203", confidence="moderate", because="Both say so. [@wire] [@daily]", gaps=GAPS):
    fields = {"confidence": confidence, "because": because}
    items = "".join(
        JUDGED.format(text=text.replace("\n", "\n          "), likelihood=likelihood, **fields).removeprefix(
            "  - judgements:\n" if index else ""
        )
        for index, (text, likelihood) in enumerate(pairs)
    )
    evidence = hold(CLAIMS, (GAPS, items + gaps), ("as_of: 2024-05-31", f"as_of: 2024-05-31\nscale: {scale}"))
    return [problem for problem in evidence.problems if problem.code.startswith("JUDGE")]


@pytest.mark.parametrize(
    "text",
    [
        "With high confidence the ferries are likely to come.",
        "The ferries are likely to come; we say so with high confidence.",
        "We are confident that the ferries are likely to come.",
        "We are highly confident that the ferries are likely to come.",
        "With high\nconfidence the ferries are likely to come.",
        "With *high* confidence the ferries are *likely* to come.",
        "With high confidence [@wire:contract] the ferries are likely to come.",
        "With high confidence, approx. Eight ferries are likely to come.",
        "With high confidence, the U.S. Navy is likely to sail.",
        "With a high degree of confidence the ferries are likely to come.",
        "The ferries are likely to come, with a very high level of confidence.",
        "The ferries are likely to come, a high-confidence judgement.",
        "The ferries are likely to come, and our confidence in it is high.",
        "With high confidence, {ferries@wire} ferries are likely to come.",
        "With high confidence the ferries are more likely than not to come.",
        "We confidently call the ferries likely.",
        "In all likelihood the ferries are a high-confidence case.",
        "The ferries are likely to come (confidence: high).",
        "Our level of confidence is high, and the ferries are likely to come.",
        "One can be confident that the ferries are likely to come.",
    ],
)
def test_likelihood_and_confidence_in_one_sentence(text):
    (found,) = judged((text, "likely"), confidence="high")
    assert found.code == "JUDGE001"
    assert found.severity is Severity.WARNING


def test_the_message_names_both():
    (found,) = judged(
        ("It is very likely, with high confidence, that the ferries come.", "very likely"), confidence="high"
    )
    assert told(found) == (
        'warning[JUDGE001] "very likely" and "high confidence" stand in one sentence\n'
        "help: say how likely it is in one sentence, and how sure you are in another"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The ferries are likely to come. Our confidence is moderate.",
        'The wire calls it "likely" with high confidence.',
        'The wire calls it "likely *and* safe" with moderate confidence.',
        "The wire calls it ‘likely’ with moderate confidence.",
        "The yard works with confidence.",
        "The ferries are likely to come. [@wire:contract] We say so with moderate confidence.",
        "The ferries are likely to come, *as it is*. We say so with moderate confidence.",
        "The ferries are likely to go to the U.S. We say so with moderate confidence.",
        "The ferries are likely to go to the EU. Confidence is moderate.",
        "The owner is confident that the ferries are likely to come.",
        "Its high confidence in the yard is likely to last.",
        "The line has high confidence in the yard, which is likely to last.",
        "Consumer confidence is high and likely to last.",
        "The order is likely to give the yard confidence.",
        "It is unknown how likely it is; we say so with moderate confidence.",
        "The wire says with high confidence that it is likely.",
        "According to the wire, it is unlikely.",
        "The ferries go to remote islands, we say with moderate confidence.",
    ],
)
def test_what_stands_apart_or_is_anothers_is_no_mixture(text):
    assert not judged((text, "likely"))


def test_a_sentence_that_is_cut_is_told_from_its_first_word_to_its_last():
    (found,) = judged(
        ("It is *very*\nlikely, with high [@wire:contract]\nconfidence.", "very likely"), confidence="high"
    )
    assert told(found).startswith('warning[JUDGE001] "very likely" and "high confidence" stand in one sentence\n')
    written = "It is *very*\nlikely, with high [@wire:contract]\nconfidence. "
    assert written[found.where.start : found.where.end] == "very*\nlikely, with high [@wire:contract]\nconfidence"


@pytest.mark.parametrize(
    ("because", "gap"),
    [
        ("It is likely, we say with moderate confidence. [@wire]", "The wire names no banks. [@wire]"),
        ("Both say so. [@wire] [@daily]", "A loan is likely, with moderate confidence. [@wire]"),
    ],
)
def test_reasons_and_gaps_are_looked_at_too(because, gap):
    gaps = f"  - gaps:\n      - {gap}"
    (found,) = judged(("The ferries come.", "likely"), because=because, gaps=gaps)
    assert found.code == "JUDGE001"
    assert found.where.path[2] == ("gaps" if "loan" in gap else "judgements")


FORMS = {
    "icd203": [
        ("will probably come", "probable"),
        ("will improbably come", "improbable"),
        ("will almost certainly come", "almost certain"),
        ("will nearly certainly come", "nearly certain"),
        ("have an even chance", "roughly even chance"),
        ("have roughly an even chance", "roughly even chance"),
        ("have roughly even chances", "roughly even chance"),
        ("have about even odds", "roughly even odds"),
        ("have a remote chance", "remote"),
        ("have a chance that is remote", "remote"),
        ("have almost no\nchance", "almost no chance"),
        ("are very\nlikely", "very likely"),
        ("are very *likely*", "very likely"),
        ("are highly\nprobable", "highly probable"),
    ],
    "phia": [
        ("will probably come", "likely"),
        ("will almost certainly come", "almost certain"),
        ("are a realistic\npossibility", "realistic possibility"),
        ("are highly likely", "highly likely"),
        ("are highly unlikely", "highly unlikely"),
        ("have a remote chance", "remote chance"),
        ("have a remote possibility", "remote chance"),
    ],
}


@pytest.mark.parametrize(("scale", "said", "term"), [(scale, *each) for scale, all_ in FORMS.items() for each in all_])
def test_a_wording_is_a_form_of_its_term(scale, said, term):
    text = f"The ferries {said}."
    assert not judged((text, term), scale=scale)
    other = "likely" if term in {"improbable", "unlikely"} else "unlikely"
    assert "JUDGE003" in {found.code for found in judged((text, other), scale=scale)}


ICD_IN_PHIA = "ICD 203; this brief uses the PHIA yardstick"
PHIA_IN_ICD = "the PHIA yardstick; this brief uses ICD 203"


@pytest.mark.parametrize(
    ("said", "beside", "message", "hint"),
    [
        ("very likely", "highly likely", ICD_IN_PHIA, "highly likely"),
        ("nearly certain", "almost certain", ICD_IN_PHIA, "almost certain"),
        ("roughly even odds", "realistic possibility", ICD_IN_PHIA, "realistic possibility"),
        ("improbable", "unlikely", ICD_IN_PHIA, "unlikely"),
        ("highly likely", "very likely", PHIA_IN_ICD, "very likely"),
        ("highly\nunlikely", "very unlikely", PHIA_IN_ICD, "very unlikely"),
        ("realistic possibility", "unlikely", PHIA_IN_ICD, "unlikely or roughly even chance"),
    ],
)
def test_a_term_of_the_other_scale(said, beside, message, hint):
    (found,) = judged((f"The ferries are {said}.", beside), scale="phia" if message == ICD_IN_PHIA else "icd203")
    assert told(found) == f'warning[JUDGE004] "{" ".join(said.split())}" is a term of {message}\nhelp: write {hint}'


def test_the_other_scale_is_told_in_the_words_of_the_row_in_use():
    (found,) = judged(("The ferries are highly likely.", "highly probable"))
    assert told(found).endswith("help: write highly probable")


def test_a_term_of_the_other_scale_may_contradict_too():
    assert [found.code for found in judged(("The ferries are highly likely to come.", "unlikely"))] == [
        "JUDGE003",
        "JUDGE004",
    ]


@pytest.mark.parametrize(
    ("said", "code"), [("not likely", "JUDGE003"), ("most likely to", ""), ("extremely likely", "")]
)
def test_denied_and_compared_terms_are_no_terms(said, code):
    assert [found.code for found in judged((f"The ferries are {said} come.", "likely"))] == [code] * bool(code)


@pytest.mark.parametrize(
    ("text", "because", "confidence", "message"),
    [
        (
            "We say so with high confidence.",
            "",
            "low",
            'text says "high confidence", and the confidence beside it is "low"',
        ),
        ("We are confident of it.", "", "low", 'text says "confident", and the confidence beside it is "low"'),
        ("Our confidence is high.", "", "low", 'text says "confidence is high", and the confidence beside it is "low"'),
        (
            "So it is.",
            "Low\nconfidence, for want of papers.",
            "high",
            'reason says "Low confidence", and the confidence beside it is "high"',
        ),
        (
            "Low to moderate confidence.",
            "",
            "high",
            'text says "Low to moderate confidence", and the confidence beside it is "high"',
        ),
    ],
)
def test_a_text_with_another_confidence_than_beside_it(text, because, confidence, message):
    because = (because or "Both say so.").replace("\n", "\n          ")
    (found,) = judged((text, "likely"), confidence=confidence, because=because + " [@wire]")
    assert told(found) == f"warning[JUDGE003] the {message}\nhelp: give a judgement one confidence"


@pytest.mark.parametrize(
    ("text", "because", "confidence"),
    [
        ("We say so with high confidence.", "", "high"),
        ("We say so with medium confidence.", "", "moderate"),
        ("We say so with moderate to high confidence.", "", "high"),
        ("We cannot say so with high confidence.", "", "low"),
        ("So it is.", "High confidence would need a document.", "moderate"),
        ("So it is.", "Our confidence is not high, for want of papers.", "low"),
        ("So it is.", "High confidence in the sum, and low confidence in the date.", "low"),
        ("So it is.", "The line's high confidence is its own.", "low"),
        ("So it is.", "We are not confident of the date.", "low"),
        ("So it is.", "It is unlikely that both papers err.", "high"),
    ],
)
def test_no_other_confidence_than_beside_it(text, because, confidence):
    assert not judged((text, "likely"), confidence=confidence, because=(because or "Both say so.") + " [@wire]")


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


@pytest.mark.parametrize(
    "words",
    ["very ", "likely ", "We have high confidence ", "confidence in ", "the chance ", "said ", "low to ", "A. ", "'a "],
)
def test_long_texts_are_read_in_linear_time(words):
    from time import process_time

    def taken(times):
        start = process_time()
        list(read(parse(words * times), "icd203"))
        return process_time() - start

    taken(100)
    least = [min(taken(times) for _ in range(3)) for times in (1_600, 16_000)]  # others use the machine, too
    assert least[1] < 30 * max(least[0], 0.002)
