"""A file of a published edition, read back and held against what was written of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.publish.ledger import hashed
from pipeline.world import Files

_LIMIT = 2**28


class Lost(Exception):
    """Why a file of an edition can't be had."""


def kept(files: Files, folder: Path, name: str, hashes: Mapping[str, str]) -> bytes:
    """The file `name` of the edition in `folder`. Raises Lost if it is not as `hashes` (SHA-256 by name) say."""
    if name not in hashes:
        raise Lost(f"it was made by a version of brief that kept no {name}")
    try:
        data = files.read(folder / name, _LIMIT)
    except (FileNotFoundError, NotADirectoryError):
        raise Lost(f"{name} is missing") from None
    except OSError as error:
        raise Lost(f"{name} can't be read: {error.strerror or error}") from error
    if hashed(data) != hashes[name]:
        raise Lost(f"{name} has changed")
    return data
