"""Pydantic's errors in plain words, with the code, the place and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from pipeline.model.problem import Path, Problem, Where
from pipeline.model.prose import NAME
from pipeline.model.record import record, replace
from pipeline.read import fields
from pipeline.read.nodes import Data, Mapping, Node, Scalar, Sequence
from pipeline.read.specfile import Places
from pipeline.read.wording import clip, did_you_mean

if TYPE_CHECKING:
    from pydantic import BaseModel

MOST = 50
"""No more problems than this are told at once."""

MORE = "READ099"
"""The code of "and n more problems"."""


@record
class Fault:
    """One error of Pydantic: at `path` from the top, `below` of it inside `model`."""

    model: type[BaseModel]
    error: Any
    path: Path
    below: Path
    on_key: bool

    @property
    def key(self) -> str:
        """The last key of the path, or the list's for one of its items."""
        return next((step for step in reversed(self.path) if isinstance(step, str)), "")

    @property
    def context(self) -> dict[str, Any]:
        """What Pydantic knows besides."""
        return self.error.get("ctx") or {}

    def problem(self, code: str, message: str, *hints: str, notes: tuple[str, ...] = ()) -> Problem:
        """A problem at this place."""
        where = Where(self.path, on_key=self.on_key)
        return Problem(code, message, where, notes=notes, hints=tuple(hint for hint in hints if hint))


def faults(model: type[BaseModel], errors: Iterable[Any], prefix: Path = ()) -> list[Fault]:
    """Errors with their paths from the top of the file, where `prefix` leads to the model's value."""
    found = []
    for error in errors:
        below: Path = tuple(error["loc"])
        on_key = error["type"] == "extra_forbidden"
        if below and below[-1] == "[key]":
            below, on_key = below[:-1], True
        found.append(Fault(model, error, prefix + below, below, on_key))
    return found


def describe(found: Iterable[Fault], places: Places) -> list[Problem]:
    """At most MOST problems, the first in the file, and how many more there are. One problem a place is enough."""
    first: dict[tuple[Path, bool], tuple[tuple[int, int, int], Fault]] = {}
    for fault in found:
        missing = fault.error["type"] == "missing"
        at = Problem("", "", Where(fault.path[:-1] if missing else fault.path, on_key=fault.on_key))
        first.setdefault((fault.path, fault.on_key), (places.order(at), fault))
    ordered = sorted(_without_echoes(first).values(), key=lambda pair: pair[0])
    told = [_described(fault, places) for _, fault in ordered[: MOST + 1]]
    return told + [Problem(MORE, "one more problem") for _ in ordered[MOST + 1 :]]


def _without_echoes(found: dict[tuple[Path, bool], tuple[tuple[int, int, int], Fault]]) -> Any:
    """Pydantic calls a list too short when its items are wrong."""
    short = {key for key, (_, fault) in found.items() if fault.error["type"] == "too_short"}
    wrong = {path[:length] for path, _ in found for length in range(len(path))} if short else set()
    return {key: pair for key, pair in found.items() if key not in short or key[0] not in wrong}


def _as_written(fault: Fault, places: Places) -> Fault:
    """An item of a list that stands for one of its fields, as a cell does for its text, is spoken of as an item."""
    if len(fault.path) < 2 or not (isinstance(fault.path[-1], str) and isinstance(fault.path[-2], int)):
        return fault
    node, _, exact = places.resolve(fault.path[:-1])
    if not exact or isinstance(node, Mapping):
        return fault
    return replace(fault, path=fault.path[:-1], below=fault.below[:-1])


def _described(fault: Fault, places: Places) -> Problem:
    fault = _as_written(fault, places)
    kind = fault.error["type"]
    node, _, exact = places.resolve(fault.path)
    if kind == "missing":
        return _missing(fault)
    if exact and not fault.on_key and isinstance(node, Scalar) and not node.value:
        return _empty(fault)
    for kinds, describer in _BY_TYPE:
        if kind in kinds:
            return describer(fault, node)
    if kind in _CUSTOM:
        return _custom(fault, node)
    return fault.problem("SPEC013", fault.error["msg"], _about(fault))


