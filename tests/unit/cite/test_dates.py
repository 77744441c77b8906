import pytest

from pipeline.cite.atoms import reader
from pipeline.model.atoms import Bound

READ = reader("en")

DATES = {
    "19 March 2024": [(2024, 3, 19)], "March 19, 2024": [(2024, 3, 19)], "19th of March 2024": [(2024, 3, 19)],
    "2024-03-19": [(2024, 3, 19)], "19/03/2024": [(2024, 3, 19)], "3/19/2024": [(2024, 3, 19)],
    "12 Sept. 2020": [(2020, 9, 12)],
    "03/04/2024": [(2024, 0, 0)], "March 2017": [(2017, 3, 0)], "in March": [(0, 3, 0)],
    "March of 2017": [(2017, 3, 0)],
    "19 March": [(0, 3, 19)], "March 19": [(0, 3, 19)], "March and April 2017": [(2017, 3, 0), (2017, 4, 0)],
    "19-21 March 2024": [(2024, 3, 19), (2024, 3, 21)], "from 2025 to 2027": [(2025, 0, 0), (2027, 0, 0)],
    "2025–27": [(2025, 0, 0), (2027, 0, 0)], "the 2024 budget": [(2024, 0, 0)], "(2024)": [(2024, 0, 0)],
    "AD 476": [(476, 0, 0)], "476 CE": [(476, 0, 0)], "15 March 44 BC": [(-43, 3, 15)],
    "3,800-3,700 BC": [(-3799, 0, 0), (-3699, 0, 0)], "by 2250": [(2250, 0, 0)],
    "19 or 20 March": [(0, 3, 19), (0, 3, 20)],
    "March or April 2025": [(2025, 3, 0), (2025, 4, 0)], "2024/25": [(2024, 0, 0), (2025, 0, 0)],
    "mid-March 2020": [(2020, 3, 0)], "It begins in May 2021": [(2021, 5, 0)],
}  # fmt: skip

PARTS = {
    "Q1 2024": (2024, 33), "1Q24": (2024, 33), "the third quarter of 2023": (2023, 35), "spring 2024": (2024, 21),
    "the second half of 2024": (2024, 41), "in the autumn of 2023": (2023, 23), "fall 2016": (2016, 23),
    "H1 2024": (2024, 40),
}  # fmt: skip

NONE = [
    "May I begin?",
    "It may begin",
    "They march on",
    "in the H1N1 wave",
    "2,017 ships",
    "1500 ships",
    "a 2017-seat hall",
    "1250 m",
    "in 2500 cases",
    "an ad 30 seconds long",
    "first or second half",
]


def fields(text):
    return [(date.year, date.month, date.day) for date in READ.read(text).dates]


@pytest.mark.parametrize("text", DATES)
def test_days_months_and_years(text):
    assert fields(text) == DATES[text]


@pytest.mark.parametrize("text", PARTS)
def test_parts_of_years(text):
    assert [(date.year, date.part) for date in READ.read(text).dates] == [PARTS[text]]


@pytest.mark.parametrize(
    ("text", "year", "span"),
    [
        ("the 1980s", 1980, 10),
        ("the ’80s", 1980, 10),
        ("the 21st century", 2000, 100),
        ("the nineteenth century", 1800, 100),
    ],
)
def test_decades_and_centuries(text, year, span):
    (date,) = READ.read(text).dates
    assert (date.year, date.span) == (year, span)


def test_fiscal_years_and_weekdays():
    assert [date.fiscal for date in READ.read("fiscal 2024, FY2025 and 2026").dates] == [True, True, False]
    assert [date.weekday for date in READ.read("On Monday and Friday").dates] == [1, 5]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("by 2027", Bound.BY), ("until the end of 2027", Bound.UNTIL), ("before March 2024", Bound.BEFORE),
        ("prior to 2024", Bound.BEFORE), ("earlier than 2024", Bound.BEFORE), ("not prior to 2024", Bound.EARLY),
        ("no later than 2027", Bound.BY), ("from 2026", Bound.FROM), ("since March 2017", Bound.SINCE),
        ("after May 2026", Bound.AFTER), ("later than 2026", Bound.AFTER), ("not before May 2024", Bound.EARLY),
        ("It did not open until 2025", Bound.LATE), ("2024 at the earliest", Bound.EARLY),
        ("starting in 2026", Bound.FROM), ("as early as 2026", Bound.EARLY), ("as early as in March 2026", Bound.EARLY),
        ("in 2026", Bound.NONE), ("March 2026", Bound.NONE),
    ],
)  # fmt: skip
def test_bounds(text, bound):
    assert READ.read(text).dates[0].bound is bound


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("2024 or 2025", ["", "or"]), ("2024, 2025 or 2026", ["", "or", "or"]), ("2024, 2025", ["", ""]),
        ("between 2024 and 2026", ["", "between"]), ("from 2024 to early 2026", ["", "to"]),
        ("in 2024 and in 2026", ["", "and"]), ("2024-26", ["", "to"]), ("19 and 20 March 2024", ["", "and"]),
        ("between 19 and 20 March 2024", ["", "between"]), ("In 2024 he came, in 2025 he went", ["", ""]),
        ("In 2024 he came; by 2025 or later", ["", ""]),
    ],
)  # fmt: skip
def test_how_dates_are_joined(text, links):
    assert [date.link for date in READ.read(text).dates] == links


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("about 1850", True), ("around the end of March 2024", True), ("c. 1850", True), ("circa 1850", True),
        ("a book about 1850", False), ("turned around in 2024", False), ("in 2024", False),
    ],
)  # fmt: skip
def test_dates_that_are_about(text, about):
    assert READ.read(text).dates[0].about is about


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("not 2025", [True]), ("in 2024, not in 2025", [False, True]), ("It never opened in 2024", [True]),
        ("It didn't open in May or June 2024", [True, True]), ("not in 2024 but in 2025", [True, False]),
        ("not before 2025", [False]), ("did not open until 2025", [False]), ("not only in 2024", [False]),
        ("not ready when it opened in 2024", [False]), ("without lights in 2024", [False]),
        ("by 2025, if not 2024", [False, False]), ("no later than 2025", [False]), ("instead of 2025", [True]),
    ],
)  # fmt: skip
def test_dates_that_are_denied(text, denied):
    assert [date.denied for date in READ.read(text).dates] == denied


@pytest.mark.parametrize(
    ("text", "unit", "shift"),
    [
        ("next year", "year", 1), ("last month's", "month", -1), ("the previous fiscal year", "fiscal", -1),
        ("March of next year", "year", 1), ("last Thursday", "near", -1), ("this morning", "day", 0),
        ("last night", "day", -1), ("two years ago", "year", -2), ("10 days later", "day", 10),
        ("in two weeks", "week", 2), ("a year from now", "year", 1),
        ("Thursday of next week", "week", 1), ("in spring", "", 0),
    ],
)  # fmt: skip
def test_relative_dates(text, unit, shift):
    (date,) = READ.read(f"It opens {text}.").relatives
    assert (date.unit, date.shift) == (unit, shift)


@pytest.mark.parametrize("text", ["It took two years.", "This pier", "The last of them", "a year and a day"])
def test_what_is_no_relative_date(text):
    assert not READ.read(text).relatives


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_date(text):
    assert fields(text) == []
