"""Requests and answers as bytes (RFC 8010, 3). What comes from a printer is not trusted: all of it is bounded."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

_HEAD = struct.Struct(">bbhi")
_MOST = 50_000
"""Values of an answer; a printer with everything has some thousands."""
_DEEPEST = 10
"""Collections in collections."""


class Tag(IntEnum):
    """Value tags (RFC 8010, 3.5.2)."""

    UNSUPPORTED = 0x10
    UNKNOWN = 0x12
    NO_VALUE = 0x13
    INTEGER = 0x21
    BOOLEAN = 0x22
    ENUM = 0x23
    OCTETS = 0x30
    DATE_TIME = 0x31
    RESOLUTION = 0x32
    RANGE = 0x33
    BEGIN = 0x34
    TEXT_WITH_LANGUAGE = 0x35
    NAME_WITH_LANGUAGE = 0x36
    END = 0x37
    TEXT = 0x41
    NAME = 0x42
    KEYWORD = 0x44
    URI = 0x45
    CHARSET = 0x47
    LANGUAGE = 0x48
    MIME_TYPE = 0x49
    MEMBER = 0x4A


class Group(IntEnum):
    """Delimiter tags (RFC 8010, 3.5.1)."""

    OPERATION = 0x01
    JOB = 0x02
    FINISHED = 0x03
    PRINTER = 0x04
    REFUSED = 0x05


Value = Any
"""int, bool, str, bytes, a (lower, upper) range, a dictionary for a collection; None where there is none."""

Attribute = tuple[Tag, str, Sequence[Value]]


class Malformed(ValueError):
    """What was received is no IPP message."""


class Message(NamedTuple):
    """An answer: its status (RFC 8011, B.1), and groups of attributes with all their values by name."""

    code: int
    request: int
    groups: tuple[tuple[int, Mapping[str, tuple[Value, ...]]], ...]
    rest: bytes = b""

    def group(self, which: int) -> Mapping[str, tuple[Value, ...]]:
        """The first group of a kind; empty if there is none."""
        return next((attributes for kind, attributes in self.groups if kind == which), {})


def encode(code: int, request: int, groups: Iterable[tuple[int, Iterable[Attribute]]], rest: bytes = b"") -> bytes:
    """A message of IPP 2.0: operation or status, number of the request, groups, and the document."""
    out = [_HEAD.pack(2, 0, code, request)]
    for kind, attributes in groups:
        out.append(bytes([kind]))
        for tag, name, values in attributes:
            for index, value in enumerate(values):
                out.append(_field(tag, "" if index else name, _bytes(tag, value)))
    out.append(bytes([Group.FINISHED]))
    return b"".join(out) + rest


def _field(tag: int, name: str, value: bytes) -> bytes:
    encoded = name.encode()
    return struct.pack(">BH", tag, len(encoded)) + encoded + struct.pack(">H", len(value)) + value


def _bytes(tag: Tag, value: Value) -> bytes:
    match tag:
        case Tag.INTEGER | Tag.ENUM:
            return struct.pack(">i", value)
        case Tag.BOOLEAN:
            return b"\x01" if value else b"\x00"
        case Tag.RANGE:
            return struct.pack(">ii", *value)
        case Tag.OCTETS:
            return bytes(value)
    return str(value).encode()


def decode(data: bytes) -> Message:
    """An answer. Raises Malformed for anything else."""
    try:
        return _Decoder(data).message()
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Malformed(f"it ends or breaks off where more should come: {error}") from None


class _Decoder:
    def __init__(self, data: bytes) -> None:
        self._data, self._at, self._count = data, 0, 0

    def message(self) -> Message:
        major, _, code, request = _HEAD.unpack(self._take(_HEAD.size))
        if major not in (1, 2):
            raise Malformed(f"it is no IPP: version {major}")
        groups: list[tuple[int, dict[str, list[Value]]]] = []
        name, again = "", False
        while (tag := self._byte()) != Group.FINISHED:
            if tag < Tag.UNSUPPORTED:
                groups.append((tag, {}))
                name = ""
                continue
            if not groups:
                raise Malformed("an attribute stands before all groups")
            named, value = self._value(tag, 0)
            held = groups[-1][1]
            if named:
                name, again = named, named in held  # what is said twice counts as it was said first
            if not name:
                raise Malformed("a value has no attribute")
            if not again:
                held.setdefault(name, []).append(value)
        whole = tuple((kind, _frozen(attributes)) for kind, attributes in groups)
        return Message(code & 0xFFFF, request, whole, self._data[self._at :])

    def _value(self, tag: int, depth: int) -> tuple[str, Value]:
        self._count += 1
        if self._count > _MOST:
            raise Malformed(f"it has more than {_MOST:,} values")
        name = self._sized().decode()
        raw = self._sized()
        if tag != Tag.BEGIN:
            return name, _read(tag, raw)
        if depth >= _DEEPEST:
            raise Malformed("its collections lie too deep in one another")
        return name, self._collection(depth + 1)

    def _collection(self, depth: int) -> dict[str, tuple[Value, ...]]:
        """Members as (memberAttrName, value …) until the end (RFC 8010, 3.1.6)."""
        held: dict[str, list[Value]] = {}
        member = ""
        while (tag := self._byte()) != Tag.END:
            if tag < Tag.UNSUPPORTED:
                raise Malformed("a collection does not end")
            _, value = self._value(tag, depth)
            if tag == Tag.MEMBER:
                member = str(value)
            elif not member:
                raise Malformed("a member of a collection has no name")
            else:
                held.setdefault(member, []).append(value)
        self._sized()
        self._sized()
        return _frozen(held)

    def _sized(self) -> bytes:
        (size,) = struct.unpack(">H", self._take(2))
        return self._take(size)

    def _byte(self) -> int:
        return self._take(1)[0]

    def _take(self, size: int) -> bytes:
        taken = self._data[self._at : self._at + size]
        if len(taken) != size:
            raise Malformed("it is cut short")
        self._at += size
        return taken


def _frozen(attributes: dict[str, list[Value]]) -> dict[str, tuple[Value, ...]]:
    return {name: tuple(values) for name, values in attributes.items()}


def _read(tag: int, raw: bytes) -> Value:
    if tag in (Tag.INTEGER, Tag.ENUM):
        return struct.unpack(">i", raw)[0]
    if tag == Tag.BOOLEAN:
        return raw != b"\x00"
    if tag == Tag.RANGE:
        return struct.unpack(">ii", raw)
    if tag in (Tag.TEXT_WITH_LANGUAGE, Tag.NAME_WITH_LANGUAGE):
        (size,) = struct.unpack_from(">H", raw)
        return raw[4 + size :].decode("utf-8", "replace")
    if tag < Tag.INTEGER:
        return None
    if tag in (Tag.OCTETS, Tag.DATE_TIME, Tag.RESOLUTION):
        return raw
    return raw.decode("utf-8", "replace")
