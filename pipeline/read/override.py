"""`--set a.b=c`: one value of a spec by its path, from the command line, before validation."""

from __future__ import annotations

from pipeline.model.problem import Place, Problem, UnusableInput
from pipeline.read.lines import FORBIDDEN, forbidden
from pipeline.read.nodes import Mapping, Node, Scalar, Sequence, child
from pipeline.read.wording import did_you_mean

_HINT = "write --set title=…, --set sources.NAME.reliability=B or --set sections.0.bottom_line.text=…"


def override(root: Mapping, option: str) -> None:
    """Set one text in a tree. Names may hold dots: the longest key that is there wins; lists are counted from 0.

    Raises UnusableInput for a path that leads nowhere. The value is a text, whatever it looks like.
    """
    place = Place(f"--set {option}")
    path, equals, value = option.partition("=")
    steps = path.strip().split(".")
    if not equals or not all(steps):
        raise _refuse(place, "an option --set has a path, = and a value", _HINT)
    if found := FORBIDDEN.search(option):
        raise UnusableInput([forbidden(found.group(), place)])
    scalar = Scalar(value, 0, 0, "", place)
    _set(root, steps, scalar, place)


def _set(root: Mapping, steps: list[str], scalar: Scalar, place: Place) -> None:
    node: Node = root
    while True:
        taken = _taken(node, steps)
        name, rest = ".".join(steps[:taken]), steps[taken:]
        index = int(name) if isinstance(node, Sequence) and name.isdecimal() and len(name) < 7 else name
        below = child(node, index)
        if below is None and not isinstance(node, Mapping):
            raise _refuse(place, f'the path leads to no item "{name}" of {_size(node)}', _HINT)
        if not rest:
            break
        if below is None and isinstance(node, Mapping):
            below = Mapping(0, 0, flow=False)
            node.add(Scalar(name, 0, 0, "", place), below)
        if isinstance(below, Scalar) or below is None:
            raise _refuse(place, f'"{name}" is a text; the path goes on below it', _HINT)
        node, steps = below, rest
    if below is not None and not isinstance(below, Scalar):
        hint = did_you_mean(name, child_names(below)) or f"name one of its values: {', '.join(child_names(below)[:8])}"
        raise _refuse(place, f'"{name}" is {below.what}; --set sets one text', hint)
    if isinstance(node, Mapping):
        node.add(node.keys.get(name) or Scalar(name, 0, 0, "", place), scalar)
    elif isinstance(node, Sequence) and isinstance(index, int):
        node.items[index], node.data[index] = scalar, scalar.value


def _taken(node: Node, steps: list[str]) -> int:
    """How many steps make the longest key that is there; one, if none does."""
    for count in range(len(steps), 1, -1):
        if child(node, ".".join(steps[:count])) is not None:
            return count
    return 1


def child_names(node: Node) -> list[str]:
    """The steps that lead on from a node."""
    if isinstance(node, Mapping):
        return list(node.values)
    return [str(index) for index in range(len(node.items))] if isinstance(node, Sequence) else []


def _size(node: Node) -> str:
    return f"a list of {len(node.items)}" if isinstance(node, Sequence) else node.what


def _refuse(place: Place, message: str, hint: str) -> UnusableInput:
    return UnusableInput([Problem("READ014", message, place=place, hints=(hint,))])
