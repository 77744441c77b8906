"""Publish: a brief's files → an edition. Whole or not at all, numbered, keyed, and chained in a ledger."""

from pipeline.publish.key import key
from pipeline.publish.session import Session, session

__all__ = ["Session", "key", "session"]
