"""A phone reads the code from the printed page: in every theme, small, askew, as the address of its own edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageOps

from pipeline import flow, world
from pipeline.compose import code
from pipeline.material import Options
from tests.support import repo, tools
from tests.support.setting import HOUSE
from tests.unit.render.reading import elements

VERIFY = "verify_url=https://example.org/verify/{brief}/{edition}/{key}"
OUTPUTS = {"A4": (), "Letter, with a cover": ("paper=Letter", "cover=true")}


def made(out: Path, theme: str, *sets: str) -> flow.Built:
    options = Options(out=out, theme=theme, sets=(VERIFY, *sets))
    return flow.build(world.real(), repo.ROOT / "specs/harbour.yaml", options)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], flow.Built]:
    out = tmp_path_factory.mktemp("out")
    return {
        (theme, output): made(out / theme / output, theme, *sets) for theme in HOUSE for output, sets in OUTPUTS.items()
    }


def scanned(picture: Path) -> list[str]:
    """What a scanner reads from a picture: a line a code."""
    said = tools.run("zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", picture, ok=(0, 4))
    return said.split()


def shown(pdf: Path, to: Path, dpi: int = 150) -> Path:
    """The last page, which holds the code."""
    to.mkdir(parents=True, exist_ok=True)
    return tools.pictures(pdf, to, dpi)[-1]


def askew(picture: Path, degrees: float, scale: float) -> Path:
    """The page as a camera sees it: turned, larger or smaller, and grey around it."""
    with Image.open(picture) as page:
        size = round(page.width * scale), round(page.height * scale)
        turned = page.convert("L").resize(size, Image.Resampling.BICUBIC)
        turned = turned.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=128)
    to = picture.with_name(f"{picture.stem}-{degrees}-{scale}.png")
    turned.save(to)
    return to


def test_a_scanner_reads_the_address_of_the_edition(built, tmp_path):
    assert len(built) == len(HOUSE) * 2 >= 8
    for number, brief in enumerate(built.values()):
        edition = brief.edition
        address = f"https://example.org/verify/harbour/{edition.number}/{edition.key[:8]}"
        page = shown(edition.pdf, tmp_path / str(number))
        for degrees, scale in ((0, 1), (4, 0.8), (-11, 1.3), (90, 1)):
            assert scanned(askew(page, degrees, scale)) == [address], (edition.pdf, degrees, scale)
        assert address in tools.pdftotext(edition.pdf, "-raw").replace("\n", "")


def test_the_code_is_black_on_white_in_every_theme_and_at_least_18_mm_wide(built, tmp_path):
    for number, brief in enumerate(built.values()):
        *_, figure = (each for _, each in elements(brief.edition.pdf.read_bytes()) if each["/S"] == "/Figure")
        left, low, right, high = (float(value) / 7.2 * 25.4 for value in figure["/A"]["/BBox"])  # tenths of a mm
        with Image.open(shown(brief.edition.pdf, tmp_path / str(number), 254)) as page:  # ten dots a millimetre
            box = round(left), round(page.height - high), round(right), round(page.height - low)
            drawn = page.convert("RGB").crop(box)
        inks = [ink for _, ink in drawn.getcolors(1 << 16)]
        assert {(0, 0, 0), (255, 255, 255)} <= set(inks)
        assert all(len(set(ink)) == 1 for ink in inks), "nothing coloured in the code or around it"
        dark = ImageOps.invert(drawn.convert("L")).point(lambda ink: ink if ink > 40 else 0).getbbox()
        assert dark[2] - dark[0] >= 179
        assert dark[3] - dark[1] >= 179
        quiet = min(dark[0], dark[1], drawn.width - dark[2], drawn.height - dark[3])
        assert quiet >= 4 * 6 - 3, "four modules of 0.6 mm, to within the rounding of dots"


def test_both_claims_pass_verapdf(built):
    results = tools.verapdf([brief.edition.pdf for brief in built.values()])
    assert len(results) == len(built)
    assert all(result.passes for result in results.values()), results


@pytest.mark.parametrize("fault", ["a row is missing", "a finder is lost", "light on dark"])
def test_a_code_with_a_planted_fault_is_not_read(fault, tmp_path, monkeypatch):
    outlines = code._outlines

    def spoilt(rows):
        rows, width = list(rows), len(rows[0])
        if fault == "a row is missing":
            del rows[width // 2]
            rows.append(bytes(width))
        elif fault == "a finder is lost":
            for y in range(4, 11):
                rows[y] = bytes(4) + bytes(1 - each for each in rows[y][4:11]) + rows[y][11:]
        else:
            rows = [bytes(4) + bytes(1 - each for each in row[4:-4]) + bytes(4) for row in rows]
            rows[:4] = rows[-4:] = [bytes(width)] * 4
        return outlines(tuple(rows))

    monkeypatch.setattr(code, "_outlines", spoilt)
    edition = made(tmp_path / "out", "desk").edition
    address = f"https://example.org/verify/harbour/{edition.number}/{edition.key[:8]}"
    assert scanned(shown(edition.pdf, tmp_path / "pages")) != [address]
