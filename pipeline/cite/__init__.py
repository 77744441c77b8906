"""Cite: what a brief claims is held against the passages it cites, from the articles' texts or from the lock."""

from pipeline.cite.facts import quantities
from pipeline.cite.hold import hold
from pipeline.cite.lock import changes, hold_and_lock, make_lock
from pipeline.cite.lockfile import LOCK_LIMIT, write_lock
from pipeline.cite.lockread import read_lock
from pipeline.cite.loose import hold_loose
from pipeline.cite.refound import refound

__all__ = [
    "LOCK_LIMIT",
    "changes",
    "hold",
    "hold_and_lock",
    "hold_loose",
    "make_lock",
    "quantities",
    "read_lock",
    "refound",
    "write_lock",
]
