"""Archive: article files → snapshots: found by their hash, read as text or web page, body told from furniture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.archive.fault import LIMIT
from pipeline.archive.store import Found, Wanted, collect

if TYPE_CHECKING:
    from pipeline.model.source import Snapshot

__all__ = ["LIMIT", "Found", "Wanted", "collect", "snapshot"]


def snapshot(
    data: bytes, name: str, language: str = "en", body: tuple[str, str] | None = None, *, source: str = ""
) -> Snapshot:
    """Read a source: plain text or HTML, as its content says.

    `name` is the file's name, for messages; `language` a BCP 47 tag. `body` corrects a wrong guess of what is
    body: the first words of its first paragraph and the last words of its last. `source` is the source's name in the
    spec: it gives problems their place. Raises UnusableInput (SRC004 to SRC011) if the file can't be used.
    """
    from pipeline.archive.reading import snapshot  # held against its lock, a brief reads no source

    return snapshot(data, name, language, body, source=source)
