"""The record of copies: one line of JSON a copy, each with the SHA-256 of the line before it, as in a ledger."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from pipeline.copies.trouble import broken
from pipeline.model.copy import Copy, code_of

RECORD = "copies.jsonl"
LIMIT = 2**28
"""Bytes of a record that are read: a million copies."""

_FIELDS = {
    "brief": str,
    "code": str,
    "copy": int,
    "edition": int,
    "pdf": str,
    "previous": str,
    "recipient": str,
}


def line(copy: Copy) -> bytes:
    """The line of a copy: keys sorted, no spaces, UTF-8."""
    told = {
        "brief": copy.brief,
        "code": copy.code,
        "copy": copy.number,
        "edition": copy.edition,
        "pdf": copy.pdf,
        "previous": copy.previous,
        "recipient": copy.recipient,
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def hashed(copy: Copy) -> str:
    """SHA-256 of a copy's line, in hexadecimal: what the next line holds."""
    return sha256(line(copy)).hexdigest()


def whole(data: bytes) -> bytes:
    """The record without what a crash left of a line at its end."""
    return data[: data.rfind(b"\n") + 1]


def read(data: bytes, brief: str, where: str) -> tuple[Copy, ...]:
    """All copies of a record, each line held against the one before. Raises DoesNotHold (COPY001)."""
    copies: list[Copy] = []
    previous, numbers = "", dict[int, int]()
    for at, raw in enumerate(whole(data).splitlines(keepends=True), 1):
        copy = _copy(raw, at, where)
        numbers[copy.edition] = numbers.get(copy.edition, 0) + 1
        if (copy.brief, copy.previous, copy.number) != (brief, previous, numbers[copy.edition]):
            raise broken(
                where, f"line {at} does not follow line {at - 1}" if at > 1 else f"line 1 begins no record of {brief}"
            )
        copies.append(copy)
        previous = sha256(raw).hexdigest()
    return tuple(copies)


def _copy(raw: bytes, at: int, where: str) -> Copy:
    try:
        told: Any = json.loads(raw)
        if not isinstance(told, dict) or {name: type(value) for name, value in told.items()} != _FIELDS:
            raise broken(where, f"line {at} is none of a copy")
    except (ValueError, RecursionError):
        raise broken(where, f"line {at} can't be read") from None
    copy = Copy(
        told["brief"], told["edition"], told["copy"], told["recipient"], told["code"], told["pdf"], told["previous"]
    )
    if line(copy) != raw or copy.code != code_of(copy.pdf, copy.number, copy.recipient, copy.previous):
        raise broken(where, f"line {at} was rewritten")
    return copy