def _about(fault: Fault) -> str:
    text = fields.description(fault.model, fault.below)
    return f"{fault.key}: {text}" if text else ""


def _unknown(fault: Fault, node: Node) -> Problem:
    owner = fields.model_at(fault.model, fault.below[:-1])
    known = [*fields.keys(owner), *fields.beside(owner)] if owner else []
    name = str(fault.below[-1])
    notes = (f"keys here: {', '.join(known)}",) if known else ("no key may stand here",)
    if " " in name and isinstance(node, Scalar) and not node.value:  # {value: 1,700 million EUR}
        hint = 'a comma ends a text inside {…}: put the whole text in quotes, as in value: "1,700 million EUR"'
        return fault.problem("SPEC001", f'unknown key "{clip(name)}"', hint, notes=notes)
    return fault.problem("SPEC001", f'unknown key "{clip(name)}"', did_you_mean(name, known), notes=notes)


def _known(fault: Fault) -> list[str]:
    owner = fields.model_at(fault.model, fault.below)
    return list(fields.keys(owner)) if owner else []


def _missing(fault: Fault) -> Problem:
    name = fault.path[-1]
    problem = fault.problem("SPEC002", f'the key "{name}" is missing', _about(fault))
    return Problem(problem.code, problem.message, Where(fault.path[:-1]), hints=problem.hints)


def _empty(fault: Fault) -> Problem:
    if isinstance(fault.path[-1], int):
        return fault.problem("SPEC007", f'an item of "{fault.key}" is empty', "write it, or delete its line")
    hints = (_about(fault), "if there is nothing to say, leave the key out")
    if not fault.below:
        hints = (f"write {fault.key}: {{}} if nothing is to be said", "")
    return fault.problem("SPEC007", f'"{fault.key}" has no value', *hints)


_TAKES = {
    "string_type": "a text",
    "model_type": "keys with values",
    "model_attributes_type": "keys with values",
    "dict_type": "keys with values",
    "mapping_type": "keys with values",
    "tuple_type": "a list",
    "list_type": "a list",
    "bool_type": "true or false",
    "int_type": "a number",
    "float_type": "a number",
    "date_type": "a date",
}


def _wrong_kind(fault: Fault, node: Node) -> Problem:
    expected = _TAKES[fault.error["type"]]
    item = "an item of " if fault.path and isinstance(fault.path[-1], int) else ""
    hints = [_about(fault)]
    if expected == "a text" and not isinstance(node, Scalar) and node.flow:
        mark = "[" if isinstance(node, Sequence) else "{"
        hints.insert(0, f'a text that starts with {mark} must stand in quotes, or under "|"')
    if not hints[0] and expected == "keys with values":
        hints.append(f"write {fault.key}: and below it, indented, its keys: {', '.join(_known(fault))}")
    if expected == "a list" and isinstance(node, Scalar):
        hints.insert(0, f"write [{clip(node.value, 30)}], or one item a line after - and a space")
    return fault.problem("SPEC003", f'{item}"{fault.key}" takes {expected}; this is {node.what}', *hints)


def _not_allowed(fault: Fault, node: Node) -> Problem:
    expected = str(fault.context.get("expected", ""))
    allowed = re.findall(r"'([^']*)'", expected)
    text = str(fault.path[-1]) if fault.on_key else _text(node)
    message = f'"{clip(text)}" is no value of "{fault.key}"'
    if fault.on_key:
        message = f'"{clip(text)}" can be no key of "{fault.path[-2]}"'
    hints = (did_you_mean(text, allowed), f"write one of: {', '.join(allowed)}" if allowed else "")
    return fault.problem("SPEC004", message, *(hints if len(allowed) > 1 else hints[1:]))


