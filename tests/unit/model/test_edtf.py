import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from pipeline.model import days
from pipeline.model.edtf import Edtf, EdtfError, parse_edtf
from pipeline.model.points import Precision

KNOWN = {
    "2024-03-19": ("date", "2024-03-19", "2024-03-19", "day"),
    "2024-02": ("date", "2024-02-01", "2024-02-29", "month"),
    "2024": ("date", "2024-01-01", "2024-12-31", "year"),
    "2024-XX": ("date", "2024-01-01", "2024-12-31", "year"),
    "2024-03-XX": ("date", "2024-03-01", "2024-03-31", "month"),
    "2024-21": ("date", "2024-03-01", "2024-05-31", "season"),
    "2023-24": ("date", "2023-12-01", "2024-02-29", "season"),
    "2024-34": ("date", "2024-04-01", "2024-06-30", "quarter"),
    "2024-41": ("date", "2024-07-01", "2024-12-31", "half"),
    "202X": ("date", "2020-01-01", "2029-12-31", "decade"),
    "19XX": ("date", "1900-01-01", "1999-12-31", "century"),
    "2025/2027": ("interval", "2025-01-01", "2027-12-31", "year"),
    "2024-03/..": ("interval", "2024-03-01", None, "month"),
    "../2027": ("interval", None, "2027-12-31", "year"),
    "2024/": ("interval", "2024-01-01", None, "year"),
    "/2024": ("interval", None, "2024-12-31", "year"),
    "2024-03~/2024-05-02": ("interval", "2024-03-01", "2024-05-02", "day"),
    "[2024-01..2024-03]": ("set", "2024-01-01", "2024-03-31", "month"),
    "[2024-03,2024-01]": ("set", "2024-01-01", "2024-03-31", "month"),
    "[..2024-03]": ("set", None, "2024-03-31", "month"),
    "[2024-03..]": ("set", "2024-03-01", None, "month"),
    "[2024,2026..2027-02]": ("set", "2024-01-01", "2027-02-28", "month"),
    "XXXX": ("unknown", None, None, "unknown"),
    "9999-24": ("date", "9999-12-01", "9999-12-31", "season"),
    "0001": ("date", "0001-01-01", "0001-12-31", "year"),
    "00XX": ("date", "0001-01-01", "0099-12-31", "century"),
}

MONTHS = "months are 01 to 12, seasons 21 to 24, quarters 33 to 36, halves 40 and 41"
ADVICE = "write 2024-03-19, 2024-03, 2024, 2025/2027, 2024-03/.. or [2024-01..2024-03]"

WRONG = {
    "2023-02-30": ("there is no day 2023-02-30", "that month has 28 days"),
    "2023-13": ("2023-13 has no month 13", MONTHS),
    "2023-00": ("2023-00 has no month 00", MONTHS),
    "2023-3": ("2023-3 is not an EDTF date", "write months and days with two digits: 2023-03"),
    "2027/2025": ("2027/2025 ends before it starts", "write the earlier date first"),
    "2025-2027": ("2025-2027 is not an EDTF date", "write an interval with a slash: 2025/2027"),
    "../..": ("../.. names no date", "write XXXX for a date that is not known"),
    "[2024-01..2024-03": ("[2024-01..2024-03 lacks its closing bracket", "write [2024-01..2024-03]"),
    "[]": ("[] has an empty member", "write [2024-01..2024-03] or [2024-01,2024-03]"),
    "2024-~03": ("2024-~03 is not an EDTF date", "a mark ~ ? % stands at the end of a date"),
    "2024-03-01T10:00": ("2024-03-01T10:00 is not an EDTF date", "leave the time of day out"),
    "March 2024": ("March 2024 is not an EDTF date", ADVICE),
    "24": ("24 is not an EDTF date", "write years with four digits"),
    "{2024,2025}": (
        "{2024,2025} is not an EDTF date",
        "write one of several dates as [2024,2025], or an event for each",
    ),
    "{May}": ("{May} is not an EDTF date", "write one of several dates in square brackets, or an event for each"),
    "-0000": ("there is no year -0000", "write 0000 for 1 BC"),
    "Y20240": ("Y20240 is not an EDTF date", "write years with four digits, from -9999 to 9999"),
    "20240": ("20240 is not an EDTF date", "write years with four digits, from -9999 to 9999"),
    "2024-1-5": ("2024-1-5 is not an EDTF date", "write months and days with two digits: 2024-01-05"),
    "2019..2021": ("2019..2021 is not an EDTF date", "write an interval with a slash: 2019/2021"),
    "-0001-02-30": ("there is no day -0001-02-30", "that month has 28 days"),
    "202X-03": ("202X-03 gives a month of an unknown year", "write the decade alone: 202X"),
    "2024-21-03": ("2024-21-03 gives a day of a season or quarter", "leave the day out"),
    "2024-XX-03": ("2024-XX-03 gives a day of an unknown month", "leave the day out"),
    "": ("there is no date here", "write 2024-03-19, 2024-03 or 2024"),
    "٢٠٢٤": ("٢٠٢٤ is not an EDTF date", ADVICE),
}


