"""Publish: a brief's files → an edition. Whole or not at all, numbered, keyed, and chained in a ledger."""

from pipeline.publish.kept import Kept, edition_in, edition_of
from pipeline.publish.key import key
from pipeline.publish.lookup import ledgers, manifest_of, read_ledger, state_of
from pipeline.publish.session import AlreadyMade, Session, session
from pipeline.publish.standing import NOTHING, Reserved, Standing

__all__ = [
    "NOTHING",
    "AlreadyMade",
    "Kept",
    "Reserved",
    "Session",
    "Standing",
    "edition_in",
    "edition_of",
    "key",
    "ledgers",
    "manifest_of",
    "read_ledger",
    "session",
    "state_of",
]
