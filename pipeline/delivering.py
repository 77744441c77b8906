"""Delivering: an edition and a distribution list → copies, parcels, channels, and an account of what became of each.

What is owed stands in the outbox before anything is sent, and what was sent stands there before anything else is done:
so whatever is cut short is taken up by the next run, and nothing is sent twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import copies, deliver
from pipeline.deliver.outbox import FOLDER, stamp
from pipeline.model.copy import above, code_of
from pipeline.model.delivery import Probed
from pipeline.model.problem import Problem, UnusableInput
from pipeline.model.record import record
from pipeline.parcels import Found, Press, found
from pipeline.sending import channel_of, held, problem_of, read_list, serve, wants_cover

if TYPE_CHECKING:
    from pipeline.deliver import Entry
    from pipeline.model.copy import Copy
    from pipeline.model.distribution import Recipient
    from pipeline.read.distributions import DistributionFile
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
    problems = [_barred(file, each, told.marking) for each in barred]
    with held(world, edition.home.parent) as box:
        entries = _owed(world, edition, allowed, given)
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


def preview(world: World, name: str, out: Path, given: Path, to: Sequence[str] = ()) -> tuple[Shown, ...]:
    """What `deliver_edition` would send, word for word. Nothing is issued, sent or asked."""
    file = read_list(world, given)
    edition = found(world, name, out)
    press = Press(world, edition)
    chosen = [each for each in recipients(file, edition, to) if not above(press.spec.marking, each.may_see)]
    made = copies.planned(world.files, edition.home, edition.edition, _wanted(chosen))
    shown = []
    for recipient in chosen:
        kind, channel = recipient.channel
        way = channel_of(world, file.told, kind, channel, given.parent)
        for copy in [each for each in made if each.recipient == recipient.name] if recipient.numbered else [None]:
            code = copy.code if copy else _code(edition, recipient)
            parcel = press.parcel(recipient, copy, code, cover=wants_cover(file.told, recipient))
            shown.append(Shown(recipient.name, f"{kind} {channel}", way.shown(parcel)))
    return tuple(shown)


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


# ── who gets what ────────────────────────────────────────────────────────────────────────────────────────────────────


def recipients(file: DistributionFile, edition: Found, to: Sequence[str]) -> list[Recipient]:
    """Who gets the edition. Raises UnusableInput (DELIVER005) for names that the list does not have."""
    named = {each.name.casefold(): each for each in file.told.recipients}
    unknown = [name for name in to if name.casefold() not in named]
    if unknown:
        raise UnusableInput([_unknown(file, name) for name in unknown])
    if to:
        wanted = {name.casefold() for name in to}
        return [each for name, each in named.items() if name in wanted]
    brief = edition.edition.brief
    return [
        each
        for each in file.told.recipients
        if not each.briefs or any(fnmatchcase(brief, pattern) for pattern in each.briefs)
    ]


def _wanted(chosen: Iterable[Recipient]) -> list[tuple[str, int]]:
    return [(each.name, each.copies) for each in chosen if each.numbered]


def _owed(world: World, edition: Found, allowed: Sequence[Recipient], given: Path) -> list[Entry]:
    """A parcel for each numbered copy, and one for all the plain copies of a recipient."""
    made = copies.issue(world.files, edition.home, edition.edition, _wanted(allowed))
    entries = []
    for recipient in allowed:
        mine = [copy for copy in made if copy.recipient == recipient.name] if recipient.numbered else [None]
        entries += [_entry(edition, recipient, copy, given) for copy in mine]
    return entries


def _entry(edition: Found, recipient: Recipient, copy: Copy | None, given: Path) -> Entry:
    kind, channel = recipient.channel
    return deliver.Entry(
        code=copy.code if copy else _code(edition, recipient),
        brief=edition.edition.brief,
        edition=edition.edition.number,
        copy=copy.number if copy else 0,
        copies=1 if copy else recipient.copies,
        recipient=recipient.name,
        kind=kind,
        channel=channel,
        list=str(given.absolute()),
        home=str(edition.home.absolute()),
    )


def _code(edition: Found, recipient: Recipient) -> str:
    """The code of a parcel of plain copies, on which none is printed."""
    return code_of(edition.edition.files[f"{edition.edition.brief}.pdf"], 0, recipient.name, "")


# ── what is wrong ────────────────────────────────────────────────────────────────────────────────────────────────────


def _barred(file: DistributionFile, recipient: Recipient, marking: str) -> Problem:
    from pipeline.model.problem import Where

    index = file.told.recipients.index(recipient)
    message = f"the brief is {marking}; {recipient.name} may see {recipient.may_see} at most"
    where = Where(("recipients", index, "may_see" if "may_see" in recipient.model_fields_set else "name"))
    hint = "nothing was sent to this recipient"
    return file.place(Problem("DELIVER006", message, where, hints=(hint,)))


def _unknown(file: DistributionFile, name: str) -> Problem:
    from difflib import get_close_matches

    known = {each.name.casefold(): each.name for each in file.told.recipients}
    near = get_close_matches(name.casefold(), known, 1, 0.6)
    hint = f'did you mean "{known[near[0]]}"?' if near else f"recipients: {', '.join(list(known.values())[:10])}"
    return Problem("DELIVER005", f'{file.places.lines.file} has no recipient "{name}"', hints=(hint,))


def next_attempt(world: World, out: Path) -> str:
    """When something that is owed in `out` is tried next; "" for never."""
    if not world.files.exists(out / FOLDER):
        return ""
    with deliver.opened_at(world.files, out) as box:
        return box.next_attempt()


__all__ = [
    "LIST",
    "Account",
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
