"""Ways to tamper with an edition, each made by a real tool: byte edits of one's own, pypdf, qpdf."""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from tests.support import tools

Tamper = Callable[[bytes], bytes]
_STREAM = re.compile(rb"(\d+) 0 obj\n(<<.*?/Length \d+>>)\nstream\n", re.DOTALL)

# ── bytes ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def appended(more: bytes) -> Tamper:
    return lambda data: data + more


def replaced(old: bytes, new: bytes) -> Tamper:
    def tamper(data: bytes) -> bytes:
        assert old in data
        return data.replace(old, new, 1)

    return tamper


def flipped(wanted: bytes, into: int = 40) -> Tamper:
    """One bit of a stream whose dictionary holds `wanted`."""

    def tamper(data: bytes) -> bytes:
        at = next(found.end() for found in _STREAM.finditer(data) if wanted in found[2]) + into
        return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]

    return tamper


def cut(part: float) -> Tamper:
    return lambda data: data[: int(len(data) * part)]


def repacked(data: bytes) -> bytes:
    """The largest stream packed anew at another level: other bytes for the same content, and offsets that are wrong."""
    found = max(_STREAM.finditer(data), key=lambda one: int(re.findall(rb"/Length (\d+)>>", one[2])[-1]))
    size = int(re.findall(rb"/Length (\d+)>>", found[2])[-1])
    packed = zlib.compress(zlib.decompress(data[found.end() : found.end() + size]), 1)
    head = data[found.start() : found.end()].replace(b"/Length %d>>" % size, b"/Length %d>>" % len(packed))
    return data[: found.start()] + head + packed + data[found.end() + size :]


def an_empty_update(data: bytes) -> bytes:
    """A revision without objects."""
    start = int(re.findall(rb"startxref\n(\d+)", data)[-1])
    trailer = re.findall(rb"/Size \d+/Root \d+ 0 R/Info \d+ 0 R/ID\[<\w+><\w+>\]", data)[-1]
    table = b"xref\n0 0\ntrailer\n<<%s/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start, len(data))
    return data + table


def strewn(tamper: Tamper) -> Tamper:
    """A revision with bytes that belong to none of its objects, behind what it ends with."""

    def strew(data: bytes) -> bytes:
        made = tamper(data)
        at = made.rindex(b"startxref")
        return made[:at] + b"% a note that nobody sees\n" + made[at:]

    return strew


# ── pypdf ────────────────────────────────────────────────────────────────────────────────────────────────────────────

Change = Callable[[PdfWriter], None]


def updated(change: Change) -> Tamper:
    """An incremental update, as a foreign tool appends it: the edition's bytes stay as they are."""

    def tamper(data: bytes) -> bytes:
        writer = PdfWriter(io.BytesIO(data), incremental=True)
        change(writer)
        out = io.BytesIO()
        writer.write(out)
        made = out.getvalue()
        assert made.startswith(data)
        assert len(made) > len(data)
        return made

    return tamper


def rewritten(change: Change) -> Tamper:
    """The whole file written anew."""

    def tamper(data: bytes) -> bytes:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
        change(writer)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return tamper


def named(text: str) -> NameObject:
    return NameObject(f"/{text}")


def dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({named(key): value for key, value in entries.items()})


def root(writer: PdfWriter) -> DictionaryObject:
    return writer.root_object


def set_in(find: Callable[[PdfWriter], Any], key: str, value: Callable[[PdfWriter], Any]) -> Change:
    """Set a key of an object; a value of None takes it away."""

    def change(writer: PdfWriter) -> None:
        held, new = find(writer), value(writer)
        held = held.get_object()
        if new is None:
            del held[named(key)]
        else:
            held[named(key)] = new

    return change


def page(number: int) -> Callable[[PdfWriter], Any]:
    return lambda writer: writer.pages[number - 1]


def drawn(number: int, operators: bytes, *, before: bool = False, **fonts: DictionaryObject) -> Change:
    """Operators drawn on a page, after or before all others."""

    def change(writer: PdfWriter) -> None:
        sheet = writer.pages[number - 1]
        more = DecodedStreamObject()
        more.set_data(operators)
        ref, old = writer._add_object(more), sheet.raw_get("/Contents")
        sheet[named("Contents")] = ArrayObject([ref, old] if before else [old, ref])
        for name, font in fonts.items():
            resources = sheet["/Resources"].get_object()["/Font"].get_object()
            resources[named(name)] = writer._add_object(font)

    return change


HELVETICA = dictionary(Type=named("Font"), Subtype=named("Type1"), BaseFont=named("Helvetica"))


