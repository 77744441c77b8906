"""Archive: article files → snapshots. Finds files by their hash, reads text and web pages, tells body from furniture."""

from pipeline.archive.fault import LIMIT
from pipeline.archive.reading import snapshot
from pipeline.archive.store import Found, Wanted, collect

__all__ = ["LIMIT", "Found", "Wanted", "collect", "snapshot"]
