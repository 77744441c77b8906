"""Publish: a brief's files → an edition. Whole or not at all, numbered, keyed, and chained in a ledger."""

from pipeline.publish.key import key
from pipeline.publish.session import Session, session
from pipeline.publish.standing import Reserved, Standing

__all__ = ["Reserved", "Session", "Standing", "key", "session"]
