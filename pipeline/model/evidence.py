"""Evidence: what came of holding a brief's claims and facts against the passages they cite."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from pipeline.model.acceptance import Acceptance
from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.quantity import Quantity
from pipeline.model.record import record
from pipeline.model.source import Passage
from pipeline.model.spec import Role


class Basis(StrEnum):
    """What the claims were held against."""

    TEXT = "text"
    LOCK = "lock"


class Outcome(StrEnum):
    """What came of holding one claim."""

    HELD = "held"
    """Every atom stands in the cited passages."""
    UNHELD = "unheld"
    """It has no atom to hold: for the reader to judge."""
    FAILED = "failed"


@record
class HeldClaim:
    """One claim with its outcome. `cited` names what it cites: `source:passage`, `source "first … last"`, `source`."""

    where: Where
    text: str
    role: Role
    cited: tuple[str, ...]
    outcome: Outcome
    atoms: tuple[str, ...] = ()
    """What was held, in words: `400`, `254 billion JPY`, `2017-03`, `Minoru Kihara`."""
    corroborated: bool = False
    """Each of two or more independent sources holds all of its atoms."""
    sources: tuple[str, ...] = ()
    """The sources it rests on, those of its facts included."""


class Agreement(StrEnum):
    """How the values of a fact compare across its sources."""

    SINGLE = "single"
    AGREE = "agree"
    COMPATIBLE = "compatible"
    DIFFER = "differ"


@record
class HeldFact:
    """One fact: how its reports compare, and whether each value was derived from its passage."""

    name: str
    agreement: Agreement
    held: bool


PassageKey = tuple[str, str]
"""Source and passage: its name, or the words of a passage written in a citation."""


@record
class Accepted:
    """A warning that the author accepts at its place, and why."""

    problem: Problem
    acceptance: Acceptance


@record
class Evidence:
    """All outcomes. A brief holds up if `errors` is empty."""

    basis: Basis
    passages: Mapping[PassageKey, Passage]
    claims: tuple[HeldClaim, ...]
    facts: tuple[HeldFact, ...]
    problems: tuple[Problem, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    quantities: Mapping[str, Quantity] = MappingProxyType({})
    """The values of facts that are quantities, by the words of the spec, as they were read."""
    unread: bool = False
    """Whether the brief's language has no reader, so that none of its claims could be held."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the brief."""
        return tuple(p for p in self.problems if p.severity is Severity.ERROR)

    def count(self, outcome: Outcome, role: Role = Role.CLAIM) -> int:
        """How many claims of a role came out so."""
        return sum(c.outcome is outcome and c.role is role for c in self.claims)
