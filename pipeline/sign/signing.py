"""Appending a signature that nobody sees: the edition's bytes stay as they are, in front."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pipeline.model.problem import OutsideFailed, Problem, UnusableInput
from pipeline.model.record import record
from pipeline.sign.keys import Key
from pipeline.sign.validation import holds

_FIELD = "Signature{}"


@record
class Signed:
    """What came of signing: who signed."""

    subject: str
    problems: tuple[Problem, ...] = ()


@record
class Stamp:
    """How much a signature proves besides who signed.

    With the address of a timestamp server (RFC 3161) it is PAdES B-T: when it was signed. `roots` are certificates (PEM
    or DER) that the signer's and the server's go back to; with them it is B-LT: what a later check needs stays inside.
    """

    server: str = ""
    roots: tuple[bytes, ...] = ()


def signed(data: bytes, key: Key, stamp: Stamp = Stamp()) -> bytes:  # noqa: B008 (a frozen record)
    """The file with a signature appended.

    Raises UnusableInput (SIGN004) for a file that can't be signed, OutsideFailed (SIGN005) if the timestamp server or
    the sources of revocations don't answer as they should.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields, signers

    writer = _writer(data)
    number = 1 + sum(1 for _ in fields.enumerate_sig_fields(writer.prev))
    told = signers.PdfSignatureMetadata(
        field_name=_FIELD.format(number),
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        embed_validation_info=bool(stamp.roots),
        dss_settings=_settings(),
        validation_context=_context(stamp.roots) if stamp.roots else None,
    )
    try:
        signer = signers.PdfSigner(told, signer=key.signer, timestamper=_server(stamp.server))
        made: bytes = signer.sign_pdf(writer).getvalue()
    except (UnusableInput, OutsideFailed):
        raise
    except PdfError as error:
        raise _unusable(str(error)) from None
    except Exception as error:
        if not (stamp.server or stamp.roots):
            raise
        hint = "see that the timestamp server answers, and that its certificate goes back to one of --root"
        raise OutsideFailed(
            [
                Problem(
                    "SIGN005",
                    f"what a timestamp needs could not be had: {str(error) or type(error).__name__}",
                    hints=(hint,),
                )
            ]
        ) from None
    if not made.startswith(data):
        raise _unusable("it could not be appended to")
    if not holds(made):
        hint = "give the certificate of this key"
        raise UnusableInput([Problem("SIGN002", "the certificate belongs to another key", hints=(hint,))])
    return made


def _writer(data: bytes) -> Any:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError

    class Appending(IncrementalPdfFileWriter):
        """Leaves the file's own metadata alone: they tell of the brief, whoever signs it."""

        def _update_meta(self) -> None:
            pass

    try:
        writer = Appending(BytesIO(data))
    except (PdfError, ValueError, KeyError, TypeError, IndexError) as error:
        raise _unusable(str(error) or "it is no PDF") from None
    if writer.prev.encrypted:
        raise _unusable("it is encrypted")
    return writer


def _settings() -> Any:
    """Certificates and revocations go into the signature's own revision: a later one would touch the metadata."""
    from pyhanko.sign.signers import pdf_signer

    together = pdf_signer.SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
    return pdf_signer.DSSContentSettings(include_vri=False, placement=together)


def _server(address: str) -> Any:
    if not address:
        return None
    from pyhanko.sign.timestamps import HTTPTimeStamper

    return HTTPTimeStamper(address, timeout=30)


def _context(roots: tuple[bytes, ...]) -> Any:
    from pyhanko_certvalidator import ValidationContext

    from pipeline.sign.validation import certificates

    return ValidationContext(
        trust_roots=[each for root in roots for each in certificates(root)],
        allow_fetching=True,
        revocation_mode="soft-fail",
    )


def _unusable(why: str) -> UnusableInput:
    hint = "sign an edition as it was published, such as out/harbour/latest/harbour.pdf"
    return UnusableInput([Problem("SIGN004", f"the file can't be signed: {why}", hints=(hint,))])
