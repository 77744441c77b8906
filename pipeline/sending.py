"""Sending what is owed: parcels made again from their editions, handed to their channels, and what came of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import copies, deliver, read
from pipeline.deliver.outbox import FOLDER, State
from pipeline.material import bytes_of
from pipeline.model.delivery import Outcome
from pipeline.model.problem import BriefError, OutsideFailed, Place, Problem, UnusableInput
from pipeline.model.record import replace
from pipeline.model.schedule import seconds
from pipeline.parcels import Press, found

if TYPE_CHECKING:
    from pipeline.deliver import Entry, Outbox
    from pipeline.model.delivery import Channel, Parcel
    from pipeline.model.distribution import Distribution, Recipient
    from pipeline.read.distributions import DistributionFile
    from pipeline.world import World

_LONGEST = 3600
"""Seconds between two attempts, at the most, unless the list wants more."""


def read_list(world: World, path: Path) -> DistributionFile:
    """The distribution list. Raises UnusableInput with all its problems."""
    name, data = bytes_of(world, path, 2 * read.LIMIT)
    return read.distribution(data, name)


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
        return press.parcel(recipient, copy, entry.code, cover=wants_cover(told, recipient))

    def _way(self, entry: Entry, told: Distribution) -> Channel:
        key = entry.list, entry.kind, entry.channel
        if key not in self._opened:
            self._opened[key] = channel_of(self._world, told, entry.kind, entry.channel, Path(entry.list).parent)
        return self._opened[key]


def wants_cover(told: Distribution, recipient: Recipient) -> bool:
    """Whether a printed copy of this recipient has a sheet in front."""
    return bool(recipient.printer) and told.printers[recipient.printer or ""].cover


def channel_of(world: World, told: Distribution, kind: str, name: str, home: Path) -> Channel:
    """A channel of the list, which lies in the folder `home`."""
    return deliver.opened(kind, name, told.of_kind(kind)[name], world, home)


@contextmanager
def held(world: World, out: Path) -> Iterator[Outbox]:
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


def problem_of(entry: Entry) -> Problem | None:
    """What is to be told of a parcel that was not sent."""
    whose = f"copy {entry.copy}" if entry.copy else f"{entry.copies} plain cop{'y' if entry.copies == 1 else 'ies'}"
    what = f"{whose} of {entry.brief}@{entry.edition} for {entry.recipient}, by {entry.kind} {entry.channel}"
    was, is_ = ("were", "are") if not entry.copy and entry.copies != 1 else ("was", "is")
    match entry.state:
        case State.SENT:
            return None
        case State.HELD:
            hint = f"look whether it did, then: brief deliver settle {entry.code} --sent, or --again"
            return Problem("DELIVER008", f"{what}, may have arrived: {entry.told}", hints=(hint,))
        case State.REFUSED:
            hint = f"mend it, then: brief deliver settle {entry.code} --again"
            return Problem("DELIVER007", f"{what}, {was} not sent: {entry.told}", hints=(hint,))
    verb = "asked about" if entry.state is State.SENDING else "tried"
    when = f"it is {verb} again at {entry.next}" if entry.next else f"it is {verb} again"
    if entry.state is State.SENDING:
        return Problem("DELIVER007", f"{what}, {is_} not done yet: {entry.told}", notes=(when,))
    return Problem("DELIVER007", f"{what}, {was} not sent yet: {entry.told}", notes=(when,))
