"""Cron lines against an oracle of our own: a matcher that walks every minute of the clock on the wall."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.schedule.cron import Cron, Impossible, cron, known, nearest

UTC = dt.UTC
ZONES = ["UTC", "Europe/London", "America/New_York", "Asia/Tokyo", "Australia/Lord_Howe", "America/Santiago",
         "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Chatham", "America/Havana"]  # fmt: skip
MINUTE = dt.timedelta(minutes=1)


def day(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=UTC)


def slots(line: str, zone: str, after: str, count: int) -> list[str]:
    return [f"{slot:%Y-%m-%d %H:%M}" for slot in islice(cron(line, zone).slots(day(after)), count)]


# ── The oracle ──────────────────────────────────────────────────────────────────────────────────────────────────────


def field(text: str, low: int, high: int) -> set[int]:
    found: set[int] = set()
    for term in text.split(","):
        span, _, step = term.partition("/")
        first, _, last = span.partition("-")
        start = low if span == "*" else int(first)
        end = high if span == "*" or (step and not last) else int(last or first)
        found |= set(range(start, end + 1, int(step or 1)))
    return found


def matches(line: str, wall: dt.datetime) -> bool:
    minute, hour, day_, month, weekday = line.split()
    days, weekdays = field(day_, 1, 31), {number % 7 for number in field(weekday, 0, 7)}
    on_day, on_weekday = wall.day in days, (wall.weekday() + 1) % 7 in weekdays
    both = day_.startswith("*") or weekday.startswith("*")
    return (
        wall.minute in field(minute, 0, 59)
        and wall.hour in field(hour, 0, 23)
        and wall.month in field(month, 1, 12)
        and (on_day and on_weekday if both else on_day or on_weekday)
    )


def expected(line: str, zone: str, after: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
    """Lines of fixed times by the calendar on the wall, all others by the clock on the wall."""
    here = ZoneInfo(zone)
    found = set()
    if line.startswith("*") or line.split()[1].startswith("*"):
        moment = after + MINUTE
        while moment <= until:
            if matches(line, moment.astimezone(here)):
                found.add(moment)
            moment += MINUTE
        return sorted(found)
    wall = (after - dt.timedelta(days=2)).replace(tzinfo=None)
    while wall <= (until + dt.timedelta(days=2)).replace(tzinfo=None):
        if matches(line, wall):
            moment = wall.replace(tzinfo=here, fold=0)
            while moment.astimezone(UTC).astimezone(here).replace(tzinfo=None) != moment.replace(tzinfo=None):
                moment += MINUTE  # in a gap: the first minute after it
            found.add(moment.astimezone(UTC))
        wall += MINUTE
    return sorted(moment for moment in found if after < moment <= until)


def fields(low: int, high: int) -> st.SearchStrategy[str]:
    number = st.integers(low, high)
    pair = st.tuples(number, number).map(lambda two: f"{min(two)}-{max(two)}")
    step = st.integers(1, high).map(lambda each: f"*/{each}")
    listed = st.lists(number, min_size=1, max_size=3, unique=True).map(lambda some: ",".join(map(str, some)))
    return st.one_of(st.just("*"), listed, pair, step)


LINES = st.builds(" ".join, st.tuples(fields(0, 59), fields(0, 23), fields(1, 28), st.just("*"), fields(0, 7)))


@cache
def change(zone: str, year: int) -> st.SearchStrategy[dt.datetime]:
    """A moment near a change of the clock in a year, or any moment where there is none."""
    here, moment, found = ZoneInfo(zone), dt.datetime(year, 1, 1, tzinfo=UTC), []
    for hour in range(366 * 24):
        at, later = moment + dt.timedelta(hours=hour), moment + dt.timedelta(hours=hour + 1)
        if at.astimezone(here).utcoffset() != later.astimezone(here).utcoffset():
            found.append(at)
    return st.sampled_from(found or [moment])


@given(LINES, st.sampled_from(ZONES), st.integers(2024, 2034), st.data())
def test_slots_are_those_of_the_oracle_around_every_change_of_the_clock(line, zone, year, data):
    after = data.draw(change(zone, year)) - dt.timedelta(minutes=data.draw(st.integers(-300, 300)))
    until = after + dt.timedelta(hours=9)
    assert list(cron(line, zone).within(after, until)) == expected(line, zone, after, until)


@pytest.mark.parametrize("zone", ZONES)
def test_ten_years_of_a_daily_line_have_one_slot_a_day_whatever_the_clock_does(zone):
    for line in ("30 2 * * *", "0 0 * * *", "15 1 * * *", "59 23 * * *"):
        until = day("2036-01-01")
        found = list(cron(line, zone).within(day("2026-01-01"), until))
        assert len(found) in (3652, 3653)
        assert found == sorted(set(found))
        days = {slot.astimezone(ZoneInfo(zone)).date() for slot in found}
        assert len(days) == len(found)


@given(LINES, st.sampled_from(ZONES), st.integers(0, 5000), st.integers(0, 40_000))
def test_the_latest_slot_is_the_last_of_all(line, zone, first, span):
    after = day("2026-01-01") + dt.timedelta(hours=first)
    until = after + dt.timedelta(minutes=span)
    every = list(cron(line, zone).within(after, until))
    slot, count = cron(line, zone).latest(after, until)
    assert (slot, count) == (every[-1] if every else None, min(len(every), 1000))


def test_a_clock_that_is_set_back_by_half_an_hour_loses_nothing():
    line = cron("* 2 * * *", "Australia/Lord_Howe")
    assert len(list(line.within(day("2024-04-06T13:00"), day("2024-04-07T13:00")))) == 60


def test_a_gap_a_repeated_hour_and_a_leap_day():
    # 2027-03-28: 01:00 to 02:00 does not exist in London; 2027-10-31: 01:00 to 02:00 comes twice.
    assert slots("30 1 * * *", "Europe/London", "2027-03-27", 3) == [
        "2027-03-27 01:30",
        "2027-03-28 01:00",
        "2027-03-29 00:30",
    ]
    assert slots("0,30 1 * * *", "Europe/London", "2027-03-28", 2) == ["2027-03-28 01:00", "2027-03-29 00:00"]
    assert slots("30 1 * * *", "Europe/London", "2027-10-30T12:00", 2) == ["2027-10-31 00:30", "2027-11-01 01:30"]
    assert slots("30 * * * *", "Europe/London", "2027-10-31", 3) == [
        "2027-10-31 00:30",
        "2027-10-31 01:30",
        "2027-10-31 02:30",
    ]
    assert slots("*/30 1 * * *", "Europe/London", "2027-03-28", 1) == ["2027-03-29 00:00"]
    assert slots("0 6 29 2 *", "UTC", "2026-01-01", 2) == ["2028-02-29 06:00", "2032-02-29 06:00"]
    assert slots("0 6 L * *", "UTC", "2028-02-01", 1) == ["2028-02-29 06:00"]
    assert slots("0 6 13 * 5", "UTC", "2026-01-01", 2) == ["2026-01-02 06:00", "2026-01-09 06:00"]


@pytest.mark.parametrize(
    ("line", "says", "hint"),
    [
        ("61 * * * *", '"61" is no minute', "0 to 59"),
        ("0 24 * * *", '"24" is no hour', "0 to 23"),
        ("0 0 30 2 *", "no such month has a day 30", "correct the day"),
        ("0 0 31 4,6,9,11 *", "no such month has a day 31", "correct the day"),
        ("0 0 * 13 *", '"13" is no month', "JAN to DEC"),
        ("0 0 * * 8", '"8" is no weekday', "SUN to SAT"),
        ("0 0 * *", "4 fields", "write five"),
        ("0 0 0 * * *", "6 fields", "write five"),
        ("@daily", "a nickname", "write five"),
        ("5-1 * * * *", '"5-1" is no minute', "ranges"),
        ("*/0 * * * *", '"*/0" is no minute', "steps"),
        ("1/2/3 * * * *", '"1/2/3" is no minute', "steps"),
        ("٣ * * * *", "is no minute", "0 to 59"),
        ("9" * 150 + " * * * *", "no minute", "0 to 59"),
        ("* " * 300, "a cron line of 600 characters", "two lines"),
    ],
)
def test_a_line_that_cannot_be_says_why(line, says, hint):
    with pytest.raises(Impossible) as error:
        cron(line, "UTC")
    assert says in str(error.value)
    assert hint in error.value.hint


@given(st.text("0123456789*/,-#LW MONJAN", max_size=40))
def test_no_line_breaks_the_reader(line):
    try:
        made = cron(line, "Europe/London")
    except Impossible:
        return
    assert next(made.slots(day("2026-01-01")))
    assert made.explained()


def test_zones_are_known_by_their_names_and_nothing_else():
    assert known("Europe/London")
    for name in ("Europe/Londn", "../../etc/passwd", "/etc/localtime", "", "GMT+25", "posixrules2", "london"):
        assert not known(name)
    assert nearest("London") == "Europe/London"
    assert nearest("america/new york") == "America/New_York"
    assert nearest("Asia/Tokio") == "Asia/Tokyo"
    assert nearest("x" * 5000) == ""
    assert isinstance(cron("0 6 * * *", "Asia/Tokyo"), Cron)
