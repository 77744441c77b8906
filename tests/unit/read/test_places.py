"""Every character of every value leads back to its place in the file."""

from __future__ import annotations

import pytest

from pipeline import read
from pipeline.model.problem import Place, Problem, Where
from pipeline.read.nodes import walk
from pipeline.read.spans import Spans
from tests.unit.read.samples import BRIEF, problems

FILE = read.spec(BRIEF.encode(), "quay.yaml")


def shown(place):
    return place.text[place.column - 1 : place.end_column - 1]


def test_every_scalar_of_the_sample_is_mapped_exactly():
    scalars = [scalar for _, scalar, _ in walk(FILE.places.root) if scalar.value]
    assert len(scalars) > 100
    for scalar in scalars:
        spans = Spans(FILE.text, scalar)
        assert spans.units is not None, scalar.value
        for index, char in enumerate(scalar.value):
            start, end = spans.file(index, index + 1)
            written = FILE.text[start:end]
            assert (
                written == char
                or (char == " " and written == "\n")
                or (char == "'" and written == "''")
                or "\\" in written
            )


STRETCHES = {
    "literal": (("sections", 0, "bottom_line", "text"), "[@gazette:cost 2]", "[@gazette:cost 2]"),
    "folded": (("sections", 2, "narrative", "text"), "*hours*", "*hours*"),
    "folded over two lines": (("sections", 2, "narrative", "text"), "it for", "it"),
    "single quoted": (("sections", 6, "gaps", "items", 0), "[@council]", "[@council]"),
    "single quoted, doubled": (("sections", 6, "gaps", "items", 0), "isn't", "isn''t"),
    "double quoted, escaped": (("sections", 3, "timeline", "events", 1, "text"), "“cranes”", "\\u201ccranes\\u201d"),
    "plain": (("sections", 1, "judgements", "items", 0, "text"), "[@gazette:cranes]", "[@gazette:cranes]"),
    "plain in flow": (("facts", "cost", "reports", "gazette", 0, "value"), "12", "12"),
}


@pytest.mark.parametrize("name", STRETCHES)
def test_a_stretch_of_a_value(name):
    path, part, written = STRETCHES[name]
    node, _, found = FILE.places.resolve(path)
    assert found
    start = node.value.index(part)
    place = FILE.locate(Where(path, start, start + len(part)))
    assert shown(place) == written
    assert BRIEF.split("\n")[place.line - 1] == place.text


@pytest.mark.parametrize(
    ("where", "line", "text"),
    [
        (Where(("id",)), 3, "quay"),
        (Where(("id",), on_key=True), 3, "id"),
        (Where(("sources", "gazette")), 10, "gazette"),
        (Where(("sources", "gazette", "passages", "cost")), 20, "The quay cost … last year"),
        (Where(("sources", "gazette", "passages", "none")), 18, "passages"),
        (Where(("sections", 0, "bottom_line", "text"), 0, 24), 45, "The quay has two cranes."),
        (Where(("sections", 1, "judgements", "items", 0)), 48, "text: Traffic will grow. [@gazette:cranes]"),
        (Where(("sections", 5, "comparison", "title")), 71, "comparison"),
        (Where(("sections", 99)), 43, "sections"),
        (Where(("sections", -1)), 43, "sections"),
        (Where(("facts", "cost", "reports", "council", 0, "open")), 33, "true"),
    ],
)  # fmt: skip
def test_the_nearest_node_is_shown(where, line, text):
    place = FILE.locate(where)
    assert (place.line, shown(place)) == (line, text)


def test_what_is_nowhere_is_the_file():
    assert FILE.locate(Where(("subtitle",))) == Place("quay.yaml")


def test_offsets_beyond_the_value_do_no_harm():
    assert shown(FILE.locate(Where(("id",), 2, 999))) == "ay"
    assert shown(FILE.locate(Where(("id",), 99, 999))) == "y"


def test_a_placed_problem_stays_where_it_is():
    placed = Problem("X", "x", place=Place("elsewhere"))
    assert FILE.place(placed) is placed
    assert FILE.place(Problem("X", "x")).place is None
    assert FILE.place(Problem("X", "x", Where(("id",)))).place.line == 3


def test_find_names_each_scalar_that_holds_a_character():
    found = FILE.find("“")
    assert found == [Where(("sections", 3, "timeline", "events", 1, "text"), 4, 5)]
    assert shown(FILE.locate(found[0])) == "\\u201c"
    keys = [where for where in FILE.find("O") if where.on_key]
    assert [where.path for where in keys] == [("names", "Ostrand"), ("sources", "gazette", "slips", "Ostrant")]
    assert [shown(FILE.locate(where))[:1] for where in keys] == ["O", "O"]
    assert FILE.find("ß") == []


def test_columns_count_the_characters_of_the_file_where_letters_are_decomposed():
    data = BRIEF.replace("How it came", "Cafe\u0301 co\u0302te\u0301 x{", 1).encode()
    (problem,) = problems(data)
    assert problem.code == "SPEC010"
    assert shown(problem.place) == "{"
    assert "e\u0301" in problem.place.text


def test_values_are_nfc():
    file = read.spec(BRIEF.replace("How it came", "Cafe\u0301").replace("\\u201ccranes", "e\\u0301").encode(), "f")
    assert file.spec.sections[2].title.text == "Café"
    assert file.spec.sections[3].events[1].text.text.startswith("The é")


def test_a_byte_order_mark_and_carriage_returns_change_no_place():
    data = b"\xef\xbb\xbf" + BRIEF.replace("\n", "\r\n").encode()
    file = read.spec(data, "quay.yaml")
    assert file.spec == FILE.spec
    where = Where(("sections", 0, "bottom_line"), 4, 8)
    assert file.locate(where) == FILE.locate(where)
