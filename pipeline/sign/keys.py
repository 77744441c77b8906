"""The key that signs: from PKCS#12, or from PEM with its certificate. A passphrase is never part of a message."""

from __future__ import annotations

from typing import Any

from pipeline.model.problem import Problem, UnusableInput
from pipeline.model.record import record

_LEAST_BITS = 2048
"""Of an RSA key (NIST SP 800-131A)."""


@record
class Key:
    """A key with its certificate, as pyHanko's signer."""

    signer: Any
    subject: str
    """Whose it is, as the certificate says."""


def load(key: bytes, certificate: bytes, chain: bytes, passphrase: bytes | None, name: str) -> Key:
    """The key of a file: PKCS#12, or PEM together with a certificate.

    Raises UnusableInput: SIGN001 for a file that is no key or a passphrase that is wrong, SIGN002 for a certificate
    that lacks or is another key's, SIGN003 for a key that is too weak.
    """
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator import registry

    if key.lstrip().startswith(b"-----BEGIN"):
        private, own, others = _from_pem(key, certificate, chain, passphrase, name)
    else:
        private, own, others = _from_pkcs12(key, passphrase, name)
    strong(private.public_key(), name)
    public = private.public_key()
    if own.public_key() != public:
        hint = "give the certificate of this key"
        raise _refused("SIGN002", f"the certificate belongs to another key than {name}", hint)
    few_types: Any = registry
    store = few_types.SimpleCertificateStore()
    for each in others:
        store.register(asn1(each))
    signer = SimpleSigner(signing_cert=asn1(own), signing_key=_private(private), cert_registry=store)
    return Key(signer, own.subject.rfc4514_string())


def _from_pkcs12(key: bytes, passphrase: bytes | None, name: str) -> tuple[Any, Any, tuple[Any, ...]]:
    from cryptography.hazmat.primitives.serialization import pkcs12

    try:
        private, own, others = pkcs12.load_key_and_certificates(key, passphrase)
    except (ValueError, TypeError) as error:
        raise not_open(f"{name} can't be opened as PKCS#12: {_said(error)}", _RIGHT_FILE) from None
    if private is None or own is None:
        raise _refused("SIGN002", f"{name} has no key with its certificate", "export both into one file")
    return private, own, tuple(others)


def _from_pem(
    key: bytes, certificate: bytes, chain: bytes, passphrase: bytes | None, name: str
) -> tuple[Any, Any, tuple[Any, ...]]:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        private = load_pem_private_key(key, passphrase)
    except (ValueError, TypeError) as error:
        raise not_open(f"{name} can't be opened as a PEM key: {_said(error)}", _RIGHT_FILE) from None
    found = pem_certificates(certificate or key, name)
    others = pem_certificates(chain, name) if chain else ()
    return private, found[0], (*found[1:], *others)


def pem_certificates(pem: bytes, name: str) -> tuple[Any, ...]:
    """The certificates of a PEM file, at least one. Raises UnusableInput (SIGN002)."""
    from cryptography import x509

    try:
        return tuple(x509.load_pem_x509_certificates(pem))
    except ValueError:
        raise _refused("SIGN002", f"there is no certificate for {name}", "name it with --cert, in PEM") from None


def not_open(message: str, hint: str) -> UnusableInput:
    """What to say of a key that can't be had (SIGN001)."""
    return _refused("SIGN001", message, hint)


_RIGHT_FILE = (
    "see that it is the right file; a passphrase is asked for, or read from --passphrase-file or --passphrase-env"
)


def _said(error: Exception) -> str:
    """What a library says, without anything of a secret in it."""
    text = str(error)
    if "assword" in text or not text:
        return "the passphrase is wrong, or the file is damaged"
    return text.partition(".")[0]


def strong(public: Any, name: str) -> None:
    """Hold a public key against what is thought safe today. Raises UnusableInput (SIGN003)."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    if isinstance(public, rsa.RSAPublicKey) and public.key_size >= _LEAST_BITS:
        return
    if isinstance(public, ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey):
        return
    kind = f"RSA with {public.key_size} bits" if isinstance(public, rsa.RSAPublicKey) else type(public).__name__
    hint = f"take RSA with {_LEAST_BITS} bits or more, or an elliptic curve"
    raise _refused("SIGN003", f"{name} is too weak to sign with: {kind}", hint)


def asn1(certificate: Any) -> Any:
    """A certificate as pyHanko wants it."""
    from asn1crypto import x509
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _private(private: Any) -> Any:
    from asn1crypto.keys import PrivateKeyInfo
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return PrivateKeyInfo.load(private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))


def _refused(code: str, message: str, hint: str) -> UnusableInput:
    return UnusableInput([Problem(code, message, hints=(hint,))])
