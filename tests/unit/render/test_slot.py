"""The copy slot: empty in an edition, filled by a revision that leaves every byte before it as it was."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from pipeline import readback, verify
from pipeline.model.document import Paragraph, Text
from pipeline.model.pages import Pages, Style
from pipeline.model.readback import COPY_SLOT
from pipeline.model.verification import Outcome
from pipeline.render import fill, render
from pipeline.render.errors import RenderError
from tests.support import setting
from tests.unit.verify import tampering as by

STYLE = Style("sans", 8.4, (0.3, 0.33, 0.38))
NAMED = "Copy 3 of 12 · Fiskeridirektoratet (Bergen) \\ Ægir"


def laid_out(count: int = 90) -> Pages:
    return setting.pages(*[Paragraph((Text(f"Line {n} of a brief that goes on overleaf."),)) for n in range(count)])


EDITION = render(laid_out(), setting.metrics())
LAST_PAGE = PdfReader(io.BytesIO(EDITION)).pages[-1]


def filled(text: str, edition: bytes = EDITION, style: Style = STYLE) -> bytes:
    return fill(edition, text, style, setting.metrics())


def slots(data: bytes) -> list[bytes]:
    """What the slot of each page draws."""
    return [page["/Resources"]["/XObject"][COPY_SLOT].get_data() for page in PdfReader(io.BytesIO(data)).pages]


def test_every_page_shows_one_empty_slot_as_an_artifact_of_its_header():
    pages = PdfReader(io.BytesIO(EDITION)).pages
    assert len(pages) > 1
    assert slots(EDITION) == [b""] * len(pages)
    assert len({page["/Resources"]["/XObject"].raw_get(COPY_SLOT).idnum for page in pages}) == 1
    for page in pages:
        stream = page.get_contents().get_data().decode("latin-1")
        assert (
            len(
                re.findall(
                    r"^/Artifact<<[^>]*/Subtype/Header[^>]*>>BDC\nq [^\n]*\n/CopySlot Do\nQ\nEMC$", stream, re.MULTILINE
                )
            )
            == 1
        )


def test_pages_without_a_slot_have_none():
    pages = laid_out(3)
    pages.slot = (0.0, 0.0)
    data = render(pages, setting.metrics())
    assert b"/Form" not in data
    with pytest.raises(RenderError, match="no copy slot"):
        filled("Copy 1", data)


def test_what_is_filled_in_stands_on_every_page_and_is_what_verify_allows():
    copy = EDITION + filled(NAMED)
    assert len(set(slots(copy))) == 1
    read = readback.read_back(copy, "copy.pdf")
    assert len(read.pages) == len(slots(EDITION))
    assert all(page.artifacts.count(NAMED) == 1 for page in read.pages)
    assert read.edition_end == len(EDITION)
    check = verify.revisions(read)
    assert (check.outcome, check.told) == (Outcome.PASSED, "appended later, as allowed: the number of a copy")


def test_the_same_text_gives_the_same_bytes_and_the_second_half_of_the_id_alone_differs():
    assert filled(NAMED) == filled(NAMED) != filled("Copy 4 of 12")
    was, now = (PdfReader(io.BytesIO(data)).trailer["/ID"] for data in (EDITION, EDITION + filled(NAMED)))
    assert was[0] == now[0]
    assert was[1] != now[1]


def test_a_copy_costs_little():
    assert len(filled(NAMED)) < 8_000


@pytest.mark.parametrize(
    "text", ["Copy 3 of 12 · 農林水産省", "Copy 7 · Łódź, Zürich, İzmir, № 5 – “x”", "n° 3 · office"]
)
def test_names_of_other_scripts_bring_the_fonts_that_they_need(text):
    read = readback.read_back(EDITION + filled(text), "copy.pdf")
    assert all(page.artifacts.count(text) == 1 for page in read.pages)
    assert verify.revisions(read).outcome is Outcome.PASSED


def test_a_long_name_is_set_smaller_and_one_that_is_too_long_is_refused():
    large = Style("sans", 18.0)
    text = "Copy 3 of 12 · Directorate-General for Maritime Affairs and Fisheries"
    size = float(re.search(rb"/C1\.0 ([\d.]+) Tf", slots(EDITION + filled(text, style=large))[0])[1])
    assert 8 <= size < 18
    face, words = setting.metrics().faces["sans"], text.split()
    wide = sum(face[word] for word in words) + face.space * (len(words) - 1)
    box = PdfReader(io.BytesIO(EDITION)).pages[0]["/Resources"]["/XObject"][COPY_SLOT]["/BBox"]
    assert size * wide <= float(box[2]) < (size + 0.01) * wide
    with pytest.raises(RenderError, match=r"too long for its slot: \d+ points at 8 points of size, \d+ are there"):
        filled("Copy 3 " + "of very many " * 20)


def signed(data: bytes) -> bytes:
    return by.updated(by.signature_field((0, 0, 0, 0)))(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no edition as it was published"),
        (b"%PDF-1.7\nstartxref\n0\n%%EOF\n", "no edition as it was published"),
        (EDITION[:-1], "no edition as it was published"),
        (EDITION[: len(EDITION) // 2], "no edition as it was published"),
        (EDITION + filled("Copy 1 of 12"), "number first, sign last"),
        (signed(EDITION), "number first, sign last"),
        (EDITION.replace(b"/Subtype/Form/BBox", b"/Subtype/Form/BBoy"), "no copy slot"),
    ],
)
def test_files_that_are_no_edition_with_an_empty_slot_are_refused(data, said):
    with pytest.raises(RenderError, match=said):
        filled("Copy 2 of 12", data)


@pytest.mark.parametrize(("text", "said"), [("", "is empty"), (" \u2003\n", "is empty"), ("Copy 1 \u0e01", "no glyph")])
def test_a_text_that_cannot_be_set_is_refused(text, said):
    with pytest.raises(RenderError, match=said):
        filled(text)


def test_characters_of_a_slot_inside_another_object_are_no_slot():
    """A title may hold whatever it likes; only what the table of objects knows is an object."""
    pages = laid_out(3)
    fake = "9 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<>>/Length 0>>\nstream\n\nendstream"
    data = render(pages, setting.metrics())
    at = data.index(b"endstream", data.index(b"/Subtype/XML"))
    planted = data[:at] + fake.encode() + data[at:]
    with pytest.raises(RenderError):  # the table no longer fits, and nothing is guessed
        filled("Copy 1", planted)


@pytest.mark.parametrize("damage", [b"", b"\x78\x9c", b"\x00" * 40])
def test_a_table_that_cannot_be_read_is_refused(damage):
    start = EDITION.index(b"stream\n", int(EDITION.split()[-2])) + 7
    with pytest.raises(RenderError, match="table of the file can't be read"):
        filled("Copy 1", EDITION[:start] + damage + EDITION[EDITION.rindex(b"\nendstream") :])


@given(st.text(st.sampled_from("Copy of 12·()\\<>[]%/äß–ﬁ’"), max_size=60))
def test_whatever_is_filled_in_is_read_back_and_allowed(text):
    words = " ".join(text.replace("ﬁ", "fi").split())
    if not words:
        return
    read = readback.read_back(EDITION + filled(text), "copy.pdf")
    assert all(words in page.artifacts for page in read.pages)
    assert verify.revisions(read).outcome is Outcome.PASSED
