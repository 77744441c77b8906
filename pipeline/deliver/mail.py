"""Mail: a copy attached, or linked where it is too large, with the bottom line and what changed as text and HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from pathlib import Path

from pipeline.model.delivery import Letter, Outcome, Parcel, Probed
from pipeline.model.distribution import MailServer
from pipeline.world import Unsent, World
from pipeline.world.smtp import MailHost, Refused, Unanswered, post, reached

_MEGABYTE = 1_000_000
_SECONDS = 60.0
_BEGUN = "all was sent but the sign that ends the mail"
"""The reference of a mail that may have arrived, until its server has answered."""


def opened(name: str, told: MailServer, world: World, home: Path) -> _Mail:
    """See `shelf.opened`."""
    return _Mail(name, told, world, home)


class _Mail:
    """See `Channel`."""

    def __init__(self, name: str, told: MailServer, world: World, home: Path) -> None:
        self._name, self._told, self._world, self._home = name, told, world, home

    def _host(self) -> MailHost:
        """Raises OSError, whose reason names the place of the secret, not the secret."""
        told = self._told
        kept = told.password
        password = self._world.secret(kept.env or "", str(self._home / kept.file) if kept.file else "") if kept else ""
        authority = str(self._home / told.authority) if told.authority else ""
        return MailHost(told.server, told.at, told.security, told.user or "", password, authority)

    def probe(self) -> Probed:
        """See `Channel.probe`: connects, encrypts and logs in, and asks what the server can do."""
        try:
            can = reached(self._host(), _SECONDS)
        except OSError as error:
            return Probed(ready=False, told=error.strerror or str(error))
        how = {"none": "not encrypted", "starttls": "encrypted by STARTTLS", "tls": "encrypted by TLS"}
        logged = f", logged in as {self._told.user}" if self._told.user else ""
        return Probed(
            ready=True, told=f"{self._told.server}:{self._told.at}, {how[self._told.security]}{logged}", abilities=can
        )

    def lacks(self, parcel: Parcel) -> tuple[str, ...]:
        """See `Channel.lacks`: a copy that is too large to attach, and no address to link to."""
        size = len(parcel.pdf)
        if size > self._told.attach_up_to * _MEGABYTE and not self._told.link:
            most = f"more than the {self._told.attach_up_to} that {self._name} attaches"
            return (
                f"the copy has {size / _MEGABYTE:.1f} MB, {most}: name an address with link:, or raise attach_up_to",
            )
        return ()

    def send(self, parcel: Parcel, note: Callable[[str], None]) -> Outcome:
        """See `Channel.send`."""
        ident = self._ident(parcel)
        try:
            mail = self.written(parcel).as_bytes(policy=SMTP)
            refused = post(self._host(), self._told.from_, parcel.to, mail, _SECONDS, lambda: note(f"{ident} {_BEGUN}"))
        except Refused as error:
            return Outcome("refused" if error.for_good else "later", str(error.strerror), ident)
        except Unanswered as error:
            return Outcome("unsure", str(error.strerror), ident)
        except (Unsent, OSError) as error:
            return Outcome("later", error.strerror or str(error), ident)
        if refused:
            names = ", ".join(f"{name} ({said})" for name, said in refused.items())
            reached_ = ", ".join(each for each in parcel.to if each not in refused)
            return Outcome("refused", f"it went to {reached_}; the mail server refused {names}", ident)
        return Outcome("sent", f"mailed to {', '.join(parcel.to)}", ident)

    def found(self, parcel: Parcel, reference: str) -> Outcome | None:
        """See `Channel.found`: nobody can ask a mail server what it has taken."""
        if not reference:
            return None
        told = "all of it had been sent when the connection or this machine failed; the server's answer is not known"
        return Outcome("unsure", told, self._ident(parcel))

    def shown(self, parcel: Parcel) -> str:
        """See `Channel.shown`: the very mail; of what is attached, its name, size and hash."""
        message = self.written(parcel)
        lines = [f"{name}: {value}" for name, value in message.items() if name != "Content-Type"]
        for part in message.walk():
            if part.get_content_type() in {"text/plain", "text/html"}:
                lines += ["", f"[{part.get_content_type()}]", str(part.get_content()).rstrip("\n")]
            elif part.get_filename():
                data = part.get_content()
                lines += ["", f"[{part.get_content_type()}] {part.get_filename()}, {len(data):,} bytes"]
                lines += [f"sha256 {sha256(data).hexdigest()}"]
        return "\n".join(lines)

    # ── what is written ─────────────────────────────────────────────────────────────────────────────────────────────

    def _ident(self, parcel: Parcel) -> str:
        """The Message-ID, from the copy's code: a second mail of the same copy is known as the same."""
        return f"<{parcel.code}.briefwright@{self._told.from_.rpartition('@')[2]}>"

    def written(self, parcel: Parcel) -> EmailMessage:
        """The mail. The same parcel gives the same mail, but for its date."""
        letter = parcel.letter
        if letter is None:
            raise ValueError(f"a parcel without a letter is not for the mail: {parcel.code}")
        message = EmailMessage(policy=SMTP)
        message["Subject"] = letter.subject
        message["From"] = self._told.from_
        message["To"] = tuple(Address(addr_spec=each) for each in parcel.to)
        if self._told.reply_to:
            message["Reply-To"] = self._told.reply_to
        message["Date"] = format_datetime(self._world.now())
        message["Message-ID"] = self._ident(parcel)
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office replies
        link = ""
        if len(parcel.pdf) > self._told.attach_up_to * _MEGABYTE:
            link = parcel.named(self._told.link or "")
        message.set_content("\n".join(_text(parcel, letter, link)) + "\n")
        message.add_alternative("\n".join(_html(parcel, letter, link)) + "\n", subtype="html")
        if not link:
            name = parcel.named("{file}")
            message.add_attachment(parcel.pdf, maintype="application", subtype="pdf", filename=name)
        _bound(message, parcel.code)
        return message


