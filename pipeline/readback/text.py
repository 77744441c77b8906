"""The text of a page as it is drawn, by who owns it: marked content, artifacts, and what is neither."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    ContentStream,
    DictionaryObject,
    IndirectObject,
    StreamObject,
    TextStringObject,
)

from pipeline.readback.opened import entry, resolved

if TYPE_CHECKING:
    from pypdf import PdfReader

_CHARS = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGES = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SECTIONS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_FORMS_DEEP = 8
_ARTIFACT, _LOOSE = -1, -2
_WIDEST = 2**16


class Font:
    """How the codes of a font are read: by its own ToUnicode, else as Latin-1."""

    def __init__(self, font: DictionaryObject) -> None:
        mapped = entry(font, "/ToUnicode", StreamObject)
        self.codes = _codes(bytes(mapped.get_data())) if mapped else {}
        self.wide = font.get("/Subtype") == "/Type0"

    def read(self, codes: bytes) -> str:
        """The text of a string that is shown."""
        step = 2 if self.wide else 1
        units = [codes[i : i + step] for i in range(0, len(codes), step)]
        if not self.codes:
            return bytes(codes).decode("utf-16-be" if self.wide else "latin-1", "replace")
        return "".join([self.codes.get(unit, "\ufffd") for unit in units])


def _codes(cmap: bytes) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for kind, body in _SECTIONS.findall(cmap):
        if kind == b"char":
            found |= {_unhex(code): _unhex(text).decode("utf-16-be", "replace") for code, text in _CHARS.findall(body)}
            continue
        for first, last, text in _RANGES.findall(body):
            start, stop, to = int(first, 16), int(last, 16), int(text, 16)
            for code in range(start, min(stop, start + _WIDEST) + 1):
                found[code.to_bytes(len(first) // 2, "big")] = chr(min(to + code - start, 0x10FFFF))
    return found


def _unhex(digits: bytes) -> bytes:
    held = b"".join(digits.split())
    return bytes.fromhex(held.decode() + "0" * (len(held) % 2))


class Reading:
    """Reads the pages of one file; fonts are read once."""

    def __init__(self, reader: PdfReader) -> None:
        self.reader = reader
        self._fonts: dict[int, Font] = {}

    def page(self, page: DictionaryObject, resources: DictionaryObject) -> dict[str, Any]:
        """The text of a page."""
        seen: dict[int, list[str]] = {_ARTIFACT: [], _LOOSE: []}
        unseen: list[str] = []
        if "/Contents" in page:
            self._stream(resolved(page["/Contents"]), resources, _LOOSE, (seen, unseen), frozenset())
        marked = [(mcid, "".join(texts)) for mcid, texts in seen.items() if mcid >= 0]
        return {
            "marked": marked,
            "artifacts": "".join(seen[_ARTIFACT]),
            "loose": "".join(seen[_LOOSE]),
            "unseen": "".join(unseen),
        }

    def _stream(
        self,
        stream: Any,
        resources: DictionaryObject,
        owner: int,
        out: tuple[dict[int, list[str]], list[str]],
        within: frozenset[int],
    ) -> None:
        """Read one content stream, and the forms that it draws."""
        seen, unseen = out
        owners, font, mode = [owner], Font(DictionaryObject()), 0
        fonts, forms = entry(resources, "/Font"), entry(resources, "/XObject")
        states: list[tuple[Font, int]] = []
        for operands, operator in ContentStream(stream, self.reader).operations:
            match operator:
                case b"BDC" | b"BMC":
                    owners.append(_owner(operands, resources, owners[-1]))
                    seen.setdefault(owners[-1], [])
                case b"EMC" if len(owners) > 1:
                    owners.pop()
                case b"q":
                    states.append((font, mode))
                case b"Q" if states:
                    font, mode = states.pop()
                case b"Tf" if operands:
                    font = self._font(fonts, operands[0])
                case b"Tr" if operands:
                    mode = int(operands[0])
                case b"Tj" | b"TJ" | b"'" | b'"' if operands:
                    text = _shown(operands[-1], font)
                    seen[owners[-1]].append(text)
                    if mode in {3, 7}:
                        unseen.append(text)
                case b"Do" if operands:
                    self._form(forms, operands[0], (resources, owners[-1]), out, within)

    def _form(
        self,
        forms: DictionaryObject,
        name: Any,
        where: tuple[DictionaryObject, int],
        out: tuple[dict[int, list[str]], list[str]],
        within: frozenset[int],
    ) -> None:
        ref = forms.raw_get(name) if name in forms else None
        form = resolved(ref)
        number = ref.idnum if isinstance(ref, IndirectObject) else 0
        if not isinstance(form, StreamObject) or form.get("/Subtype") != "/Form" or number in within:
            return
        if len(within) >= _FORMS_DEEP:
            raise RecursionError
        self._stream(form, entry(form, "/Resources") or where[0], where[1], out, within | {number})

    def _font(self, fonts: DictionaryObject, name: Any) -> Font:
        ref = fonts.raw_get(name) if name in fonts else None
        number = ref.idnum if isinstance(ref, IndirectObject) else -id(ref)
        if number not in self._fonts:
            font = resolved(ref)
            self._fonts[number] = Font(font if isinstance(font, DictionaryObject) else DictionaryObject())
        return self._fonts[number]


def _owner(operands: Any, resources: DictionaryObject, around: int) -> int:
    """Whose the content is that begins: an MCID, an artifact, or whoever owns what is around it."""
    if operands and operands[0] == "/Artifact":
        return _ARTIFACT
    held = operands[1] if len(operands) > 1 else None
    if isinstance(held, str):  # the name of a property list
        held = entry(entry(resources, "/Properties"), held)
    mcid = held.get("/MCID") if isinstance(held, Mapping) else None
    return int(mcid) if isinstance(mcid, int) and mcid >= 0 else around


def _shown(operand: Any, font: Font) -> str:
    parts = list.__iter__(operand) if isinstance(operand, ArrayObject) else [operand]
    return "".join(
        [font.read(_bytes(part)) for part in parts if isinstance(part, (TextStringObject, ByteStringObject))]
    )


def _bytes(part: TextStringObject | ByteStringObject) -> bytes:
    return part.original_bytes