def content(number: int, old: bytes, new: bytes) -> Change:
    """The content of a page with a stretch of it replaced."""

    def change(writer: PdfWriter) -> None:
        stream = writer.pages[number - 1]["/Contents"].get_object()
        data = stream.get_data()
        assert old in data, old
        made = DecodedStreamObject()
        made.set_data(data.replace(old, new, 1))
        writer.pages[number - 1][named("Contents")] = writer._add_object(made)

    return change


def specifications(writer: PdfWriter) -> Iterator[tuple[str, DictionaryObject]]:
    """The name and specification of each attachment."""
    tree = root(writer)["/Names"].get_object()["/EmbeddedFiles"].get_object()
    for leaf in tree["/Kids"]:
        pairs = list(leaf.get_object()["/Names"])
        for name, held in zip(pairs[::2], pairs[1::2], strict=True):
            yield str(name), held.get_object()


def attachment(name: str, edit: Callable[[bytes], bytes], *, sound: bool = True) -> Change:
    """Another content for an attachment; `sound`: with the size and checksum that belong to it."""

    def change(writer: PdfWriter) -> None:
        held = dict(specifications(writer))[name]
        old = held["/EF"].get_object()["/F"].get_object()
        data = edit(old.get_data())
        assert data != old.get_data()
        made = DecodedStreamObject()
        made.set_data(data)
        made[named("Type")], made[named("Subtype")] = old["/Type"], old["/Subtype"]
        params = DictionaryObject(old["/Params"])
        if sound:
            params[named("Size")] = NumberObject(len(data))
            params[named("CheckSum")] = ByteStringObject(hashlib.md5(data).digest())
        made[named("Params")] = params
        ref = writer._add_object(made)
        held[named("EF")] = dictionary(F=ref, UF=ref)

    return change


def attached(name: str) -> Change:
    """One more file."""

    def change(writer: PdfWriter) -> None:
        stream = DecodedStreamObject()
        stream.set_data(b"more")
        ref = writer._add_object(stream)
        title = TextStringObject(name)
        held = writer._add_object(
            dictionary(
                Type=named("Filespec"), F=title, UF=title, EF=dictionary(F=ref, UF=ref), AFRelationship=named("Data")
            )
        )
        tree = root(writer)["/Names"].get_object()["/EmbeddedFiles"].get_object()
        leaf = tree["/Kids"][0].get_object()
        leaf["/Names"].extend([title, held])
        root(writer)["/AF"].get_object().append(held)

    return change


def detached(name: str) -> Change:
    def change(writer: PdfWriter) -> None:
        for leaf in root(writer)["/Names"].get_object()["/EmbeddedFiles"].get_object()["/Kids"]:
            pairs = leaf.get_object()["/Names"]
            at = [str(each) for each in pairs].index(name)
            del pairs[at : at + 2]

    return change


def swapped(one: str, other: str) -> Change:
    """Two attachments under each other's name."""

    def change(writer: PdfWriter) -> None:
        held = dict(specifications(writer))
        first, second = held[one].raw_get("/EF"), held[other].raw_get("/EF")
        held[one][named("EF")], held[other][named("EF")] = second, first

    return change


