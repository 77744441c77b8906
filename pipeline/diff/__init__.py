"""Diff: the contents of two briefs → what changed between them. Pure, and the same whichever of the two comes first."""

from pipeline.diff.changes import changes
from pipeline.diff.explained import explained

__all__ = ["changes", "explained"]