def _bound(message: EmailMessage, code: str) -> None:
    """Boundaries that follow from the copy's code: the library would draw them by chance."""
    for depth, part in enumerate(each for each in message.walk() if each.is_multipart()):
        part.set_boundary(f"=_{code}_{depth}_=")


def _where(parcel: Parcel, letter: Letter, link: str) -> str:
    return letter.linked.format(link=link) if link else letter.attached.format(file=parcel.named("{file}"))


def _text(parcel: Parcel, letter: Letter, link: str) -> Iterator[str]:
    yield parcel.marking
    yield ""
    yield parcel.title
    yield "=" * min(len(parcel.title), 70)
    yield letter.about
    for heading, paragraphs in letter.parts:
        yield from ("", heading, "-" * len(heading))
        yield from paragraphs
    yield ""
    yield letter.evidence
    yield letter.check
    yield ""
    yield _where(parcel, letter, link)
    yield ""
    yield parcel.marking


def _html(parcel: Parcel, letter: Letter, link: str) -> Iterator[str]:
    """Plain HTML: no style that hides, no script, nothing from elsewhere."""
    said = escape
    yield "<!DOCTYPE html>"
    yield f'<html lang="{said(parcel.language)}"><head><meta charset="utf-8"><title>{said(parcel.title)}</title></head>'
    yield "<body>"
    yield f"<p><strong>{said(parcel.marking)}</strong></p>"
    yield f"<h1>{said(parcel.title)}</h1>"
    yield f"<p>{said(letter.about)}</p>"
    for heading, paragraphs in letter.parts:
        yield f"<h2>{said(heading)}</h2>"
        yield from (f"<p>{said(each)}</p>" for each in paragraphs)
    yield f"<p>{said(letter.evidence)}<br>{said(letter.check)}</p>"
    yield f'<p><a href="{said(link)}">{said(link)}</a></p>' if link else f"<p>{said(_where(parcel, letter, link))}</p>"
    yield f"<p><strong>{said(parcel.marking)}</strong></p>"
    yield "</body></html>"
