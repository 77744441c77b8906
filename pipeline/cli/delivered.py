"""What came of a delivery, for people and for programs. docs/delivery.md explains both."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from pipeline.cli.characters import visible
from pipeline.cli.human import print_problems
from pipeline.cli.runs import failures, worst
from pipeline.cli.screen import Screen, Stream
from pipeline.deliver import Entry
from pipeline.deliver.outbox import State
from pipeline.delivering import Account, Preview
from pipeline.model.codes import CODES
from pipeline.model.delivery import Probed
from pipeline.model.problem import Exit, Problem, Severity
from pipeline.model.reported import reported

VERSION = 1
"""Grows when a reader of the JSON would have to change; new keys alone do not."""

_COLOURS = {
    State.SENT: "green",
    State.OWED: "yellow",
    State.SENDING: "yellow",
    State.REFUSED: "bold red",
    State.HELD: "bold red",
}


def tried(screen: Screen, name: str, form: str, job: Callable[[], Any], what: str) -> int:
    """Do the job, and print what came of it, or the problems it ended in; returns the exit code."""
    try:
        found = job()
    except Exception as error:  # noqa: BLE001 (told as a problem)
        problems, code = failures(error)
        if form == "json":
            screen.out.line(_json({"exit": int(code), "problems": [reported(each, name) for each in problems]}))
        else:
            print_problems(screen.err, name, problems)
        return int(code)
    texts, data = _FORMS[what]
    problems = found.problems if isinstance(found, Account | Preview) else ()
    code = _exit(problems)
    if what == "probed" and not all(probed.ready for *_, probed in found):
        code = Exit.OUTSIDE_FAILED
    if form == "json":
        told = {"version": VERSION, "exit": int(code), **data(found)}
        screen.out.line(_json(told | {"problems": [reported(each, name) for each in problems]}))
        return int(code)
    for line in texts(found, screen.out):
        screen.out.line(line)
    print_problems(screen.err, name, problems)
    return int(code)


def _exit(problems: Iterable[Problem]) -> Exit:
    return worst(CODES[each.code].exit for each in problems if each.severity is Severity.ERROR)


def _account(account: Account, stream: Stream) -> Iterator[str]:
    yield from _table(account.entries, stream)
    counts = Counter(each.state for each in account.entries)
    told = [f"{counts[state]} {word}" for state, word in _WORDS.items() if counts[state]]
    told += [f"{len(account.refused)} may not see it"] if account.refused else []
    yield stream.paint(", ".join(told) or "nothing to deliver", "bold")


_WORDS = {
    State.SENT: "sent",
    State.OWED: "to be tried again",
    State.SENDING: "being sent",
    State.REFUSED: "refused",
    State.HELD: "held for your word",
}


def _status(entries: Sequence[Entry], stream: Stream) -> Iterator[str]:
    if not entries:
        yield "nothing was delivered"
        return
    edition = ("", 0)
    for entry in entries:
        if (entry.brief, entry.edition) != edition:
            edition = entry.brief, entry.edition
            yield stream.paint(visible(f"{entry.brief}@{entry.edition}"), "bold")
            yield from _table([each for each in entries if (each.brief, each.edition) == edition], stream, times=True)


def _table(entries: Sequence[Entry], stream: Stream, *, times: bool = False) -> Iterator[str]:
    """A line a parcel: how it stands, whose it is, by which way, and what was said last."""
    copies = [f"copy {each.copy}" if each.copy else f"{each.copies} plain" for each in entries]
    ways = [f"{each.kind} {each.channel}" for each in entries]
    wide = [max(map(len, column), default=0) for column in (copies, [each.recipient for each in entries], ways)]
    for entry, copy, way in zip(entries, copies, ways, strict=True):
        when = f"{entry.ended or entry.since or entry.next or '-':<20}  " if times else ""
        state = stream.paint(f"{entry.state.value:<8}", _COLOURS[entry.state])
        row = f"{copy:<{wide[0]}}  {entry.recipient:<{wide[1]}}  {way:<{wide[2]}}  {entry.code}  {entry.told}"
        yield f"{state} {visible(f'{when}{row}'.rstrip())}"


def _shown(found: Preview, stream: Stream) -> Iterator[str]:
    for each in found.shown:
        yield stream.paint(visible(f"── to {each.recipient}, by {each.channel}"), "bold")
        yield from map(visible, each.text.splitlines())
        yield ""
    told = [f"{len(found.shown)} would be sent"]
    told += [f"{found.sent} were sent before"] if found.sent else []
    told += [f"{len(found.refused)} may not see it"] if found.refused else []
    yield stream.paint(f"{', '.join(told)}; nothing was sent now", "bold")


def _probed(found: Sequence[tuple[str, str, Probed]], stream: Stream) -> Iterator[str]:
    wide = max((len(f"{kind} {name}") for kind, name, _ in found), default=0)
    for kind, name, probed in found:
        state = stream.paint("ready    " if probed.ready else "not ready", "green" if probed.ready else "bold red")
        yield f"{state}  {f'{kind} {name}':<{wide}}  {visible(probed.told)}"
        for ability in probed.abilities:
            yield f"{'':<9}  {'':<{wide}}    {visible(ability)}"
    if not found:
        yield "the list has no channels"


def _as_data(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "code": each.code,
            "brief": each.brief,
            "edition": each.edition,
            "copy": each.copy or None,
            "copies": each.copies,
            "recipient": each.recipient,
            "channel": {"kind": each.kind, "name": each.channel},
            "state": each.state.value,
            "attempts": each.attempts,
            "next": each.next or None,
            "reference": each.reference,
            "told": each.told,
            "since": each.since or None,
            "ended": each.ended or None,
        }
        for each in entries
    ]


def _json(value: object) -> str:
    return json.dumps(value, indent=2)


def _settled(sent: bool) -> Callable[[Any, Stream], Iterator[str]]:  # noqa: FBT001 (which of two words)
    def told(_: Any, __: Stream) -> Iterator[str]:
        yield "taken as sent" if sent else "it will be sent again: brief deliver again"

    return told


_FORMS: dict[str, tuple[Callable[[Any, Stream], Iterator[str]], Callable[[Any], dict[str, Any]]]] = {
    "account": (_account, lambda found: {"parcels": _as_data(found.entries), "may_not_see": list(found.refused)}),
    "status": (_status, lambda found: {"parcels": _as_data(found)}),
    "shown": (
        _shown,
        lambda found: {
            "would_be_sent": [
                {"recipient": each.recipient, "channel": each.channel, "text": each.text} for each in found.shown
            ],
            "were_sent": found.sent,
            "may_not_see": list(found.refused),
        },
    ),
    "probed": (
        _probed,
        lambda found: {
            "channels": [
                {"kind": kind, "name": name, "ready": each.ready, "told": each.told, "abilities": list(each.abilities)}
                for kind, name, each in found
            ]
        },
    ),
    "sent": (_settled(sent=True), lambda _: {}),
    "again": (_settled(sent=False), lambda _: {}),
}
