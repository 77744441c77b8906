"""Verifying: read back → look up → hold against itself → make again → a check each, and what they say together."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from pipeline import comparing, publish, readback, remaking, tracing, verify
from pipeline.comparing import Compared
from pipeline.engine import Limits, Lost
from pipeline.engine.processes import Processes
from pipeline.material import bytes_of
from pipeline.model.edition import Ledger, Published
from pipeline.model.options import STDIN, Options
from pipeline.model.problem import BriefError, DoesNotHold, Problem, UnusableInput
from pipeline.model.readback import ReadFile
from pipeline.model.record import record, replace
from pipeline.model.verification import CHECKS, Check, Outcome, Verification, failed, passed, unchecked
from pipeline.remaking import Remade
from pipeline.world import World

Signatures = Callable[[bytes, bytes], Check]
"""What checks signatures: the file and the certificate to trust → the check `signature`."""

_LIMITS = Limits(seconds=300.0, megabytes=2048)
"""Of making an edition again; a brief of 500 pages takes a fiftieth of the time."""
_CERTIFICATE = 2**20


@record
class Sought:
    """What a file is held against, as far as it is given; without a ledger, the one beside the file is taken."""

    ledger: Path | None = None
    archives: tuple[Path, ...] = ()
    trust: Path | None = None


@record
class LookedUp:
    """An edition of the ledger: how its files are now, which editions came after it, and what the newest of them says
    otherwise; None where it is itself the newest, or where the spec of either is no longer as it was published.
    """

    ledger: Path
    edition: Published
    files: Mapping[str, str]
    since: tuple[Published, ...]
    compared: Compared | None = None


def verify_file(world: World, path: Path, sought: Sought, signatures: Signatures | None = None) -> Verification:
    """Verify a file. Raises UnusableInput if it, or what it is to be held against, can't be read."""
    name, data = bytes_of(world, path, readback.LIMIT)
    trust = bytes_of(world, sought.trust, _CERTIFICATE)[1] if sought.trust else b""
    file = readback.read_back(data, name)
    told = _evidence(file)
    brief, number = str(told.get("brief", "")), _number(told.get("edition"))
    ledger, checks = _ledger(world, path, sought, brief)
    found = verify.integrity(data, [each.end for each in file.revisions], ledger, number)
    checks["bytes"] = found.check
    if found.edition and ledger:
        checks |= _published(world, ledger, found.edition, told)
    checks |= {
        "revisions": verify.revisions(file),
        "content": verify.content(file),
        "attachments": verify.attachments(file, brief),
        "text": verify.text(file, told),
        "tags": verify.tags(file, told),
        "signature": _signature(file, data, trust, signatures),
        "copy": tracing.traced(world, file, data, ledger, found.edition),
    }
    key = found.edition.key if found.edition else ""
    end = found.end or file.edition_end
    checks |= _remade(world, file, data[:end], told, sought.archives, key)
    return Verification(name, brief, number, str(told.get("key", "")), tuple(checks[each] for each in CHECKS))


def look_up(world: World, wanted: str, ledger: Path, brief: str = "", edition: int = 0) -> tuple[LookedUp, ...]:
    """Every edition with a key, as a page prints it (`3 f9f04096`, or the key alone, or the whole of it).

    Raises UnusableInput (VERIFY003, VERIFY004), DoesNotHold (VERIFY005) if the ledger has no such edition.
    """
    key, number = _key_of(wanted)
    number = edition or number
    found = []
    for path in publish.ledgers(world.files, ledger):
        if brief and path.parent.name != brief:
            continue
        held = publish.read_ledger(world.files, path)
        for at, each in enumerate(held.editions, 1):
            if each.key.startswith(key) and number in {0, each.number}:
                files = {name: publish.state_of(world.files, held, each, name) for name in sorted(each.files)}
                since = held.editions[at:]
                found.append(LookedUp(path, each, files, since, _compared(world, path, each, since)))
    if not found:
        which = f"edition {number} with the key {key}" if number else f"edition with the key {key}"
        hint = "look at the footer again; or the brief is another's, and so is its ledger"
        raise DoesNotHold([Problem("VERIFY005", f"the ledger at {ledger} has no {which}", hints=(hint,))])
    return tuple(found)


def _compared(world: World, ledger: Path, edition: Published, since: tuple[Published, ...]) -> Compared | None:
    """What changed from an edition to the newest."""
    if not since:
        return None
    before, after = (f"{ledger.parent}/{each.number}" for each in (edition, since[-1]))
    try:
        return comparing.diff(world, before, after, Options())
    except BriefError:
        return None


def _key_of(wanted: str) -> tuple[str, int]:
    """Key and number in what was copied from a page; a number of 0 where there is none."""
    found = re.fullmatch(r"(?:\D*?(\d{1,9})\D+?)??[^0-9a-f]*([0-9a-f]{8,64})", wanted.strip().lower())
    if not found:
        message = f"{wanted!r} is no key: it has 8 to 64 digits from 0 to 9 and a to f"
        raise UnusableInput([Problem("VERIFY004", message, hints=("copy it from the footer: 3 f9f04096",))])
    return found[2], int(found[1] or 0)