def _pattern(fault: Fault, node: Node) -> Problem:
    pattern = str(fault.context.get("pattern", ""))
    text = str(fault.path[-1]) if fault.on_key else _text(node)
    if pattern == f"^{NAME}$":
        hint = "a name has letters, digits, and . _ - between them"
        return fault.problem("SPEC005", f'"{clip(text)}" cannot be a name', hint)
    if "\n" in text:
        message = f'"{clip(fault.key)}" stands on one line; this has {len(text.splitlines())}'
        return fault.problem("SPEC005", message, 'write it beside its key, in quotes if need be, rather than under "|"')
    return fault.problem("SPEC005", f'"{clip(text)}" has not the form of "{fault.key}"', _about(fault))


def _length(fault: Fault, node: Node) -> Problem:
    context, kind = fault.context, fault.error["type"]
    what = "characters" if kind.startswith("string") else "entries"
    if "too_short" in kind:
        least = context.get("min_length")
        message = f'"{fault.key}" is empty' if least == 1 else f'"{fault.key}" needs at least {least} {what}'
    else:
        most = context.get("max_length")
        size = len(str(fault.path[-1])) if fault.on_key else len(node.data)
        message = f'"{clip(fault.key, 30)}" has {size} {what}; {most} is the limit'
    empty = "write at least one, or leave the key out" if "too_short" in kind else ""
    return fault.problem("SPEC006", message, _about(fault) or empty)


def _date(fault: Fault, node: Node) -> Problem:
    return fault.problem(
        "SPEC008", f'"{clip(_text(node))}" is no calendar day', "write it as 2024-03-19", _about(fault)
    )


def _number(fault: Fault, node: Node) -> Problem:
    context, kind = fault.context, fault.error["type"]
    if kind.startswith("bool"):
        return fault.problem("SPEC009", f'"{clip(_text(node))}" is neither true nor false', _about(fault))
    sign = {"greater_than": ("gt", "more than"), "greater_than_equal": ("ge", "at least")}
    sign |= {"less_than": ("lt", "less than"), "less_than_equal": ("le", "at most")}
    if kind in sign:
        name, words = sign[kind]
        return fault.problem(
            "SPEC009", f'"{fault.key}" is {words} {context.get(name):g}, not {_text(node)}', _about(fault)
        )
    whole = "whole " if kind.startswith("int") else ""
    return fault.problem("SPEC009", f'"{clip(_text(node))}" is no {whole}number', _about(fault))


def _custom(fault: Fault, node: Node) -> Problem:
    context = fault.context
    hint = str(context.get("hint") or "")
    if not hint and fault.error["type"] == "day":
        hint = _about(fault)
    if not isinstance(node, (Scalar, Mapping)) and _CUSTOM[fault.error["type"]] != "SPEC013":
        hint = "put it in quotes"
    problem = fault.problem(_CUSTOM[fault.error["type"]], fault.error["msg"], hint)
    if "start" not in context:
        return problem
    where = Where(fault.path, int(context["start"]), int(context["end"]))
    return Problem(problem.code, problem.message, where, hints=problem.hints)


_CUSTOM = {
    "day": "SPEC008",
    "language": "SPEC005",
    "prose": "SPEC010",
    "edtf": "SPEC011",
    "citation": "SPEC012",
    "one_answer": "SPEC013",
    "idle": "SPEC013",
    "passage_missing": "SPEC013",
    "leading": "SPEC013",
}
"""Errors that the model raises itself, in words that can be shown as they are."""

_Describer = Callable[[Fault, Any], Problem]

_BY_TYPE: tuple[tuple[frozenset[str], _Describer], ...] = (
    (frozenset({"extra_forbidden"}), _unknown),
    (frozenset(_TAKES), _wrong_kind),
    (frozenset({"literal_error", "enum"}), _not_allowed),
    (frozenset({"string_pattern_mismatch"}), _pattern),
    (frozenset({"string_too_short", "string_too_long", "too_short", "too_long"}), _length),
    (frozenset({"date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"}), _date),
    (
        frozenset(
            {"bool_parsing", "int_parsing", "int_from_float", "int_parsing_size", "float_parsing", "finite_number"}
            | {"greater_than", "greater_than_equal", "less_than", "less_than_equal"}
        ),
        _number,
    ),
)


def _text(node: Node) -> str:
    data: Data = node.data
    return data if isinstance(data, str) else node.what
