"""Bytes of a source → characters: what kind of file it is, and in which encoding it is written.

The content decides, never the file's name: a source is known by its hash, and must read alike under any name.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from pipeline.archive.fault import LIMIT, Fault, size

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))

_FOREIGN = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, such as a Word or OpenDocument file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"MIME-Version:", "a web archive (MHTML)"),
    (b"From: <Saved by", "a web archive (MHTML)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)

# Labels as the WHATWG Encoding Standard reads them: "latin1" and "ascii" mean windows-1252. Python knows more names,
# but some of them are not encodings of text, or decode in quadratic time.
_SINGLE = {f"windows-125{n}": f"cp125{n}" for n in range(9)} | {f"iso-8859-{n}": f"iso8859-{n}" for n in range(2, 17)}
_SINGLE |= dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii"), "cp1252")
_SINGLE |= {"koi8-r": "koi8-r", "koi8-u": "koi8-u", "macintosh": "mac-roman"}
_DOUBLE = {"shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "euc-jp": "euc_jp", "euc-kr": "cp949"}
_DOUBLE |= {"gbk": "gb18030", "gb2312": "gb18030", "gb18030": "gb18030", "big5": "big5hkscs"}

_DECLARED = rb"""(?i)<(?:meta|\?xml)\b[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})"""
_HEAD = 4096

_STARTS = tuple(f"<{name}" for name in ["html", "head", "body", "article", "main", "section", "div", "h1", "p", "meta"])
_ENDS = tuple(f"</{name}>" for name in ["p", "div", "a", "span", "h1", "h2", "h3", "li", "td", "body", "html"])
_SNIFFED = 2**16


class Decoded(NamedTuple):
    """A source's characters. `encoding` is empty where character offsets don't lead back to bytes."""

    text: str
    encoding: str
    bom: int
    """Bytes before the first character."""
    is_html: bool

    def byte_offsets(self, offsets: list[int]) -> tuple[int, ...]:
        """The byte offsets of character offsets, in any order; -1 where there was none."""
        if not self.encoding:
            return (-1,) * len(offsets)
        bytes_at, known = self.bom, {-1: -1, 0: self.bom}
        ascending = sorted({0, *(offset for offset in offsets if offset >= 0)})
        for at, following in pairwise(ascending):
            bytes_at += len(self.text[at:following].encode(self.encoding))
            known[following] = bytes_at
        return tuple(known[offset] for offset in offsets)


def decode(data: bytes) -> Decoded:
    """Read the bytes of a source file. Raises Fault SRC004, SRC005, SRC007, SRC008."""
    if len(data) > LIMIT:
        raise Fault("SRC004", f"the source has {size(len(data))}; at most {size(LIMIT)} are read")
    for magic, name in _FOREIGN:
        if data.startswith(magic):
            raise Fault(
                "SRC007",
                f"the source is {name}; plain text and HTML are read",
                help="save its text in UTF-8, and use that file's SHA-256",
            )
    text, encoding, bom = _characters(data)
    if not text.strip():
        raise Fault("SRC008", "the source is empty")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Fault(
            "SRC007",
            f"the source holds a NUL in line {line}: it is no text, or UTF-16 without a byte order mark",
            help="save it as UTF-8",
        )
    return Decoded(text, encoding, bom, _is_html(text))


def _characters(data: bytes) -> tuple[str, str, int]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(data[len(bom) :], encoding, len(bom)), encoding, len(bom)
    try:
        return data.decode("utf-8"), "utf-8", 0
    except UnicodeDecodeError:
        declared = re.search(_DECLARED, data[:_HEAD])
        label = declared[1].decode("ascii", "replace").lower() if declared else ""
        if label in _SINGLE:
            return _strictly(data, _SINGLE[label], 0), _SINGLE[label], 0
        if label in _DOUBLE:
            return _strictly(data, _DOUBLE[label], 0), "", 0
        return _strictly(data, "utf-8", 0), "utf-8", 0


def _strictly(data: bytes, encoding: str, skipped: int) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        wrong = " ".join(f"{byte:02X}" for byte in data[error.start : error.start + 2])
        line = data.count(b"\n", 0, error.start) + 1
        raise Fault(
            "SRC005",
            f"the source is not {encoding.upper()}: {wrong} at byte {error.start + skipped}, in line {line}",
            help="convert it, as with `iconv -f WINDOWS-1252 -t UTF-8`, and use the new file's SHA-256",
        ) from error


def _is_html(text: str) -> bool:
    """Whether the text starts as a page does, comments aside, or has the end tags of one."""
    head = text[:_SNIFFED].lower().lstrip()
    while head.startswith(("<!--", "<?xml")):
        _, _, head = head.partition("-->" if head[1] == "!" else ">")
        head = head.lstrip()
    if head.startswith("<!doctype html"):
        return True
    start = next((start for start in _STARTS if head.startswith(start)), "")
    if start and not head[len(start) :][:1].isalnum():
        return True
    return "</" in head and sum(map(head.count, _ENDS)) >= 3
