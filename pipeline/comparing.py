"""What two briefs are compared by: the contents of a spec, of an edition, of the edition before the one being made."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import cite, compose, read
from pipeline.material import bytes_of, record_of, spec_bytes, versions_of, words_of
from pipeline.model.options import STDIN, Options
from pipeline.model.problem import Place, Problem, Severity, UnusableInput
from pipeline.model.prose import NAME
from pipeline.model.record import record, replace

if TYPE_CHECKING:
    from pipeline.model.changes import Changes
    from pipeline.model.content import Content
    from pipeline.model.edition import EditionContext
    from pipeline.model.quantity import Quantity
    from pipeline.model.spec import Spec
    from pipeline.world import World

_EDITION = re.compile(rf"({NAME})@([1-9][0-9]{{0,8}}|latest)")


@record
class Side:
    """One of two briefs that are compared, by the name that it was given."""

    name: str
    content: Content


@record
class Compared:
    """What changed between two briefs, by the names that they were given."""

    before: str
    after: str
    changes: Changes
    problems: tuple[Problem, ...] = ()


def kept_as(brief: str) -> str:
    """The name of the canonical spec in an edition's folder and in its PDF."""
    return f"{brief}.yaml"


def content_of(spec: Spec, edition: int = 0, quantities: Mapping[str, Quantity] | None = None) -> Content:
    """What a brief says. No text of a source is needed for it, and no lock; `quantities` are its values, if known."""
    known = cite.quantities(spec) if quantities is None else quantities
    return compose.content(spec, known, words_of(spec), edition)


def diff(world: World, before: str, after: str, options: Options) -> Compared:
    """What changed from one brief to another, each a spec, a PDF, an edition's folder, or `NAME@3`.

    The problems of both are told at once.
    """
    from pipeline.diff import changes

    sides, problems = [], list[Problem]()
    for name in (before, after):
        try:
            sides.append(side(world, name, options))
        except UnusableInput as error:
            problems += error.problems
    if problems:
        raise UnusableInput(problems)
    one, other = sides
    return Compared(one.name, other.name, changes(one.content, other.content))


def side(world: World, name: str, options: Options) -> Side:
    """A brief by what people call it: a spec, a PDF, the folder of an edition, or `NAME@3`, `NAME@latest`.

    A file that has such a name comes first. Raises UnusableInput with all problems of a spec, or as publishing does.
    """
    path, named = Path(name), _EDITION.fullmatch(name)
    if path != STDIN and not world.files.exists(path) and named:
        from pipeline import publish

        kept = publish.edition_of(world, options.out, named[1], named[2])
        return _edition(name, kept_as(kept.brief), kept.spec, kept.number)
    if path != STDIN and world.files.exists(path / "manifest.json"):
        from pipeline import publish

        kept = publish.edition_in(world, path)
        return _edition(name, kept_as(kept.brief), kept.spec, kept.number)
    if path.suffix.lower() == ".pdf":
        return _printed(world, path)
    shown, data = spec_bytes(world, path)
    file = read.spec(data, shown, slot=options.slot, versions=versions_of(record_of(world, path)))
    return Side(shown, content_of(file.spec))


def _printed(world: World, path: Path) -> Side:
    """A brief by its PDF alone, from the files that it carries; whether it is genuine is another question."""
    from pipeline import readback

    name, data = bytes_of(world, path, readback.LIMIT)
    carried = {each.name: each.data for each in readback.read_back(data, name).attachments if each.sound}
    try:
        told = json.loads(carried["evidence.json"])
        brief, edition = str(told["brief"]), int(told["edition"])
        kept = carried[kept_as(brief)]
    except (KeyError, ValueError, TypeError, RecursionError):
        message = f"{name} can't be compared: it is no brief, or what a brief carries has been removed from it"
        hint = "name a PDF that brief made, the folder of an edition, or a spec"
        raise UnusableInput([Problem("DIFF001", message, place=Place(name), hints=(hint,))]) from None
    return _edition(name, kept_as(brief), kept, edition)


def _edition(name: str, file: str, spec: bytes, number: int) -> Side:
    return Side(name, content_of(read.spec(spec, f"{name}: {file}").spec, number))


@record
class Since:
    """What changed since the edition before, and its canonical spec, which the new edition carries; None and empty if
    nobody can tell. `problems` ask for reasons, or say why nothing can be told.
    """

    changes: Changes | None = None
    previous: bytes = b""
    problems: tuple[Problem, ...] = ()


def since(
    kept: Callable[[str], bytes | None],
    spec: Spec,
    canonical: bytes,
    context: EditionContext,
    quantities: Mapping[str, Quantity],
) -> Since:
    """What changed since the edition before, of which `kept` gives a file by its name, if its ledger vouches for it.

    The predecessor is an input like any other: the same ledger and spec give the same bytes.
    """
    number = context.predecessor
    if not number or not spec.changes or (previous := kept(kept_as(spec.id))) is None:
        return Since()
    from pipeline import diff

    try:
        found = changes_since(previous, number, spec, canonical, quantities)
    except UnusableInput as error:
        return Since(problems=(_unreadable(number, error.problems),))
    return Since(found, previous, tuple(_raised(spec, diff.explained(found))))


def changes_since(
    previous: bytes, number: int, spec: Spec, canonical: bytes, quantities: Mapping[str, Quantity] | None = None
) -> Changes:
    """What changed since edition `number`, whose canonical spec was `previous`.

    Whoever holds an edition can call it: its PDF carries both specs. Raises UnusableInput if that can't be read.
    """
    from pipeline import diff

    now = content_of(spec, number + 1, quantities)
    if previous == canonical:  # made again: for a theme, a lock, a version of brief
        return diff.changes(replace(now, edition=number), now)
    return diff.changes(content_of(read.spec(previous, kept_as(spec.id)).spec, number), now)


def _raised(spec: Spec, problems: Iterable[Problem]) -> Iterable[Problem]:
    """Warnings that this brief asks to be stopped by are errors."""
    for problem in problems:
        yield replace(problem, severity=Severity.ERROR) if problem.code in spec.severity else problem


def _unreadable(number: int, problems: Iterable[Problem]) -> Problem:
    return Problem(
        "PUB008",
        f"what changed since edition {number} can't be told: this version of brief does not read its spec",
        notes=tuple(f"{each.code}: {each.message}" for each in problems)[:3],
        severity=Severity.WARNING,
    )
