"""The ledger: one line of JSON for each edition of a brief, each with the SHA-256 of the line before it.

A line follows from its edition's manifest.json alone. So a ledger that lost its last line in a crash is mended exactly,
and a changed last line, which no later line vouches for, is found. `head -n 1 ledger.jsonl | sha256sum` gives what the
second line must hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from pipeline.publish.trouble import broken


class Entry(NamedTuple):
    """What a line says of its edition. `files` gives the SHA-256 of each file, the manifest's among them."""

    edition: int
    key: str
    as_of: str
    """The information cut-off, YYYY-MM-DD."""
    pages: int
    evidence: str
    files: Mapping[str, str]


def canonical(value: object) -> bytes:
    """JSON with sorted keys, without spaces, in UTF-8: the same value gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def readable(value: object) -> bytes:
    """JSON with sorted keys, indented for people, in UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False).encode() + b"\n"


def hashed(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def line(manifest: bytes) -> bytes:
    """The line of the edition with this manifest.json. Raises ValueError, KeyError, TypeError if it is not one."""
    told: Any = json.loads(manifest)
    return (
        canonical(
            {
                "as_of": _day(told["as_of"]),
                "brief": told["brief"],
                "edition": told["edition"],
                "evidence": told["evidence"],
                "files": {name: file["sha256"] for name, file in told["files"].items()},
                "key": told["key"],
                "manifest": hashed(manifest),
                "pages": told["pages"],
                "previous": told["previous"]["line"],
            }
        )
        + b"\n"
    )


def entry(raw: bytes, where: str, which: str = "its last line") -> Entry:
    """Read one line. Raises DoesNotHold (PUB004) if it is none of ours."""
    try:
        told: Any = json.loads(raw)
        files = {**told["files"], "manifest.json": told["manifest"]}
        read = Entry(told["edition"], told["key"], _day(told["as_of"]), told["pages"], told["evidence"], files)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise broken(where, f"{which} can't be read") from None
    if canonical(told) + b"\n" != raw:
        raise broken(where, f"{which} was rewritten")
    return read


def verify(lines: Sequence[bytes], brief: str, where: str) -> None:
    """Hold every line against the one before it. Raises DoesNotHold (PUB004) that names the first bad line."""
    named, previous = _named(brief), b""
    for number, raw in enumerate(lines, 1):
        if not _follows(raw, named, number, previous):
            after = f"does not follow line {number - 1}" if number > 1 else "begins no ledger of this brief"
            raise broken(where, f"line {number} {after}")
        previous = sha256(raw).hexdigest().encode()


def follows(raw: bytes, brief: str, edition: int, previous: str) -> bool:
    """Whether a line is that of an edition, after the line with the hash `previous`."""
    return _follows(raw, _named(brief), edition, previous.encode())


def _follows(raw: bytes, named: bytes, edition: int, previous: bytes) -> bool:
    """Whether a line has its beginning and its end.

    The bytes are compared, not parsed: ten years of daily editions take some milliseconds. Keys are sorted, so `as_of`,
    `brief` and `edition` come first and `previous` last.
    """
    begins = raw.startswith(b'{"as_of":"') and raw.startswith(b"%b%d," % (named, edition), _DAY_ENDS)
    return begins and raw.endswith(b',"previous":"%b"}\n' % previous)


def _named(brief: str) -> bytes:
    """What stands between the day and the number of every line of a brief."""
    return b'",' + canonical({"brief": brief})[1:-1] + b',"edition":'


_DAY_ENDS = len(b'{"as_of":"2000-01-01')


def _day(told: str) -> str:
    """A day as the line has it. Raises ValueError for anything else."""
    if not _DAY.fullmatch(told):
        raise ValueError(told)
    return told


_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
