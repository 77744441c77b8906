from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cli.characters import cells
from pipeline.cli.human import counted, excerpt, print_problems
from pipeline.cli.screen import Stream
from pipeline.model.problem import Place, Problem, Severity
from pipeline.model.record import replace
from tests.unit.cli import fakes


def printed(*problems: Problem, colour: bool = False) -> str:
    file = io.StringIO()
    stream = Stream(file)
    stream.colour = colour
    print_problems(stream, fakes.SPEC, problems)
    return file.getvalue()


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        (
            fakes.NUMBER,
            """\
specs/tomahawk.yaml:31:24: error[CITE002] number "245 billion" is not in passage iuvinale:value
   31 |       Japan signed for 245 billion yen [@iuvinale:value].
      |                        ^^^^^^^^^^^
   passage says: approximately 254 billion
   help: did you mean "254 billion"?   (brief explain CITE002)
""",
        ),
        (
            fakes.TABS,
            """\
specs/tomahawk.yaml:5:10: error[SPEC001] tabs before it
   5 |     - text: 245 ships
     |             ^^^
   help: brief explain SPEC001
""",
        ),
        (
            # Each ideograph takes two cells: the carets stand under 245 on a terminal, not in an editor's count.
            fakes.WIDE,
            """\
specs/tomahawk.yaml:1234:7: warning[CITE003] wide characters
   1234 |   日本は 245 隻
        |          ^^^
   help: brief explain CITE003
""",
        ),
        (
            fakes.COMBINING,
            """\
specs/tomahawk.yaml:2:9: error[CITE004] marks on letters
   2 |   cafe\u0301 245
     |        ^^^
   help: brief explain CITE004
""",
        ),
        (
            fakes.WHOLE_FILE,
            """\
specs/tomahawk.yaml: error[FLOW001] neither the texts nor a lock
   help: brief explain FLOW001
""",
        ),
        (
            fakes.NOWHERE,
            """\
specs/tomahawk.yaml: error[BUG001] a sentence without a place
   help: brief explain BUG001
""",
        ),
        (
            fakes.HOSTILE,
            """\
specs/a\\x07b.yaml:1:4: error[SPEC002] \\x1b[2Jcleared\\u202e
   1 | a\\x1b]0;x\\u2066b
     |       ^
   two
   lines\\x9b
   help: do\\x00this
   help: then that   (brief explain SPEC002)
""",
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Problem) else "",
)
def test_a_problem_is_printed_with_its_line_and_its_mark(problem: Problem, expected: str) -> None:
    assert printed(problem) == expected


def test_colour_changes_no_character() -> None:
    import re

    coloured = printed(*fakes.ALL, colour=True)
    assert "\x1b[1;31merror[CITE002]\x1b[0m" in coloured
    assert "\x1b[1;33mwarning[CITE003]\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == printed(*fakes.ALL)


def test_problems_stand_in_the_order_of_their_places() -> None:
    lines = [line for line in printed(*fakes.ALL).splitlines() if not line.startswith(" ")]
    assert [line.split("[")[1][:7] for line in lines] == [
        "FLOW001",
        "CITE004",
        "SPEC001",
        "CITE002",
        "CITE003",
        "SPEC002",
        "BUG001]",
    ]


def test_fifty_are_printed_and_errors_are_kept_before_warnings() -> None:
    warnings = [replace(fakes.WIDE, place=Place(fakes.SPEC, n, 1, 2, "x")) for n in range(1, 41)]
    errors = [replace(fakes.NUMBER, place=Place(fakes.SPEC, n, 1, 2, "x")) for n in range(100, 130)]
    text = printed(*warnings, *errors)
    assert text.count("error[CITE002]") == 30
    assert text.count("warning[CITE003]") == 20
    assert text.index("warning[") < text.index("error[")
    assert text.endswith("and 20 more\n")
    assert "more" not in printed(*errors)
    assert printed(*warnings, *errors[:11]).count("[CITE00") == 51  # one more is no more to read than "and 1 more"


@pytest.mark.parametrize(
    ("errors", "warnings", "expected"),
    [(0, 0, ""), (1, 0, "1 error"), (3, 2, "3 errors, 2 warnings"), (0, 1, "1 warning")],
)
def test_severities_are_counted_in_words(errors: int, warnings: int, expected: str) -> None:
    assert counted({Severity.ERROR: errors, Severity.WARNING: warnings}) == expected


def test_a_long_line_is_cut_around_its_mark() -> None:
    text = "before " * 50 + "245 billion" + " after" * 50
    shown, before, marked = excerpt(Place("f", 1, 351, 362, text), 60)
    assert len(shown) == 60
    assert shown[0] == shown[-1] == "…"
    assert shown[before : before + marked] == "245 billion"
    assert min(before, 60 - before - marked) > 15


def test_a_mark_longer_than_the_room_is_cut_too() -> None:
    shown, before, marked = excerpt(Place("f", 1, 1, 300, "x" * 400), 40)
    assert (len(shown), before) == (39, 0)
    assert marked == 38


def test_a_line_of_a_megabyte_takes_no_time() -> None:
    import time

    start = time.process_time()
    for column in range(1, 1_000_000, 20_000):
        excerpt(Place("f", 1, column, 1_000_001, "\u0301" * 1_000_000), 110)
    assert time.process_time() - start < 2


def test_a_place_without_a_column_shows_its_line_unmarked() -> None:
    assert excerpt(Place("f", 3, 0, 0, "title: x"), 80) == ("title: x", 0, 0)


@pytest.mark.parametrize("column", [4, 5, 99])
def test_a_mark_behind_the_end_of_the_line_is_one_caret(column: int) -> None:
    assert excerpt(Place("f", 1, column, column, "abc"), 80) == ("abc", 3, 1)


LINES = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("\t日a \u0301\x1b")), max_size=150)


@given(LINES, st.integers(0, 160), st.integers(0, 30), st.integers(30, 100))
def test_the_mark_is_under_what_it_marks(text: str, column: int, length: int, room: int) -> None:
    text = text.replace("\r", "").replace("\n", "")
    place = Place("f", 1, column, column + length, text)
    shown, before, marked = excerpt(place, room)
    width = sum(map(cells, shown))
    assert width <= room
    assert "\t" not in shown
    assert "\x1b" not in shown
    assert 0 <= before <= width
    assert bool(marked) == bool(column)
    assert before + marked <= width + 1
    if column and column <= len(text) and cells(text[column - 1]) and text[column - 1].isprintable():
        at = 0
        for character in shown:
            if at == before and character == text[column - 1]:
                break
            at += cells(character)
        else:
            pytest.fail(f"{text[column - 1]!r} does not stand at {before} in {shown!r}")
    if width < room and "…" not in shown:
        assert len(shown) >= len(text)  # nothing is cut without a sign
