"""A mail server on loopback, with encryption and passwords, that answers as a test tells it to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword

from tests.support import tools

PASSWORD = "open sesame"


class Post:
    """What has come in, and how the server answers a recipient."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self.answers: list[str] = []
        """What is said to the next mails, in turn, in place of `250 OK`; `cut` closes the connection instead."""
        self.raw: list[bytes] = []
        self.port = 0

    async def handle_RCPT(  # noqa: N802 (aiosmtpd calls it by this name)
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient, or refuse it."""
        del server, session, options
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802 (likewise)
        """Take a mail, or answer as the test tells."""
        del session
        data = envelope.original_content or b""
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith(("2", "cut after")):
            self.mails.append(message)
            self.raw.append(data)
        if answer.startswith("cut"):
            server.transport.abort()
        return answer


def certificate(folder: Path) -> Path:
    """A certificate for localhost with its key, in one file."""
    path = folder / "localhost.pem"
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    tools.run("openssl", *made, *names, "-keyout", folder / "key.pem", "-out", folder / "cert.pem")
    path.write_text((folder / "cert.pem").read_text() + (folder / "key.pem").read_text())
    return path


@contextmanager
def serving(pem: Path | None = None) -> Iterator[Post]:
    """A server while the block lasts; with a certificate it wants STARTTLS, then a password."""
    post, more = Post(), dict[str, Any]()
    if pem:
        secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        secure.load_cert_chain(pem)
        more = {"tls_context": secure, "require_starttls": True, "authenticator": _let_in, "auth_required": True}
    with socket.create_server(("127.0.0.1", 0)) as free:  # aiosmtpd can't be given "any port"
        post.port = free.getsockname()[1]
    server = Controller(post, hostname="127.0.0.1", port=post.port, **more)
    server.start()
    try:
        yield post
    finally:
        server.stop()


def _let_in(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    del server, session, envelope, mechanism
    right = isinstance(data, LoginPassword) and data == LoginPassword(b"desk", PASSWORD.encode())
    return AuthResult(success=right, handled=False)
