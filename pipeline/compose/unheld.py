"""Which claims of a prose had nothing to hold: the page marks them, for its reader to judge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from pipeline.model.evidence import Evidence, Outcome
from pipeline.model.problem import Path
from pipeline.model.prose import Claim, Piece, Prose, claims_of
from pipeline.model.spec import Role, Spec


class Unheld:
    """Knows the outcome of every claim. A prose is known by identity: the same words may cite something else there.

    Where no claim could be held, for want of a reader of its language, none is marked: the page says so of all.
    """

    def __init__(self, spec: Spec, evidence: Evidence) -> None:
        outcomes: dict[Path, list[bool]] = {}
        for claim in evidence.claims:
            outcomes.setdefault(claim.where.path, []).append(claim.outcome is Outcome.UNHELD)
        self._found = {
            id(stated.prose): outcomes[stated.path]
            for stated in (spec.stated() if outcomes else ())
            if stated.role is Role.CLAIM and stated.path in outcomes and not evidence.unread
        }

    def claims(self, prose: Prose) -> Iterator[tuple[tuple[Piece, ...], list[tuple[Claim, bool]]]]:
        """The pieces of each paragraph, and its claims, each with whether it had nothing to hold."""
        outcomes = iter(self._found.get(id(prose), ()))
        for pieces in prose.paragraphs:
            claims = list(claims_of(pieces))
            flags = [*islice(outcomes, len(claims)), *([False] * len(claims))]
            yield pieces, list(zip(claims, flags, strict=False))
