"""Cite: what a brief claims is held against the passages it cites, from the articles' texts or from the lock."""

from pipeline.cite.hold import hold
from pipeline.cite.lock import LOCK_LIMIT, changes, make_lock, read_lock, write_lock

__all__ = ["LOCK_LIMIT", "changes", "hold", "make_lock", "read_lock", "write_lock"]
