"""An edition made again from its own attachments: spec, lock and theme → evidence, key and PDF, and each compared.

The attachments come out of a foreign file. They are read as strictly as anybody's spec, and whoever calls this lets it
run in a process with limits.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from pipeline import archive, cite, comparing, compose, flow, publish, read, showing, themes, verify
from pipeline.material import Material, inputs_of, snapshots_of, words_of
from pipeline.model.edition import EditionContext
from pipeline.model.evidence import Basis
from pipeline.model.problem import BriefError, Problem, Severity
from pipeline.model.record import record, replace
from pipeline.model.verification import Check, failed, passed, unchecked

if TYPE_CHECKING:
    from pipeline.model.evidence import Evidence
    from pipeline.model.lock import Lock
    from pipeline.model.readback import ReadFile
    from pipeline.model.spec import Spec
    from pipeline.read import SpecFile
    from pipeline.world import World

NAMES = ("evidence", "key", "metadata", "remake", "claims")
"""The checks that are made here."""
_SHOWN = 10


@record
class Remade:
    """Checks by name, and the PDF that the attachments give; empty where it can't be made."""

    checks: Mapping[str, Check]
    pdf: bytes = b""


@record
class _Parts:
    """What a file carries to be made from."""

    file: SpecFile
    lock: Lock
    evidence: Evidence
    context: EditionContext
    inputs: Mapping[str, bytes]
    given: Material
    unseen: tuple[str, ...]
    """Pictures whose files were not found."""
    previous: bytes | None
    """The spec of the edition before, where the brief tells what changed since."""


def remade(
    world: World, file: ReadFile, told: Mapping[str, Any], archives: tuple[Path, ...], ledger_key: str
) -> Remade:
    """Make the edition again that `file` says it is; `told` is its evidence. Raises nothing that a file can cause."""
    made_by = str(told.get("made_by", "a version that does not say so"))
    same = made_by == flow.MADE_BY
    elsewhere = f"it was made by {made_by}, and this is {flow.MADE_BY}"
    try:
        parts = _parts(world, file, told, archives)
    except (BriefError, ValueError, LookupError, TypeError) as error:
        why = f"its attachments can't be used: {_reason(error)}"
        checks = {name: unchecked(name, why) for name in NAMES}
        checks["evidence"] = failed("evidence", why) if same else unchecked("evidence", elsewhere)
        return Remade(checks)
    checks = {
        "key": _key(parts, told, ledger_key),
        "metadata": verify.metadata(file, parts.file.spec),
        "claims": _claims(world, parts, archives),
    }
    if not same:
        return Remade(checks | {name: unchecked(name, elsewhere) for name in ("evidence", "remake")})
    checks["evidence"] = _evidence(parts, told)
    return _remade(parts, checks)


def _parts(world: World, file: ReadFile, told: Mapping[str, Any], archives: tuple[Path, ...]) -> _Parts:
    """Read the attachments. Raises BriefError, ValueError, LookupError or TypeError for what can't be used."""
    brief = str(told["brief"])
    spec_data, lock_data, theme = (_needed(file, f"{brief}.{end}") for end in ("yaml", "lock", "theme.yaml"))
    spec = read.spec(spec_data, f"{brief}.yaml")
    lock = cite.read_lock(lock_data, f"{brief}.lock")
    evidence = replace(cite.hold(spec.spec, {}, lock), basis=Basis(told["basis"]))
    previous = told["previous"]
    pictures = showing.shown(world, spec.spec, archives)
    unseen = tuple(sorted({each.file for each in spec.spec.shown()} - set(pictures.made)))
    given = Material(spec, {}, (), lock, lock_data, pictures.made, pictures.data)
    base = file.attached(f"{brief}.theme-base.yaml")
    inputs = inputs_of(given, evidence, lock_data, theme if base is None else theme + b"\0" + base)
    number, key = int(told["edition"]), str(told["key"])
    context = EditionContext(number, key, int(previous["edition"]), str(previous["line"]))
    if inputs["spec"] != spec_data:
        raise ValueError("the spec is not written as brief writes it")
    return _Parts(spec, lock, evidence, context, inputs, given, unseen, file.attached(f"{brief}.previous.yaml"))


