"""Whether the edition's bytes are an exact prefix of the file."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

from pipeline.model.edition import Ledger, Published
from pipeline.model.verification import Check, failed, passed, unchecked


class Found(NamedTuple):
    """The check, and the edition of the ledger whose bytes the file begins with, up to `end`."""

    check: Check
    edition: Published | None = None
    end: int = 0


def integrity(data: bytes, ends: Iterable[int], ledger: Ledger | None, says: int) -> Found:
    """Hash what each state of the file (`ends`) begins with, and look it up. `says` is the edition that the file says
    it is (0: none).
    """
    if ledger is None:
        return Found(unchecked("bytes", "there is no whole ledger to hold them against"))
    digest, done, hashes = sha256(), 0, []
    for end in sorted({*ends, len(data)}):
        digest.update(data[done:end])
        done = end
        hashes.append(digest.copy().hexdigest())
        if edition := ledger.of(hashes[-1]):
            return Found(_known(edition, end, len(data)), edition, end)
    told = f"they are those of no edition of {ledger.brief} in the ledger" if ledger.editions else "the ledger is empty"
    wanted = next((each for each in ledger.editions if each.number == says), None)
    details = [f"it has sha256 {hashes[0]}"]
    if wanted:
        details.append(f"edition {says} has   {wanted.files.get(f'{ledger.brief}.pdf', 'no PDF')}")
    return Found(failed("bytes", told, *details))


def _known(edition: Published, end: int, size: int) -> Check:
    told = f"the bytes of edition {edition.number}, sha256 {edition.files[f'{edition.brief}.pdf'][:16]}…"
    if end == size:
        return passed("bytes", f"they are {told}")
    return passed("bytes", f"its first {end:,} bytes are {told}; {size - end:,} were appended")
