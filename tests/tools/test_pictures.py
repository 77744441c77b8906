"""A picture of each page, compared with what it looked like: for what no test of text and tags sees.

What is expected stands in `pictures/` as text, a line a row of cells; `--update-golden` renews it once the new pages
were looked at. Briefs have a key of zeros here, so that a new key alone changes nothing.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from pipeline import flow, render, world
from pipeline.model.options import Options
from pipeline.model.pages import Line, Page, Pages, Rect
from tests.support import editions, pictures, repo, tools
from tests.support.setting import HOUSE

HERE = Path(__file__).parent / "pictures"
SPECS = ("harbour", "tomahawk")
OTHER = ("paper=Letter", "sides=two", "cover=true")
PAGES: dict[str, tuple[str, Options]] = {
    **{f"{spec}-{theme}": (f"specs/{spec}.yaml", Options(theme=theme)) for spec in SPECS for theme in HOUSE},
    "harbour-letter-two-cover": ("specs/harbour.yaml", Options(sets=OTHER)),
    **{
        case: (f"tests/cases/{case}/spec.yaml", Options())
        for case in ("chart", "figure", "table", "judgements", "french", "german", "japanese")
    },
}
"""By name, the briefs whose pages are looked at."""


def told(name: str, expected: list[pictures.Grid], drawn: list[Path]) -> list[str]:
    """What differs, a line a place, worst first on each page; pages that differ are left as pictures with frames."""
    out = []
    if len(expected) != len(drawn):
        out.append(f"{name} has {len(drawn)} pages instead of {len(expected)}")
    for number, (old, picture) in enumerate(zip(expected, drawn, strict=False), 1):
        try:
            regions = pictures.differences(old, pictures.grid(picture))
        except ValueError as error:
            out.append(f"{name}, page {number}: {error}")
            continue
        if regions:
            folder = Path(tempfile.mkdtemp(prefix="pictures-"))
            seen = pictures.marked(picture, regions, folder / f"{name}-{number}.png")
            out += [f"{name}, page {number}: {region}" for region in regions[:5]]
            out.append(f"  {len(regions)} places differ, framed in {seen}; --update-golden if the page is right")
    return out


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_look_as_they_did(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    tools.require("pdftoppm")
    spec, options = PAGES[name]
    drawn = pictures.drawn(editions.pdf(repo.ROOT / spec, tmp_path / "brief.pdf", options), tmp_path)
    assert drawn
    path = HERE / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(pictures.written(map(pictures.grid, drawn)), encoding="utf-8")
    assert path.is_file(), f"{path.name} is not there; --update-golden writes it"
    lines = told(name, pictures.read(path.read_text(encoding="utf-8")), drawn)
    assert not lines, "\n".join(lines)


def test_nothing_is_expected_of_a_page_that_nobody_draws() -> None:
    assert {path.stem for path in HERE.iterdir()} == set(PAGES)


# ── it sees what changes, and nothing else ──────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def expected() -> list[pictures.Grid]:
    return pictures.read((HERE / "harbour-desk.txt").read_text(encoding="utf-8"))


def seen(laid: Pages, metrics: object, expected: list[pictures.Grid], folder: Path) -> dict[int, list[pictures.Region]]:
    """By number, the pages that differ from what is expected of the default theme."""
    pdf = folder / "changed.pdf"
    pdf.write_bytes(render.render(laid, metrics))  # type: ignore[arg-type]
    drawn = map(pictures.grid, pictures.drawn(pdf, folder))
    found = [pictures.differences(old, new) for old, new in zip(expected, drawn, strict=True)]
    return {number: regions for number, regions in enumerate(found, 1) if regions}


def text(page: Page, words: str) -> int:
    """The index of the first line of a page with these words."""
    return next(i for i, line in enumerate(page.lines) if words in " ".join(" ".join(p.words) for p in line.parts))


def prose(page: Page) -> int:
    """The index of the first full line of prose."""
    return next(i for i, line in enumerate(page.lines) if len(line.parts[0].words) > 8)


def lower(line: Line, by: float) -> Line:
    return line._replace(y=line.y - by)


def shift_a_line(page: Page) -> None:
    at = prose(page)
    page.lines[at] = lower(page.lines[at], 3)


def shift_a_small_line(page: Page) -> None:
    at = text(page, "approves the borrowing.")
    page.lines[at] = lower(page.lines[at], 3)


def shift_a_line_sideways(page: Page) -> None:
    at = prose(page)
    page.lines[at] = page.lines[at]._replace(x=page.lines[at].x + 6)


def lose_a_word(page: Page) -> None:
    at = prose(page)
    page.lines[at].parts[0].words.remove(max(page.lines[at].parts[0].words, key=len))


def lay_text_over_text(page: Page) -> None:
    at = prose(page)
    page.lines[at] = page.lines[at]._replace(y=page.lines[at + 1].y)


def of_rects(page: Page, choose: Callable[[Rect], bool], change: Callable[[Rect], Rect | None]) -> None:
    at = next(i for i, rect in enumerate(page.rects) if choose(rect))
    changed = change(page.rects[at])
    page.rects[at : at + 1] = [changed] if changed else []


def lose_a_tint(page: Page) -> None:
    of_rects(page, lambda rect: rect.height > 10 and min(rect.colour) > 0.9, lambda _: None)


def move_a_pale_rule(page: Page) -> None:
    of_rects(
        page,
        lambda rect: rect.height < 1 and rect.width > 300 and min(rect.colour) > 0.7,
        lambda rect: rect._replace(y=rect.y - 3),
    )


def lose_a_bar(page: Page) -> None:
    of_rects(page, lambda rect: rect.width < 3, lambda _: None)


FAULTS: dict[Callable[[Page], None], int] = {
    shift_a_line: 2,
    shift_a_small_line: 2,
    shift_a_line_sideways: 2,
    lose_a_word: 2,
    lay_text_over_text: 2,
    lose_a_tint: 2,
    move_a_pale_rule: 2,
    lose_a_bar: 1,
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_planted_fault_is_seen_on_its_page(fault, expected, tmp_path):
    laid, metrics = editions.laid(repo.ROOT / "specs/harbour.yaml")
    fault(laid.sheets[FAULTS[fault] - 1])
    assert [*seen(laid, metrics, expected, tmp_path)] == [FAULTS[fault]]


def test_a_difference_is_told_with_its_place_and_shown(expected, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    laid, metrics = editions.laid(repo.ROOT / "specs/harbour.yaml")
    shift_a_line(laid.sheets[1])
    pdf = tmp_path / "changed.pdf"
    pdf.write_bytes(render.render(laid, metrics))
    *places, last = told("harbour", [*expected, expected[0]], pictures.drawn(pdf, tmp_path))
    assert places[0] == "harbour has 4 pages instead of 5"
    line = laid.sheets[1].lines[prose(laid.sheets[1])]
    top = laid.size(laid.sheets[1])[1] - line.y
    assert any(f"{edge} pt from the top" in places[1] for edge in range(int(top) - 15, int(top) + 15))
    assert "page 2" in places[1]
    (shown,) = tmp_path.glob("pictures-*/harbour-2.png")
    assert str(shown) in last
    with Image.open(shown) as picture:
        assert (220, 0, 0) in {colour for _, colour in picture.getcolors(1 << 24)}


def test_another_rasteriser_is_no_difference(expected, tmp_path):
    """Cairo draws these pages by code of its own: a change of poppler's version is less than that."""
    pdf = editions.pdf(repo.ROOT / "specs/harbour.yaml", tmp_path / "brief.pdf")
    tools.run("pdftocairo", "-png", "-gray", "-r", str(pictures.DPI), pdf, tmp_path / "cairo")
    drawn = sorted(tmp_path.glob("cairo-*.png"))
    assert len(drawn) == len(expected) > 3
    assert not told("harbour", expected, drawn)


