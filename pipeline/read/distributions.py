"""A distribution list that was read: its model, and what no model can see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.model.problem import Problem, Severity, Where
from pipeline.model.record import record
from pipeline.read.describe import Fault, faults
from pipeline.read.specfile import Places
from pipeline.read.wording import clip, did_you_mean

if TYPE_CHECKING:
    from pipeline.model.distribution import Distribution

_KEYS = {"printer": "printers", "mail": "mail", "folder": "folders", "store": "stores"}
"""Where the channels of a kind stand in the file."""


@record
class DistributionFile:
    """A valid distribution list, and warnings, placed."""

    told: Distribution
    places: Places
    warnings: tuple[Problem, ...]

    def place(self, problem: Problem) -> Problem:
        """The problem with its place in the file."""
        return self.places.place(problem)


def of_list(places: Places) -> tuple[Distribution | None, list[Fault]]:
    """The list of a tree, and what is wrong with its form."""
    from pydantic import ValidationError

    from pipeline.model.distribution import Distribution

    try:
        return Distribution.model_validate(places.root.data), []
    except ValidationError as error:
        return None, faults(Distribution, error.errors(include_url=False, include_input=False), ())


def mistakes(told: Distribution) -> Iterator[Problem]:
    """Channels that are named and not there, recipients of one name; and, as warnings, channels that nobody uses."""
    named: dict[str, int] = {}
    used: set[tuple[str, str]] = set()
    for index, recipient in enumerate(told.recipients):
        kind, name = recipient.channel
        used.add((kind, name))
        known = told.of_kind(kind)
        if name not in known:
            where = Where(("recipients", index, kind))
            hint = did_you_mean(name, known) or f"add it under {_KEYS[kind]}:"
            what = f'"{clip(recipient.name)}" is to be reached by {kind} "{name}", and there is none of that name'
            yield Problem("DELIVER001", what, where, hints=(hint,))
        folded = recipient.name.casefold()
        if folded in named:
            message = f'"{clip(recipient.name)}" is recipient {named[folded] + 1} already'
            hint = "give one of them another name: copies are told apart by it"
            yield Problem("DELIVER002", message, Where(("recipients", index, "name")), hints=(hint,))
        named.setdefault(folded, index)
    for kind, name, _ in told.channels():
        if (kind, name) not in used:
            where = Where((_KEYS[kind], name), on_key=True)
            message = f'nobody is reached by {kind} "{name}"'
            yield Problem("DELIVER003", message, where, severity=Severity.WARNING)
