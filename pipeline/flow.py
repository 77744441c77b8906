"""The way through the house, on one screen: read → archive → cite → compose → layout → render → publish.

Only this module knows the order. Each command is a function here; every one of them raises BriefError, with all of its
problems placed in the spec's file, when the input cannot be used or the brief does not hold up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__, cite, compose
from pipeline.comparing import Compared, Since, diff, kept_as, since
from pipeline.manifest import told_of
from pipeline.material import Material, evidence_of, gather, held, inputs_of, placed, theme_of, words_of
from pipeline.model.edition import Built, Edition, EditionContext
from pipeline.model.options import Options
from pipeline.model.problem import DoesNotHold, OutsideFailed, Place, Problem, Severity, UnusableInput, Where
from pipeline.model.record import record
from pipeline.themes import Chosen, fitting

if TYPE_CHECKING:
    from pipeline.fonts import Uncovered
    from pipeline.model.evidence import Evidence
    from pipeline.model.metrics import Metrics
    from pipeline.publish import Reserved, Session
    from pipeline.read import SpecFile, ThemeFile
    from pipeline.world import World

__all__ = [
    "MADE_BY",
    "Built",
    "Checked",
    "Compared",
    "Held",
    "Locked",
    "Loose",
    "Made",
    "Options",
    "build",
    "check",
    "diff",
    "hold",
    "lock",
    "make",
]

MADE_BY = f"briefwright {__version__}"
"""What an edition says it was made by: whoever verifies it can make it again with the same version only."""

_IDEOGRAPHS = "\u2e80"
"""From here on stand the characters that the extra fonts are for."""


@record
class Checked:
    """A brief whose claims were held; `line` is the evidence line, `problems` are placed: errors and warnings."""

    file: str
    evidence: Evidence
    line: str
    problems: tuple[Problem, ...]


@record
class Locked:
    """A lock that was written, or found unchanged: `changed` says what differs from the one before."""

    path: Path
    changed: tuple[str, ...]
    sources: int
    passages: int
    problems: tuple[Problem, ...]


@record
class Loose:
    """A claim and a passage without a spec; `names` are subjects with their other names, as in a spec."""

    id: str | int
    claim: str
    passage: str
    language: str
    names: Mapping[str, tuple[str, ...]]


@record
class Held:
    """What came of a loose claim. `where` of a problem counts characters of the claim; its path is empty."""

    holds: bool
    problems: tuple[Problem, ...]


@record
class Made:
    """The files of an edition by name, and what its manifest tells of them."""

    files: Mapping[str, bytes]
    pages: int
    line: str
    manifest: Mapping[str, object]


def check(world: World, spec: Path, options: Options) -> Checked:
    """Hold every claim and fact of a brief."""
    given = gather(world, spec, options)
    theme_of(world, spec, given, options)
    evidence = evidence_of(given)
    line = compose.evidence_line(evidence, words_of(given.spec))
    return Checked(given.file.file, evidence, line, placed(given.file, evidence.problems))


def hold(loose: Loose) -> Held:
    """Hold one claim against one passage. Raises ValueError for a language without a reader."""
    lacks = cite.hold_loose(loose.claim, loose.passage, loose.language, loose.names, str(loose.id))
    problems = tuple(
        Problem(lack.code, lack.message, Where((), lack.start, lack.end), None, lack.notes, lack.hints, lack.severity)
        for lack in sorted(lacks, key=attrgetter("start", "end", "code"))
    )
    return Held(all(problem.severity is not Severity.ERROR for problem in problems), problems)


def lock(world: World, spec: Path, options: Options) -> Locked:
    """Write the lock beside a spec, from the texts of all its sources."""
    given = gather(world, spec, options)
    if given.missing:
        raise UnusableInput(placed(given.file, given.missing))
    evidence, made = cite.hold_and_lock(given.spec, given.snapshots, None)
    found = cite.refound(given.spec, given.snapshots, given.lock, evidence.problems)
    problems = placed(given.file, [*given.damage, *found])
    if evidence.errors:
        raise DoesNotHold(problems)
    try:
        changed = cite.changes(given.spec, given.lock, made, accept=options.accept)
    except DoesNotHold as error:
        raise DoesNotHold(placed(given.file, error.problems)) from error
    path = spec.with_suffix(".lock")
    if changed:
        _write(world, path, cite.write_lock(made))
    return Locked(
        path, changed, len(made.sources), sum(len(source.passages) for source in made.sources.values()), problems
    )


def build(world: World, spec: Path, options: Options) -> Built:
    """Make and publish an edition, unless nothing has changed since the last one.

    Raises publish.AlreadyMade with the edition of the scheduled run of `options`, if there is one.
    """
    from pipeline import publish, recall

    if unchanged := recall.recalled(world, spec, options):
        return unchanged
    watch = recall.Watch(world.files)
    seen = world._replace(files=watch)
    built, problems = make(seen, spec, options, lambda brief: publish.session(world, options.out, brief, options.run))
    recall.remember(world, spec, options, watch, built.edition, problems)
    return built


def make(
    world: World, spec: Path, options: Options, opened: Callable[[str], AbstractContextManager[Session | Reserved]]
) -> tuple[Built, tuple[Problem, ...]]:
    """An edition, published in the session that `opened` gives for the brief; and the problems of its inputs alone."""
    from pipeline import publish

    given = gather(world, spec, options)
    chosen = theme_of(world, spec, given, options)
    evidence, lock_data = held(given)
    problems = placed(given.file, evidence.problems)
    if evidence.errors:
        raise DoesNotHold(problems)
    inputs = inputs_of(given, evidence, lock_data, chosen.data)
    with opened(given.spec.id) as session:
        found = session.reserve(publish.key(inputs), again=options.again)
        told = Since()
        if isinstance(found, Edition):
            edition = found
        else:
            told = since(session.before, given.spec, inputs["spec"], found, evidence.quantities)
            if any(problem.severity is Severity.ERROR for problem in told.problems):
                raise DoesNotHold(placed(given.file, (*evidence.problems, *told.problems)))
            made = edition_files(given, chosen, evidence, found, inputs, told)
            if options.dry_run:
                edition = _imagined(found, made, given.spec.id, options)
            else:
                edition = session.publish(found, made.files, made.manifest)
    new = not isinstance(found, Edition)
    # What changed since the edition before is told with this one, and not again when nothing has changed since.
    all_told = placed(given.file, (*evidence.problems, *told.problems))
    return Built(edition, new, evidence, (*all_told, *session.problems)), problems


def _imagined(context: EditionContext, made: Made, brief: str, options: Options) -> Edition:
    """The edition that a dry run does not publish."""
    folder = options.out / brief / str(context.number)
    return Edition(brief, context.number, context.key, folder, folder / f"{brief}.pdf", made.pages, made.line)


def edition_files(
    given: Material,
    chosen: Chosen,
    evidence: Evidence,
    context: EditionContext,
    inputs: Mapping[str, bytes],
    told: Since = Since(),  # noqa: B008 (a frozen record)
) -> Made:
    """Compose, lay out and render: the files of one edition. The same arguments give the same bytes."""
    from pipeline import fonts, layout, render

    spec, words = given.spec, words_of(given.spec)
    style = chosen.read()
    theme = fitting(style, given.file)
    document = compose.compose(spec, evidence, context, words, given.pictures, told.changes)
    metrics = _metrics(style, spec.language)
    _refuse_uncovered(given.file, fonts.uncovered(document, metrics, theme), fonts.lacking(theme))
    pages = layout.layout(document, theme, metrics)
    count = len(pages.sheets)
    files = compose.attachments(spec, evidence, context, words, inputs=inputs, made_by=MADE_BY, previous=told.previous)
    pdf = render.render(pages, metrics, files)
    line = compose.evidence_line(evidence, words)
    kept = {f"{spec.id}.pdf": pdf, "evidence.json": files[0].data, kept_as(spec.id): inputs["spec"]}
    previous = {"previous": told.previous} if told.previous else {}
    wide = max(given.file.text) >= _IDEOGRAPHS
    hashes, versions = fonts.hashes(theme, extras=wide), fonts.versions() | render.versions()
    manifest = told_of({**inputs, **previous}, spec, evidence, fonts=hashes, versions=versions)
    return Made(kept, count, line, {**manifest, "made_by": MADE_BY, "pages": count, "evidence": line})


def _metrics(style: ThemeFile, language: str) -> Metrics:
    """The metrics of the theme's faces; what is wrong with them is placed in the theme's file."""
    from pipeline import fonts

    try:
        return fonts.load(style.theme, language)
    except UnusableInput as error:
        raise UnusableInput(map(style.place, error.problems)) from error


def _refuse_uncovered(file: SpecFile, uncovered: Iterable[Uncovered], extras: tuple[str, ...]) -> None:
    """A character that no font has, or of a script that is not set, stops the build, at every place it stands in.

    What an extra that is not installed would set is told once for all such characters.
    """
    problems: dict[tuple[str, object], Problem] = {}
    for lacking in uncovered:
        wide = lacking.char >= _IDEOGRAPHS and extras
        for where in file.find(lacking.char) or [Where(("language",) if wide else ("title",))]:
            if lacking.script:
                problems.setdefault((lacking.script, where.path), _not_set(lacking, where))
            elif wide:
                problems.setdefault(("extras", ""), _without_glyph(lacking, where, extras))
            else:
                problems.setdefault((lacking.face, (lacking.char, where)), _without_glyph(lacking, where, ()))
    if problems:
        raise UnusableInput(placed(file, problems.values()))


def _not_set(lacking: Uncovered, where: Where) -> Problem:
    return Problem(
        "FONT004",
        f"{lacking.name} {lacking.script}, which can't be set yet",
        where=where,
        hints=("write it in Latin letters", "every other character of its script in this text would be refused too"),
    )


def _without_glyph(lacking: Uncovered, where: Where, extras: tuple[str, ...]) -> Problem:
    return Problem(
        "FONT001",
        f"no font of the theme has the character {lacking.name}",
        where=where,
        notes=(f"the text is set in {lacking.face}",),
        hints=(f"pip install 'briefwright[{','.join(extras)}]'",) if extras else ("write it in other characters",),
    )


def _write(world: World, path: Path, data: bytes) -> None:
    """Write a file whole."""
    try:
        world.files.write_whole(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        hint = "make room on the disk, or put the permissions of the folder right"
        raise OutsideFailed(
            [Problem("WORLD001", f"{path} can't be written: {reason}", place=Place(str(path)), hints=(hint,))]
        ) from error