def day(text):
    return text and dt.date.fromisoformat(text)


@pytest.mark.parametrize("text", KNOWN)
def test_bounds_and_precision(text):
    kind, earliest, latest, precision = KNOWN[text]
    date = parse_edtf(text)
    assert (date.kind, date.earliest, date.latest, str(date.precision)) == (kind, day(earliest), day(latest), precision)
    assert str(date) == text


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_date_is_told_with_a_hint(text):
    with pytest.raises(EdtfError) as error:
        parse_edtf(text)
    assert (error.value.reason, error.value.hint) == WRONG[text]


MARKS = [("", False, False), ("~", True, False), ("?", False, True), ("%", True, True)]


@pytest.mark.parametrize(("mark", "approximate", "uncertain"), MARKS)
def test_marks(mark, approximate, uncertain):
    date = parse_edtf("2024-03" + mark)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


def test_open_and_unknown_ends_differ():
    assert parse_edtf("2024/").end_unknown
    assert not parse_edtf("2024/..").end_unknown
    assert parse_edtf("/2024").start_unknown


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("-0043", (-43, 1, 1), (-43, 12, 31)),
        ("-0043-03-15", (-43, 3, 15), (-43, 3, 15)),
        ("0000", (0, 1, 1), (0, 12, 31)),
        ("0000-02", (0, 2, 1), (0, 2, 29)),
        ("-0044/-0043", (-44, 1, 1), (-43, 12, 31)),
        ("9999-24", (9999, 12, 1), (10000, 2, 29)),
    ],
)
def test_years_beyond_the_calendar_of_datetime(text, first, last):
    date = parse_edtf(text)
    assert (days.parts(date.first), days.parts(date.last)) == (first, last)
    assert str(date) == text


def test_years_before_christ_are_in_order():
    texts = ["0000", "-0043-03-15", "0001", "-0099", "-0043"]
    ordered = [str(date) for date in sorted(map(parse_edtf, texts), key=lambda date: date.sort_key)]
    assert ordered == ["-0099", "-0043", "-0043-03-15", "0000", "0001"]
    assert parse_edtf("-0043").surely_follows(parse_edtf("-0044"))
    assert not parse_edtf("-0044").surely_follows(parse_edtf("-0043"))


@given(st.dates(), st.integers(-(10**7), 10**7))
def test_days_are_numbered_as_datetime_numbers_them(date, any_day):
    assert days.number(date.year, date.month, date.day) == date.toordinal()
    assert days.parts(date.toordinal()) == (date.year, date.month, date.day)
    assert days.weekday(date.toordinal()) == date.isoweekday()
    assert days.number(*days.parts(any_day)) == any_day


def test_the_same_day_months_later():
    assert days.parts(days.later(days.number(2024, 1, 31), 1)) == (2024, 2, 29)
    assert days.parts(days.later(days.number(1, 1, 15), -2)) == (0, 11, 15)


