"""Timelines as they are drawn: to scale, cut where nothing happens, as finely as each date is known."""

from __future__ import annotations

import time

import pytest

from pipeline.layout.timescale import Scale
from pipeline.model.document import Heading, Paragraph, Text
from pipeline.model.drawing import Raster
from pipeline.model.pages import Image, Shape
from tests.support.charts import composed, drawn, figures, overlapping, timeline
from tests.support.setting import desk, pages


def events(*dates: str, text: str = "The board signs", **more) -> list[dict[str, str]]:
    return [{"date": date, "text": f"{text}.", **more} for date in dates]


def test_a_scale_has_one_rate_and_breaks_of_one_width():
    scale = Scale(((0, 100), (1000, 1100)), 0.0, 415.0)
    assert scale(50) - scale(0) == pytest.approx(scale(1050) - scale(1000)) == 100.0
    assert scale.breaks == [207.5]
    assert scale.shows(1000)
    assert not scale.shows(500)


def test_forty_events_fit_one_page_and_a_thousand_take_less_than_a_second():
    blocks = timeline(events(*(f"20{n % 30:02}-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(40))))
    (figure,) = figures(blocks)
    board = drawn(figure)
    assert board.height < 640
    assert overlapping(board) == []
    many = events(*(f"20{n % 30:02}-{n % 12 + 1:02}-{n % 28 + 1:02}" for n in range(1000)))
    start = time.process_time()
    charts = figures(timeline(many))
    for each in charts:
        assert overlapping(drawn(each)) == []
    assert time.process_time() - start < 1.5  # under a second on a machine that does nothing else
    assert sum(len(each.picture.events) for each in charts) == 1000


def test_events_of_one_day_stand_below_each_other():
    (figure,) = figures(timeline(events("2025-03-12", "2025-03-12", "2025-03-12")))
    assert overlapping(drawn(figure)) == []
    assert figure.picture.ticks[0].text == "12 March 2025"


def colours(board) -> set:
    return {shape.fill for shape in board.placed(0, 0, 0).shapes if isinstance(shape, Shape)}


def test_what_is_planned_is_hollow_and_what_is_done_is_solid():
    (planned,) = figures(timeline(events("2025", "2026", "2027/2029", status="planned")))
    (done,) = figures(timeline(events("2022", "2023", "2020/2024")))
    ink = drawn(done).ink
    assert ink in colours(drawn(done))
    # Of the planned ones, only the sample of a bar in the key is solid.
    assert [sign for sign, _ in planned.picture.key] == ["planned", "within", "lasts"]
    assert [sign for sign, _ in done.picture.key] == ["done", "within", "lasts"]


def test_a_label_without_room_leaves_its_number():
    (figure,) = figures(timeline(events("2020", "2021", "2024", text="A very long text " * 40)))
    board = drawn(figure)
    words = [part.words for line in board.placed(0, 0, 0).lines for part in line.parts]
    assert ["1", ""] in words
    assert not any("very" in some for some in words)


def test_a_heading_stays_with_its_chart_and_the_chart_whole():
    fill = [Paragraph((Text("Words of a paragraph that fills the page. " * 12),)) for _ in range(7)]
    laid = pages(*fill, *timeline(events(*(f"20{n:02}" for n in range(10, 24)))))
    (page,) = [page for page in laid.sheets if page.figures]
    (placed,) = page.figures
    _, low, _, high = placed.box
    assert laid.height > high > low > 0
    before = [part.owner for line in page.lines[: placed.after] for part in line.parts]
    assert isinstance(before[-1], Heading)


def test_what_stands_before_and_after_a_figure_keeps_clear_of_it():
    laid = pages(Paragraph((Text("Before."),)), *timeline(events("2020", "2021", "2022")), Paragraph((Text("After."),)))
    (page,) = laid.sheets
    (placed,) = page.figures
    _, low, _, high = placed.box
    assert all(line.y > high for line in page.lines[: placed.after])
    assert all(line.y < low for line in page.lines[placed.after :])


def test_the_chart_comes_before_a_table_that_has_its_numbers():
    blocks = timeline(events("2020", "2021", "2022"))
    table = blocks[-1]
    assert [row.cells[0].kids[0].text for row in table.rows] == ["1", "2", "3"]
    (figure,) = figures(blocks)
    assert [link.to for link in figure.links] == [f"#{row.anchor}" for row in table.rows]


@pytest.mark.parametrize("dates", [("XXXX", "XXXX", "XXXX", "2024"), ("2024", "2025")])
def test_hardly_any_dates_make_no_chart(dates):
    blocks = timeline(events(*dates))
    assert not figures(blocks)
    assert len(blocks[-1].columns) == 4


def test_a_chart_can_be_left_out():
    assert not figures(timeline(events("2020", "2021", "2022"), chart="none"))


def test_a_picture_is_as_wide_as_its_share_and_never_higher_than_a_page():
    from pipeline.model.document import Figure

    dots = Raster(40, 20, True, "flate", b"")
    tall = Raster(20, 400, True, "flate", b"")
    laid = pages(Figure(dots, "Dots", share=0.5), Figure(tall, "A tower"))
    images = [shape for page in laid.sheets for placed in page.figures for shape in placed.shapes]
    assert all(isinstance(image, Image) for image in images)
    measure = (desk().sheet.width - desk().sheet.left - desk().sheet.right) * 72 / 25.4
    assert images[0].width == pytest.approx(measure / 2)
    assert images[1].height < laid.height
    assert images[1].width == pytest.approx(images[1].height / 20)


def test_bars_and_lines_keep_their_words_apart():
    from pipeline.layout.barchart import Bars
    from pipeline.layout.board import Board
    from pipeline.layout.linechart import Lines
    from pipeline.layout.looks import Looks
    from pipeline.layout.setting import Setter
    from pipeline.model.document import Figure
    from pipeline.model.drawing import Bar, BarChart, BarGroup
    from tests.support.setting import metrics

    sources = (("log", "A · The log"), ("post", "B · The post"))
    groups = tuple(
        BarGroup(
            f"Fact {n}",
            (
                Bar("log", f"about {n},000 crowns", size=n * 1e3, rough="about"),
                Bar("post", "left open" if n < 8 else "left open, " + "as it says at length, " * 9),
            ),
            day=float(n * 40),
        )
        for n in range(1, 9)
    )
    bars = BarChart(groups, sources, key=(("about", "about"),))
    lines = BarChart(groups, sources, spans=((0, 400),))
    for draw, chart in ((Bars, bars), (Lines, lines)):
        board = Board(Figure(chart, "x"), desk(), Looks(desk()), Setter(metrics(), "en-GB"), 430.0)
        draw(chart, board).draw()
        assert overlapping(board) == []
        assert all(right <= 430.01 for _, _, right, _ in board.boxes)
        written = " ".join(word for line in board.placed(0, 0, 0).lines for part in line.parts for word in part.words)
        assert all(f"about {n},000 crowns" in written for n in range(1, 9))
        assert written.count("left open") == 8


def test_a_section_that_is_drawn_is_composed():
    from pipeline.sections.timeline import Timeline

    blocks = composed(Timeline.model_validate({"events": events("2020", "2021", "2022")}))
    assert len(figures(blocks)) == 1
