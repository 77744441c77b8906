"""Later revisions: signatures that cover nothing and the number of a copy are allowed, and nothing beside them."""

from __future__ import annotations

import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, NumberObject, TextStringObject

from pipeline import readback, verify
from pipeline.model.readback import COPY_SLOT, ReadFile
from pipeline.model.verification import Outcome
from tests.unit.readback.hostile import page, pdf, stream
from tests.unit.verify import tampering as by
from tests.unit.verify.tampering import dictionary, named, updated

SIGNATURE = dictionary(Type=named("Sig"), Filter=named("Adobe.PPKLite"), Contents=TextStringObject("00"))
NOWHERE = (0, 0, 0, 0)
SLOT = b"/Type/XObject/Subtype/Form/BBox[0 0 200 12]/Resources<</Font<<>>>>"
WITH_SLOT = pdf(
    page(stream(b"/Copy Do"), b"/Resources 6 0 R")
    | {5: stream(b"", SLOT), 6: b"<</XObject<<%s 5 0 R>>/Font<</H 7 0 R>>>>" % COPY_SLOT.encode()}
    | {7: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"}
)


def read(data: bytes) -> ReadFile:
    return readback.read_back(data, "x.pdf")


def judged(data: bytes) -> tuple[Outcome, str]:
    check = verify.revisions(read(data))
    return check.outcome, "; ".join((check.told, *check.details))


def signed(rect=NOWHERE, **more):
    def change(writer):
        by.signature_field(rect, V=writer._add_object(SIGNATURE), **more)(writer)

    return updated(change)


def filled(content: bytes, **entries):
    """The copy slot, filled."""

    def change(writer):
        slot = writer.pages[0]["/Resources"]["/XObject"][COPY_SLOT]
        made = DecodedStreamObject()
        made.set_data(content)
        for key in ("Type", "Subtype", "BBox"):
            made[named(key)] = slot[f"/{key}"]
        made[named("Resources")] = dictionary(Font=dictionary(H=writer._add_object(by.HELVETICA)))
        made.update({named(key): value for key, value in entries.items()})
        writer._replace_object(slot.indirect_reference, made)

    return updated(change)


TEXT = b"q BT /H 8 Tf 0.2 g 0 2 Td (Copy 3 of 12 \\(desk\\)) Tj [(A)-20(B)] TJ ET Q"


def test_nothing_appended(harbour):
    assert judged(harbour.data) == (Outcome.PASSED, "nothing was appended")


def test_a_signature_that_is_not_seen_is_allowed(harbour):
    data = signed()(harbour.data)
    assert judged(data) == (Outcome.PASSED, "appended later, as allowed: a signature")
    found = harbour.judged(data)
    assert (found.failed, found.exit) == (set(), 0)
    (signature,) = [check for check in found.found.checks if check.name == "signature"]
    assert (signature.outcome, signature.told) == (
        Outcome.UNCHECKED,
        "nothing to trust was given: name a certificate with --trust",
    )


def test_a_field_that_waits_and_its_signature_after_it_are_allowed(harbour):
    waiting = updated(by.signature_field(NOWHERE))(harbour.data)
    assert judged(waiting) == (Outcome.PASSED, "appended later, as allowed: a field for a signature")

    def sign(writer):
        field = by.root(writer)["/AcroForm"]["/Fields"][0].get_object()
        field[named("V")] = writer._add_object(SIGNATURE)

    assert judged(updated(sign)(waiting))[1].endswith("a field for a signature; a signature")


def test_a_second_signature_is_allowed_and_the_first_must_stay(harbour):
    once = signed()(harbour.data)
    twice = signed()(once)
    assert judged(twice)[0] is Outcome.FAILED  # it took the field of the first away

    def second(writer):
        form = by.root(writer)["/AcroForm"]
        field = writer._add_object(
            dictionary(
                Type=named("Annot"),
                Subtype=named("Widget"),
                FT=named("Sig"),
                T=TextStringObject("Second"),
                Rect=ArrayObject([NumberObject(0)] * 4),
                V=writer._add_object(SIGNATURE),
            )
        )
        form["/Fields"].append(field)
        writer.pages[0]["/Annots"].append(field)

    assert judged(updated(second)(once)) == (
        Outcome.PASSED,
        "appended later, as allowed: a signature; a signature",
    )


def test_certificates_are_allowed(harbour):
    def certify(writer):
        stream_ = DecodedStreamObject()
        stream_.set_data(b"certificate")
        by.root(writer)[named("DSS")] = writer._add_object(dictionary(Certs=ArrayObject([writer._add_object(stream_)])))

    assert judged(updated(certify)(harbour.data)) == (Outcome.PASSED, "appended later, as allowed: certificates")


def test_the_number_of_a_copy_is_allowed_in_its_slot():
    assert judged(filled(TEXT)(WITH_SLOT)) == (Outcome.PASSED, "appended later, as allowed: the number of a copy")
    again = filled(TEXT.replace(b"3", b"4"))(filled(TEXT)(WITH_SLOT))
    assert judged(again)[0] is Outcome.PASSED


@pytest.mark.parametrize(
    ("fill", "said"),
    [
        (filled(TEXT + b" 1 1 1 rg 0 0 500 500 re f"), "draws more than text"),
        (filled(TEXT + b" /Other Do"), "draws more than text"),
        (filled(b"1 0 0 RG 0 0 m 9 9 l S"), "draws more than text"),
        (filled(b"BI /W 1 ID x EI"), "draws more than text"),
        (filled(TEXT, BBox=ArrayObject(map(NumberObject, (0, 0, 600, 800)))), "another BBox"),
        (filled(TEXT, Matrix=ArrayObject(map(NumberObject, (9, 0, 0, 9, 0, 0)))), "another Matrix"),
        (filled(TEXT, Resources=dictionary(XObject=dictionary())), "draws more than text"),
    ],
)
def test_a_copy_slot_holds_text_where_it_stands_and_nothing_else(fill, said):
    outcome, told = judged(fill(WITH_SLOT))
    assert outcome is Outcome.FAILED
    assert said in told


@pytest.mark.parametrize(
    ("tamper", "said"),
    [
        (signed((80, 500, 400, 560)), "a signature covers part of a page"),
        (signed(AA=dictionary()), "a signature's field has AA"),
        (signed(MK=dictionary()), "a signature's field has MK"),
        (updated(by.annotated(1, Subtype=named("Widget"), FT=named("Tx"))), "a signature covers part of a page"),
        (updated(by.orphan), "was added"),
        (updated(by.removed_page), "was changed, of the kind Pages"),
        (updated(by.set_in(by.page(1), "Rotate", lambda _: NumberObject(90))), "a page has another Rotate"),
        (updated(by.set_in(by.root, "Lang", lambda _: TextStringObject("de"))), "the catalog has another Lang"),
        (updated(by.info(Title="Old")), "was changed, a dictionary"),
        (
            updated(
                by.set_in(by.root, "AcroForm", lambda _: dictionary(Fields=ArrayObject(), XFA=TextStringObject("x")))
            ),
            "the form has XFA",
        ),
    ],
)
def test_anything_else_is_named(harbour, tamper, said):
    outcome, told = judged(tamper(harbour.data))
    assert outcome is Outcome.FAILED
    assert said in told


def test_a_field_of_another_kind_is_named(harbour):
    def change(writer):
        field = writer._add_object(dictionary(FT=named("Tx"), T=TextStringObject("Name")))
        by.root(writer)[named("AcroForm")] = dictionary(Fields=ArrayObject([field]))

    assert "a field was added that is none of a signature" in judged(updated(change)(harbour.data))[1]