def test_order():
    texts = ["XXXX", "2024-03/..", "2013", "2017-03", "../2027", "2025/2027", "2024-03"]
    assert [str(date) for date in sorted(map(parse_edtf, texts), key=lambda date: date.sort_key)] == [
        "2013",
        "2017-03",
        "2024-03",
        "2024-03/..",
        "2025/2027",
        "../2027",
        "XXXX",
    ]


class Event(BaseModel):
    date: Edtf


def test_a_field_of_a_model_is_read_and_written_as_the_same_text():
    event = Event.model_validate({"date": "[2024-01..2024-03]"})
    assert event.date.precision is Precision.MONTH
    assert event.model_dump(mode="json") == {"date": "[2024-01..2024-03]"}
    assert event.model_dump_json() == '{"date":"[2024-01..2024-03]"}'
    assert Event.model_validate(event).date is event.date
    assert Event.model_json_schema()["properties"]["date"]["type"] == "string"


def test_a_model_tells_reason_and_hint():
    with pytest.raises(ValidationError) as error:
        Event.model_validate({"date": "2023-02-30"})
    (found,) = error.value.errors()
    assert found["type"] == "edtf"
    assert found["msg"] == "there is no day 2023-02-30"
    assert found["ctx"]["hint"] == "that month has 28 days"


@given(st.text(alphabet="0129X-/.~?%[], T", max_size=24) | st.text(max_size=24))
def test_any_text_is_a_date_or_an_edtf_error(text):
    try:
        date = parse_edtf(text)
    except EdtfError:
        return
    else:
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest
        assert date.sort_key[0] <= date.sort_key[1]


DATES = st.dates(dt.date(1000, 1, 1), dt.date(2999, 12, 31))
POINTS = st.one_of(DATES.map(str), DATES.map(lambda d: f"{d:%Y-%m}"), DATES.map(lambda d: f"{d:%Y}"))


@given(POINTS, POINTS)
def test_the_edtf_package_gives_the_same_bounds(one, other):
    oracle = pytest.importorskip("edtf")
    text = one if one == other else "/".join(sorted([one, other]))
    try:
        date = parse_edtf(text)
    except EdtfError:
        return
    theirs = oracle.parse_edtf(text)
    lower, upper = theirs.lower_strict(), theirs.upper_strict()
    assert (date.earliest, date.latest) == (dt.date(*lower[:3]), dt.date(*upper[:3]))


@pytest.mark.parametrize("text", ["-0043", "-0043-03", "-0043-03-15", "0000", "-0044/-0043", "0476", "-0001-02"])
def test_the_edtf_package_gives_the_same_bounds_before_christ(text):
    oracle = pytest.importorskip("edtf")
    date, theirs = parse_edtf(text), oracle.parse_edtf(text)
    assert days.parts(date.first) == tuple(theirs.lower_strict()[:3])
    assert days.parts(date.last) == tuple(theirs.upper_strict()[:3])


@pytest.mark.parametrize(
    ("later", "earlier", "sure"),
    [
        ("2017-03", "2013", True),
        ("2024", "2024", False),
        ("2024-03", "2024", False),
        ("2024-03-19", "2024-03-19", True),
        ("[2023-11..2024-03]", "2023-11", False),
        ("2025/2027", "2024-03/..", True),
        ("2025/..", "2025/2027", False),
        ("2026/..", "2025/2027", True),
        ("../2027", "2026", False),
        ("2025~", "2024", False),
        ("2026~", "2024", True),
        ("XXXX", "2024", False),
    ],
)
def test_what_surely_follows_begins_no_earlier(later, earlier, sure):
    assert parse_edtf(later).surely_follows(parse_edtf(earlier)) is sure


@given(st.sampled_from(sorted(KNOWN)), st.sampled_from(sorted(KNOWN)))
def test_two_dates_cannot_each_surely_follow_the_other(one, other):
    first, second = parse_edtf(one), parse_edtf(other)
    if first.surely_follows(second) and second.surely_follows(first):
        assert first.beginning == second.beginning
        assert first.beginning[0] == first.beginning[1]