def test_another_key_is_no_difference_where_it_is_left_out(expected, tmp_path):
    pdf = editions.pdf(repo.ROOT / "specs/harbour.yaml", tmp_path / "brief.pdf", key="f" * 64)
    drawn = [pictures.grid(picture) for picture in pictures.drawn(pdf, tmp_path)]
    assert pictures.differences(expected[0], drawn[0])
    assert not pictures.differences(expected[0], drawn[0], without_key(pdf, 1, "f" * 64))


def test_what_is_kept_is_read_back_as_it_was(expected):
    again = pictures.read(pictures.written(expected))
    assert len(again) == len(expected)
    assert not any(pictures.differences(old, new) for old, new in zip(expected, again, strict=True))


# ── the pictures of the README ──────────────────────────────────────────────────────────────────────────────────────

SHOWN = {"page": 1, "timeline": 4}
"""By name, the pages of the default brief that docs/ shows."""
_DPI = 90


def shown(pdf: Path, name: str, to: Path) -> Path:
    """Draw a page of docs/ anew."""
    number = str(SHOWN[name])
    tools.run("pdftoppm", "-png", "-r", str(_DPI), "-f", number, "-l", number, "-singlefile", pdf, to.with_suffix(""))
    with Image.open(to) as drawn:
        small = drawn.quantize(32, dither=Image.Dither.NONE)
    small.save(to, optimize=True)
    return to


def without_key(pdf: Path, page: int, key: str) -> Callable[[int, int], bool]:
    """Whether a cell of a page shows no part of the edition's key, which changes with every word of the spec."""
    found = tools.run("pdftotext", "-bbox", "-f", str(page), "-l", str(page), pdf, "-")
    boxes = re.findall(rf'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">{key[:8]}<', found)
    assert boxes
    (wide, high), wider = pictures.CELL, 30.0  # digits are wider than some letters
    places = [tuple(map(float, box)) for box in boxes]

    def counts(x: int, y: int) -> bool:
        return not any(
            left <= (x + 1) * wide and x * wide <= right + wider and top <= (y + 1) * high and y * high <= bottom
            for left, top, right, bottom in places
        )

    return counts


@pytest.mark.parametrize("name", SHOWN)
def test_the_readme_shows_the_pages_that_make_brief_makes(name, tmp_path, request):
    made = flow.build(world.real(), repo.ROOT / "specs/tomahawk.yaml", Options(out=tmp_path)).edition
    path = repo.ROOT / f"docs/{name}.png"
    if request.config.getoption("--update-golden"):
        shown(made.pdf, name, path)
    kept, now = (pictures.grid(png, _DPI) for png in (path, shown(made.pdf, name, tmp_path / f"{name}.png")))
    regions = pictures.differences(kept, now, without_key(made.pdf, SHOWN[name], made.key))
    assert not regions, "\n".join([f"docs/{name}.png, --update-golden renews it:", *map(str, regions[:5])])
    other = shown(made.pdf, next(each for each in SHOWN if each != name), tmp_path / "other.png")
    assert pictures.differences(kept, pictures.grid(other, _DPI))
