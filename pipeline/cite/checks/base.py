"""What all checks share: what they are given, what they give, and how messages name the passages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.cite.atoms import Reader
from pipeline.cite.claims import Said
from pipeline.cite.ground import Ground
from pipeline.cite.subjects import Subjects
from pipeline.model.problem import Problem, Severity
from pipeline.model.record import record


@record
class Context:
    """What a check may ask besides the claim and its grounds."""

    subjects: Subjects
    bodies: Callable[[str], Ground | None]
    """The whole body of a source."""
    reader: Reader
    sources: int
    """How many sources the brief has."""


@record
class Lack:
    """Something that a claim states and its passages do not."""

    code: str
    message: str
    start: int
    end: int
    notes: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    def problem(self, said: Said) -> Problem:
        """The problem, at its characters in the spec."""
        where = said.at(self.start, self.end)
        return Problem(self.code, self.message, where, notes=self.notes, hints=self.hints, severity=self.severity)


Check = Callable[[Said, Sequence[Ground], Context], Iterator[Lack]]


def named(grounds: Sequence[Ground]) -> str:
    """`not in passage a:b`, `in none of the passages a:b, a:c`, `not in the body of a`."""
    labels = [ground.label for ground in grounds]
    if len(labels) == 1:
        return f"not in passage {labels[0]}" if grounds[0].name else f"not in the body of {labels[0]}"
    return f"in none of the passages {', '.join(labels)}" if labels else "without a passage to stand in"


def listed(texts: Sequence[str], most: int = 6) -> str:
    """Texts in a row, each once; the rest counted."""
    unique = list(dict.fromkeys(texts))
    more = f" and {len(unique) - most} more" if len(unique) > most else ""
    return ", ".join(unique[:most]) + more
