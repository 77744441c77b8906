"""Verify: a file that was read back, held against the ledger, itself, and what its attachments make → checks.

Pure. Each function makes one check and says in a sentence what came of it; which checks there are stands in
`pipeline.model.verification`.
"""

from pipeline.verify.attachments import attachments, evidence, key
from pipeline.verify.content import content, metadata
from pipeline.verify.integrity import integrity
from pipeline.verify.remake import differences, remake
from pipeline.verify.revisions import revisions
from pipeline.verify.text import tags, text

__all__ = [
    "attachments",
    "content",
    "differences",
    "evidence",
    "integrity",
    "key",
    "metadata",
    "remake",
    "revisions",
    "tags",
    "text",
]
