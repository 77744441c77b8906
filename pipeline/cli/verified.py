"""What came of verifying, for people and for programs. docs/verify.md explains both."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from pipeline import __version__
from pipeline.cli.characters import visible
from pipeline.cli.human import print_problems
from pipeline.cli.screen import Screen, Stream
from pipeline.model.edition import Published
from pipeline.model.problem import BriefError
from pipeline.model.reported import reported
from pipeline.model.verification import Check, Outcome, Verdict, Verification
from pipeline.verifying import LookedUp

VERSION = 1
"""Grows when a reader of the format would have to change; new keys alone do not."""

Found = TypeVar("Found")

_COLOURS = {Outcome.PASSED: "blue", Outcome.FAILED: "bold red", Outcome.UNCHECKED: "dim"}
_VERDICTS = {
    Verdict.GENUINE: "the ledger vouches for these bytes, and all that could be checked agrees",
    Verdict.NOT_GENUINE: "it is not what was published, or was changed since",
    Verdict.UNDECIDABLE: "nothing speaks against it, but no ledger vouches for it",
}


def tried(screen: Screen, name: str, job: Callable[[], Found], format_: str) -> Found | int:
    """What a job gives; or, where it ends in problems, the exit code, once they are told."""
    try:
        return job()
    except BriefError as error:
        shown = "<stdin>" if name == "-" else name
        if format_ == "json":
            problems = [reported(problem, shown) for problem in error.problems]
            screen.out.line(_json({"exit": int(error.exit_code), "file": shown, "problems": problems}))
        else:
            print_problems(screen.err, shown, error.problems)
        return int(error.exit_code)


def as_text(found: Verification, stream: Stream) -> Iterator[str]:
    """A line a check, what was found below it, and the verdict."""
    edition = f"{found.brief}, edition {found.edition}, key {found.key[:8]}" if found.edition else "not an edition"
    yield f"{stream.paint(visible(found.file), 'bold')}: {visible(edition)}"
    wide = max(len(check.name) for check in found.checks)
    for check in found.checks:
        yield from _check(check, wide, stream)
    failed = sum(check.outcome is Outcome.FAILED for check in found.checks)
    how = f"{failed} check{'s' * (failed != 1)} failed: " if failed else ""
    style = "bold red" if failed else "bold"
    yield f"{stream.paint(found.verdict.value, style)}: {how}{_VERDICTS[found.verdict]}"


def _check(check: Check, wide: int, stream: Stream) -> Iterator[str]:
    outcome = stream.paint(f"{check.outcome.value:<11}", _COLOURS[check.outcome])
    yield f"{outcome}  {check.name:<{wide}}  {visible(check.told)}"
    for detail in check.details:
        yield f"{'':<11}  {'':<{wide}}    {visible(detail)}"


def as_json(found: Verification) -> Iterator[str]:
    """One JSON object, in ASCII."""
    yield _json(
        {
            "exit": int(found.verdict.exit),
            "file": found.file,
            "verdict": found.verdict.value,
            "brief": found.brief,
            "edition": found.edition,
            "key": found.key,
            "checks": [
                {
                    "name": check.name,
                    "outcome": check.outcome.value,
                    "told": check.told,
                    "details": list(check.details),
                }
                for check in found.checks
            ],
        }
    )


def keys_as_text(found: Sequence[LookedUp], stream: Stream) -> Iterator[str]:
    """Each edition with its hashes, and which came after it."""
    for each in found:
        edition = each.edition
        yield stream.paint(f"{visible(edition.brief)}, edition {edition.number}", "bold")
        rows = [("key", edition.key), ("pages", str(edition.pages)), ("evidence", edition.evidence)]
        rows += [(name, f"{edition.files[name]}  {state}") for name, state in each.files.items()]
        rows += [("line", f"{edition.line}  {each.ledger}")]
        wide = max(len(name) for name, _ in rows)
        for name, value in rows:
            yield f"  {visible(name):<{wide}}  {visible(value)}"
        yield from _since(each, stream)


def _since(each: LookedUp, stream: Stream) -> Iterator[str]:
    """The later editions, and what the newest of them says otherwise, as `brief diff` tells it."""
    if not each.since:
        yield "  it is the newest edition"
        return
    yield f"  {len(each.since)} edition{'s' * (len(each.since) != 1)} came after it:"
    for later in each.since:
        yield f"    edition {later.number}, key {later.key[:8]}: {visible(later.evidence)}"
    if each.compared is None:
        yield "  what changed since can't be told: a spec is no longer as it was published"
        return
    from pipeline.cli import diff_text

    yield f"  since then, up to edition {each.since[-1].number}:"
    for line in list(diff_text.text(each.compared, stream))[2:]:
        yield f"    {line}".rstrip()


def keys_as_json(found: Sequence[LookedUp], stream: Stream) -> Iterator[str]:
    """One JSON object, in ASCII."""
    editions = [
        {
            **_edition(each.edition),
            "ledger": str(each.ledger),
            "states": dict(each.files),
            "newest": not each.since,
            "since": [_edition(later) for later in each.since],
            "changes": _changes(each, stream),
        }
        for each in found
    ]
    yield _json({"exit": 0, "editions": editions})


def _changes(each: LookedUp, stream: Stream) -> Any:
    """What `brief diff --format json` tells of it; null for the newest, or where nobody can tell."""
    from pipeline.cli import diff_json

    return each.compared and json.loads("\n".join(diff_json.json(each.compared, stream)))


def _edition(edition: Published) -> dict[str, Any]:
    return {
        "brief": edition.brief,
        "edition": edition.number,
        "key": edition.key,
        "pages": edition.pages,
        "evidence": edition.evidence,
        "files": dict(edition.files),
        "line": edition.line,
    }


def _json(told: dict[str, Any]) -> str:
    return json.dumps({"version": VERSION, "tool": {"name": "brief", "version": __version__}, **told}, indent=2)
