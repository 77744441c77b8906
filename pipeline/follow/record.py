"""NAME.follow, beside NAME.yaml: which version of each followed source the brief rests on, and which before."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from pipeline.model.problem import Place, Problem, UnusableInput
from pipeline.model.record import record

LIMIT = 2**22
"""Bytes of the largest record that is read."""
_FORMAT = 1
_FIELDS = {
    "sha256": re.compile(r"[0-9a-f]{64}"),
    "file": re.compile(r"[^\0/][^\0]*"),
    "accessed": re.compile(r"\d{4}-\d\d-\d\d", re.ASCII),
    "etag": re.compile(r"[ -~]{0,1000}"),
    "modified": re.compile(r"[ -~]{0,100}"),
}


@record
class Version:
    """One version of a source: its hash, its file in the archive, the day it was taken in (UTC, YYYY-MM-DD).

    `etag` and `modified` are what its server called it by (RFC 9110, 8.8), so that it need not be fetched again.
    """

    sha256: str
    file: str
    accessed: str
    etag: str = ""
    modified: str = ""


@record
class Record:
    """For each followed source its versions, the newest last."""

    sources: Mapping[str, tuple[Version, ...]]

    def current(self, source: str) -> Version | None:
        """The version that the brief rests on."""
        versions = self.sources.get(source)
        return versions[-1] if versions else None

    def taking(self, taken: Mapping[str, Version]) -> Record:
        """The record with newer versions. One that was the newest already is put in place of itself."""
        sources = dict(self.sources)
        for source, version in taken.items():
            before = [each for each in sources.get(source, ()) if each.sha256 != version.sha256]
            sources[source] = (*before, version)
        return Record(sources)


def written(record: Record) -> bytes:
    """The record as a file: JSON with sorted keys, for people and for version control."""
    sources = {
        name: [{field: getattr(each, field) for field in _FIELDS if getattr(each, field)} for each in versions]
        for name, versions in record.sources.items()
    }
    told = {"format": _FORMAT, "sources": sources}
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True).encode() + b"\n"


def read(data: bytes, file: str) -> Record:
    """Read a record. Raises UnusableInput (SRC014) for one that was damaged."""
    try:
        return _record(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        reason = str(error) if isinstance(error, ValueError) else "it is not in its form"
        hint = "restore it, or remove it and run `brief sources update` to take in the newest versions"
        message = f"the record of followed sources can't be read: {reason}"
        raise UnusableInput([Problem("SRC014", message, place=Place(file), hints=(hint,))]) from error


def _record(told: Any) -> Record:
    if told["format"] != _FORMAT:
        raise ValueError(f"its format is {told['format']!r}")
    return Record({str(name): tuple(map(_version, versions)) for name, versions in told["sources"].items()})


def _version(told: Mapping[str, str]) -> Version:
    for field, value in told.items():
        if not _FIELDS[field].fullmatch(value):
            raise ValueError(f"{value!r} is no {field}")
    return Version(**told)
