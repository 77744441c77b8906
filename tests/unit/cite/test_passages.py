import pytest

from pipeline.cite.passages import Body, ends_of
from pipeline.model.problem import Where
from tests.unit.cite.samples import CLAIMS, errors, hold, snapshot

LINES = (
    "The board did not approve a third crane, which would have cost 24.5 million euros on the MK-41 quay.",
    "A second paragraph says: the “quay wall” isn’t sound – it leaks. About 400 people saw that it leaks.",
    "The quay wall was built in 1986 by the firm, and built again.",
)
BODY = Body(snapshot(LINES, ("Read more about the board",)))
HERE = Where(("sources", "wire", "passages", "p"))


def find(written):
    passage, problems = BODY.find("wire", "p", written, HERE)
    return passage, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("written", "text", "paragraph"),
    [
        ("a third crane … euros", "a third crane, which would have cost 24.5 million euros", 1),
        ("a third crane ... euros", "a third crane, which would have cost 24.5 million euros", 1),
        ('the "quay wall" isn\'t … leaks', "the “quay wall” isn’t sound – it leaks", 2),
        ("THE FIRM", "the firm", 3),
        ("built in\u00a01986 … built", "built in 1986 by the firm, and built", 3),
        ("isn't sound - it leaks", "isn’t sound – it leaks", 2),
    ],
)
def test_a_passage_is_found_where_it_stands(written, text, paragraph):
    passage, codes = find(written)
    assert codes == []
    assert BODY.snapshot.text[passage.start : passage.end] == text
    assert passage.paragraph == paragraph


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("a fourth crane … euros", "CITE010"), ("a third crane … built", "CITE010"), ("…", "CITE010"), ("quay wall",
        "CITE011"),
        ("Read more … board", "CITE013"), ("hird crane … euros", "CITE014"), ("cost 24", "CITE014"),
        ("5 million … euros", "CITE014"),
        ("approve … crane", "CITE014"), ("cost 24.5", "CITE014"), ("41 quay", "CITE014"), ("400 people", "CITE014"),
        ("A second paragraph says: the quay wall is … leaks", "CITE022"),
    ],
)  # fmt: skip
def test_a_passage_that_cannot_be_cited(written, code):
    passage, codes = find(written)
    assert passage is None
    assert codes == [code]


def test_more_than_one_sentence_is_a_warning():
    passage, codes = find("quay wall” isn’t … saw")
    assert passage is not None
    assert codes == ["CITE015"]


def test_the_end_is_the_nearest_match():
    passage, _ = find("was built … built")
    assert BODY.snapshot.text[passage.start : passage.end].endswith("and built")
    assert ends_of("  first  words …  last ") == ("first words", "last")


@pytest.mark.parametrize("char", ["\ufe0f", "\u034f", "\u2060", "\u3164", "\u180e", "\u2800", "\U000e0101", "\u00ad"])
def test_text_pasted_with_characters_that_nobody_sees_matches_the_article(char):
    pasted = f"The fi{char}rst four …{char} 120{char} kilo{char}metres"
    changed = (("The first four … 120 kilometres", pasted), ("Nordsund has ordered", f"Nord{char}sund has ordered"))
    evidence = hold(CLAIMS.replace("120 km", f"1{char}20 km").replace("Astrid", f"Ast{char}rid"), *changed)
    assert errors(evidence) == []
    assert errors(hold(CLAIMS.replace("120 km", f"1{char}30 km"), *changed)) == ["CITE002"]
