"""What real readers get out of a brief: every word, in its order, from the tags and from the painted page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from pipeline import assets
from pipeline.fonts import load
from pipeline.layout import layout
from pipeline.model.attachment import Attachment
from pipeline.model.document import (  # fmt: skip
    Cell,
    Contents,
    Document,
    Heading,
    Inline,
    Link,
    List,
    Note,
    PageOf,
    PageRefs,
    Paragraph,
    Row,
    Table,
    Text,
)
from pipeline.model.metrics import SHY, Metrics, drawn
from pipeline.model.pages import Entry, Line, Page, Pages
from pipeline.model.theme import Theme
from pipeline.render import render
from tests.support import tools
from tests.support.sample_document import sample


@cache
def theme() -> Theme:
    return Theme.model_validate(yaml.safe_load(assets.read_text("themes/desk.yaml")))


@cache
def metrics() -> Metrics:
    return load(theme())


@cache
def laid_out() -> Pages:
    return layout(sample(), theme(), metrics())


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "brief.pdf"
    files = (Attachment("spec.yaml", "application/yaml", "Source", "The spec", b"brief: 1\n"),)
    path.write_bytes(render(laid_out(), metrics(), files, identity="harbour"))
    return path


# ── what the document says, in the order in which it is read aloud ──────────────────────────────────────────────────


def said(document: Document, pages: Pages) -> Iterator[str]:
    """Every stretch of text. Page numbers and labels, which only the layout knows, are taken from what it drew."""
    for block in document.blocks:
        match block:
            case Heading():
                yield block.text
            case Paragraph():
                yield from inline(block.kids, pages)
            case List():
                for number, item in enumerate(block.items, 1):
                    yield item.label or (f"{number}." if block.numbered else "•")
                    for paragraph in item.paragraphs:
                        yield from inline(paragraph.kids, pages)
            case Table():
                yield from inline(block.caption.kids if block.caption else (), pages)
                for row in (block.header, *block.rows):
                    yield from cells(row, pages)
            case Contents():
                for line in lines_of(pages):
                    yield from ("".join(part.words) for part in line.parts if isinstance(part.owner, Entry))


def cells(row: Row, pages: Pages) -> Iterator[str]:
    for cell in row.cells:
        yield from inline(cell.kids, pages)


def inline(kids: tuple[Inline, ...], pages: Pages) -> Iterator[str]:
    """The text with its marks, then the notes."""
    yield from running(kids, pages)
    for kid in kids:
        if isinstance(kid, Note):
            yield kid.label  # the note's own label
            yield from inline(kid.kids, pages)


def running(kids: tuple[Inline, ...], pages: Pages) -> Iterator[str]:
    for kid in kids:
        match kid:
            case Text() | Link():
                yield kid.text
            case Note():
                yield kid.label  # the mark
            case PageOf():
                yield from ("".join(p.words) for line in lines_of(pages) for p in line.parts if p.owner is kid)
            case PageRefs():
                parts = [part for line in lines_of(pages) for part in line.parts]
                ours = [at for at, p in enumerate(parts) if p.owner is kid or getattr(p.owner, "of", None) is kid]
                yield from ("".join(part.words) for part in parts[ours[0] : ours[-1] + 1])  # commas in between, too


def lines_of(pages: Pages) -> Iterator[Line]:
    for page in pages.sheets:
        yield from page.lines


def letters(text: str) -> str:
    """What of a text has to come out: all but white space and the places where words were divided."""
    return "".join(drawn(text).replace(SHY, "").split())


def struct_text(path: Path) -> str:
    """The strings that poppler finds in the tag tree, in its order."""
    strings = re.findall(r'^ *"(.*)"$', tools.pdfinfo(path, "-struct-text"), re.MULTILINE)
    assert strings
    return " ".join(strings)


def test_every_word_in_its_order_in_the_tags(brief: Path) -> None:
    document = laid_out().document
    expected = letters("".join(said(document, laid_out())))
    assert len(expected) > 5000
    assert letters(struct_text(brief)) == expected


def test_words_stay_apart_in_the_tags(brief: Path) -> None:
    """No two words join where a line ends: each word of the prose comes out whole, by itself."""
    found = struct_text(brief).replace(SHY + " ", "").replace(SHY, "").split()
    words = {word for text in _prose(laid_out().document) for word in drawn(text).split()[1:-1]}
    assert len(words) > 100
    assert words - set(found) == set()


def _prose(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from (kid.text for kid in block.kids if isinstance(kid, (Text, Link)))
        elif isinstance(block, Table):
            yield from (
                kid.text for row in block.rows for cell in row.cells for kid in cell.kids if isinstance(kid, Text)
            )


def test_the_painted_page_has_the_same_words_but_for_artifacts(brief: Path, tmp_path: Path) -> None:
    """Paint order is reading order, page by page; notes are painted at the foot of theirs."""
    bare = tmp_path / "bare.pdf"
    sheets = [Page(page.number, page.lines, page.rects) for page in laid_out().sheets]
    pages = Pages(laid_out().document, sheets, laid_out().anchors, laid_out().width, laid_out().height)
    bare.write_bytes(render(pages, metrics()))
    painted = "".join("".join(part.words) for line in lines_of(laid_out()) for part in line.parts)
    assert letters(tools.pdftotext(bare)) == letters(painted)
    assert sorted(letters(painted)) == sorted(letters("".join(said(laid_out().document, laid_out()))))


def test_furniture_is_painted_and_not_read(brief: Path) -> None:
    footer = laid_out().document.furniture.footer_left
    assert tools.pdftotext(brief).count(footer) == tools.pages(brief)
    assert footer not in struct_text(brief)


def test_no_error_and_no_warning(brief: Path) -> None:
    assert "No syntax or stream encoding errors found" in tools.qpdf_check(brief)


def test_verapdf_passes_both_claims(brief: Path) -> None:
    result = tools.verapdf([brief])[brief]
    assert result.passes, result


def test_fonts_are_embedded_subsets_with_a_map_to_unicode(brief: Path) -> None:
    rows = tools.run("pdffonts", brief).splitlines()[2:]
    assert len(rows) >= 4
    for row in rows:
        assert re.match(r"[A-Z]{6}\+\S+ +TrueType +\S+ +yes yes yes ", row), row


def test_the_page_shows_ink_where_text_was_set(brief: Path, tmp_path: Path) -> None:
    """Glyphs are visible: text extraction alone would not notice an empty outline."""
    image = pytest.importorskip("PIL.Image")
    pictures = tools.pictures(brief, tmp_path, 72)
    looked = 0
    for page, picture in zip(laid_out().sheets, pictures, strict=True):
        grey = image.open(picture).convert("L")
        for x, y, _, parts in page.lines[:20]:
            last = parts[-1]
            top = grey.height - y - last.style.size
            box = (int(x + parts[0].x), int(top), int(x + last.x + last.width) + 1, int(top + last.style.size) + 3)
            low, high = grey.crop(box).getextrema()
            assert high - low > 60, (page.number, parts[0].words)
            looked += 1
    assert looked > 60


def test_a_brief_of_four_pages_stays_small() -> None:
    pages = layout(sample(3, 8), theme(), metrics())
    assert len(pages.sheets) == 4
    files = (Attachment("evidence.json", "application/json", "Data", "Evidence", repr(list(range(4000))).encode()),)
    assert len(render(pages, metrics(), files)) < 80_000


@pytest.mark.parametrize(
    "text", ["Ελλάδα και Κύπρος", "Москва и Київ", "Łódź, Ōsaka, Kraków", "(a) \\ [b] {c} <d>", "½ € £ ¥ § ¶ † ‰"]
)
def test_other_scripts_and_signs_extract_exactly(tmp_path: Path, text: str) -> None:
    document = Document("T", "en", sample().date, "", (Heading(1, "T"), Paragraph((Text(text),))))
    path = tmp_path / "text.pdf"
    path.write_bytes(render(layout(document, theme(), metrics()), metrics()))
    assert text in tools.pdftotext(path).splitlines()
    assert f'"{text}"' in tools.pdfinfo(path, "-struct-text")


def test_cells_are_cells(brief: Path) -> None:
    """One TD or TH for every cell of the document's tables, as poppler counts them."""
    tables = [block for block in laid_out().document.blocks if isinstance(block, Table)]
    expected: list[Cell] = [cell for table in tables for row in (table.header, *table.rows) for cell in row.cells]
    found = re.findall(r"^ *(TD|TH)\b", tools.pdfinfo(brief, "-struct"), re.MULTILINE)
    assert len(found) == len(expected) > 50


def test_links_lead_where_they_say(brief: Path) -> None:
    """Every link inside the real layout: its place exists, and a page number leads to the page of that number."""
    reader = PdfReader(brief, strict=True)
    places = reader.named_destinations
    numbered = 0
    links = [link.get_object() for page in reader.pages for link in page.get("/Annots", ())]
    for link in links:
        left, low, right, high = link["/Rect"]
        assert 0 < left < right < 596, link
        assert 0 < low < high < 842, link
        if "/A" in link:
            assert link["/A"]["/URI"].startswith("https://")
            continue
        page = reader.get_destination_page_number(places[link["/Dest"]])
        assert page is not None
        if cited := re.fullmatch(r"Source . is cited on page (\d+)", link["/Contents"]):
            assert page + 1 == int(cited[1])
            numbered += 1
    assert len(links) > 100
    assert numbered > 5
