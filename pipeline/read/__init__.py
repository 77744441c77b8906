"""Reading: YAML bytes → `Spec` and `Theme`, each value with its place in the file.

    bytes ─lines─▶ text ─tree─▶ nodes ─override─▶ nodes ─validate─▶ models ─references─▶ SpecFile

Everything that is wrong is told at once, each problem with its place, in the file's order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.model.problem import Place, Problem, Severity, UnusableInput
from pipeline.model.prose import NAME
from pipeline.read import themefile
from pipeline.read.abbreviations import abbreviations
from pipeline.read.canonical import canonical as _canonical
from pipeline.read.describe import MORE, MOST, describe
from pipeline.read.dots import undotted
from pipeline.read.filled import UNTAKEN, Versions, filled, no_versions
from pipeline.read.lines import DISTRIBUTION, LIMIT, SCHEDULE, SPEC, THEME, Kind, decode
from pipeline.read.nodes import Scalar, child
from pipeline.read.override import override
from pipeline.read.references import References
from pipeline.read.schedules import Scheduled, Schedules, of_file, of_spec
from pipeline.read.specfile import Places, SpecFile
from pipeline.read.themefile import ThemeFile, unknown_theme
from pipeline.read.tree import compose
from pipeline.read.validate import validate

if TYPE_CHECKING:
    from pipeline.read.distributions import DistributionFile
    from pipeline.read.nodes import Mapping

__all__ = [
    "LIMIT",
    "UNTAKEN",
    "Scheduled",
    "Schedules",
    "SpecFile",
    "ThemeFile",
    "Versions",
    "canonical",
    "distribution",
    "json_schema",
    "schedule_in",
    "schedules",
    "spec",
    "theme",
    "unknown_theme",
]


def spec(
    data: bytes, file: str, sets: Iterable[str] = (), slot: str = "", versions: Versions = no_versions
) -> SpecFile:
    """Read a spec. `sets` are values from the command line, `a.b=c`, that take the place of the file's.

    `slot` is the day (YYYY-MM-DD) that stands for `as_of: slot`; `versions` tells of a followed source the values that
    it has instead of the spec's: `sha256`, `file`, `accessed`.
    Raises UnusableInput with all problems, placed and in the file's order, 50 at most.
    """
    places, problems = _tree(data, file)
    for option in sets:
        try:
            override(places.root, option)
        except UnusableInput as error:
            problems += error.problems
    problems += filled(places, slot, versions)
    warnings = undotted(places.root)
    found = validate(places.root)
    problems += found.problems
    problems += describe(found.faults, places)
    problems += References(places.root, found).problems()
    if problems or found.brief is None:
        raise UnusableInput(_told([*problems, *warnings], places))
    warnings += abbreviations(found.brief)
    return SpecFile(found.brief, file, places, tuple(_told(warnings, places)))


def name(data: bytes) -> str:
    """The name of a brief as its spec has it; empty where it has none that can be read."""
    try:
        found = child(_tree(data, "")[0].root, "id")
    except UnusableInput:
        return ""
    return found.value if isinstance(found, Scalar) and re.fullmatch(NAME, found.value) else ""


def theme(
    data: bytes,
    file: str,
    known: Callable[[], Iterable[str]] = tuple,
    text: Callable[[str], bytes | None] = lambda _: None,
) -> ThemeFile:
    """Read a theme. It may extend one of those `known`, of which `text` gives the text, None if there is none.

    Raises UnusableInput as `spec` does.
    """
    places, problems = _tree(data, file, THEME)
    found, more = themefile.read(places, file, known, lambda name: _root(text(name), name))
    problems += more
    if problems or found is None:
        raise UnusableInput(_told(problems, places))
    return found


def schedules(data: bytes, file: str) -> Schedules:
    """Read a file of schedules. Raises UnusableInput as `spec` does."""
    places, problems = _tree(data, file, SCHEDULE)
    found, wrong = of_file(places)
    problems += describe(wrong, places)
    if problems or found is None:
        raise UnusableInput(_told(problems, places))
    return found


def distribution(data: bytes, file: str) -> DistributionFile:
    """Read a distribution list. Raises UnusableInput as `spec` does."""
    from pipeline.read.distributions import DistributionFile, mistakes, of_list

    places, problems = _tree(data, file, DISTRIBUTION)
    found, wrong = of_list(places)
    problems += describe(wrong, places)
    more = list(mistakes(found)) if found else []
    problems += [each for each in more if each.severity is Severity.ERROR]
    if problems or found is None:
        raise UnusableInput(_told(problems, places))
    return DistributionFile(found, places, tuple(_told(more, places)))


def schedule_in(data: bytes, file: str) -> Scheduled:
    """The schedule that a spec has in itself. Raises UnusableInput where that, or the file's form, is wrong."""
    places, problems = _tree(data, file)
    found, wrong = of_spec(places)
    problems += describe(wrong, places)
    if problems:
        raise UnusableInput(_told(problems, places))
    return found


def _root(data: bytes | None, name: str) -> Mapping | None:
    return None if data is None else _tree(data, f"{name}.yaml", THEME)[0].root


def canonical(file: SpecFile) -> bytes:
    """The spec as YAML without comments and defaults, in one spelling; it reads back to an equal `Spec`."""
    return _canonical(file.spec)


def json_schema(kind: str = "spec") -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of a spec, a file of schedules or a distribution list, as YAML, for editors."""
    from pipeline.read import schema

    kinds = {"schedule": schema.schedules, "distribution": schema.distribution}
    return kinds.get(kind, schema.json_schema)()


def _tree(data: bytes, file: str, kind: Kind = SPEC) -> tuple[Places, list[Problem]]:
    lines, problems = decode(data, file, kind)
    try:
        root, more = compose(lines, kind, unclean=bool(problems))
    except UnusableInput as error:
        placed = sorted([*problems, *error.problems], key=_by_place)
        raise UnusableInput(_limited(placed, lines.whole())) from error
    return Places(lines, root), problems + more


def _told(problems: Sequence[Problem], places: Places) -> list[Problem]:
    """In the file's order, placed, and not too many."""
    ordered = sorted(problems, key=lambda problem: (problem.code == MORE, places.order(problem)))
    return [places.place(problem) for problem in _limited(ordered, places.lines.whole())]


def _limited(ordered: Sequence[Problem], whole: Place) -> list[Problem]:
    if len(ordered) <= MOST:
        return list(ordered)
    more = len(ordered) - MOST
    what = "problem" if more == 1 else "problems"
    return [*ordered[:MOST], Problem(MORE, f"and {more:,} more {what}", place=whole)]


def _by_place(problem: Problem) -> tuple[int, int]:
    return (problem.place.line, problem.place.column) if problem.place else (0, 0)
