"""The address at which a reader can verify an edition: the author's, with places for what each edition fills in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.model.record import record

MOST = 150
"""Characters of an address, the longest number filled in: a QR code of version 8 at level M holds 152 bytes
(ISO/IEC 18004:2024, table 7), and is about as dense as a phone reads at once from office paper."""

_PLACES = ("brief", "edition", "key")
_PLACE = re.compile(r"\{(\w*)\}")
_LONGEST = 999_999
_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[A-Za-z0-9-]+\.)*[A-Za-z0-9-]+|\[[0-9A-Fa-f:.]+\]")
_PORT = re.compile(r"(?::\d{1,5})?(?=[/?#]|$)")
_NEVER = re.compile(r'[^!-~]|["<>\\^`|]|%(?![0-9A-Fa-f]{2})|[{}]')
"""What an address cannot hold as it is (RFC 3986, 2); braces only around the name of a place."""


@record
class AddressFault:
    """What is wrong with an address: the characters it concerns, and what to do."""

    start: int
    end: int
    message: str
    hint: str


def address(template: str, brief: str, number: int, key: str) -> str:
    """The address of one edition. One that names neither edition nor key gets both as parameters of its query."""
    if not {"edition", "key"} & set(_PLACE.findall(template)):
        head, mark, fragment = template.partition("#")
        joint = "" if head.endswith(("?", "&")) else "&" if "?" in head else "?"
        template = f"{head}{joint}edition={{edition}}&key={{key}}{mark}{fragment}"
    values = {"brief": brief, "edition": str(number), "key": key}
    return _PLACE.sub(lambda found: values[found[1]], template)


def faults(template: str, brief: str) -> Iterator[AddressFault]:
    """All that is wrong with an author's address."""
    scheme = _SCHEME.match(template)
    if not scheme:
        yield AddressFault(
            0,
            len(template),
            "this is no address on the web",
            "start it with https://, as in https://example.org/verify",
        )
        return
    host = _HOST.match(template, scheme.end())
    if not host or not _PORT.match(template, host.end()):
        end = next((i for i in range(scheme.end(), len(template)) if template[i] in "/?#"), len(template))
        message = "the name of the host is missing, or is none"
        hint = "write https://host/path, without a user's name; a name in other letters in its form xn--…"
        yield AddressFault(scheme.end() if end > scheme.end() else 0, end, message, hint)
        return
    known = True
    for found in _PLACE.finditer(template):
        if found[1] not in _PLACES:
            known = False
            hint = "there are {brief}, {edition} and {key}"
            yield AddressFault(found.start(), found.end(), f"{found[0]} is no placeholder", hint)
    blanked = _PLACE.sub(lambda found: "-" * len(found[0]), template)
    for found in _NEVER.finditer(blanked):
        char = found[0]
        encoded = "".join(f"%{byte:02X}" for byte in char.encode())
        shown = "a space" if char == " " else char
        yield AddressFault(found.start(), found.end(), f"{shown} cannot stand in an address", f"write {encoded}")
    if known and (length := len(address(template, brief, _LONGEST, "0" * 8))) > MOST:
        message = f"this address has up to {length} characters; its QR code would be too dense for a phone"
        yield AddressFault(0, len(template), message, f"{MOST} are the most: shorten the path, or leave out {{brief}}")
