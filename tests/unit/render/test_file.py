"""The file as a whole: catalog, outline, labels, metadata, attachments, and equal bytes for equal input."""

from __future__ import annotations

import datetime as dt
import hashlib
import xml.etree.ElementTree as ET

import pytest

from pipeline.model.attachment import Attachment
from pipeline.model.document import Heading, Paragraph, Text
from pipeline.model.pages import Pages
from pipeline.model.record import replace
from pipeline.render import render
from pipeline.render.errors import RenderError
from pipeline.render.file import File
from pipeline.render.outline import page_labels
from tests.support.sample_document import sample
from tests.unit.render.reading import opened, outline
from tests.unit.render.typewriter import brief, metrics, typed

PROSE = Paragraph((Text("Prose."),))
SPEC = Attachment("spec.yaml", "application/yaml", "Source", "The canonical spec", b"brief: 1\n" * 300)
TABLE = Attachment("tabelle – ä.csv", "text/csv", "Data", "Die Zeitleiste", b"a,b\n")
NS = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}


def drawn(*blocks, attachments=(), identity="", **more) -> bytes:
    return render(typed(brief(*(blocks or (PROSE,)), **more)), metrics(), attachments, identity=identity)


def test_the_catalog() -> None:
    root = opened(drawn()).root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"] == {"/Marked": True}
    assert root["/ViewerPreferences"] == {"/DisplayDocTitle": True}
    assert "/AF" not in root
    assert "/Outlines" not in root


def test_pages_are_read_in_the_order_of_their_structure() -> None:
    pages = opened(drawn(*[PROSE] * 200)).pages
    assert len(pages) > 2
    assert [page["/Tabs"] for page in pages] == ["/S"] * len(pages)
    assert [page["/StructParents"] for page in pages] == list(range(len(pages)))


def test_the_outline_is_nested_as_deep_as_its_levels() -> None:
    levels = [(1, "Title"), (2, "One"), (3, "Über"), (3, "Within (too)"), (2, "Two"), (2, "Three"), (3, "Last")]
    data = drawn(*[Heading(level, text) for level, text in levels])
    assert outline(data) == levels
    top = opened(data).root_object["/Outlines"]
    assert top["/Count"] == len(levels)
    assert top["/First"]["/Count"] == len(levels) - 1
    assert "/Count" not in top["/First"]["/First"].get("/Next", {}).get("/Next", {}).get("/First")


def test_every_entry_of_the_outline_leads_to_its_heading() -> None:
    data = render(typed(sample()), metrics())
    reader = opened(data)
    pages = [reader.get_destination_page_number(entry) for entry in _flat(reader.outline)]
    assert len(pages) == len(outline(data)) > 5
    assert pages == sorted(pages)


def _flat(entries: list) -> list:
    return [leaf for entry in entries for leaf in (_flat(entry) if isinstance(entry, list) else [entry])]


def test_page_labels_show_the_printed_numbers() -> None:
    pages = typed(brief(*[PROSE] * 200))
    assert page_labels(pages.sheets) == "<</Nums[0<</S/D/St 1>>]>>"
    pages.sheets[1].number, pages.sheets[2].number = 7, 8
    assert page_labels(pages.sheets) == "<</Nums[0<</S/D/St 1>>1<</S/D/St 7>>3<</S/D/St 4>>]>>"
    assert opened(render(pages, metrics())).page_labels[:3] == ["1", "7", "8"]


def test_metadata_and_information_agree() -> None:
    more = {
        "title": "Über <Kräne> & (Baggern)",
        "lang": "de-CH",
        "subject": "Der Hafen",
        "authors": ("A. Écrivain", "B. Writer"),
    }
    reader = opened(drawn(identity="hafen/3", **more))
    info, packet = reader.metadata, ET.fromstring(reader.root_object["/Metadata"].get_data())

    def said(path: str) -> list[str | None]:
        return [found.text for found in packet.iterfind(f".//{path}", NS)]

    assert said("dc:title/rdf:Alt/rdf:li") == [info.title] == [more["title"]]
    assert said("dc:description/rdf:Alt/rdf:li") == [info.subject] == ["Der Hafen"]
    assert said("dc:creator/rdf:Seq/rdf:li") == info.author.split("; ") == list(more["authors"])
    assert said("dc:language/rdf:Bag/rdf:li") == [reader.root_object["/Lang"]] == ["de-CH"]
    assert said("dc:identifier") == ["hafen/3"]
    assert said("pdf:Producer") == [info.producer]
    assert said("xmp:CreatorTool") == [info.creator]
    assert said("xmp:CreateDate") == said("xmp:ModifyDate") == ["2024-06-30T00:00:00Z"]
    assert info.creation_date == info.modification_date == dt.datetime(2024, 6, 30, tzinfo=dt.UTC)
    assert (said("pdfaid:part"), said("pdfaid:conformance"), said("pdfuaid:part")) == (["3"], ["A"], ["1"])


