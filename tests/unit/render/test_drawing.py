"""Figures in the file: what they say of themselves, where they are painted, what is embedded."""

from __future__ import annotations

import io
import re
import zlib

from PIL import Image

from pipeline.model.document import Figure, Link, Note, Paragraph, Text
from pipeline.model.drawing import Drawing, Path, Raster, Words
from pipeline.model.readback import COPY_SLOT
from pipeline.render import render
from tests.support.setting import metrics, pages
from tests.unit.render.reading import elements, opened

SQUARE = (("M", (10.0, 10.0)), ("L", (30.0, 10.0)), ("L", (30.0, 30.0)), ("Z", ()))
PLAN = Drawing(
    200.0, 100.0, (Path(SQUARE, fill="#ff0000", stroke="#0000ff", dash=(3.0, 1.0)), Words(50, 50, "the quay", 12.0))
)


def drawn(*blocks) -> bytes:
    return render(pages(*blocks), metrics())


def test_a_figure_has_its_description_its_place_and_its_caption_beside_it():
    note = Note("1", (Text("A ¶1."),))
    data = drawn(Figure(PLAN, "A quay, and a crane “north” of it.", Paragraph((Text("The quay."), note), "caption")))
    found = list(elements(data))
    roles = [(depth, element["/S"]) for depth, element in found]
    assert roles[1:4] == [(1, "/Div"), (2, "/Figure"), (2, "/Caption")]
    figure = found[2][1]
    assert figure["/Alt"] == "A quay, and a crane “north” of it."
    attributes = figure["/A"]
    assert (attributes["/O"], attributes["/Placement"]) == ("/Layout", "/Block")
    left, low, right, high = map(float, attributes["/BBox"])
    width, height = map(float, opened(data).pages[0].mediabox[2:])
    assert 0 < left < right < width
    assert 0 < low < high < height
    assert abs((right - left) / (high - low) - 2) < 0.01


def test_links_in_a_figure_are_elements_within_it():
    to = Paragraph((Text("There."),), anchor="there")
    link = Link("the quay", "#there", "To the quay")
    from tests.support.charts import figures, timeline

    (figure,) = figures(timeline([{"date": f"20{n}", "text": f"Year {n}."} for n in range(20, 24)]))
    rows = [Paragraph((Text(each.text),), anchor=each.to[1:]) for each in figure.links]
    found = [(depth, e["/S"]) for depth, e in elements(drawn(figure, *rows, to, Paragraph((link,))))]
    start = found.index((1, "/Figure"))
    assert found[start + 1 : start + 5] == [(2, "/Link")] * 4


def test_a_figure_is_painted_where_it_is_read():
    (page,) = opened(drawn(Paragraph((Text("Before"),)), Figure(PLAN, "x"), Paragraph((Text("After"),)))).pages
    stream = re.sub(r"\)-?\d+\(", "", page.get_contents().get_data().decode("latin-1"))
    places = [stream.index(what) for what in ("(Before)", "/Figure", "1 0 0 rg", "(the quay", "(After)")]
    assert places == sorted(places)
    assert stream.count("q ") == stream.count("\nQ")
    figure = stream[stream.index("/Figure") : stream.index("EMC", stream.index("/Figure"))]
    assert "[6.463 2.154] 0 d" in figure  # dashes are scaled as all else is
    assert "re W n" in figure


def test_a_picture_of_dots_is_embedded_once_as_it_is():
    dots = bytes(range(256)) * 3
    raster = Raster(16, 16, False, "flate", zlib.compress(dots))
    grey = io.BytesIO()
    Image.new("L", (8, 8), 90).save(grey, "JPEG")
    photo = Raster(8, 8, True, "jpeg", grey.getvalue())
    data = drawn(Figure(raster, "One"), Figure(raster, "Two", share=0.3), Figure(photo, "Three", share=0.3))
    (page,) = [page for page in opened(data).pages if "/XObject" in page["/Resources"]][:1]
    images = {name: each.get_object() for name, each in page["/Resources"]["/XObject"].items() if name != COPY_SLOT}
    assert len(images) == 2
    first, second = images["/I1"], images["/I2"]
    assert first.get_data() == dots
    assert (first["/ColorSpace"], second["/ColorSpace"]) == ("/DeviceRGB", "/DeviceGray")
    assert second["/Filter"] == "/DCTDecode"
    assert second._data == photo.data
    assert all(each["/BitsPerComponent"] == 8 for each in images.values())
    assert not any({"/SMask", "/Mask", "/Interpolate", "/Alternates"} & set(each) for each in images.values())


def test_a_brief_without_figures_has_no_pictures_in_its_resources():
    (page,) = opened(drawn(Paragraph((Text("Words"),)))).pages
    assert set(page["/Resources"]["/XObject"]) == {COPY_SLOT}


def test_the_same_figure_gives_the_same_bytes():
    assert drawn(Figure(PLAN, "x")) == drawn(Figure(PLAN, "x"))
