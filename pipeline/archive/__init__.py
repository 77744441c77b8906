"""Archive: article files → snapshots: found by their hash, read as text or web page, body told from furniture."""

from pipeline.archive.fault import LIMIT
from pipeline.archive.reading import snapshot
from pipeline.archive.store import Found, Wanted, collect

__all__ = ["LIMIT", "Found", "Wanted", "collect", "snapshot"]
