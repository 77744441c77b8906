"""Compose: the spec and its evidence become a document, and the files that travel with it."""

from pipeline.compose.attachments import evidence_json, timeline_csv
from pipeline.compose.brief import compose
from pipeline.compose.words import Words, evidence_line, read_words

__all__ = ["Words", "compose", "evidence_json", "evidence_line", "read_words", "timeline_csv"]
