"""The way through the house, on one screen: read → archive → cite → compose → layout → render → publish.

Only this module knows the order. Each command is a function here; every one of them raises BriefError, with all of its
problems placed in the spec's file, when the input cannot be used or the brief does not hold up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import __version__, cite, compose
from pipeline.material import Material, Options, evidence_of, gather, held, inputs_of, placed, theme_of, words_of
from pipeline.model.edition import Edition, EditionContext
from pipeline.model.problem import DoesNotHold, OutsideFailed, Place, Problem, Severity, UnusableInput, Where
from pipeline.model.record import record
from pipeline.themes import Chosen, fitting

if TYPE_CHECKING:
    from pipeline.fonts import Uncovered
    from pipeline.model.evidence import Evidence
    from pipeline.model.metrics import Metrics
    from pipeline.read import SpecFile, ThemeFile
    from pipeline.world import World

__all__ = ["Built", "Checked", "Held", "Locked", "Loose", "Options", "build", "check", "hold", "lock", "made"]

_IDEOGRAPHS = 0x2E80
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
class Built:
    """An edition; `new` is False where nothing has changed since it was made. `problems` holds warnings only."""

    edition: Edition
    new: bool
    evidence: Evidence
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
class _Made:
    """The files of an edition, and what its manifest tells of them."""

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
    """Make and publish an edition, unless nothing has changed since the last one."""
    from pipeline import publish

    given = gather(world, spec, options)
    chosen = theme_of(world, spec, given, options)
    evidence, lock_data = held(given)
    problems = placed(given.file, evidence.problems)
    if evidence.errors:
        raise DoesNotHold(problems)
    inputs = inputs_of(given, evidence, lock_data, chosen.data)
    with publish.session(world, options.out, given.spec.id) as session:
        if mine := session.made_by(options.run):
            return Built(mine, True, evidence, (*problems, *session.problems))
        found = session.reserve(publish.key(inputs), again=options.again)
        if isinstance(found, Edition):
            return Built(found, False, evidence, (*problems, *session.problems))
        made = _make(given, chosen, evidence, found, inputs)
        if options.dry_run:
            folder = options.out / given.spec.id / str(found.number)
            pdf = folder / f"{given.spec.id}.pdf"
            edition = Edition(given.spec.id, found.number, found.key, folder, pdf, made.pages, made.line)
        else:
            manifest = {**made.manifest, "run": options.run} if options.run else made.manifest
            edition = session.publish(found, made.files, manifest)
    return Built(edition, True, evidence, (*problems, *session.problems))


def made(world: World, out: Path, brief: str, run: str) -> Edition | None:
    """The edition that a scheduled run has made, if it was killed before it could say so."""
    from pipeline import publish

    if not brief or not world.files.exists(out / brief):
        return None
    with publish.session(world, out, brief) as session:
        return session.made_by(run)


def _make(
    given: Material, chosen: Chosen, evidence: Evidence, context: EditionContext, inputs: Mapping[str, bytes]
) -> _Made:
    """Compose, lay out and render: the files of one edition."""
    from pipeline import fonts, layout, render

    spec, words = given.spec, words_of(given.spec)
    style = chosen.read()
    theme = fitting(style, given.file)
    document = compose.compose(spec, evidence, context, words, given.pictures)
    metrics = _metrics(style, spec.language)
    _refuse_uncovered(given.file, fonts.uncovered(document, metrics, theme), fonts.lacking(theme))
    pages = layout.layout(document, theme, metrics)
    count = len(pages.sheets)
    files = compose.attachments(spec, evidence, context, words, canonical=inputs["spec"], lock=inputs["lock"])
    pdf = render.render(pages, metrics, files)
    line = compose.evidence_line(evidence, words)
    return _Made({f"{spec.id}.pdf": pdf, "evidence.json": files[0].data}, count, line, _manifest(inputs, count, line))


def _metrics(style: ThemeFile, language: str) -> Metrics:
    """The metrics of the theme's faces; what is wrong with them is placed in the theme's file."""
    from pipeline import fonts

    try:
        return fonts.load(style.theme, language)
    except UnusableInput as error:
        raise UnusableInput(map(style.place, error.problems)) from error


def _manifest(inputs: Mapping[str, bytes], pages: int, line: str) -> dict[str, object]:
    """What the manifest tells besides what publishing adds: inputs by hash, version, pages, the evidence line."""
    hashes = {name: sha256(data).hexdigest() for name, data in inputs.items()}
    return {"inputs": hashes, "made_by": f"briefwright {__version__}", "pages": pages, "evidence": line}


def _refuse_uncovered(file: SpecFile, uncovered: Iterable[Uncovered], extras: tuple[str, ...]) -> None:
    """A character that no font has, or of a script that is not set, stops the build, at every place it stands in.

    What an extra that is not installed would set is told once for all such characters.
    """
    problems: dict[tuple[str, object], Problem] = {}
    for lacking in uncovered:
        wide = ord(lacking.char) >= _IDEOGRAPHS and extras
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
