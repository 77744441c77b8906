"""A spec that was read, and the way from its values back to the file."""

from __future__ import annotations

from pipeline.model.problem import Path, Place, Problem, Where
from pipeline.model.record import fresh, node
from pipeline.model.spec import Spec
from pipeline.read.lines import Lines
from pipeline.read.nodes import Mapping, Node, Scalar, Sequence, child, walk
from pipeline.read.spans import Spans


@node
class Places:
    """A file's text and its tree: where every value stands."""

    lines: Lines
    root: Mapping
    _spans: dict[Scalar, Spans] = fresh(dict)

    def resolve(self, path: Path) -> tuple[Node, Scalar | None, bool]:
        """The node at a path or the nearest above it, the key that leads to it, and whether it is the one asked for.

        The models know longer paths than the file where a shorthand is written: `gaps: [a]` has no `items`, a single
        report no index. A key that a list cannot have, and an index that a mapping cannot have, are passed over.
        """
        node: Node = self.root
        key: Scalar | None = None
        for step in path:
            if isinstance(step, str) and isinstance(node, Sequence | Scalar):
                continue
            if isinstance(step, int) and isinstance(node, Mapping):
                continue
            below = child(node, step)
            if below is None:
                return node, key, False
            key = node.keys[str(step)] if isinstance(node, Mapping) else None
            node = below
        return node, key, True

    def locate(self, where: Where) -> Place:
        """The exact characters in the file; of a stretch over several lines, the part on its first line.

        A mapping or list is shown by its key, or by its first line. What is not in the file is shown at the nearest
        node above it; what came from an option, by that option.
        """
        node, key, found = self.resolve(where.path)
        if key and (where.on_key or not isinstance(node, Scalar)):
            node = key
        if isinstance(node, Scalar):
            if node.place:
                return node.place
            start, end = (where.start, where.end) if found else (0, None)
            return self.lines.place(*self._spans_of(node).file(start, end))
        if node is self.root:
            return self.lines.whole()
        return self.lines.place(node.start, node.end)

    def _spans_of(self, scalar: Scalar) -> Spans:
        """Kept for one scalar at a time: fifty problems of one long text must not map it fifty times."""
        if scalar not in self._spans:
            self._spans.clear()
            self._spans[scalar] = Spans(self.lines.text, scalar)
        return self._spans[scalar]

    def place(self, problem: Problem) -> Problem:
        """The problem with its place; as it is, if it has one."""
        if problem.place is None and problem.where is not None:
            return problem.at(self.locate(problem.where))
        return problem

    def order(self, problem: Problem) -> tuple[int, int, int]:
        """Line, column and offset, to sort problems by; cheaper than a place."""
        if problem.place is not None:
            return problem.place.line, problem.place.column, 0
        if problem.where is None:
            return 0, 0, 0
        node, key, _ = self.resolve(problem.where.path)
        if node is self.root or (isinstance(node, Scalar) and node.place):
            return 0, 0, 0
        at = key if key and (problem.where.on_key or not isinstance(node, Scalar)) else node
        line, column = self.lines.position(at.start)
        return line + 1, column + 1, problem.where.start


@node
class SpecFile:
    """A valid spec with the file it came from. `warnings` are placed."""

    spec: Spec
    file: str
    places: Places
    warnings: tuple[Problem, ...] = ()

    @property
    def text(self) -> str:
        """The file's text: NFC, with line feeds only."""
        return self.places.lines.text

    def locate(self, where: Where) -> Place:
        """Where a stretch of a value stands in the file."""
        return self.places.locate(where)

    def place(self, problem: Problem) -> Problem:
        """The problem with its place in the file."""
        return self.places.place(problem)

    def find(self, char: str) -> list[Where]:
        """The first occurrence of a character in every key and value that holds it, in the file's order."""
        found = []
        for path, scalar, on_key in walk(self.places.root):
            at = scalar.value.find(char)
            if at >= 0:
                found.append(Where(path, at, at + len(char), on_key=on_key))
        return found
