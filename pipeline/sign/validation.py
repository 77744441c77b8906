"""What the signatures of a file say, and whether they go back to a certificate that its reader trusts."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pipeline.model.problem import Problem, UnusableInput
from pipeline.model.verification import Check, failed, passed


def certificates(data: bytes) -> list[Any]:
    """The certificates in PEM or DER. Raises UnusableInput (SIGN006) for anything else."""
    from asn1crypto import pem, x509

    try:
        if pem.detect(data):
            return [x509.Certificate.load(der) for _, _, der in pem.unarmor(data, multiple=True)]
        found = x509.Certificate.load(data, strict=True)
        found.native  # noqa: B018 (parses it whole)
    except (ValueError, TypeError) as error:
        hint = "give the certificate that the signer's goes back to, in PEM or DER"
        raise UnusableInput([Problem("SIGN006", f"that is no certificate: {error}", hints=(hint,))]) from None
    return [found]


def signatures(data: bytes, trusted: bytes) -> Check:
    """Hold every signature of a file: whole, its own, and trusted. Raises UnusableInput (SIGN006)."""
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=certificates(trusted), revocation_mode="soft-fail")
    try:
        found = PdfFileReader(BytesIO(data)).embedded_signatures
    except (PdfError, ValueError, KeyError, TypeError, IndexError) as error:
        return failed("signature", f"the signatures can't be read: {error}")
    if not found:
        return failed("signature", "it has the form of a signature, and none in it")
    told = [_told(each, context) for each in found]
    wrong = [line for line, holds in told if not holds]
    if wrong:
        return failed("signature", "a signature does not hold", *wrong)
    return passed("signature", "; ".join(line for line, _ in told))


def holds(data: bytes) -> bool:
    """Whether the last signature of a file is that of the key which its certificate names, whoever trusts it."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    last = PdfFileReader(BytesIO(data)).embedded_signatures[-1]
    intact, valid = validate_sig_integrity(last.signer_info, last.signer_cert, "data", last.compute_digest())
    return bool(intact and valid)


def _told(signature: Any, context: Any) -> tuple[str, bool]:
    """What one signature says, and whether it holds."""
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature

    try:
        status = validate_pdf_signature(signature, context)
    except Exception as error:  # noqa: BLE001 (a hostile file may trip any part of a large library)
        return f"{signature.field_name} can't be checked: {error}", False
    who = status.signing_cert.subject.human_friendly
    when = status.timestamp_validity.timestamp if status.timestamp_validity else status.signer_reported_dt
    said = f"signed by {who}" + (f" on {when:%Y-%m-%d %H:%M} UTC" if when else "")
    said += " (the server's time)" if status.timestamp_validity else ""
    lacks = []
    if not (status.intact and status.valid):
        lacks.append("what it signs has changed")
    if not status.trusted:
        lacks.append("it does not go back to the certificate given")
    if status.coverage not in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}:
        lacks.append("it covers a part of the file only")
    return f"{said}: {', '.join(lacks)}" if lacks else said, not lacks
