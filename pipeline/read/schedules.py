"""Schedules that were read: those of a file schedule.yaml; the one in a spec, whatever else is wrong with the spec."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.model.problem import Path, Problem
from pipeline.model.prose import NAME
from pipeline.model.record import record
from pipeline.read.describe import Fault, faults
from pipeline.read.filled import SLOT
from pipeline.read.nodes import Mapping, Scalar
from pipeline.read.specfile import Places
from pipeline.read.wording import clip

if TYPE_CHECKING:
    from pydantic import BaseModel

    from pipeline.model.schedule import Schedule, ScheduleFile

    Model = TypeVar("Model", bound=BaseModel)

KEY = "schedule"
"""Where a spec has its own."""
_TITLE = 200


@record
class Schedules:
    """A valid file of schedules."""

    told: ScheduleFile
    places: Places

    def place(self, problem: Problem) -> Problem:
        """The problem with its place in the file."""
        return self.places.place(problem)


@record
class Scheduled:
    """What a spec says of its own schedule, and its id and title, if they can be used. None: it has none."""

    schedule: Schedule | None
    brief: str
    title: str
    dated: bool
    """Whether its day is that of the slot."""
    places: Places

    def place(self, problem: Problem) -> Problem:
        """The problem with its place in the spec."""
        return self.places.place(problem)


def of_file(places: Places) -> tuple[Schedules | None, list[Fault]]:
    """The schedules of a tree, and what is wrong with their form."""
    from pipeline.model.schedule import ScheduleFile

    found: list[Fault] = []
    told = _model(ScheduleFile, places.root.data, (), found)
    return (Schedules(told, places) if told else None), found


def of_spec(places: Places) -> tuple[Scheduled, list[Fault]]:
    """The schedule in the tree of a spec, and what is wrong with its form. The rest of the spec is not looked at."""
    found: list[Fault] = []
    brief, title = _text(places.root, "id"), _text(places.root, "title")
    named = brief if re.fullmatch(NAME, brief) else ""
    dated = _text(places.root, "as_of") == SLOT
    return Scheduled(own(places.root, found), named, clip(title, _TITLE), dated, places), found


def own(root: Mapping, found: list[Fault]) -> Schedule | None:
    """A spec's own schedule; None where it has none, or where `found` says what is wrong with it."""
    if KEY not in root.values:
        return None
    from pipeline.model.schedule import Schedule

    return _model(Schedule, root.values[KEY].data, (KEY,), found)


def _model(model: type[Model], data: Any, path: Path, found: list[Fault]) -> Model | None:
    from pydantic import ValidationError

    try:
        return model.model_validate(data)
    except ValidationError as error:
        found += faults(model, error.errors(include_url=False, include_input=False), path)
        return None


def _text(root: Mapping, key: str) -> str:
    node = root.values.get(key)
    return node.value if isinstance(node, Scalar) else ""
