"""Figures in the file, judged by veraPDF, and by poppler, which draws them."""

from __future__ import annotations

import subprocess
import zlib
from pathlib import Path as File

import pytest

from pipeline.model.document import Figure, Heading, Paragraph, Text
from pipeline.model.drawing import Bar, BarChart, BarGroup, Drawing, Path, Raster, Words
from pipeline.render import render
from tests.support import tools
from tests.support.charts import figures, timeline
from tests.support.setting import metrics, pages
from tests.tools.test_verapdf_faults import A3, UA, Fault, broken

DATES = ("2019-05", "2020-01-03", "2021/2022", "2023~", "[2024-01..2024-03]", "2025/..", "../2026", "XXXX")
FAULTS = (
    Fault("no description", "objects", r"/Alt\([^)]*\)", "", UA + "7.3-1"),
    Fault("shapes that are no content", "content", r"/Figure<</MCID \d+>>BDC", "/Figure BMC", UA + "7.1-3"),
    Fault("smoothed dots", "objects", "/BitsPerComponent 8", "/BitsPerComponent 8/Interpolate true", A3 + "6.2.8-3"),
    Fault("dots of four inks", "objects", "/ColorSpace/DeviceGray", "/ColorSpace/DeviceCMYK", A3 + "6.2.4.3-3"),
)


def laid():
    """A brief with every kind of figure."""
    events = [{"date": date, "text": f"Event of {date}.", "status": "planned"} for date in DATES]
    (chart,) = figures(timeline(events))
    rows = [Paragraph((Text(link.text),), anchor=link.to[1:]) for link in chart.links]
    bars = BarChart((BarGroup("Depth", (Bar("log", "about 3 m", size=3.0, rough="about"),)),), (("log", "A"),))
    steps = (("M", (2.0, 2.0)), ("C", (4.0, 2.0, 8.0, 4.0, 8.0, 8.0)), ("Z", ()))
    plan = Drawing(20.0, 10.0, (Path(steps, "#ff0000", "#000000", 0.5), Words(3.0, 9.0, "the quay", 2.0)))
    dots = Raster(2, 2, True, "flate", zlib.compress(bytes([0, 90, 180, 255])))
    captioned = Figure(plan, "A quay.", Paragraph((Text("Under it."),), "caption"))
    drawn = (chart, *rows, Figure(bars, "Bars."), captioned, Figure(dots, "Dots.", share=0.3))
    return pages(Heading(1, "Figures"), *drawn)


@pytest.fixture(scope="module")
def judged(tmp_path_factory) -> dict[str, tools.Result]:
    tools.require("verapdf")
    folder = tmp_path_factory.mktemp("figures")
    paths = {"": folder / "whole.pdf"}
    paths[""].write_bytes(render(laid(), metrics()))
    for fault in FAULTS:
        paths[fault.name] = folder / f"{fault.name}.pdf"
        paths[fault.name].write_bytes(broken(laid(), fault, metrics()))
    results = tools.verapdf(list(paths.values()))
    return {name: results[path] for name, path in paths.items()}


def test_a_brief_with_every_kind_of_figure_passes_both_claims(judged):
    assert judged[""].passes
    assert set(tools.CLAIMS) <= set(judged[""].profiles)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_what_is_broken_in_a_figure_is_seen(judged, fault):
    assert not judged[fault.name].passes
    assert fault.rule in judged[fault.name].rules


def ink(path: File, *options: str) -> list[int]:
    """How dark the page is, row by row."""
    tools.require("pdftoppm")
    done = subprocess.run(
        ["pdftoppm", "-gray", "-r", "50", "-f", "1", "-l", "1", *options, str(path)], capture_output=True
    )
    _, size, _, data = done.stdout.split(b"\n", 3)
    width, height = map(int, size.split())
    return [sum(255 - dot for dot in data[row * width : (row + 1) * width]) for row in range(height)]


def test_what_is_drawn_can_be_seen_and_lies_within_its_box(tmp_path):
    path = tmp_path / "figures.pdf"
    found = laid()
    path.write_bytes(render(found, metrics()))
    rows = ink(path)
    placed = found.sheets[0].figures
    assert placed
    scale = len(rows) / found.height
    for each in placed:
        _, low, _, high = each.box
        top, bottom = round((found.height - high) * scale), round((found.height - low) * scale)
        assert sum(rows[top:bottom]) > 2_000
