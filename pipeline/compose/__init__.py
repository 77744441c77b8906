"""Compose: the spec and its evidence become a document, and the files that travel with it."""

from pipeline.compose.attachments import attachments, evidence_json
from pipeline.compose.brief import compose
from pipeline.compose.content import content
from pipeline.compose.letter import copy_line, cover, letter
from pipeline.compose.words import Words, evidence_line, read_words

__all__ = [
    "Words",
    "attachments",
    "compose",
    "content",
    "copy_line",
    "cover",
    "evidence_json",
    "evidence_line",
    "letter",
    "read_words",
]
