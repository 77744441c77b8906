"""The distribution list: who gets a brief, how many copies, by which way, and what each way needs.

It stands in a file, `distribution.yaml`. It is no part of a brief: an edition neither carries it nor depends on it. A
secret stands in it only by where it is kept.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from pipeline.model.article import Line
from pipeline.model.frozen import Frozen
from pipeline.model.schedule import Duration
from pipeline.model.server import PORTS, Address, Kept, Security
from pipeline.model.spec import Marking

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
"""Of a printer, mail server, folder or store in the list."""

Size = Annotated[int, Field(ge=1, le=4096)]
"""Megabytes, of 1,000,000 bytes."""

MOST_COPIES = 1000


class Printer(Frozen):
    """A printer or a print queue, by its IPP address, and how sheets come out of it (RFC 8011, PWG 5100)."""

    uri: Annotated[str, Field(max_length=1000, pattern=r"^ipps?://[!-~]+$")] = Field(
        description="IPP address: ipp://… or, encrypted, ipps://…"
    )
    media: Line | None = Field(
        None, description="Paper by its PWG name, iso_a4_210x297mm; by default that of the brief"
    )
    sides: Literal["one", "two", "two-short"] | None = Field(
        None, description="Sides of a sheet; two-short turns over the short edge; by default as the printer does"
    )
    colour: Literal["colour", "monochrome"] | None = Field(None, description="By default as the printer does")
    finishings: tuple[Line, ...] = Field((), description="By their IPP names: staple-top-left, punch, fold, …")
    account: Line | None = Field(None, description="Account that the job is charged to")
    hold: bool = Field(False, description="Hold the job at the printer until someone releases it")
    pages: (
        Annotated[str, Field(max_length=200, pattern=r"^[1-9][0-9]*(-[1-9][0-9]*)?(,[1-9][0-9]*(-[1-9][0-9]*)?)*$")]
        | None
    ) = Field(None, description="Pages to print: 1-3,5; all by default")
    layout: Literal["plain", "2-up", "booklet"] = Field(
        "plain", description="One page a side, two, or a booklet to be folded; the last two are for print only"
    )
    cover: bool = Field(False, description="A sheet in front that names recipient, copy and edition")
    user: Line | None = Field(None, description="Name to log in with, if the printer asks for one")
    password: Kept | None = Field(None, description="Where its password is kept")
    authority: Line | None = Field(
        None, description="File with the certificate (PEM) that its certificate is checked by"
    )
    time_limit: Duration = Field("10m", description="How long a job is waited for; after that it is asked about again")

    @model_validator(mode="after")
    def _guarded(self) -> Self:
        if (self.user is None) != (self.password is None):
            raise _unfit("user and password go together", "write both, or neither")
        if self.password and self.uri.startswith("ipp:"):
            raise _unfit("a password would travel unencrypted", "use ipps://")
        return self


class MailServer(Frozen):
    """A mail server, and how mails look."""

    server: Line = Field(description="Mail server that takes it")
    port: Annotated[int, Field(ge=1, le=65535)] | None = Field(None, description="By default 587, with tls 465")
    security: Security = Field("starttls", description="How the connection is encrypted")
    user: Line | None = Field(None, description="Name to log in with, if the server asks for one")
    password: Kept | None = Field(None, description="Where the password is kept")
    authority: Line | None = Field(
        None, description="File with the certificate (PEM) that its certificate is checked by"
    )
    from_: Address = Field(alias="from", description="Who sends it")
    reply_to: Address | None = Field(None, description="Who gets the answers")
    attach_up_to: Size = Field(10, description="Megabytes; a larger copy is linked, not attached")
    link: Annotated[str, Field(max_length=1000, pattern=r"^https?://[!-~]+$")] | None = Field(
        None, description="Address of a copy too large to attach: https://host/{brief}/{edition}/{file}"
    )

    @model_validator(mode="after")
    def _guarded(self) -> Self:
        if (self.user is None) != (self.password is None):
            raise _unfit("user and password go together", "write both, or neither")
        if self.password and self.security == "none":
            raise _unfit("a password would travel unencrypted", "use security: starttls or tls")
        return self

    @property
    def at(self) -> int:
        """The port."""
        return self.port or PORTS[self.security]


class Folder(Frozen):
    """A folder or a mounted share."""

    path: Line = Field(description="Path of the folder, from this file's folder; it must be there")
    file: Line = Field("{brief}-{edition}-{copy}.pdf", description="Name of a file there, folders below it included")


class Store(Frozen):
    """A bucket of an object store (S3, Google Cloud Storage, Azure, or a folder by file://)."""

    url: Annotated[str, Field(max_length=1000, pattern=r"^(s3|gs|az|file)://[!-~]*$")] = Field(
        description="Bucket and prefix: s3://bucket/briefs"
    )
    object: Line = Field("{brief}/{edition}/{brief}-{edition}-{copy}.pdf", description="Name of an object")
    endpoint: Annotated[str, Field(max_length=1000, pattern=r"^https?://[!-~]+$")] | None = Field(
        None, description="Address of a store that is not its maker's own"
    )
    region: Line | None = Field(None, description="Its region")
    key_id: Kept | None = Field(None, description="Where the id of the access key is kept")
    secret_key: Kept | None = Field(None, description="Where the access key is kept")


class Recipient(Frozen):
    """Who gets a brief, and by which way: exactly one of `printer`, `mail`, `folder` and `store`."""

    name: Line = Field(description="As it is printed on the copies and told in the account")
    copies: Annotated[int, Field(ge=1, le=MOST_COPIES)] = Field(1, description="How many")
    numbered: bool = Field(True, description="Whether each copy bears its own number and the recipient's name")
    may_see: Marking = Field("TLP:CLEAR", description="Highest marking that the recipient may see (TLP 2.0)")
    printer: Name | None = Field(None, description="Printer of the list that prints them")
    mail: Name | None = Field(None, description="Mail server of the list that sends them")
    to: Annotated[tuple[Address, ...], Field(max_length=50)] = Field((), description="Addresses, with mail")
    folder: Name | None = Field(None, description="Folder of the list that they are put into")
    store: Name | None = Field(None, description="Store of the list that they are put into")
    briefs: tuple[Line, ...] = Field((), description="Ids of the briefs it gets, * and ? allowed; all by default")

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if len([way for way in (self.printer, self.mail, self.folder, self.store) if way is not None]) != 1:
            raise _unfit("a recipient is reached in one way", "write one of printer, mail, folder and store")
        if (self.mail is None) == bool(self.to):
            raise _unfit("mail and its addresses go together", "write mail: SERVER and to: [name@host]")
        return self

    @property
    def channel(self) -> tuple[str, str]:
        """The kind of the way, one of `printer`, `mail`, `folder` and `store`, and its name in the list."""
        ways = {"printer": self.printer, "mail": self.mail, "folder": self.folder, "store": self.store}
        return next((kind, name) for kind, name in ways.items() if name is not None)


class Distribution(Frozen):
    """The file distribution.yaml."""

    distribution: Literal["1"] = Field(description="Version of the format")
    recipients: Annotated[tuple[Recipient, ...], Field(min_length=1)] = Field(description="Who gets a brief")
    printers: Mapping[Name, Printer] = Field(default_factory=dict, description="Printers and print queues")
    mail: Mapping[Name, MailServer] = Field(default_factory=dict, description="Mail servers")
    folders: Mapping[Name, Folder] = Field(default_factory=dict, description="Folders and shares")
    stores: Mapping[Name, Store] = Field(default_factory=dict, description="Object stores")
    retries: Annotated[int, Field(ge=0, le=100)] = Field(10, description="Attempts after one that failed for now")
    wait: Duration = Field("1m", description="Pause before the first retry; it doubles each time, up to an hour")

    def of_kind(self, kind: str) -> Mapping[str, Printer | MailServer | Folder | Store]:
        """The channels of a kind, `printer`, `mail`, `folder` or `store`, by name."""
        kinds: dict[str, Mapping[str, Printer | MailServer | Folder | Store]] = {
            "printer": self.printers,
            "mail": self.mail,
            "folder": self.folders,
            "store": self.stores,
        }
        return kinds[kind]

    def channels(self) -> Iterator[tuple[str, str, Printer | MailServer | Folder | Store]]:
        """Every channel: its kind, its name, and what is said of it."""
        for kind in ("printer", "mail", "folder", "store"):
            for name, told in self.of_kind(kind).items():
                yield kind, name, told


def _unfit(reason: str, hint: str) -> PydanticCustomError:
    return PydanticCustomError("one_answer", "{reason}", {"reason": reason, "hint": hint})
