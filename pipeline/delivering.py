"""Delivering: an edition and a distribution list → copies, parcels, channels, and an account of what became of each.

What is owed stands in the outbox before anything is sent, and what was sent stands there before anything else is done:
so whatever is cut short is taken up by the next run, and nothing is sent twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import copies, deliver, read
from pipeline.deliver.outbox import FOLDER, State, stamp
from pipeline.material import bytes_of
from pipeline.model.copy import above, code_of
from pipeline.model.delivery import Outcome, Probed
from pipeline.model.problem import BriefError, OutsideFailed, Place, Problem, UnusableInput
from pipeline.model.record import record, replace
from pipeline.model.schedule import seconds
from pipeline.parcels import Found, Press, found

if TYPE_CHECKING:
    from pipeline.deliver import Entry, Outbox
    from pipeline.model.copy import Copy
    from pipeline.model.delivery import Channel, Parcel
    from pipeline.model.distribution import Distribution, Recipient
    from pipeline.read.distributions import DistributionFile
    from pipeline.world import World

LIST = "distribution.yaml"
_LONGEST = 3600


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


def read_list(world: World, path: Path) -> DistributionFile:
    """The distribution list. Raises UnusableInput with all its problems."""
    name, data = bytes_of(world, path, 2 * read.LIMIT)
    return read.distribution(data, name)


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
    with _held(world, edition.home.parent) as box:
        entries = _owed(world, edition, allowed, given)
        box.owe(entries)
        serve(world, box, [each.code for each in entries], wake, {edition.name: press})
        now = [entry for each in entries if (entry := box.find(each.code))]
    problems += [problem for each in now if (problem := _problem(each))]
    return Account(tuple(now), (*file.warnings, *problems), tuple(each.name for each in barred))


def again(world: World, out: Path, wake: Callable[[str], None] = lambda _: None) -> Account:
    """Serve what is owed and due, of all editions in `out`. Raises OutsideFailed (DELIVER004)."""
    with _held(world, out) as box:
        codes = [each.code for each in box.open(world.now())]
        serve(world, box, codes, wake)
        now = [entry for code in codes if (entry := box.find(code))]
    return Account(tuple(now), tuple(problem for each in now if (problem := _problem(each))))


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
        way = _channel(world, file.told, kind, channel, given.parent)
        for copy in [each for each in made if each.recipient == recipient.name] if recipient.numbered else [None]:
            code = copy.code if copy else _code(edition, recipient)
            parcel = press.parcel(recipient, copy, code, cover=_wants_cover(file.told, recipient))
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
    with _held(world, out) as box:
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


# ── sending ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def serve(
    world: World,
    box: Outbox,
    codes: Iterable[str],
    wake: Callable[[str], None],
    presses: dict[str, Press] | None = None,
) -> None:
    """Deal with parcels that are owed and due, or were cut short. The outbox is held by whoever calls."""
    sender = _Sender(world, box, {} if presses is None else presses)
    due = {entry.code for entry in box.open(world.now())}
    for code in codes:
        if code in due and (entry := box.find(code)):
            sender.deal(entry)
            wake(code)


class _Sender:
    """Sends one parcel after the other; lists, channels and editions are read once."""

    def __init__(self, world: World, box: Outbox, presses: dict[str, Press]) -> None:
        self._world, self._box, self._presses = world, box, presses
        self._list = cache(lambda path: read_list(world, Path(path)).told)
        self._opened: dict[tuple[str, str, str], Channel] = {}

    def deal(self, entry: Entry) -> None:
        """Send a parcel, or find out what became of one that was cut short."""
        try:
            told = self._list(entry.list)
            parcel = self._parcel(entry, told)
            way = self._way(entry, told)
        except BriefError as error:
            self._end(entry, Outcome("later", error.problems[0].message), None)
            return
        if entry.state is State.SENDING:
            found = way.found(parcel, entry.reference)
            if found is not None:
                self._end(entry, found, told)
                return
            self._box.owe_again(entry.code, "it was cut short, and surely did not arrive")
        if lacks := way.lacks(parcel):
            self._end(entry, Outcome("refused", "; ".join(lacks)), told)
            return
        if self._box.begin(entry.code, self._world.now()):
            outcome = way.send(parcel, lambda reference: self._box.note(entry.code, reference))
            self._end(replace(entry, attempts=entry.attempts + 1), outcome, told)

    def _end(self, entry: Entry, outcome: Outcome, told: Distribution | None) -> None:
        now = self._world.now()
        wait, most = (seconds(told.wait), told.retries) if told else (60, 10)
        again = None
        if outcome.state == "going" or (outcome.state == "later" and entry.attempts <= most):
            again = now + dt.timedelta(seconds=min(wait * 2 ** max(entry.attempts - 1, 0), max(_LONGEST, wait)))
        self._box.end(entry.code, outcome, now, again)

    def _parcel(self, entry: Entry, told: Distribution) -> Parcel:
        recipient = next((each for each in told.recipients if each.name == entry.recipient), None)
        if recipient is None or recipient.channel != (entry.kind, entry.channel):
            message = f"{entry.list} no longer sends anything to {entry.recipient} by {entry.kind} {entry.channel}"
            raise UnusableInput([Problem("DELIVER005", message)])
        name = f"{entry.brief}@{entry.edition}"
        if name not in self._presses:
            self._presses[name] = Press(self._world, found(self._world, f"{entry.home}/{entry.edition}", Path()))
        press = self._presses[name]
        issued = copies.record_of(self._world.files, press.found.home) if entry.copy else ()
        copy = next((each for each in issued if each.code == entry.code), None)
        return press.parcel(recipient, copy, entry.code, cover=_wants_cover(told, recipient))

    def _way(self, entry: Entry, told: Distribution) -> Channel:
        key = entry.list, entry.kind, entry.channel
        if key not in self._opened:
            self._opened[key] = _channel(self._world, told, entry.kind, entry.channel, Path(entry.list).parent)
        return self._opened[key]


def _wants_cover(told: Distribution, recipient: Recipient) -> bool:
    return bool(recipient.printer) and told.printers[recipient.printer or ""].cover


def _channel(world: World, told: Distribution, kind: str, name: str, home: Path) -> Channel:
    return deliver.opened(kind, name, told.of_kind(kind)[name], world, home)


@contextmanager
def _held(world: World, out: Path) -> Iterator[Outbox]:
    """The outbox, held alone: two deliveries at once would ask for the same parcels."""
    lock = world.files.lock(out / FOLDER / "lock")
    try:
        lock.__enter__()
    except OSError as error:
        hint = "put the permissions of the folder right"
        message = f"the outbox can't be held: {error.strerror or error}"
        raise OutsideFailed([Problem("DELIVER004", message, place=Place(str(out / FOLDER)), hints=(hint,))]) from error
    try:
        with deliver.opened_at(world.files, out) as box:
            yield box
    finally:
        lock.__exit__(None, None, None)


# ── what is wrong ────────────────────────────────────────────────────────────────────────────────────────────────────


def _problem(entry: Entry) -> Problem | None:
    """What is to be told of a parcel that was not sent."""
    whose = f"copy {entry.copy}" if entry.copy else f"{entry.copies} plain cop{'y' if entry.copies == 1 else 'ies'}"
    what = f"{whose} of {entry.brief}@{entry.edition} for {entry.recipient}, by {entry.kind} {entry.channel}"
    match entry.state:
        case State.SENT:
            return None
        case State.HELD:
            hint = f"look whether it did, then: brief deliver settle {entry.code} --sent, or --again"
            return Problem("DELIVER008", f"{what}, may have arrived: {entry.told}", hints=(hint,))
        case State.REFUSED:
            hint = f"mend it, then: brief deliver settle {entry.code} --again"
            return Problem("DELIVER007", f"{what}, was not sent: {entry.told}", hints=(hint,))
    verb = "asked about" if entry.state is State.SENDING else "tried"
    when = f"it is {verb} again at {entry.next}" if entry.next else f"it is {verb} again"
    if entry.state is State.SENDING:
        return Problem("DELIVER007", f"{what}, is not done yet: {entry.told}", notes=(when,))
    return Problem("DELIVER007", f"{what}, was not sent yet: {entry.told}", notes=(when,))


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
