"""A tree into a `Spec`: each section by its own kind's model, then the brief around them.

Sections are validated one by one rather than through a union of all kinds: an error then speaks of the kind that was
meant, and only the models of kinds that a brief uses are built.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.model.problem import Path, Problem, Where
from pipeline.model.record import record
from pipeline.model.spec import Section, Spec
from pipeline.read import schedules
from pipeline.read.describe import Fault, faults
from pipeline.read.nodes import Data, Mapping, Node, Scalar, Sequence
from pipeline.read.wording import clip, did_you_mean
from pipeline.sections import SECTIONS


@record
class Validated:
    """What came of validation. `brief` stands where all but the sections is valid; its sections are then those that
    are valid, `sections` gives them with their paths. `whole` is True where nothing is wrong.
    """

    brief: Spec | None
    sections: tuple[tuple[Path, Section], ...]
    faults: tuple[Fault, ...]
    problems: tuple[Problem, ...]

    @property
    def whole(self) -> bool:
        """Whether `brief` is the brief."""
        return self.brief is not None and not self.faults and not self.problems


def validate(root: Mapping) -> Validated:
    """The models of a tree, and everything that is wrong with it as a tree of models."""
    found: list[Fault] = []
    problems: list[Problem] = []
    sections: list[tuple[Path, Section]] = []
    data: dict[str, Any] = dict(root.data)
    data.pop(schedules.KEY, None)  # it is no part of the brief: neither of its key nor of what its file carries
    schedules.own(root, found)
    listed = root.values.get("sections")
    if isinstance(listed, Sequence):
        for index, entry in enumerate(listed.items):
            section = _section(index, entry, found, problems)
            if section is not None:
                sections.append((("sections", index, section.kind), section))
        stand_in = [Section.model_construct()] if listed.items else []
        data["sections"] = [section for _, section in sections] or stand_in
        problems += _order(listed)
    brief = _model(Spec, data, (), found)
    return Validated(brief, tuple(sections), tuple(found), tuple(problems))


def _model(model: type[BaseModel], data: Any, path: Path, found: list[Fault]) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        found += faults(model, errors, path)
        return None


def _section(index: int, entry: Node, found: list[Fault], problems: list[Problem]) -> Section | None:
    path: Path = ("sections", index)
    if not isinstance(entry, Mapping) or len(entry.values) != 1:
        problems.append(_no_section(path, entry))
        return None
    (name,) = entry.values
    kind = SECTIONS.get(name)
    if kind is None:
        notes = (f"kinds: {', '.join(SECTIONS)}",)
        hint = did_you_mean(name, SECTIONS)
        where = Where((*path, name), on_key=True)
        message = f'"{clip(name)}" is no kind of section'
        problems.append(Problem("SPEC021", message, where, notes=notes, hints=(hint,) if hint else ()))
        return None
    section: Section | None = _model(kind, _unfolded(kind, entry.values[name]), (*path, name), found)
    return section


def _unfolded(kind: type[Section], node: Node) -> Data:
    """A bare text or list stands for the kind's shorthand field."""
    if kind.shorthand and not isinstance(node, Mapping) and node.data != "":
        return {kind.shorthand: node.data}
    return node.data


def _no_section(path: Path, entry: Node) -> Problem:
    hint = "write - kind: and what belongs to it, indented below"
    notes = (f"kinds: {', '.join(SECTIONS)}",)
    if isinstance(entry, Mapping) and entry.values:
        second = list(entry.values)[1]
        message = f"a section has one key, its kind; this has {len(entry.values)}"
        hint = "indent what belongs to the section below its kind, or start the next section with -"
        return Problem("SPEC020", message, Where((*path, second), on_key=True), notes=notes, hints=(hint,))
    if isinstance(entry, Scalar) and entry.value in SECTIONS:
        hint = f"write - {entry.value}: {{}}" if entry.value == "sources" else f"write - {entry.value}: and its content"
        return Problem("SPEC020", f"the section {entry.value} lacks its colon", Where(path), hints=(hint,))
    what = "an empty item" if isinstance(entry, Scalar) and not entry.value else entry.what
    if isinstance(entry, Mapping):
        what = "an empty mapping"
    return Problem(
        "SPEC020", f"a section is a kind with its content; this is {what}", Where(path), notes=notes, hints=(hint,)
    )


def _name(entry: Node) -> str:
    if isinstance(entry, Mapping):
        return next(iter(entry.values), "")
    return entry.value if isinstance(entry, Scalar) else ""


def _order(listed: Sequence) -> Iterator[Problem]:
    """Kinds that a brief has once, and the sources, which it must have, as its last section."""
    first: dict[str, int] = {}
    names = [_name(entry) for entry in listed.items]
    for index, name in enumerate(names):
        kind = SECTIONS.get(name)
        if kind is None or not kind.once:
            continue
        if name in first:
            message = f"a brief has one section {name}; this is another"
            where = Where(("sections", index, name), on_key=True)
            yield Problem("SPEC022", message, where, hints=("join the two",))
        first.setdefault(name, index)
    if "sources" not in names:
        hint = "add - sources: {} at the end of sections"
        yield Problem("SPEC023", "no section lists the sources", Where(("sections",), on_key=True), hints=(hint,))
    elif names[-1] != "sources":
        message = "the section sources must be the last: it lists the pages that cite each source"
        where = Where(("sections", first["sources"], "sources"), on_key=True)
        yield Problem("SPEC024", message, where, hints=("move it to the end of sections",))