def _evidence(file: ReadFile) -> Mapping[str, Any]:
    """The evidence that a file carries; empty if it has none that can be read."""
    try:
        told: Any = json.loads(file.attached("evidence.json") or b"")
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _number(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10**9 else 0


# ── the ledger ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _ledger(world: World, path: Path, sought: Sought, brief: str) -> tuple[Ledger | None, dict[str, Check]]:
    """The ledger that was named, or that lies beside the file, and the checks that are known by now."""
    none = {name: unchecked(name, "there is no ledger: name it with --ledger") for name in ("ledger", "manifest")}
    where = sought.ledger or _beside(world, path)
    if where is None:
        return None, none
    paths = publish.ledgers(world.files, where)
    mine = [each for each in paths if each.parent.name == brief] if len(paths) > 1 else list(paths)
    if not mine:
        told = f"none of the {len(paths)} ledgers in {where} is that of {brief or 'a brief that it names'}"
        return None, none | {"ledger": failed("ledger", told)}
    try:
        ledger = publish.read_ledger(world.files, mine[0])
    except DoesNotHold as error:
        return None, none | {"ledger": failed("ledger", error.problems[0].message)}
    lines = len(ledger.editions)
    told = f"{ledger.path} is whole: {lines} edition{'s' * (lines != 1)}, each chained to the one before"
    gone = unchecked("manifest", "the ledger has no edition with these bytes")
    return ledger, {"ledger": passed("ledger", told), "manifest": gone}


def _beside(world: World, path: Path) -> Path | None:
    """The ledger of the folder that a file was published in: out/BRIEF/ledger.jsonl for out/BRIEF/N/BRIEF.pdf."""
    if path == STDIN:
        return None
    ledger = path.absolute().parent.parent / "ledger.jsonl"
    return ledger if world.files.exists(ledger) else None


def _published(world: World, ledger: Ledger, edition: Published, told: Mapping[str, Any]) -> dict[str, Check]:
    """What ledger and manifest say of the edition whose bytes these are."""
    checks = {}
    if (told.get("brief"), told.get("edition"), told.get("key")) != (ledger.brief, edition.number, edition.key):
        says = f"{told.get('brief')} {told.get('edition')}, key {told.get('key')}"
        checks["ledger"] = failed("ledger", f"it knows these bytes as edition {edition.number}; the file says {says}")
    state = publish.state_of(world.files, ledger, edition, "manifest.json")
    if state == "missing":
        checks["manifest"] = unchecked("manifest", "the manifest of the edition is not beside the ledger")
    elif publish.manifest_of(world.files, ledger, edition) is None:
        checks["manifest"] = failed(
            "manifest", f"the manifest of edition {edition.number} is not the one of the ledger"
        )
    else:
        newest = ledger.newest
        later = newest.number - edition.number if newest else 0
        since = f"; {later} edition{'s' * (later != 1)} came after it" if later else "; it is the newest edition"
        checks["manifest"] = passed("manifest", f"it agrees with the ledger{since}")
    return checks


def _signature(file: ReadFile, data: bytes, trust: bytes, signatures: Signatures | None) -> Check:
    signed = any("AcroForm" in key for key in file.catalog)
    if not signed:
        return unchecked("signature", "it bears none")
    if not trust:
        return unchecked("signature", "nothing to trust was given: name a certificate with --trust")
    if signatures is None:
        return unchecked("signature", "this version of brief can't check signatures")
    return signatures(data, trust)


# ── made again ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _remade(
    world: World, file: ReadFile, edition: bytes, told: Mapping[str, Any], archives: tuple[Path, ...], key: str
) -> dict[str, Check]:
    """All checks that need the attachments to be read and used: in a process of its own, with limits."""
    work = partial(_work, world=world, file=file, told=told, archives=archives, key=key)
    with closing(Processes(1, _LIMITS).run(work, ["remake"])) as results:
        _, result = next(results)
    if isinstance(result, Lost):
        return {name: unchecked(name, f"it can't be made again within limits: {result.why}") for name in remaking.NAMES}
    checks = dict(result.checks)
    if result.pdf:
        checks["remake"] = verify.remake(edition, result.pdf)
        if checks["remake"].outcome is Outcome.FAILED:
            checks["remake"] = _explained(checks["remake"], edition, result.pdf)
    return checks


def _work(
    _job: str, *, world: World, file: ReadFile, told: Mapping[str, Any], archives: tuple[Path, ...], key: str
) -> Remade:
    return remaking.remade(world, file, told, archives, key)


def _explained(check: Check, edition: bytes, made: bytes) -> Check:
    """Say in what the two files differ, as far as reading both back tells."""
    try:
        was, now = readback.read_back(edition, "the edition"), readback.read_back(made, "the edition, made again")
    except UnusableInput:
        return check
    found = verify.differences(was, now)
    told = [f"{name}: {each}" for name, details in found.items() for each in details[:3]]
    return replace(check, details=(*check.details, *told)) if told else check
