"""The table of tamperings: each must be rejected, and the checks that are to catch it without the ledger must fail."""

from __future__ import annotations

import pytest
from pypdf.generic import ArrayObject, FloatObject, NumberObject, TextStringObject

from pipeline.model.verification import CHECKS
from tests.unit.verify import tampering as by
from tests.unit.verify.tampering import Tamper, rewritten, updated

UNREADABLE = "VERIFY001"
WHITE = b"/Artifact BMC 1 1 1 rg 80 500 440 60 re f EMC"
LOOSE = b"BT /Planted 12 Tf 100 300 Td (A third crane was bought.) Tj ET"
HIDDEN = b"/Artifact BMC BT 3 Tr /Planted 12 Tf 100 300 Td (A third crane was bought.) Tj ET EMC"
RULED = b"/Artifact BMC 0 0 1 RG 80 540 m 500 540 l S EMC"

TABLE: list[tuple[str, Tamper, str]] = [
    # Bytes: whatever a disk, a mail gateway or a hex editor does.
    ("an empty line appended", by.appended(b"\n"), "content"),
    ("a comment appended", by.appended(b"% seen by nobody\n"), "content"),
    ("zeros appended", by.appended(bytes(1024)), "content"),
    ("itself appended", lambda data: data + data, "revisions"),
    ("a blank before the header", lambda data: b" " + data, "content remake"),
    ("a line before the header", lambda data: b"\n%mail\n" + data, "content remake"),
    ("another version in the header", by.replaced(b"%PDF-1.7", b"%PDF-1.4"), "remake"),
    ("another comment below the header", by.replaced(b"\xe2\xe3\xcf\xd3", b"\xe2\xe3\xcf\xd2"), "remake"),
    ("the last byte cut", lambda data: data[:-1], "remake"),
    ("the end cut", lambda data: data[: data.rindex(b"startxref")], UNREADABLE),
    ("the second half cut", by.cut(0.5), UNREADABLE),
    ("startxref that leads nowhere", by.replaced(b"startxref\n", b"startxref\n9"), "content remake"),
    ("a bit of a font flipped", by.flipped(b"/Length1", 900), "remake"),
    ("a bit of the colour profile flipped", by.flipped(b"/N 3", 60), "remake"),
    ("a bit of packed objects flipped", by.flipped(b"/ObjStm", 300), "remake"),
    ("a bit of the table of objects flipped", by.flipped(b"/XRef", 60), UNREADABLE),
    ("a digit of the ID", by.replaced(b"/ID[<", b"/ID[<0"), "remake"),
    ("a length that lies", by.replaced(b"/Subtype/XML/Length ", b"/Subtype/XML/Length 9"), "remake"),
    ("a stream packed anew", by.repacked, "remake"),
    ("XMP: the title, as long as before", by.replaced(b"New cranes for", b"Old cranes for"), "metadata remake"),
    ("XMP: the day", by.replaced(b"<xmp:CreateDate>2025", b"<xmp:CreateDate>2024"), "metadata remake"),
    ("XMP: the claim to PDF/A", by.replaced(b"<pdfaid:part>3", b"<pdfaid:part>1"), "metadata remake"),
    ("XMP: the producer", by.replaced(b"<pdf:Producer>Brief", b"<pdf:Producer>Crief"), "metadata remake"),
    # Incremental updates: the edition's bytes stand, and something is laid over them.
    ("update: nothing", by.an_empty_update, "revisions"),
    ("update: bytes between its objects", by.strewn(updated(by.orphan)), "revisions"),
    ("update: the title in Info", updated(by.info(Title="Old cranes")), "revisions metadata"),
    ("update: an author in Info", updated(by.info(Author="Somebody Else")), "revisions metadata"),
    ("update: an unknown entry in Info", updated(by.info(Approved="yes")), "revisions metadata"),
    ("update: an object that nothing leads to", updated(by.orphan), "revisions"),
    ("update: text on a page", updated(by.drawn(1, LOOSE, Planted=by.HELVETICA)), "revisions text"),
    ("update: text that nobody sees", updated(by.drawn(1, HIDDEN, Planted=by.HELVETICA)), "revisions text"),
    ("update: a white box over a claim", updated(by.drawn(1, WHITE)), "revisions"),
    ("update: a line through a claim", updated(by.drawn(1, RULED)), "revisions"),
    ("update: a stamp on every page", updated(by.stamped), "revisions"),
    ("update: another figure in a claim", updated(by.content(1, b"260,000", b"290,000")), "revisions text"),
    ("update: another price", updated(by.content(1, b"46.8 million", b"16.8 million")), "revisions"),
    ("update: another day of signing", updated(by.content(1, b"12 M)", b"19 M)")), "revisions text"),
    ("update: another key in the footer", updated(by.content(1, b"E)10(dition 1", b"E)10(dition 7")), "revisions"),
    ("update: another marking", updated(by.content(1, b"TLP:GREEN", b"TLP:CLEAR")), "revisions"),
    ("update: a page less", updated(by.removed_page), "revisions tags"),
    ("update: two pages swapped", updated(by.swapped_pages), "revisions"),
    (
        "update: a page turned",
        updated(by.set_in(by.page(1), "Rotate", lambda _: NumberObject(180))),
        "revisions",
    ),
    (
        "update: a page cropped above its footer",
        updated(by.set_in(by.page(1), "CropBox", lambda _: ArrayObject(map(FloatObject, (0, 100, 595, 842))))),
        "revisions",
    ),
    ("update: a remark on a page", updated(by.annotated(1, Subtype=by.named("FreeText"))), "revisions content"),
    ("update: a box over a page", updated(by.annotated(1, Subtype=by.named("Square"))), "revisions content"),
    (
        "update: a link to somewhere else",
        updated(by.link(lambda held: held.update({by.named("Dest"): TextStringObject("heading.1")}))),
        "revisions",
    ),
    (
        "update: a link out of the brief",
        updated(
            by.annotated(
                1,
                Subtype=by.named("Link"),
                A=by.dictionary(S=by.named("URI"), URI=TextStringObject("https://example.org/")),
            )
        ),
        "revisions",
    ),
    (
        "update: a script when it is opened",
        updated(by.set_in(by.root, "OpenAction", lambda _: by.script("app.alert(1)"))),
        "revisions content",
    ),
    (
        "update: a program that a link starts",
        updated(
            by.link(
                lambda held: held.update(
                    {by.named("A"): by.dictionary(S=by.named("Launch"), F=TextStringObject("run.exe"))}
                )
            )
        ),
        "revisions content",
    ),
    ("update: a layer", updated(by.layer), "revisions content"),
    (
        "update: the evidence",
        updated(by.attachment("evidence.json", lambda data: data.replace(b"held", b"hold"))),
        "revisions evidence",
    ),
    (
        "update: the spec",
        updated(by.attachment("harbour.yaml", lambda data: data.replace(b"46.8", b"16.8"))),
        "revisions key evidence",
    ),
    (
        "update: the lock",
        updated(by.attachment("harbour.lock", lambda data: data.replace(b"46.8", b"16.8"))),
        "revisions key",
    ),
    ("update: the theme", updated(by.attachment("harbour.theme.yaml", lambda data: data + b"\n")), "revisions key"),
    (
        "update: the timeline",
        updated(by.attachment("timeline.csv", lambda data: data.replace(b"2025", b"2024"))),
        "revisions",
    ),
    (
        "update: the timeline, with its old checksum",
        updated(by.attachment("timeline.csv", lambda data: data.replace(b"2025", b"2024"), sound=False)),
        "revisions attachments",
    ),
    (
        "update: spec and lock under each other's name",
        updated(by.swapped("harbour.yaml", "harbour.lock")),
        "revisions evidence",
    ),
    ("update: one more attachment", updated(by.attached("more.txt")), "revisions attachments"),
    ("update: a second evidence", updated(by.attached("evidence.json")), "revisions attachments"),
    ("update: an attachment less", updated(by.detached("timeline.csv")), "revisions"),
    ("update: no evidence", updated(by.detached("evidence.json")), "revisions attachments"),
    (
        "update: attachments that are none of the document's",
        updated(by.set_in(by.root, "AF", lambda _: None)),
        "revisions attachments",
    ),
    ("update: another XMP title", updated(by.packet(b"New cranes", b"Old cranes")), "revisions metadata"),
    ("update: no XMP", updated(by.set_in(by.root, "Metadata", lambda _: None)), "revisions metadata"),
    ("update: no tags", updated(by.set_in(by.root, "StructTreeRoot", lambda _: None)), "revisions tags"),
    ("update: no word of tags", updated(by.set_in(by.root, "MarkInfo", lambda _: None)), "revisions tags"),
    ("update: a paragraph without its tag", updated(by.untagged), "revisions tags"),
    ("update: two paragraphs read the other way round", updated(by.reordered), "revisions"),
    (
        "update: a heading that is none",
        updated(by.set_in(by.element("H2"), "S", lambda _: by.named("P"))),
        "revisions tags",
    ),
    (
        "update: a paragraph that is read otherwise",
        updated(by.set_in(by.element("P", 5), "ActualText", lambda _: TextStringObject("It bought none."))),
        "revisions tags",
    ),
    (
        "update: a paragraph that is read as another's abbreviation",
        updated(by.set_in(by.element("P", 5), "E", lambda _: TextStringObject("It bought none."))),
        "revisions tags",
    ),
    (
        "update: an abbreviation of something else",
        updated(by.set_in(by.element("Span"), "E", lambda _: TextStringObject("Totally Leaked Paper"))),
        "revisions tags",
    ),
    (
        "update: a paragraph with another description",
        updated(by.set_in(by.element("P", 5), "Alt", lambda _: TextStringObject("It bought none."))),
        "revisions tags",
    ),
    (
        "update: a figure with another description",
        updated(by.set_in(by.element("Figure"), "Alt", lambda _: TextStringObject("A timeline."))),
        "revisions",
    ),
    (
        "update: another language",
        updated(by.set_in(by.root, "Lang", lambda _: TextStringObject("de"))),
        "revisions metadata",
    ),
    ("update: no outline", updated(by.set_in(by.root, "Outlines", lambda _: None)), "revisions tags"),
    ("update: no output intent", updated(by.set_in(by.root, "OutputIntents", lambda _: None)), "revisions"),
    ("update: no page labels", updated(by.set_in(by.root, "PageLabels", lambda _: None)), "revisions"),
    ("update: letters that are copied as others", updated(by.to_unicode), "revisions text"),
    ("update: a signature that covers a claim", updated(by.signature_field((80, 500, 400, 560))), "revisions"),
    (
        "update: a signature that runs a script",
        updated(by.signature_field((0, 0, 0, 0), AA=by.dictionary(U=by.script("app.alert(1)")))),
        "revisions content",
    ),
    # The whole file written anew: no byte is where it was.
    ("rewritten: as it was", rewritten(by.nothing), "remake"),
    ("rewritten: another figure in a claim", rewritten(by.content(1, b"260,000", b"290,000")), "remake text"),
    ("rewritten: another price", rewritten(by.content(1, b"46.8 million", b"16.8 million")), "remake"),
    ("rewritten: a white box over a claim", rewritten(by.drawn(1, WHITE)), "remake"),
    ("rewritten: another title", rewritten(by.info(Title="Old cranes")), "remake metadata"),
    ("rewritten: no tags", rewritten(by.set_in(by.root, "StructTreeRoot", lambda _: None)), "remake tags"),
    ("rewritten: a page less", rewritten(by.removed_page), "remake tags"),
    (
        "rewritten: the evidence",
        rewritten(by.attachment("evidence.json", lambda data: data.replace(b"held", b"hold"))),
        "remake evidence",
    ),
    (
        "rewritten: the timeline",
        rewritten(by.attachment("timeline.csv", lambda data: data.replace(b"2025", b"2024"))),
        "remake",
    ),
    (
        "rewritten: a link out of the brief",
        rewritten(by.link(lambda held: held.update({by.named("Dest"): TextStringObject("note.1")}))),
        "remake",
    ),
    ("qpdf: linearised", by.qpdf("--linearize"), "remake"),
    ("qpdf: laid open", by.qpdf("--qdf"), "remake"),
    ("qpdf: objects by themselves", by.qpdf("--object-streams=disable"), "remake"),
    ("qpdf: packed anew", by.qpdf("--recompress-flate", "--compression-level=9"), "remake"),
    ("qpdf: encrypted without a password", by.qpdf("--encrypt", "", "owner", "256", "--"), UNREADABLE),
    ("qpdf: two pages of it", by.qpdf("--pages", "IN", "1-2", "--"), "remake tags"),
    ("qpdf: pages backwards", by.qpdf("--pages", "IN", "z-1", "--"), "remake"),
    ("qpdf: turned", by.qpdf("--rotate=+90"), "remake"),
    ("qpdf: one page laid over all", by.qpdf("--overlay", "IN", "--repeat=1", "--"), "remake"),
    ("qpdf: one more attachment", by.qpdf("--add-attachment", "FOLDER/more.txt", "--"), "remake attachments"),
    ("qpdf: an attachment less", by.qpdf("--remove-attachment=harbour.lock"), "evidence attachments"),
]
"""What is done, how, and which checks find it without the ledger; with the ledger, its hash always does."""


def test_the_original_and_a_plain_copy_are_genuine(harbour):
    found = harbour.judged(harbour.data)
    assert (found.failed, found.exit, found.without_ledger) == (set(), 0, 4)


def test_there_are_many_kinds_of_tampering():
    assert len(TABLE) >= 60
    assert len({name for name, *_ in TABLE}) == len(TABLE)
    caught = {check for *_, wanted in TABLE for check in wanted.split()}
    assert caught - {UNREADABLE} <= set(CHECKS)
    assert {"revisions", "content", "attachments", "evidence", "key", "text", "tags", "metadata", "remake"} <= caught


@pytest.mark.parametrize(("tamper", "wanted"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_tampering_is_found(harbour, tamper, wanted):
    data = tamper(harbour.data)
    assert data != harbour.data
    found = harbour.judged(data)
    told = [(each.name, each.told, each.details) for each in found.found.checks] if found.found else found.failed
    if wanted == UNREADABLE:
        assert (found.failed, found.exit) == ({UNREADABLE}, 2), told
        return
    assert found.exit == found.without_ledger == 1, told
    assert set(wanted.split()) <= found.failed, told
    if not data.startswith(harbour.data):
        assert "bytes" in found.failed, told
