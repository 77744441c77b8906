"""The key that never leaves a smart card or security module: named by a PKCS#11 URI (RFC 7512), used where it is."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from pipeline.model.problem import OutsideFailed, Problem, UnusableInput
from pipeline.model.record import record
from pipeline.sign.keys import Key, asn1, not_open, pem_certificates, strong

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = "pkcs11:"
_EXAMPLE = "pkcs11:token=Desk;object=signing?module-path=/usr/lib/opensc-pkcs11.so"
_PATH = ("token", "object", "id", "serial", "slot-id", "manufacturer", "model", "type")
_QUERY = ("module-path",)
_SECRET = ("pin-value", "pin-source")


@record
class Address:
    """Where a key is: what RFC 7512 calls the attributes of its path, and the module that reaches it."""

    module: str
    token: str | None = None
    serial: bytes | None = None
    slot: int | None = None
    object: str | None = None
    id: bytes | None = None


def address(uri: str) -> Address:
    """What a PKCS#11 URI says. Raises UnusableInput (SIGN001) for one that can't be followed."""
    path, _, query = uri.removeprefix(SCHEME).partition("?")
    said = _attributes(path, ";", _PATH) | _attributes(query, "&", _QUERY)
    module = said.get("module-path", b"").decode(errors="replace")
    if not module:
        raise not_open(
            "the URI of the key does not say which module reaches it", f"add ?module-path=, as in {_EXAMPLE}"
        )
    slot = said.get("slot-id")
    if slot is not None and not slot.isdigit():
        raise not_open("slot-id is not a number in the URI of the key", f"write it like {_EXAMPLE}")
    return Address(
        module,
        token=_text(said.get("token")),
        serial=said.get("serial"),
        slot=int(slot) if slot is not None else None,
        object=_text(said.get("object")),
        id=said.get("id"),
    )


def _attributes(text: str, between: str, known: tuple[str, ...]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for part in filter(None, text.split(between)):
        name, equals, value = part.partition("=")
        if name in _SECRET:
            hint = "others can read it there: leave it out and be asked, or use --passphrase-file or --passphrase-env"
            raise not_open(f"the URI of the key has a {name}", hint)
        if not equals or name not in known or name in found:
            raise not_open(f"the URI of the key has {name!r}, which is not to be read", f"write it like {_EXAMPLE}")
        found[name] = unquote_to_bytes(value)
    return found


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode(errors="replace")


@contextmanager
def opened(where: Address, pin: bytes | None, certificate: bytes, chain: bytes) -> Iterator[Key]:
    """The key, for as long as its token is logged in to; the certificate may be on the token or in a file (PEM).

    Raises UnusableInput: SIGN001 for a wrong PIN or a key that is not there, SIGN002 if there is no certificate for
    it, SIGN003 if it is too weak; OutsideFailed (SIGN007) if the module or its token does not work.
    """
    import pkcs11

    session = None
    try:
        slot, token = _token(where)
        session = token.open(user_pin=pin.decode() if pin is not None else None)
        yield _key(session, slot.get_mechanisms(), where, certificate, chain)
    except (pkcs11.PinIncorrect, pkcs11.PinLenRange, pkcs11.PinInvalid):
        hint = "mind that a token locks itself after a few wrong ones"
        raise not_open(f"the PIN of {_named(where)} is wrong", hint) from None
    except pkcs11.PKCS11Error as error:
        raise _failed(where, error) from None
    finally:
        if session is not None:
            session.close()


def _token(where: Address) -> tuple[Any, Any]:
    """The slot and the token that an address means."""
    import pkcs11

    fitting = []
    for slot in pkcs11.lib(where.module).get_slots(token_present=True):
        try:
            token = slot.get_token()
        except pkcs11.PKCS11Error:
            continue
        if (
            where.token in {None, token.label}
            and where.serial in {None, token.serial}
            and where.slot in {None, slot.slot_id}
        ):
            fitting.append((slot, token))
    if len(fitting) != 1:
        what = "no token that fits" if not fitting else f"{len(fitting)} tokens that fit"
        raise _outside(f"{where.module} has {what}", "name one with token=, serial= or slot-id= in the URI")
    return fitting[0]


def _key(session: Any, can: set[Any], where: Address, certificate: bytes, chain: bytes) -> Key:
    import pkcs11

    wanted: dict[Any, Any] = {pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY}
    if where.object is not None:
        wanted[pkcs11.Attribute.LABEL] = where.object
    if where.id is not None:
        wanted[pkcs11.Attribute.ID] = where.id
    found = list(session.get_objects(wanted))
    if len(found) != 1:
        what = "no private key that fits" if not found else f"{len(found)} private keys that fit"
        raise not_open(f"{_named(where)} has {what}", "name one with object= or id= in the URI")
    own, others = _certificates(session, found[0], where, certificate, chain)
    public = own.public_key()
    strong(public, _named(where))
    raw = found[0].key_type is pkcs11.KeyType.EC and pkcs11.Mechanism.ECDSA_SHA256 not in can
    return Key(_signer(where, session, found[0], (own, others), raw=raw), own.subject.rfc4514_string())


def _certificates(
    session: Any, key: Any, where: Address, certificate: bytes, chain: bytes
) -> tuple[Any, tuple[Any, ...]]:
    """The key's own certificate, from the file or else the one on the token that bears its number; and all others."""
    import pkcs11
    from cryptography import x509

    kept = {
        bytes(each[pkcs11.Attribute.ID]): x509.load_der_x509_certificate(bytes(each[pkcs11.Attribute.VALUE]))
        for each in session.get_objects({pkcs11.Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE})
    }
    if certificate:
        own, *given = pem_certificates(certificate, _named(where))
    else:
        mine, given = kept.get(bytes(key.id)), []
        if mine is None:
            hint = "put it onto the token under the key's id, or name it with --cert, in PEM"
            raise UnusableInput([Problem("SIGN002", f"{_named(where)} has no certificate of the key", hints=(hint,))])
        own = mine
    beside = pem_certificates(chain, _named(where)) if chain else ()
    return own, (*given, *beside, *kept.values())


def _signer(where: Address, session: Any, key: Any, certificates: tuple[Any, tuple[Any, ...]], *, raw: bool) -> Any:
    import pkcs11
    from pyhanko.sign.pkcs11 import PKCS11Signer

    class Signer(PKCS11Signer):
        """Says of a token that stops working while it signs what we say of one that does not start."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002 (pyHanko's own signature)
            try:
                return await super().async_sign_raw(data, digest_algorithm, dry_run)
            except pkcs11.PKCS11Error as error:
                raise _failed(where, error) from None

    own, others = certificates
    signer = Signer(session, signing_cert=asn1(own), ca_chain=[asn1(each) for each in others], use_raw_mechanism=raw)
    # The key was found already; pyHanko would look for it by its label alone.
    signer._key_handle, signer._loaded = key, True  # noqa: SLF001
    return signer


def _named(where: Address) -> str:
    return f"the token {where.token!r}" if where.token is not None else f"the token of {where.module}"


def _failed(where: Address, error: Exception) -> OutsideFailed:
    """A module's own words, or the name of its error code in words (most of them say nothing else)."""
    words = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in type(error).__name__).strip()
    hint = "see that the module is the token's own, that the token is plugged in, and that its PIN is set"
    return _outside(f"{_named(where)} can't be used: {str(error) or words}", hint)


def _outside(message: str, hint: str) -> OutsideFailed:
    return OutsideFailed([Problem("SIGN007", message, hints=(hint,))])
