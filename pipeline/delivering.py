"""Delivering: an edition and a distribution list → copies, parcels, channels, and an account of what became of each.

What is owed stands in the outbox before anything is sent, and what was sent stands there before anything else is done:
so whatever is cut short is taken up by the next run, and nothing is sent twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import copies, deliver
from pipeline.addressing import barred_problem, owed, plain_code, recipients, wanted
from pipeline.deliver.outbox import FOLDER, State, stamp
from pipeline.model.copy import above
from pipeline.model.delivery import Probed
from pipeline.model.problem import Problem, UnusableInput
from pipeline.model.record import record
from pipeline.parcels import Press, found
from pipeline.sending import channel_of, held, problem_of, read_list, serve, wants_cover

if TYPE_CHECKING:
    from pipeline.deliver import Entry
    from pipeline.world import World

LIST = "distribution.yaml"


@record
class Account:
    """What became of a delivery: every parcel of it as the outbox has it, and what is wrong."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    refused: tuple[str, ...] = ()
    """Recipients who may not see the brief."""


@record
class Shown:
    """What would go out to a recipient, word for word, and what the channel could not do."""

    recipient: str
    channel: str
    text: str


@record
class Preview:
    """What a delivery would do: what it would send, and who would get nothing."""

    shown: tuple[Shown, ...]
    sent: int
    """Parcels that went out before, and would not go again."""
    problems: tuple[Problem, ...]
    refused: tuple[str, ...]


def deliver_edition(
    world: World,
    name: str,
    out: Path,
    given: Path,
    to: Sequence[str] = (),
    wake: Callable[[str], None] = lambda _: None,
) -> Account:
    """Hand an edition out to the recipients of the list at `given`, or to those of them that `to` names.

    `wake` is told of each parcel as it is dealt with. Raises BriefError for what makes all of it impossible; what goes
    wrong with one recipient stops no other, and stands in the account.
    """
    file = read_list(world, given)
    edition = found(world, name, out)
    press = Press(world, edition)
    chosen = recipients(file, edition, to)
    told, _ = press.spec, press.pdf  # one that is not what was published goes to nobody
    barred = [each for each in chosen if above(told.marking, each.may_see)]
    allowed = [each for each in chosen if each not in barred]
    problems = [barred_problem(file, each, told.marking) for each in barred]
    with held(world, edition.home.parent) as box:
        entries = owed(world, edition, allowed, given)
        box.owe(entries)
        serve(world, box, [each.code for each in entries], wake, {edition.name: press})
        now = [entry for each in entries if (entry := box.find(each.code))]
    problems += [problem for each in now if (problem := problem_of(each))]
    return Account(tuple(now), (*file.warnings, *problems), tuple(each.name for each in barred))


def again(world: World, out: Path, wake: Callable[[str], None] = lambda _: None) -> Account:
    """Serve what is owed and due, of all editions in `out`. Raises OutsideFailed (DELIVER004)."""
    with held(world, out) as box:
        codes = [each.code for each in box.open(world.now())]
        serve(world, box, codes, wake)
        now = [entry for code in codes if (entry := box.find(code))]
    return Account(tuple(now), tuple(problem for each in now if (problem := problem_of(each))))


def preview(world: World, name: str, out: Path, given: Path, to: Sequence[str] = ()) -> Preview:
    """What `deliver_edition` would send, word for word. Nothing is issued, sent or asked."""
    file = read_list(world, given)
    edition = found(world, name, out)
    press = Press(world, edition)
    marking = press.spec.marking
    chosen = recipients(file, edition, to)
    allowed = [each for each in chosen if not above(marking, each.may_see)]
    barred = [each for each in chosen if each not in allowed]
    made = copies.planned(world.files, edition.home, edition.edition, wanted(allowed))
    gone = {each.code for each in status(world, edition.home.parent) if each.state is State.SENT}
    shown, sent = [], 0
    for recipient in allowed:
        kind, channel = recipient.channel
        way = channel_of(world, file.told, kind, channel, given.parent)
        for copy in [each for each in made if each.recipient == recipient.name] if recipient.numbered else [None]:
            code = copy.code if copy else plain_code(edition, recipient)
            if code in gone:
                sent += 1
                continue
            parcel = press.parcel(recipient, copy, code, cover=wants_cover(file.told, recipient))
            shown.append(Shown(recipient.name, f"{kind} {channel}", way.shown(parcel)))
    problems = (*file.warnings, *(barred_problem(file, each, marking) for each in barred))
    return Preview(tuple(shown), sent, problems, tuple(each.name for each in barred))


def probe(world: World, given: Path) -> Iterator[tuple[str, str, Probed]]:
    """How every channel of a list stands: its kind, its name, and what it says."""
    file = read_list(world, given)
    for kind, name, told in file.told.channels():
        yield kind, name, deliver.opened(kind, name, told, world, given.parent).probe()


def status(world: World, out: Path, name: str = "") -> tuple[Entry, ...]:
    """Who got what, of the edition or the brief that `name` means, or of all of them."""
    if not world.files.exists(out / FOLDER):
        return ()
    with deliver.opened_at(world.files, out) as box:
        if not name:
            return tuple(box.of())
        brief, _, which = name.partition("@")
        if not world.files.exists(Path(name)) and not which:
            return tuple(box.of(brief))
        edition = found(world, name, out).edition
        return tuple(box.of(edition.brief, edition.number))


def settle(world: World, out: Path, code: str, *, sent: bool) -> None:
    """A person's word on a parcel that may have arrived: it did, or it is to be sent again.

    Raises UnusableInput (DELIVER009) where there is nothing to settle.
    """
    with held(world, out) as box:
        done = box.settle(code, world.now()) if sent else box.owe_again(code, "a person said that it is sent again")
        entry = box.find(code)
    if not done:
        what = (
            f"{code} is {entry.state}: {entry.told or 'there is nothing to settle'}" if entry else f"it has no {code}"
        )
        hint = "`brief deliver status` lists all of them"
        raise UnusableInput([Problem("DELIVER009", f"the outbox in {out}: {what}", hints=(hint,))])


def next_attempt(world: World, out: Path) -> str | None:
    """When something that is owed in `out` is to be tried; "" for at once, None for never."""
    if not world.files.exists(out / FOLDER):
        return None
    with deliver.opened_at(world.files, out) as box:
        return box.next_attempt()


__all__ = [
    "LIST",
    "Account",
    "Preview",
    "Shown",
    "again",
    "deliver_edition",
    "next_attempt",
    "preview",
    "probe",
    "settle",
    "stamp",
    "status",
]