def test_what_xml_cannot_hold_does_not_break_the_metadata() -> None:
    reader = opened(drawn(title="a\x00b\x1f]]>c"))
    assert "a\ufffdb\ufffd]]&gt;c" in reader.root_object["/Metadata"].get_data().decode()


def test_attachments_can_be_read_and_say_what_they_are() -> None:
    reader = opened(drawn(attachments=(TABLE, SPEC)))
    assert {name: held[0] for name, held in reader.attachments.items()} == {a.name: a.data for a in (SPEC, TABLE)}
    specs = [spec.get_object() for spec in reader.root_object["/AF"]]
    assert [spec["/UF"] for spec in specs] == [SPEC.name, TABLE.name]
    for spec, attachment in zip(specs, (SPEC, TABLE), strict=True):
        held = spec["/EF"]["/F"]
        assert (spec["/F"], spec["/Desc"]) == (attachment.name, attachment.about)
        assert spec["/AFRelationship"] == f"/{attachment.relation}"
        assert held["/Subtype"] == f"/{attachment.mime}"
        assert held["/Params"]["/Size"] == len(attachment.data)
        checksum = held["/Params"].raw_get("/CheckSum").original_bytes
        assert checksum == hashlib.md5(attachment.data, usedforsecurity=False).digest()


def test_attachments_of_one_name_or_with_a_path_are_refused() -> None:
    with pytest.raises(RenderError, match=r"two attachments of one name: spec\.yaml"):
        drawn(attachments=(SPEC, SPEC))
    for name in ("../spec.yaml", "a\\b", "c:d", ""):
        with pytest.raises(RenderError, match="bare file name"):
            drawn(attachments=(replace(SPEC, name=name),))


def test_the_same_input_gives_the_same_bytes_and_other_input_another_id() -> None:
    pages = typed(sample())
    first = render(pages, metrics(), (SPEC, TABLE), identity="x")
    assert render(pages, metrics(), (TABLE, SPEC), identity="x") == first

    def ident(data: bytes) -> list[bytes]:
        return [part.original_bytes for part in opened(data).trailer["/ID"]]

    alone, other = ident(drawn()), ident(drawn(title="Other"))
    assert alone[0] == alone[1] != other[1]
    named, renamed = ident(drawn(identity="x")), ident(drawn(identity="x", title="Other"))
    assert named[0] == renamed[0] != named[1] != renamed[1]


def test_a_file_is_pdf_1_7_with_object_streams() -> None:
    data = render(typed(sample()), metrics())
    assert data.startswith(b"%PDF-1.7\n%")
    assert data.count(b"/Type/ObjStm") > 1
    assert data.count(b"/Type/XRef") == 1
    assert b"\ntrailer" not in data


def test_more_objects_than_one_stream_holds_keep_their_places() -> None:
    file = File()
    numbers = [file.put(f"({n})") for n in range(1000)]
    pages = file.put("<</Type/Pages/Kids[]/Count 0>>")
    data = file.finish(file.put(f"<</Type/Catalog/Pages {pages} 0 R>>"), file.put("<<>>"), "")
    reader = opened(data)
    assert [reader.get_object(number) for number in numbers] == [str(n) for n in range(1000)]


def test_a_promised_object_must_come() -> None:
    file = File()
    file.reserve()
    with pytest.raises(RenderError, match="never brought"):
        file.finish(1, 1, "")


def test_a_brief_has_pages() -> None:
    with pytest.raises(RenderError, match="at least one page"):
        render(Pages(brief(), [], {}, 1, 1), metrics())
