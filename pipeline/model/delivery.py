"""What is handed out, and what became of it: the words that the outbox and the channels share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, Protocol

from pipeline.model.record import record

State = Literal["sent", "going", "later", "refused", "unsure"]
"""What became of an attempt: handed over; taken by the other side, which is to be asked again whether it is done; not
now, but perhaps the next time; never, as things stand; or the protocol can't tell whether it arrived, so that a person
must say whether it is sent again.
"""


Part = tuple[str, tuple[str, ...]]
"""A heading, and the paragraphs below it in plain words."""


@record
class Letter:
    """What a mail says beside a brief, in the brief's language."""

    subject: str
    about: str
    """Which edition and which copy it is."""
    parts: tuple[Part, ...]
    """The bottom line and what changed."""
    evidence: str
    """The evidence line."""
    check: str
    """How its claims can be checked."""
    attached: str
    """What introduces the brief itself; `{file}` is its name."""
    linked: str
    """The same where it is too large to attach; `{link}` is its address."""


@record
class Parcel:
    """What goes to one recipient over one channel: a numbered copy, or so many unnumbered ones."""

    code: str
    """Of the copy: unique, and the same at every attempt."""
    recipient: str
    brief: str
    edition: int
    copy: int
    """Its number; 0 for unnumbered ones."""
    copies: int
    """How many of these bytes: 1 for a numbered copy."""
    title: str
    marking: str
    language: str
    media: str
    """Its paper, by the name that printers know (PWG 5101.1)."""
    pages: int
    pdf: bytes
    cover: bytes = b""
    """For a printer that wants one: a sheet in front, as a PDF of one page."""
    to: tuple[str, ...] = ()
    """Addresses of mailboxes."""
    letter: Letter | None = None
    """For them: what a mail says."""

    def named(self, pattern: str) -> str:
        """A name by a pattern with {brief}, {edition}, {copy}, {recipient}, {code} and {file} in it."""
        parts = {
            "brief": self.brief,
            "edition": str(self.edition),
            "copy": str(self.copy) if self.copy else "plain",
            "recipient": "".join(c if c.isalnum() else "-" for c in self.recipient).strip("-").casefold()
            or "recipient",
            "code": self.code,
        }
        parts["file"] = f"{parts['brief']}-{parts['edition']}-{parts['copy']}.pdf"
        for name, value in parts.items():
            pattern = pattern.replace(f"{{{name}}}", value)
        return pattern


@record
class Outcome:
    """What became of an attempt. `told` says it in a sentence without a secret in it, for people; `reference` is the
    other side's name for it: a job's number, a Message-ID, a path.
    """

    state: State
    told: str
    reference: str = ""


@record
class Probed:
    """How a channel stands: whether it can take anything now, in a sentence, and what it can do, a line each."""

    ready: bool
    told: str
    abilities: tuple[str, ...] = ()


class Channel(Protocol):
    """A way out. No method raises for what goes wrong outside: it is told by what it gives."""

    def probe(self) -> Probed:
        """Ask how it stands, without sending anything."""

    def lacks(self, parcel: Parcel) -> tuple[str, ...]:
        """What it can't do of what is asked of it for this parcel, with the reason; asks, but sends nothing."""

    def send(self, parcel: Parcel, note: Callable[[str], None]) -> Outcome:
        """Hand it over, and follow it to its end. `note` keeps a reference as soon as there is one, so that a crash
        after it loses nothing: it is on disk when `note` returns.
        """

    def found(self, parcel: Parcel, reference: str) -> Outcome | None:
        """After a crash or a cut connection: what became of an attempt whose last noted reference is this ("": none).

        None says that it surely did not arrive, so that it may be sent again.
        """

    def shown(self, parcel: Parcel) -> str:
        """Exactly what would go out, for people; asks nothing and sends nothing."""
