"""Loose claims against loose passages, without a spec: what `brief hold` and measurements ask."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.cite.atoms import author_reader
from pipeline.cite.checks import CHECKS, TURNS, Context, Lack
from pipeline.cite.claims import Said
from pipeline.cite.ground import TextGround
from pipeline.cite.subjects import Subjects
from pipeline.model.problem import Severity
from pipeline.model.prose import Prose
from pipeline.model.spec import Role, Stated

_SHORT = 120
"""Spaces in a passage up to which every negation and modal in it bears on the claim."""


class _Passage(TextGround):
    """A passage of no source: messages call it by its name alone."""

    @property
    def label(self) -> str:
        return self.name


def hold_loose(
    claim: str,
    passage: str,
    language: str = "en",
    names: Mapping[str, tuple[str, ...]] | None = None,
    label: str = "given",
) -> list[Lack]:
    """What a claim states and a passage does not; places count characters of the claim. Nothing is an error's absence.

    `names` are subjects as in a spec; `label` is what messages call the passage. Raises ValueError for a language
    without a reader.
    """
    read = author_reader(language)
    ground = _Passage("", label, passage, read, short=passage.count(" ") < _SHORT)
    said = Said((), 0, len(claim), claim, Role.CLAIM, read.read(claim), (), (), _NOWHERE, (0,), (0,))
    context = Context(Subjects(names or {}), lambda _source: ground, read, 0)
    return [lack for check in CHECKS + TURNS for lack in check(said, [ground], context)]


def holds(claim: str, passage: str, language: str = "en") -> bool:
    """Whether a loose claim holds: no error, warnings aside."""
    return not any(lack.severity is Severity.ERROR for lack in hold_loose(claim, passage, language))


_NOWHERE = Stated((), Prose("", ()))
