"""Every mistake is told with its code, its exact place and what to do; several at once; never too many."""

from __future__ import annotations

import re

import pytest
import yaml
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from pipeline import read
from pipeline.model.codes import CODES
from pipeline.model.problem import UnusableInput
from pipeline.read import tree
from tests.support import repo
from tests.unit.read.cases import CASES, Case
from tests.unit.read.samples import BRIEF, problems, spoilt, told


def the_file(case: Case) -> str | bytes:
    return case.old if case.new is None else spoilt(str(case.old), case.new)


def test_the_sample_is_valid():
    assert told(problems(BRIEF)) == ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told(case):
    assert told(problems(the_file(case))) == case.told.rstrip("\n")


class PythonParser(Reader, Scanner, Parser):
    def __init__(self, stream):
        Reader.__init__(self, stream)
        Scanner.__init__(self)
        Parser.__init__(self)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_parsers_say_the_same(case, monkeypatch):
    monkeypatch.setattr(tree, "Parser", PythonParser)
    assert told(problems(the_file(case))) == case.told.rstrip("\n")


def test_the_fast_parser_is_used():
    assert yaml.__with_libyaml__
    assert tree.Parser.__module__ == "yaml._yaml"


def test_every_code_of_the_room_is_tested():
    sources = [path.read_text() for path in (repo.ROOT / "pipeline" / "read").glob("*.py")]
    codes = {code for text in sources for code in re.findall(r"\"((?:READ|SPEC)\d{3})\"", text)}
    assert len(codes) > 35
    tested = {code for case in CASES for code in re.findall(r"^\S+ ((?:READ|SPEC)\d{3}) ", case.told, re.MULTILINE)}
    elsewhere = {
        "READ002",
        "READ007",
        "READ014",
        "READ099",
        "SPEC037",
        "SPEC038",
        "SPEC039",
    }  # below, and in test_override.py
    assert codes - tested == elsewhere
    assert codes <= set(CODES), f"not in the catalogue: {sorted(codes - set(CODES))}"


def test_a_file_over_the_limit():
    assert told(problems(b"#" * (read.LIMIT + 1))).startswith("quay.yaml READ002 the file has 1048577 bytes; 1 MiB")
    assert told(problems(b"#" * (3 << 20))).startswith("quay.yaml READ002 the file has 3.0 MiB; 1 MiB is the limit")


def test_too_many_parts():
    assert problems("a: [" + "b," * 100_001 + "]\n")[0].code == "READ007"


def test_three_dots_are_an_ellipsis():
    file = read.spec(spoilt('two cranes … by June"\n      cost', 'two cranes ... by June"\n      cost').encode(), "f")
    assert file.spec.sources["gazette"].passages["cranes"] == "two cranes … by June"
    assert told(file.warnings) == '19:15-39 SPEC037 three dots are read as …\n  | "two cranes ... by June"\n  ? write …'


def test_abbreviations_are_used_and_differ():
    declared = "abbreviations:\n  QA: Quay Authority\n  QAU: Quay  authority\n  IMO: International Maritime Office\n"
    good = spoilt("sources:\n", declared + "sources:\n")
    text = good.replace("The new quay", "The QA of the new quay", 1)
    assert text != good
    assert [line for line in told(read.spec(text.encode(), "f").warnings).split("\n") if "SPEC" in line] == [
        '11:3-6 SPEC038 nothing in the brief uses the abbreviation "QAU"',
        '11:3-6 SPEC039 "QAU" and "QA" stand for the same',
        '12:3-6 SPEC038 nothing in the brief uses the abbreviation "IMO"',
    ]


@pytest.mark.parametrize("short", ["", "-X", "two words", "X" * 33, "(A)"])
def test_an_abbreviation_is_one_word(short):
    text = spoilt("sources:\n", f'abbreviations: {{"{short}": anything}}\nsources:\n')
    assert "SPEC" in told(problems(text))


FLOODS = {
    "unknown keys": "".join(f"k{number}: v\n" for number in range(40_000)),
    "duplicate keys": "a: b\n" * 40_000,
    "comments": "a: [\n" + "b #c\n,\n" * 40_000 + "]\n",
    "sections": "sections:\n" + "- x: y\n" * 20_000,
    "citations in one text": 'sections: [{gaps: ["' + "[@zz:b] {q} w " * 20_000 + '"]}]\n',
    "anchors in one line": "{" + "".join(f"a{number}: &x b, " for number in range(20_000)) + "}",
    "decomposed letters": "a: " + "e\u0301" * 200_000 + " #\n",
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_cut(name):
    found = problems(FLOODS[name])
    assert 2 <= len(found) <= 51
    if len(found) == 51:
        assert re.fullmatch(r"and [\d,]+ more problems", found[-1].message)
        assert found[-1].code == "READ099"
    assert all(problem.place for problem in found)


@pytest.mark.parametrize(
    "junk", [b"[" * 1_000_000, b"{" * 1_000_000, b"\x07" * 1_000_000, b"- " * 500_000, b"? " * 9_999]
)
def test_junk_is_refused(junk):
    assert problems(junk)


def test_a_theme_is_told_its_mistakes_too():
    good = (repo.ROOT / "assets" / "themes" / "desk.yaml").read_bytes()
    assert read.theme(good, "desk.yaml").theme.faces
    with pytest.raises(UnusableInput) as caught:
        read.theme(good.replace(b"shapes:", b"shaps:"), "desk.yaml")
    assert [problem.code for problem in caught.value.problems] == ["SPEC002", "SPEC001"]


LEGAL = ["as_of: 2024-05-31  # why", "as_of: 2024-05-31\t\t# why", "as_of: 2024-05-31  #", "as_of: 2024-05-31\n# why",
         "as_of: '2024-05-31' #why"]  # fmt: skip


@pytest.mark.parametrize("line", LEGAL)
def test_a_comment_that_nobody_takes_for_text_may_stand(line):
    assert problems(spoilt("as_of: 2024-05-31                 # the cut-off", line)) == ()
