"""Files that nobody should have to read: each is a PDF, or nearly, that wants to take all there is or to crash."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import cache

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def pdf(objects: Mapping[int, bytes], trailer: bytes = b"/Root 1 0 R", *, claimed: int | None = None) -> bytes:
    """A file of objects with a table of the classic kind; `claimed` is another startxref."""
    out, places = bytearray(HEAD), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start, size = len(out), max(objects) + 1
    rows = [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 00000 f \n" for n in range(1, size)]
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(rows))
    out += b"trailer\n<</Size %d%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start if claimed is None else claimed)
    return bytes(out)


def stream(data: bytes, entries: bytes = b"", length: int | None = None) -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data) if length is None else length, data)


def page(content: bytes = b"", more: bytes = b"") -> dict[int, bytes]:
    """A file of one page, with object 4 as its content."""
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R%s>>" % more,
        4: content or stream(b""),
    }


@cache
def bomb(times: int = 1, size: int = 2**30) -> bytes:
    """A stream that unpacks to `size` zeros, packed `times` times over."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(size // 2**20)) + packer.flush()
    for _ in range(times - 1):
        packed = zlib.compress(packed, 9)
    return stream(packed, b"/Filter[%s]" % (b"/FlateDecode" * times))


def nested(opening: bytes, closing: bytes, times: int = 100_000) -> bytes:
    return opening * times + closing * times


HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "a header": HEAD,
    "no PDF": b"<!doctype html><title>Not found</title>",
    "bytes without sense": bytes(range(256)) * 400,
    "a header and zeros": HEAD + bytes(10**6),
    "a bomb": pdf(page(bomb())),
    "a bomb in a bomb": pdf(page(bomb(2))),
    "a bomb of packed objects": pdf(page() | {5: bomb().replace(b"<<", b"<</Type/ObjStm/N 1/First 5", 1)}),
    "a hundred bombs": pdf(page() | {n: bomb(size=2**26) for n in range(5, 105)}),
    "arrays in arrays": pdf(page(more=b"/X" + nested(b"[", b"]"))),
    "dictionaries in dictionaries": pdf(page(more=b"/X" + nested(b"<</A", b">>"))),
    "arrays in content": pdf(page(stream(nested(b"[", b"]")))),
    "an array that never ends": pdf(page(stream(b"[" * 10**6))),
    "a string that never ends": pdf(page(stream(b"(" * 10**6))),
    "pages that are their own parents": pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}
    ),
    "pages without end": pdf(
        {1: b"<</Type/Catalog/Pages 2 0 R>>"}
        | {n: b"<</Type/Pages/Kids[%s]/Count 9>>" % (b"%d 0 R " % (n + 1) * 50) for n in range(2, 60)}
        | {60: b"<</Type/Page>>"}
    ),
    "a page that is a number": pdf({1: b"<</Type/Catalog/Pages 2 0 R>>", 2: b"7"}),
    "a catalog that is itself": pdf({1: b"1 0 R"}),
    "references in a ring": pdf(page(b"5 0 R") | {5: b"6 0 R", 6: b"5 0 R"}),
    "a length that is its own": pdf(page(b"<</Length 4 0 R>>\nstream\nx\nendstream")),
    "a length beyond the file": pdf(page(stream(b"x", length=10**9))),
    "a length below nothing": pdf(page(stream(b"x", length=-5))),
    "a table that leads to itself": pdf(page(), b"/Root 1 0 R/Prev 200"),
    "a table that leads nowhere": pdf(page(), claimed=10**9),
    "a table before the file": pdf(page(), claimed=-1),
    "a table of a thousand million": pdf(page()).replace(b"xref\n0 5", b"xref\n0 999999999"),
    "a size of a thousand million": pdf(page()).replace(b"/Size 5", b"/Size 999999999"),
    "two hundred thousand objects": pdf(page() | dict.fromkeys(range(5, 200005), b"<</A[1 2 3]/B(x)>>")),
    "a form that draws itself": pdf(
        page(stream(b"/F Do"), b"/Resources<</XObject<</F 5 0 R>>>>")
        | {5: stream(b"/F Do /F Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</F 5 0 R>>>>")}
    ),
    "forms that draw two each": pdf(
        page(stream(b"/F Do /F Do"), b"/Resources<</XObject<</F 5 0 R>>>>")
        | {
            n: stream(b"/F Do " * 50, b"/Type/XObject/Subtype/Form/Resources<</XObject<</F %d 0 R>>>>" % (n + 1))
            for n in range(5, 40)
        }
        | {40: stream(b"", b"/Type/XObject/Subtype/Form")}
    ),
    "tags in a ring": pdf(
        {
            **page(),
            1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R>>",
            5: b"<</K 6 0 R>>",
            6: b"<</S/P/K[6 0 R 6 0 R]>>",
        }
    ),
    "names in a ring": pdf(
        {**page(), 1: b"<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles 5 0 R>>>>", 5: b"<</Kids[5 0 R 5 0 R]>>"}
    ),
    "an outline in a ring": pdf(
        {**page(), 1: b"<</Type/Catalog/Pages 2 0 R/Outlines 5 0 R>>", 5: b"<</First 6 0 R>>", 6: b"<</Next 6 0 R>>"}
    ),
    "a map of letters without end": pdf(
        page(stream(b"BT /F 1 Tf (x) Tj ET"), b"/Resources<</Font<</F 5 0 R>>>>")
        | {
            5: b"<</Type/Font/Subtype/Type0/ToUnicode 6 0 R>>",
            6: stream(b"beginbfrange " + b"<00000000> <ffffffff> <0041> " * 2000 + b"endbfrange"),
        }
    ),
    "a thousand revisions": pdf(page()) + b"".join(b"startxref\n0\n%%EOF\n" for _ in range(1000)),
    "columns without end": pdf(
        page(stream(zlib.compress(b"x" * 10**6), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 99999999>>"))
    ),
    "a picture of a thousand million dots": pdf(page(stream(b"BI /W 99999 /H 99999 /BPC 8 /CS /RGB ID x EI"))),
    "numbers of a million digits": pdf(page(more=b"/X " + b"9" * 10**6)),
    "a name of a million letters": pdf(page(more=b"/" + b"X" * 10**6 + b" 1")),
    "encrypted": pdf(
        page() | {5: b"<</Filter/Standard/V 1/R 2/O(%s)/U(%s)/P -4>>" % (b"o" * 32, b"u" * 32)},
        b"/Root 1 0 R/Encrypt 5 0 R/ID[(a)(b)]",
    ),
}
