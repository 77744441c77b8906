"""Compose: the spec and its evidence become a document, and the files that travel with it."""

from pipeline.compose.attachments import attachments, evidence_json
from pipeline.compose.brief import compose
from pipeline.compose.content import content
from pipeline.compose.words import Words, evidence_line, read_words

__all__ = ["Words", "attachments", "compose", "content", "evidence_json", "evidence_line", "read_words"]
