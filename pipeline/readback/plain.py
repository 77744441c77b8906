"""PDF objects as plain values, and the names in them of what a brief never does."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

_SMALL = 2**16
_DEEP = 64
_PACKING = frozenset({"/Filter", "/DecodeParms", "/Length"})

ACTIVE = frozenset(
    "/AA /JS /JavaScript /Launch /SubmitForm /ImportData /ResetForm /GoToR /GoToE /OpenAction /RichMedia /Movie /Sound"
    " /Rendition /XFA /NeedsRendering /OCProperties /OC /Trans /Named /Thread /Hide /SetOCGState /Collection /PieceInfo"
    " /3D /Screen /FileAttachment /PS /Ref".split()
)
"""Keys and names (ISO 32000-1, 12.5 and 12.6) of what acts, shows by turns, or hides; PDF/A forbids most of them."""


def plain(value: Any, depth: int = 0) -> Any:  # noqa: PLR0911 (one a type)
    """See `pipeline.model.readback.Plain`. Raises RecursionError for what is nested too deeply."""
    if depth > _DEEP:
        raise RecursionError
    match value:
        case IndirectObject():
            return {"ref": value.idnum}
        case StreamObject():
            return _stream(value, depth)
        case DictionaryObject():
            return {str(key): plain(value.raw_get(key), depth + 1) for key in value}
        case ArrayObject():
            return [plain(each, depth + 1) for each in list.__iter__(value)]
        case NameObject():
            return str(value) if str(value).startswith("/") else f"/{value}"
        case TextStringObject():
            return {"hex": value.original_bytes.hex()}
        case ByteStringObject():
            return {"hex": bytes(value).hex()}
        case BooleanObject():
            return bool(value.value)
        case FloatObject():
            return float(value)
        case NumberObject():
            return int(value)
    return None


def _stream(value: StreamObject, depth: int) -> dict[str, Any]:
    data = value.get_data()
    told: dict[str, Any] = {str(key): plain(value.raw_get(key), depth + 1) for key in value if str(key) not in _PACKING}
    told |= {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
    if len(data) <= _SMALL:
        told["data"] = base64.b64encode(data).decode()
    return told


def names(value: Any) -> Iterator[str]:
    """The keys of an object's dictionaries, and the names that say what they are; references are not followed."""
    waiting = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, DictionaryObject):
            for key in held:
                yield str(key)
                inner = held.raw_get(key)
                if isinstance(inner, NameObject) and key in {"/S", "/Subtype", "/Type", "/FT"}:
                    yield str(inner)
                waiting.append(inner)
        elif isinstance(held, ArrayObject):
            waiting += list.__iter__(held)
