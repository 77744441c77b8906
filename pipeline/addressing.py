"""An edition and a distribution list → who gets how many copies of it by which way, and who may not see it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import copies, deliver
from pipeline.model.copy import code_of
from pipeline.model.problem import Problem, UnusableInput, Where

if TYPE_CHECKING:
    from pipeline.deliver import Entry
    from pipeline.model.copy import Copy
    from pipeline.model.distribution import Recipient
    from pipeline.parcels import Found
    from pipeline.read.distributions import DistributionFile
    from pipeline.world import World


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


def wanted(chosen: Iterable[Recipient]) -> list[tuple[str, int]]:
    """Who gets numbered copies, and how many."""
    return [(each.name, each.copies) for each in chosen if each.numbered]


def owed(world: World, edition: Found, allowed: Sequence[Recipient], given: Path) -> list[Entry]:
    """A parcel for each numbered copy, and one for all the plain copies of a recipient."""
    made = copies.issue(world.files, edition.home, edition.edition, wanted(allowed))
    entries = []
    for recipient in allowed:
        mine = [copy for copy in made if copy.recipient == recipient.name] if recipient.numbered else [None]
        entries += [_entry(edition, recipient, copy, given) for copy in mine]
    return entries


def _entry(edition: Found, recipient: Recipient, copy: Copy | None, given: Path) -> Entry:
    kind, channel = recipient.channel
    return deliver.Entry(
        code=copy.code if copy else plain_code(edition, recipient),
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


def plain_code(edition: Found, recipient: Recipient) -> str:
    """The code of a parcel of plain copies, on which none is printed."""
    return code_of(edition.edition.files[f"{edition.edition.brief}.pdf"], 0, recipient.name, "")


def barred_problem(file: DistributionFile, recipient: Recipient, marking: str) -> Problem:
    """What to say of a recipient who may not see the brief."""
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
