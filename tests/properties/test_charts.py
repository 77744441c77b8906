"""Whatever the events: each is drawn and told, no words lie over others, nothing leaves the chart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.charts import drawn, figures, overlapping, timeline

YEARS = st.integers(1000, 2100)
MONTHS = st.builds("{}-{:02}".format, YEARS, st.integers(1, 12))
DAYS = st.builds("{}-{:02}-{:02}".format, YEARS, st.integers(1, 12), st.integers(1, 28))
NEAR = st.builds("2024-{:02}-{:02}".format, st.integers(1, 12), st.integers(1, 28))
POINTS = st.one_of(YEARS.map("{}".format), MONTHS, DAYS, NEAR, st.just("2024-22"), st.just("199X"), st.just("18XX"))
ROUGH = st.builds("{}{}".format, POINTS, st.sampled_from(["~", "?", "%"]))


@st.composite
def spans(draw, pattern: str) -> str:
    first, last = sorted(draw(st.lists(DAYS, min_size=2, max_size=2)))
    return pattern.format(first, last)


DATES = st.one_of(
    POINTS,
    ROUGH,
    spans("{}/{}"),
    spans("[{}..{}]"),
    spans("[{},{}]"),
    POINTS.map("{}/..".format),
    POINTS.map("../{}".format),
    st.just("XXXX"),
)
WORDS = st.lists(st.sampled_from("the harbour board signs a contract for nine new cranes".split()), min_size=1)
EVENTS = st.fixed_dictionaries(
    {"date": DATES, "text": WORDS.map(" ".join), "status": st.sampled_from(["done", "planned"])},
    optional={"lane": st.sampled_from(["Money", "Works"])},
)


@settings(deadline=None, max_examples=150)
@given(st.lists(EVENTS, min_size=3, max_size=60), st.sampled_from([640.0, 300.0]))
def test_every_event_is_drawn_and_told_and_no_words_meet(events, most):
    charts = figures(timeline(events))
    dated = sum(event["date"] != "XXXX" for event in events)
    assert bool(charts) == (dated >= 3)
    for figure in charts:
        board = drawn(figure, most)
        assert overlapping(board) == []
        assert all(left >= -0.01 and right <= board.width + 0.01 for left, _, right, _ in board.boxes)
        assert all(top >= -0.01 and bottom <= board.height + 0.01 for _, top, _, bottom in board.boxes)
        placed = board.placed(0.0, 0.0, 0)
        written = [
            word for line in placed.lines for part in line.parts for word in part.words if part.owner in figure.links
        ]
        for event in figure.picture.events:
            assert str(event.number) in written
            assert f"{event.number}, " in figure.alt
    if charts:
        numbers = [event.number for figure in charts for event in figure.picture.events]
        assert sorted(numbers) == list(range(1, len(events) + 1)) or len(charts) > 1
        told = " ".join(figure.alt for figure in charts)
        assert all(event["text"] in told for event in events if event["date"] != "XXXX")