def _needed(file: ReadFile, name: str) -> bytes:
    data = file.attached(name)
    if data is None:
        raise ValueError(f"there is no {name}")
    return data


def _key(parts: _Parts, told: Mapping[str, Any], ledger_key: str) -> Check:
    if parts.unseen:
        return unchecked(
            "key", f"the file of a picture is needed for it, {parts.unseen[0]}: name its folder with --archive"
        )
    return verify.key(str(told["key"]), publish.key(parts.inputs), ledger_key)


def _evidence(parts: _Parts, told: Mapping[str, Any]) -> Check:
    errors = parts.evidence.errors
    if errors:
        return failed("evidence", "its spec does not hold against its own lock", *_told(errors))
    again = compose.evidence_json(
        parts.file.spec, parts.evidence, parts.context, flow.MADE_BY, words_of(parts.file.spec)
    )
    return verify.evidence(told, json.loads(again))


def _claims(world: World, parts: _Parts, archives: tuple[Path, ...]) -> Check:
    """Hold every claim again, against the texts that the archive has. One that is another text now is none of them."""
    if not archives:
        return unchecked("claims", "no archive was given to hold them against the texts of the sources (--archive)")
    spec = parts.file.spec
    found = archive.collect(world, spec.sources, archives)
    snapshots, problems = snapshots_of(spec, found)
    notes = _told(problems)
    if not snapshots:
        return unchecked("claims", "the archive has the text of none of its sources", *notes)
    errors = cite.hold(spec, snapshots, parts.lock).errors
    if errors:
        return failed("claims", "they do not hold against the texts of the sources", *_told(errors))
    if missing := sorted(set(spec.sources) - set(snapshots)):
        told = f"they hold as far as there are texts: the archive lacks that of {', '.join(missing)}"
        return unchecked("claims", told, *notes)
    count = len(parts.evidence.claims)
    return passed("claims", f"all {count} claims and reasons hold again, against the texts of {_counted(spec)}")


def _counted(spec: Spec) -> str:
    return f"{len(spec.sources)} source{'s' * (len(spec.sources) != 1)}"


def _remade(parts: _Parts, checks: Mapping[str, Check]) -> Remade:
    if parts.unseen:
        why = (
            f"it shows a picture whose file does not travel with it, {parts.unseen[0]}: name its folder with --archive"
        )
        return Remade({**checks, "remake": unchecked("remake", why)})
    try:
        chosen = _theme(parts)
        told = _since(parts)
        made = flow.edition_files(parts.given, chosen, parts.evidence, parts.context, parts.inputs, told)
    except BriefError as error:
        return Remade({**checks, "remake": unchecked("remake", f"it can't be made here: {_reason(error)}")})
    return Remade(checks, made.files[f"{parts.file.spec.id}.pdf"])


def _since(parts: _Parts) -> comparing.Since:
    """What the brief tells of its changes, from the spec of the edition before that it carries."""
    if parts.previous is None:
        return comparing.Since()
    number, spec = parts.context.predecessor, parts.file.spec
    found = comparing.changes_since(parts.previous, number, spec, parts.inputs["spec"], parts.evidence.quantities)
    return comparing.Since(found, parts.previous)


def _theme(parts: _Parts) -> themes.Chosen:
    """The theme as it is attached, with the one that it extends, whatever themes there are here."""
    theme, _, base = parts.inputs["theme"].partition(b"\0")
    name = parts.file.spec.theme
    path = PurePath(name).name if themes.is_file(name) else f"{name}.yaml"
    own = read.theme(theme, path, themes.names, lambda _: base or None)
    return themes.Chosen(PurePath(path).stem, parts.inputs["theme"], own)


def _told(problems: tuple[Problem, ...] | list[Problem]) -> tuple[str, ...]:
    errors = [f"{problem.code}: {problem.message}" for problem in problems if problem.severity is Severity.ERROR]
    more = (f"and {len(errors) - _SHOWN} more",) if len(errors) > _SHOWN else ()
    return (*errors[:_SHOWN], *more)


def _reason(error: Exception) -> str:
    if isinstance(error, BriefError):
        return f"{error.problems[0].code}, {error.problems[0].message}"
    if isinstance(error, LookupError):
        return f"the evidence does not say {error}"
    return str(error)
