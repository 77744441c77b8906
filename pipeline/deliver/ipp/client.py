"""Operations on a printer or a print queue (RFC 8011, 4), each one exchange over HTTP."""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple
from urllib.parse import urlsplit

from pipeline.deliver.ipp.codec import Attribute, Group, Malformed, Tag, Value, decode, encode
from pipeline.world import Trust, Web

PRINT, VALIDATE, CANCEL, JOB, JOBS, PRINTER = 0x0002, 0x0004, 0x0008, 0x0009, 0x000A, 0x000B
"""Print-Job, Validate-Job, Cancel-Job, Get-Job-Attributes, Get-Jobs, Get-Printer-Attributes."""

_LIMIT = 2**23
_TYPE = "application/ipp"
_PORTS = {"ipp": 631, "ipps": 631}
_STATUS = {
    0x0400: "it can't understand the request",
    0x0401: "it is forbidden",
    0x0402: "it wants a login",
    0x0403: "the login has no right to it",
    0x0404: "it can't do that now",
    0x0405: "it took too long to send it",
    0x0406: "there is no such printer or job",
    0x0408: "the document is too large",
    0x040A: "it does not take this kind of document",
    0x040B: "it does not have what is asked for",
    0x040D: "it does not know this language of IPP",
    0x0413: "what is asked for contradicts itself",
    0x0416: "the account is not known",
    0x0417: "the account is not allowed to print",
    0x0418: "the account has no money or pages left",
    0x0500: "it has an error of its own",
    0x0501: "it does not know how to do that",
    0x0502: "it is not available now",
    0x0503: "it does not know this version of IPP",
    0x0504: "a part of it failed",
    0x0505: "it has no room",
    0x0506: "it takes no jobs now",
    0x0507: "it is busy",
    0x0508: "the job was canceled",
}
"""Statuses (RFC 8011, B.1; PWG 5100.16) in plain words."""

LATER = frozenset({0x0404, 0x0405, 0x0500, 0x0502, 0x0504, 0x0505, 0x0506, 0x0507})
"""Statuses that another attempt may change."""

_SYNTAX: Mapping[str, type] = {
    "printer-name": str, "printer-make-and-model": str, "printer-state": int, "printer-state-reasons": str,
    "printer-state-message": str, "printer-is-accepting-jobs": bool, "document-format-supported": str,
    "media-supported": str, "media-ready": str, "sides-supported": str, "print-color-mode-supported": str,
    "finishings-supported": int, "copies-supported": tuple, "page-ranges-supported": bool,
    "job-account-id-supported": bool, "job-hold-until-supported": str, "job-creation-attributes-supported": str,
    "job-id": int, "job-name": str, "job-state": int, "job-state-reasons": str, "job-state-message": str,
    "job-k-octets": int,
}  # fmt: skip
"""The attributes that anybody here asks for, and what their values are (RFC 8011, 5). What is something else is taken
for not said.
"""


class Failed(OSError):
    """The printer's answer can't be used: no IPP, or an error of HTTP. `for_good`: it would be the same again."""

    def __init__(self, told: str, *, for_good: bool) -> None:
        super().__init__(errno.EPROTO, told)
        self.for_good = for_good


class Answer(NamedTuple):
    """What a printer said: its status, in words where it is an error, and attributes of printer or jobs."""

    status: int
    told: str
    printer: Mapping[str, tuple[Value, ...]]
    jobs: tuple[Mapping[str, tuple[Value, ...]], ...]
    refused: tuple[str, ...]
    """Names of the attributes that it does not support, or not with these values."""

    @property
    def done(self) -> bool:
        """Whether it did what was asked."""
        return self.status < 0x0100


class Peer:
    """A printer by its IPP address. Every method raises `Unsent`, `Failed` or OSError; see `Web.exchange`."""

    def __init__(self, web: Web, uri: str, trust: Trust, seconds: float) -> None:
        parts = urlsplit(uri)
        scheme = "https" if parts.scheme == "ipps" else "http"
        host = parts.hostname or ""
        host = f"[{host}]" if ":" in host else host
        query = f"?{parts.query}" if parts.query else ""
        self._url = f"{scheme}://{host}:{parts.port or _PORTS.get(parts.scheme, 631)}{parts.path or '/'}{query}"
        self._web, self._uri, self._trust, self._seconds, self._count = web, uri, trust, seconds, count(1)

    def ask(
        self, operation: int, more: Iterable[Attribute] = (), job: Sequence[Attribute] = (), document: bytes = b""
    ) -> Answer:
        """Carry out an operation with further operation attributes, job attributes, and a document."""
        request = next(self._count)
        first: list[Attribute] = [
            (Tag.CHARSET, "attributes-charset", ["utf-8"]),
            (Tag.LANGUAGE, "attributes-natural-language", ["en"]),
            (Tag.URI, "printer-uri", [self._uri]),
        ]
        groups: list[tuple[int, Sequence[Attribute]]] = [(Group.OPERATION, [*first, *more])]
        groups += [(Group.JOB, job)] if job else []
        data = encode(operation, request, groups, document)
        reply = self._web.exchange(self._url, data, kind=_TYPE, limit=_LIMIT, seconds=self._seconds, trust=self._trust)
        if reply.status != 200:
            raise _http(reply.status)
        try:
            message = decode(reply.body)
        except Malformed as error:
            raise Failed(f"what answers at {self._uri} is no printer: {error}", for_good=True) from None
        if message.request != request:
            raise Failed(f"{self._uri} answered another request", for_good=False)
        said = " ".join(map(str, message.group(Group.OPERATION).get("status-message", ())))
        told = _STATUS.get(message.code, f"it answered with status 0x{message.code:04x}")
        jobs = tuple(_typed(attributes) for kind, attributes in message.groups if kind == Group.JOB)
        return Answer(
            message.code,
            f"{told} ({said})" if said else told,
            _typed(message.group(Group.PRINTER)),
            jobs,
            tuple(message.group(Group.REFUSED)),
        )


def _typed(attributes: Mapping[str, tuple[Value, ...]]) -> dict[str, tuple[Value, ...]]:
    held = {
        name: tuple(value for value in attributes.get(name, ()) if type(value) is kind)
        for name, kind in _SYNTAX.items()
    }
    return {name: values for name, values in held.items() if values}


def _http(status: int) -> Failed:
    if status == 401:
        return Failed("it wants a login, or the name or the password is wrong", for_good=True)
    if status == 403:
        return Failed("it lets nobody in who asks so (HTTP 403)", for_good=True)
    if status == 404:
        return Failed("there is no printer at this address (HTTP 404)", for_good=True)
    if status == 426:
        return Failed("it wants an encrypted connection: write ipps://", for_good=True)
    return Failed(f"it answered with HTTP {status}", for_good=status < 500)
