"""A mail handed to a server by SMTP (RFC 5321), over STARTTLS (RFC 3207) or TLS (RFC 8314), with a login (RFC 4954)."""

from __future__ import annotations

import errno
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import NamedTuple

from pipeline.world.doors import Unsent

_DOTS = re.compile(rb"^\.", re.MULTILINE)


class MailHost(NamedTuple):
    """A mail server and how it is reached. `authority` is a file with the certificate (PEM) that its own is checked
    by; "" for those that the system trusts.
    """

    server: str
    port: int
    security: str
    user: str = ""
    password: str = ""
    authority: str = ""

    def __repr__(self) -> str:
        return f"MailHost({self.server!r}, {self.port}, {self.security!r}, {self.user!r})"


class Refused(Unsent):
    """The server said no, and nothing arrived. `for_good`: it would say so again (RFC 5321, 4.2.1: 5yz)."""

    def __init__(self, told: str, *, for_good: bool) -> None:
        super().__init__(errno.EPERM, told)
        self.for_good = for_good


class Unanswered(OSError):
    """All was handed over, and no answer came: it may have arrived."""


def post(
    host: MailHost,
    sender: str,
    to: Sequence[str],
    mail: bytes,
    seconds: float,
    begun: Callable[[], None] = lambda: None,
) -> Mapping[str, str]:
    """Hand a mail over, whose lines end with CR and LF; returns the recipients that the server refused, with its words,
    where it took others.

    `begun` is called when all has been sent but the sign that ends the mail: until then it surely did not arrive.
    Raises `Refused` and `Unsent` where nothing arrived, and `Unanswered` where nobody can say.
    """
    with _session(host, seconds) as server:
        refused: dict[str, tuple[int, bytes]] = {}
        _hear(*server.mail(sender))
        for each in to:
            code, said = server.rcpt(each)
            if code not in (250, 251):
                refused[each] = code, said
        if len(refused) == len(to):
            raise Refused(_names(refused), for_good=all(code >= 500 for code, _ in refused.values()))
        _hear(*server.docmd("DATA"), wanted=354)
        server.send(_DOTS.sub(b"..", mail))  # RFC 5321, 4.5.2
        begun()
        _end(server, last=b".\r\n" if mail.endswith(b"\r\n") else b"\r\n.\r\n")
        return {name: f"{code} {_text(said)}" for name, (code, said) in refused.items()}


def reached(host: MailHost, seconds: float) -> tuple[str, ...]:
    """Connect, encrypt and log in, and say what the server can do (EHLO). Raises `Refused` and `Unsent`."""
    with _session(host, seconds) as server:
        features = (f"{name.upper()} {value}".strip() for name, value in server.esmtp_features.items())
        return (", ".join(sorted(features)),) if server.esmtp_features else ()


def _end(server: smtplib.SMTP, last: bytes) -> None:
    """Say that the mail is whole, and hear whether it was taken."""
    try:
        server.send(last)
        code, said = server.getreply()
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        told = "the connection was cut when all had been sent, and no answer came"
        raise Unanswered(errno.ECONNRESET, told) from error
    _hear(code, said)


def _hear(code: int, said: bytes, wanted: int = 250) -> None:
    if code != wanted:
        raise Refused(f"the mail server said {code}: {_text(said)}", for_good=code >= 500)


@contextmanager
def _session(host: MailHost, seconds: float) -> Iterator[smtplib.SMTP]:
    """A connection, encrypted and logged in as the list says. Its failures surely come before the mail has arrived."""
    if not host.password.isascii():
        told = "the password has characters that smtplib can't send; it takes ASCII only"
        raise Refused(told, for_good=True)
    server = None
    try:
        secure = ssl.create_default_context(cafile=host.authority or None)
        server = (
            smtplib.SMTP_SSL(host.server, host.port, timeout=seconds, context=secure)
            if host.security == "tls"
            else smtplib.SMTP(host.server, host.port, timeout=seconds)
        )
        server.ehlo_or_helo_if_needed()
        if host.security == "starttls":
            server.starttls(context=secure)
            server.ehlo()
        if host.user:
            server.login(host.user, host.password)
        yield server
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error if isinstance(error.smtp_error, bytes) else str(error.smtp_error).encode()
        raise Refused(
            f"the mail server said {error.smtp_code}: {_text(said)}", for_good=error.smtp_code >= 500
        ) from None
    except smtplib.SMTPException as error:
        raise Unsent(errno.EIO, f"the mail server {host.server} can't be used: {error}") from None
    except ssl.SSLCertVerificationError as error:
        told = f"the certificate of {host.server} is not trusted: {error.verify_message}"
        raise Refused(told, for_good=True) from None
    except ssl.SSLError as error:
        raise Unsent(
            errno.EIO, f"the connection to {host.server} can't be encrypted: {error.reason or error}"
        ) from None
    except (Unsent, Unanswered):
        raise
    except OSError as error:
        raise Unsent(error.errno or errno.EIO, f"{host.server} can't be reached: {error.strerror or error}") from None
    finally:
        if server is not None:
            with suppress(OSError, smtplib.SMTPException):
                server.quit()


def _names(refused: Mapping[str, tuple[int, bytes]]) -> str:
    each = (f"{name} ({code} {_text(said)})" for name, (code, said) in refused.items())
    return f"the mail server refused {', '.join(each)}"


def _text(said: bytes) -> str:
    return " ".join(said.decode("utf-8", "replace").split())
