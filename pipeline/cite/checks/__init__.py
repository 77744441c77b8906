"""Checks: what a claim owes to the passages it cites. One file a check, one name in `CHECKS`."""

from __future__ import annotations

from pipeline.cite.checks.base import Check, Context, Lack
from pipeline.cite.checks.dates import dates
from pipeline.cite.checks.figures import figures
from pipeline.cite.checks.modality import modality
from pipeline.cite.checks.names import names
from pipeline.cite.checks.negation import negation
from pipeline.cite.checks.opposites import opposites
from pipeline.cite.checks.quotations import quotations
from pipeline.cite.checks.relative import relative

CHECKS: tuple[Check, ...] = (figures, dates, names, quotations)
"""What a claim states must stand in its passages."""

TURNS: tuple[Check, ...] = (negation, opposites, modality, relative)
"""What turns or colours a claim must be as in its passages; it asks for the passage itself, not for a whole source."""

__all__ = ["CHECKS", "TURNS", "Check", "Context", "Lack"]
