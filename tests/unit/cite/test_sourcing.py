"""Sources that count as one, in every place that counts them; days that contradict each other."""

import pytest

from pipeline import cite, read
from tests.unit.cite.samples import snapshot, told

TEXT = ("Nordsund Lines has ordered nine ferries for 250 million euros.",)
SPEC = """\
brief: 1
id: ferries
title: Ferries
as_of: 2024-05-31
sources:
SOURCES
sections:
  - bottom_line: |
      Nordsund Lines has ordered nine ferries. CITED
  - sources: {}
"""
ALIKE = "and do not corroborate each other\nhelp: cite one of them, or a source of another origin"


def held(**sources):
    """A brief whose bottom line cites all of these sources, each with the same words; and its problems as told."""
    entries = []
    for number, (name, more) in enumerate(sources.items()):
        fields = {"title": "T", "sha256": f'"{number:064}"', "descriptor": "D."} | more
        fields["passages"] = '{order: "Nordsund Lines has … million euros"}'
        entries += [f"  {name}:", *(f"    {key}: {value}" for key, value in fields.items())]
    cited = " ".join(f"[@{name}:order]" for name in sources)
    text = SPEC.replace("SOURCES", "\n".join(entries)).replace("CITED", cited)
    spec = read.spec(text.encode(), "f.yaml").spec
    evidence = cite.hold(spec, dict.fromkeys(sources, snapshot(TEXT)), None)
    return evidence, [told(problem) for problem in evidence.problems]


def test_sources_of_their_own_corroborate_each_other():
    evidence, found = held(a={}, b={})
    assert found == []
    assert [claim.corroborated for claim in evidence.claims] == [True]
    assert [claim.sources for claim in evidence.claims] == [("a", "b")]


@pytest.mark.parametrize(
    ("sources", "message", "corroborated"),
    [
        ({"a": {"origin": "ntb"}, "b": {"origin": "ntb"}, "c": {}}, "a and b are of one origin", True),
        ({"a": {}, "b": {"origin": "ntb"}, "c": {"origin": "ntb"}}, "b and c are of one origin", True),
        ({"a": {"origin": "Wire"}, "b": {"origin": '"wire "'}}, "a and b are of one origin", False),
        ({"a": {"origin": "x"}, "b": {"origin": "X"}, "c": {"origin": "x"}}, "a, b and c are of one origin", False),
        ({"a": {}, "b": {"origin": "a"}}, "a and b are of one origin", False),
        ({"a": {}, "b": {"sha256": f'"{0:064}"'}, "c": {}}, "a and b are one file", True),
        ({"a": {"origin": "x"}, "b": {"sha256": f'"{0:064}"', "origin": "y"}}, "a and b are one file", False),
    ],
)
def test_sources_of_one_origin_count_once(sources, message, corroborated):
    evidence, found = held(**sources)
    assert [text for text in found if "CITE019" in text] == [f"warning[CITE019] {message} {ALIKE}"]
    assert [claim.corroborated for claim in evidence.claims] == [corroborated]
    assert any("CITE018" in text for text in found) != corroborated


def test_two_pairs_are_told_apart():
    _, found = held(a={"origin": "x"}, b={"origin": "y"}, c={"origin": "x"}, d={"origin": "y"})
    assert [text.split(" are ")[0] for text in found] == ["warning[CITE019] a and c", "warning[CITE019] b and d"]


def test_one_file_under_two_names_is_told_though_nothing_cites_both():
    _, found = held(a={}, b={}, c={"sha256": f'"{0:064}"'})
    assert found[-1] == (
        "warning[CITE027] source c is the same file as source a\n"
        "help: cite a instead, or correct the hash: sha256sum FILE"
    )


@pytest.mark.parametrize(
    ("published", "accessed", "codes"),
    [
        ("2024-05-02", "2024-05-02", []),
        ("2024-05-02", "2024-05-01", ["DATE011"]),
        ("2024-05", "2024-05-01", []),
        ('"[2024-04..2024-05]"', "2024-04-01", []),
        ('"[2024-04..2024-05]"', "2024-03-31", ["DATE011"]),
        ("../2024-05", "2024-03-31", []),
        ("2024-05-02", "2024-05-31", []),
        ("2024-05-02", "2024-06-01", ["DATE012"]),
        ("2024-06-02", "2024-06-03", ["DATE007", "DATE012"]),
        ("2024-06-02", "2024-06-01", ["DATE007", "DATE011", "DATE012"]),
    ],
)
def test_days_of_a_source_that_cannot_be(published, accessed, codes):
    _, found = held(a={"published": f"{{date: {published}}}", "accessed": accessed}, b={})
    assert [text.partition("[")[2][:7] for text in found] == codes


def test_an_archive_after_the_cut_off_is_accepted_at_its_source():
    accepts = "{DATE012: The page bears no later change.}"
    evidence, found = held(a={"accessed": "2024-06-01", "accepts": accepts}, b={})
    assert found == []
    assert [each.problem.code for each in evidence.accepted] == ["DATE012"]
