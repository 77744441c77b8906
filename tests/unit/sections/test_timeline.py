"""The order of events, and where the dates leave it open."""

import pytest

from pipeline.sections.timeline import Event, in_order


def ordered(*dates: str) -> list[str]:
    """The dates as sorted, those in doubt with a dagger."""
    events = [Event.model_validate({"date": date, "text": f"{n}."}) for n, date in enumerate(dates)]
    return [f"{event.date}{' †' if doubtful else ''}" for event, doubtful in in_order(events)]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (("2025", "2013"), ["2013", "2025"]),
        # An open end comes last among those that begin together, and this accident of sorting is no doubt.
        (("2025/..", "2025/2027"), ["2025/2027", "2025/.."]),
        (("2025/2027", "2025/.."), ["2025/2027", "2025/.."]),
        (("2024", "2024"), ["2024", "2024"]),
        (("2024-03-19", "2024-03-19"), ["2024-03-19", "2024-03-19"]),
        # Where the dates printed hide that the order is open, the dagger tells it.
        (("2024-03", "2024"), ["2024", "2024-03 †"]),
        (("[2023-11..2024-03]", "2023-11"), ["2023-11", "[2023-11..2024-03] †"]),
        (("2026/..", "../2027"), ["2026/..", "../2027 †"]),
        (("2025~", "2025"), ["2025~", "2025 †"]),
        (("XXXX", "2024"), ["2024", "XXXX"]),
        # Not with the row above alone: any day of 2024 may lie after both days.
        (("2024", "2024-01-05", "2024-11-06"), ["2024", "2024-01-05 †", "2024-11-06 †"]),
        (("2024", "2024-01-05", "2025"), ["2024", "2024-01-05 †", "2025"]),
        (("2023", "2024", "2024", "2024-06"), ["2023", "2024", "2024", "2024-06 †"]),
        (("-0043", "-0043-03-15"), ["-0043", "-0043-03-15 †"]),
        ((), []),
    ],
)
def test_a_dagger_stands_where_the_dates_leave_the_order_open(written, printed):
    assert ordered(*written) == printed


def test_the_author_breaks_ties():
    texts = ("One.", "Two.", "Three.")
    for dates in (("2024-03", "2024-03", "2024-03"), ("2024/..", "2024/..", "2024/..")):
        events = [Event.model_validate({"date": d, "text": t}) for d, t in zip(dates, texts, strict=True)]
        assert [event.text.text for event, _ in in_order(events)] == list(texts)
    spelled = [Event.model_validate({"date": d, "text": d}) for d in ("2024-03?", "2024-03", "2024-03~")]
    assert [event.text.text for event, _ in in_order(spelled)] == ["2024-03?", "2024-03", "2024-03~"]
