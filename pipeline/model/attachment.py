"""A file that travels inside the brief's PDF."""

from __future__ import annotations

from typing import Literal

from pipeline.model.record import record

Relation = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]
"""What an attached file is to the brief (AFRelationship; ISO 19005-3, 6.8)."""


@record
class Attachment:
    """An associated file: the canonical spec, the lock, the evidence or the timeline.

    `name` is a bare file name, unique in the brief; `about` is one line for the reader who wonders what it is.
    """

    name: str
    mime: str
    relation: Relation
    about: str
    data: bytes
