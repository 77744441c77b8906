"""The Atom feed of editions (RFC 4287): OUT/feed.atom, written from the run table.

The same editions give the same bytes. An entry's id is a URN made from the brief, its edition's number and key, which
never change (RFC 4287, 4.2.6); `updated` is when the run that made it ended. Written by hand: forty lines, against a
library that would be another dependency.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from hashlib import sha256
from html import escape
from urllib.parse import quote, urljoin

from pipeline.model.schedule import Feed
from pipeline.schedule.run import Made, Run, stamp

NAME = "feed.atom"
MOST = 50
"""Editions that the feed lists."""


def feed(name: str, about: Feed, runs: Sequence[Run], none: dt.datetime) -> bytes:
    """The feed called `name` (a URI) of the newest editions, newest first; `none` is when it was begun."""
    entries = [(run.made, run.ended or run.slot) for run in runs if run.made]
    updated = max((when for _, when in entries), default=none)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"  <id>{_text(name)}</id>",
        f"  <title>{_text(about.title)}</title>",
        f"  <updated>{stamp(updated)}</updated>",
        f"  <author><name>{_text(about.author)}</name></author>",
        *([f'  <link rel="self" type="application/atom+xml" href="{_text(about.url)}"/>'] if about.url else []),
        "  <generator>Briefwright</generator>",
    ]
    for made, when in entries:
        lines += _entry(made, stamp(when), about.url or "")
    return ("\n".join([*lines, "</feed>"]) + "\n").encode()


def _entry(made: Made, when: str, base: str) -> Iterator[str]:
    href = _text(urljoin(base, quote(made.pdf)))
    pages = f"{made.pages} page{'s' * (made.pages != 1)}"
    yield "  <entry>"
    yield f"    <id>{urn(made)}</id>"
    yield f"    <title>{_text(made.title or made.brief)}, edition {made.number}</title>"
    yield f"    <updated>{when}</updated>"
    yield f"    <published>{when}</published>"
    yield f'    <link rel="alternate" type="application/pdf" href="{href}"/>'
    yield f'    <link rel="enclosure" type="application/pdf" length="{made.size}" href="{href}"/>'
    yield f'    <summary type="text">{_text(made.title or made.brief)}: {pages}, key {made.key[:8]}</summary>'
    yield "  </entry>"


def urn(made: Made) -> str:
    """A name-based UUID (RFC 9562, version 8: our own hash, SHA-256) of an edition."""
    digest = bytearray(sha256(f"briefwright edition\n{made.brief}\n{made.number}\n{made.key}".encode()).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x80
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"urn:uuid:{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _text(value: str) -> str:
    """Text and attributes of XML 1.0, without the characters that it can't hold."""
    return escape("".join(char for char in value if char >= " " and char not in "\ufffe\uffff"), quote=True)
