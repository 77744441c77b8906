"""The states that a file went through: each `%%EOF` ends one, and each is compared with the one before, by object."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pypdf.generic import DictionaryObject, IndirectObject, NullObject

from pipeline.model.readback import COPY_SLOT
from pipeline.readback.covered import is_stray
from pipeline.readback.opened import entry, numbers, opened, pages
from pipeline.readback.plain import plain

if TYPE_CHECKING:
    from pypdf import PdfReader

_END = re.compile(rb"startxref\s{1,4}\d{1,12}\s{1,4}%%EOF(?:\r\n|\r|\n|\Z)")
_MOST = 100
"""States of a file: no one signs or numbers a copy more often."""
_CONTAINERS = {"/XRef", "/ObjStm"}


def ends(data: bytes) -> list[int]:
    """Where each state ends. Raises ValueError for none, or too many."""
    found = [match.end() for match in _END.finditer(data)]
    if not found:
        raise ValueError("it has no end: %%EOF is missing")
    if len(found) > _MOST:
        raise ValueError(f"it was changed more than {_MOST} times")
    return found


def revisions(data: bytes, faults: dict[str, str]) -> list[dict[str, Any]]:
    """Every state with its differences from the one before. One that can't be read is a fault, and ends the list."""
    told: list[dict[str, Any]] = []
    before: PdfReader | None = None
    for end in ends(data):
        try:
            found = opened(data[:end])
            stray = bool(told) and is_stray(data, told[-1]["end"], end, found.reader)
            told.append(_compared(end, before, found.reader) | {"stray": stray})
        except (RecursionError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 (whatever a hostile file makes pypdf raise)
            faults["revisions"] = f"what ends at byte {end:,} can't be read: {error}"
            break
        if found.fault:
            faults.setdefault("revisions", found.fault)
        before = found.reader
    return told


def _compared(end: int, before: PdfReader | None, after: PdfReader) -> dict[str, Any]:
    told: dict[str, Any] = {
        "end": end,
        **{key: {} for key in ("added", "changed", "before", "trailer", "trailer_before")},
        **{key: [] for key in ("removed", "pages", "slots")},
    }
    if before is None:
        return told
    was, now = dict(numbers(before)), dict(numbers(after))
    told["removed"] = sorted(set(was) - set(now))
    told["before"] = {number: _object(before, number) for number in told["removed"]}
    for number, place in now.items():
        if was.get(number) == place:
            continue  # it stands where it stood, and the bytes before are the same
        new, old = _object(after, number), _object(before, number) if number in was else None
        if number not in was:
            if not (isinstance(new, dict) and new.get("/Type") in _CONTAINERS):
                told["added"][number] = new
        elif new != old:
            told["changed"][number] = new
            told["before"][number] = old
    told["trailer"], told["trailer_before"] = plain(after.trailer), plain(before.trailer)
    found = pages(before)
    told["pages"] = [number for number, _, _ in found]
    told["slots"] = sorted({ref.idnum for _, _, resources in found if (ref := _slot(resources))})
    return told


def _object(reader: PdfReader, number: int) -> Any:
    generation = next((each for each, table in reader.xref.items() if number in table), 0)
    found = reader.get_object(IndirectObject(number, generation, reader))
    return None if found is None or isinstance(found, NullObject) else plain(found)


def _slot(resources: DictionaryObject) -> IndirectObject | None:
    forms = entry(resources, "/XObject")
    ref = forms.raw_get(COPY_SLOT) if COPY_SLOT in forms else None
    return ref if isinstance(ref, IndirectObject) else None
