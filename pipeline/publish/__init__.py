"""Publish: a brief's files → an edition. Whole or not at all, numbered, keyed, and chained in a ledger."""

from pipeline.publish.key import key
from pipeline.publish.lookup import ledgers, manifest_of, read_ledger, state_of
from pipeline.publish.session import Session, session

__all__ = ["Session", "key", "ledgers", "manifest_of", "read_ledger", "session", "state_of"]