def elements(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Every structure element in reading order."""
    waiting = [root(writer)["/StructTreeRoot"].get_object().raw_get("/K")]
    while waiting:
        held = waiting.pop()
        held = held.get_object() if isinstance(held, IndirectObject) else held
        if isinstance(held, ArrayObject):
            waiting += list(reversed(list(list.__iter__(held))))
        elif isinstance(held, DictionaryObject) and "/S" in held:
            yield held
            waiting += [held.raw_get("/K")] if "/K" in held else []


def element(role: str, turn: int = 0) -> Callable[[PdfWriter], Any]:
    return lambda writer: [each for each in elements(writer) if each["/S"] == f"/{role}"][turn]


def untagged(writer: PdfWriter) -> None:
    """One paragraph taken out of the tree; its text stays on the page."""
    document = next(elements(writer))
    del document["/K"][3]


def reordered(writer: PdfWriter) -> None:
    kids = next(elements(writer))["/K"]
    kids[3], kids[4] = kids[4], kids[3]


def annotated(number: int, **entries: Any) -> Change:
    """One more annotation on a page."""

    def change(writer: PdfWriter) -> None:
        sheet = writer.pages[number - 1]
        box = ArrayObject([NumberObject(each) for each in (100, 600, 400, 700)])
        held = dictionary(Type=named("Annot"), Rect=box, **entries)
        sheet[named("Annots")] = ArrayObject([*list.__iter__(sheet["/Annots"]), writer._add_object(held)])

    return change


def link(edit: Callable[[DictionaryObject], None]) -> Change:
    """The first link of the file, changed."""

    def change(writer: PdfWriter) -> None:
        edit(next(ref.get_object() for sheet in writer.pages for ref in list.__iter__(sheet.get("/Annots", []))))

    return change


def signature_field(rect: tuple[float, ...], **more: Any) -> Change:
    """A field for a signature on the first page."""

    def change(writer: PdfWriter) -> None:
        box = ArrayObject([FloatObject(each) for each in rect])
        held = dictionary(
            Type=named("Annot"),
            Subtype=named("Widget"),
            FT=named("Sig"),
            T=TextStringObject("Signature"),
            F=NumberObject(132),
            Rect=box,
            **more,
        )
        ref = writer._add_object(held)
        sheet = writer.pages[0]
        sheet[named("Annots")] = ArrayObject([*list.__iter__(sheet.get("/Annots", ArrayObject())), ref])
        root(writer)[named("AcroForm")] = dictionary(Fields=ArrayObject([ref]), SigFlags=NumberObject(3))

    return change


def to_unicode(writer: PdfWriter) -> None:
    """What is copied and read aloud is another letter than the one that is seen."""
    for ref in writer.pages[0]["/Resources"].get_object()["/Font"].get_object().values():
        font, made = ref.get_object(), DecodedStreamObject()
        cmap = font["/ToUnicode"].get_object().get_data()
        made.set_data(cmap.replace(b"<65> <0065>", b"<65> <0061>", 1))
        font[named("ToUnicode")] = writer._add_object(made)


def swapped_pages(writer: PdfWriter) -> None:
    kids = root(writer)["/Pages"].get_object()["/Kids"]
    kids[0], kids[1] = kids[1], kids[0]


def removed_page(writer: PdfWriter) -> None:
    tree = root(writer)["/Pages"].get_object()
    del tree["/Kids"][-1]
    tree[named("Count")] = NumberObject(len(tree["/Kids"]))


def packet(old: bytes, new: bytes) -> Change:
    def change(writer: PdfWriter) -> None:
        stream = root(writer)["/Metadata"].get_object()
        assert old in stream.get_data()
        made = DecodedStreamObject()
        made.set_data(stream.get_data().replace(old, new, 1))
        made[named("Type")], made[named("Subtype")] = named("Metadata"), named("XML")
        root(writer)[named("Metadata")] = writer._add_object(made)

    return change


def info(**entries: str) -> Change:
    def change(writer: PdfWriter) -> None:
        writer.add_metadata({f"/{key}": value for key, value in entries.items()})

    return change


def layer(writer: PdfWriter) -> None:
    """An optional content group, by which a viewer shows or hides what belongs to it."""
    group = writer._add_object(dictionary(Type=named("OCG"), Name=TextStringObject("Layer")))
    shown = dictionary(ON=ArrayObject([group]))
    root(writer)[named("OCProperties")] = dictionary(OCGs=ArrayObject([group]), D=shown)


def orphan(writer: PdfWriter) -> None:
    """An object that nothing leads to."""
    stream = DecodedStreamObject()
    stream.set_data(b"a note that nobody sees")
    writer._add_object(stream)


def stamped(writer: PdfWriter) -> None:
    """A form drawn over every page."""
    form = StreamObject()
    form.set_data(b"0.9 g 0 0 500 30 re f")
    form[named("Type")], form[named("Subtype")] = named("XObject"), named("Form")
    form[named("BBox")] = ArrayObject([NumberObject(each) for each in (0, 0, 500, 30)])
    ref = writer._add_object(form)
    for number, sheet in enumerate(writer.pages, 1):
        resources = sheet["/Resources"].get_object()
        forms = resources.setdefault(named("XObject"), DictionaryObject()).get_object()
        forms[named("Stamp")] = ref
        drawn(number, b"/Artifact BMC q 1 0 0 1 60 400 cm /Stamp Do Q EMC")(writer)


def nothing(_writer: PdfWriter) -> None:
    pass


def script(code: str) -> DictionaryObject:
    return dictionary(S=named("JavaScript"), JS=TextStringObject(code))


# ── qpdf ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def qpdf(*options: str) -> Tamper:
    """The file as qpdf writes it. `IN` stands for the file itself, `FOLDER` for a folder to write in."""

    def tamper(data: bytes) -> bytes:
        with TemporaryDirectory() as folder:
            given, made = Path(folder, "given.pdf"), Path(folder, "made.pdf")
            given.write_bytes(data)
            Path(folder, "more.txt").write_text("more")
            told = [each.replace("IN", str(given)).replace("FOLDER", folder) for each in options]
            tools.run("qpdf", given, *told, made, ok=(0, 3))
            return made.read_bytes()

    return tamper
