"""The key of an edition: what it is made from, in one hash."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

_DOMAIN = b"briefwright edition key 1\n"


def key(parts: Mapping[str, bytes]) -> str:
    """SHA-256, in hexadecimal, of what an edition is made from: canonical spec, lock, source hashes, theme, basis.

    Names and values go in with their lengths and in the order of the names, so that no two different sets of parts
    give the same input to the hash.
    """
    digest = sha256(_DOMAIN)
    for name in sorted(parts):
        for piece in (name.encode(), parts[name]):
            digest.update(b"%d:" % len(piece))
            digest.update(piece)
    return digest.hexdigest()
